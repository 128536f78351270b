"""What the head of a plain document says of it: title, date, author, address; and the body that follows. Pure."""

import re
from calendar import timegm
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

_HEAD_LINES = 12
"""Lines looked at; what stands below is text."""
_LONGEST_TITLE = 200

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_TIME = r"(?:[^\d\n]{1,8}(?P<hour>\d{1,2})[:：時时시](?P<minute>\d{2})?)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>(?:19|20)\d\d)\s*[-/.．年년]\s*(?P<month>\d{{1,2}})\s*[-/.．月월]\s*(?P<day>\d{{1,2}})(?:\s*[日일.])?{_TIME}",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b{_TIME}",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b{_TIME}",
        rf"(?P<era>令和|平成)\s*(?P<year>\d{{1,2}}|元)年\s*(?P<month>\d{{1,2}})月\s*(?P<day>\d{{1,2}})日{_TIME}",
        r"(?P<year>[〇零一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日",
    )
)
_ERAS = {"令和": 2018, "平成": 1988}
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
_HOURS_EAST = {"ja": 9, "ko": 9, "zh": 8}

_BYLINE = re.compile(
    r"^\s*(?:by\s+(?P<by>[A-Z][\w.'’ -]{2,60}?)|(?:本报|本報|本刊|本社)?(?:记者|記者|作者|撰文|文|筆者|著者|"
    r"執筆|投稿|글|저자|필자|author|written by)\s*[:：／/|　 ]\s*(?P<named>[^\n:：|]{2,40}?)|"
    r"(?P<ko>[가-힣]{2,4})\s*(?:기자|특파원|논설위원)|(?P<ja>[\u3040-\u30ff\u4e00-\u9fff]{2,8})\s*(?:記者|"
    r"特派員))(?:\s*[,，|　]|\s{2,}|\s*\S*(?:报道|報導|電|讯)|\s*$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'）)」』】]+")
_FINISHED = re.compile(r"[。．.！？!?][\"'」』”’）)]*$")
_KICKER = re.compile(
    r"^\W*(?:for immediate release|press release|news release|release no|commentary|opinion|editorial|"
    r"interview|analysis|column|exclusive|新闻稿|新聞稿|通稿|报道|評論|评论|社论|社論|专访|專訪|報道発表|"
    r"報道資料|プレスリリース|社説|コラム|インタビュー|보도\s?자료|보도\s?시점|보도참고|사설|칼럼|인터뷰|"
    r"기고)[\s　\d:：|/.\-—()（）第号號제호A-Za-z&]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stood at the head, and the rest. ``published`` in epoch seconds UTC; ``None`` where nothing was found."""

    title: str | None
    author: str | None
    published: int | None
    published_raw: str | None
    url: str | None
    body: str


def find_date(text: str, language: str) -> tuple[int, str] | None:
    """The first full date in ``text`` (any of the five languages, Japanese eras, Chinese numerals) and how it was
    written. Where no zone is given it is the language's: +9 for Japanese and Korean, +8 for Chinese, else UTC."""
    found = [match for pattern in _DATES if (match := pattern.search(text))]
    for match in sorted(found, key=lambda match: match.start()):
        moment = _moment(match.groupdict(), language)
        if moment is not None:
            return moment, match.group().strip()
    return None


def _moment(parts: dict[str, str | None], language: str) -> int | None:
    try:
        year, month, day = (_number(parts[name] or "") for name in ("year", "month", "day"))
        year += _ERAS.get(parts.get("era") or "", 0)
        hour, minute = int(parts.get("hour") or 0), int(parts.get("minute") or 0)
        zone = timezone(timedelta(hours=_HOURS_EAST.get(language[:2], 0)))
        return timegm(datetime(year, month, day, hour % 24, minute, tzinfo=zone).utctimetuple())
    except ValueError:
        return None


def _number(text: str) -> int:
    if text[:3].lower() in _MONTHS:
        return _MONTHS.index(text[:3].lower()) + 1
    if text == "元":
        return 1
    if text.isdigit() and text.isascii():
        return int(text)
    if len(text) == 4:
        return int("".join(str(_DIGITS[character]) for character in text))
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS[text]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def read_heading(text: str, language: str) -> Heading:
    """Title, author, date and address from the first lines of ``text``; the lines that hold nothing else are left out
    of the body."""
    lines = text.split("\n")
    title = author = published_raw = url = None
    published: int | None = None
    used: set[int] = set()
    seen = 0
    for number, line in enumerate(lines):
        stripped = line.strip(" \t　*_#\ufeff")
        if not stripped:
            continue
        seen += 1
        if seen > _HEAD_LINES or (title and _is_text(stripped)):
            break
        date, byline, address = find_date(stripped, language), _BYLINE.match(stripped), _ADDRESS.search(stripped)
        if published is None and date and len(stripped) <= len(date[1]) + 40:
            published, published_raw = date
            used.add(number)
        if author is None and byline:
            author = _name(byline)
            used.add(number)
        if url is None and address and len(stripped) <= len(address.group()) + 20:
            url = address.group()
            used.add(number)
        if title is None and number not in used and not _is_kicker(stripped):
            title = stripped[:_LONGEST_TITLE]
            if not _is_text(stripped):
                used.add(number)
    body = "\n".join(line for number, line in enumerate(lines) if number not in used).strip("\n")
    return Heading(title, author, published, published_raw, url, body)


def _is_text(line: str) -> bool:
    return len(line) > 60 and bool(_FINISHED.search(line))


def _is_kicker(line: str) -> bool:
    kicker = _KICKER.match(line)
    return kicker is not None and kicker.end() >= len(line) - 16 and not line.startswith("[")


def _name(byline: re.Match[str]) -> str | None:
    name = byline.group("by") or byline.group("named") or byline.group("ko") or byline.group("ja")
    name = re.split(r"\d|\s{2,}|　", name.strip())[0].strip(" ,，|")
    return name or None
