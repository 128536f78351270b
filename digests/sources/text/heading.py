"""What the head of a plain document says of it: title, date, author, address; and the body that follows. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digests.sources.dates.calendar import NOON, Calendar
from digests.sources.text.datelines import date_line, is_issuer

_HEAD_LINES = 12
"""Lines that are looked at; what stands below is text."""
_ABOVE = 3
"""Lines of a page's text among which its day may stand."""
_LONGEST_TITLE = 200
_DATELINE = 90
"""Characters at the head of the first paragraph in which a dateline names the day."""

_AHEAD = re.compile(r"\s?(?:から|まで|より|以降|以前|までに|起|前|之前|后|後|至|为止|為止|부터|까지|이전|이후|전까지)")
_LIMIT = re.compile(
    r"(?:\b(?:since|until|till|by|before|after|from|through|as of|effective)|[自从從于於至截])\s*$", re.IGNORECASE
)
"""What makes a day in a sentence the beginning or the end of something, and not the day of the text."""
COUNTRY = {"ja": "JP", "ko": "KR", "zh-Hans": "CN", "zh-Hant": "TW"}
"""Whose zone applies to a document's dates that name none."""
_NO_CLAMP = 250_000_000_000
"""A day that nothing is dated after; what lies in the future is put right by who takes the file."""

_NAME = r"[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]*|de|van|von|bin|al)){1,3}"
_BYLINES = (
    re.compile(
        rf"^\s{{0,5}}(?:written |reported |story |text )?"
        rf"by:?\s{{1,5}}(?P<name>{_NAME})\s{{0,5}}(?:$|[,|–—-]|\d|and\b|\s{{2,}})",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\W*(?:本[报報刊社网網]|特约|特約)?(?:记者|記者|通讯员|作者|撰文|撰稿|文|筆者|著者|執筆|"
        r"寄稿|投稿|글|저자|필자|author)"
        r"\s{0,5}[:：／/|　 ]\s{0,5}(?P<name>[^\s\d:：|／/，,。　（(]{2,30})(?=$|[\s\d，,|　（(])",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\W*(?:[(（\[][^)）\]]{1,24}[)）\]]\s{0,5})?(?P<name>[가-힣]{2,4})\s{0,5}(?:기자|특파원|논설위원|"
        r"선임기자|칼럼니스트)(?![가-힣])"
    ),
    re.compile(
        r"^\W*(?P<name>[\u3040-\u30ff\u4e00-\u9fff]{2,8})(?:\s|　)*(?:記者|特派員|编辑|論説委員|"
        r"編集委員)\s{0,5}$"
    ),
    re.compile(r"^(?P<name>[가-힣]{2,4}|[\u4e00-\u9fff]{2,4})\s{0,5}[|｜/／]\s{0,5}\S{2,30}(?:\s\S{1,20}){0,3}$"),
    re.compile(
        r"^\S{2,30}[\s　]+(?:会長|社長|理事長|教授|代表|議長|局長|大臣|院长|教授|主任|主席|"
        r"总裁)[\s　]+(?P<name>[\u4e00-\u9fff]{2,6})$"
    ),
)
_BARE_NAME = re.compile(rf"^{_NAME}$")
_ADDRESS = re.compile(r"https?://[^\s<>\"'）)」』】]+")
_FINISHED = re.compile(r"[。．.！？!?][\"'」』”’）)]*$")
_SENTENCE = re.compile(r"[。．.][\"'」』”’）)]*$")
"""A title that is a sentence is part of the text too."""
_QUESTION = re.compile(
    r"^\W*(?:Q|问|問|질문|문|質問|Interviewer)\s{0,5}\d{0,2}\s{0,5}[:：.．]|^\s{0,5}(?:――|——)", re.IGNORECASE
)
_NAVIGATION = re.compile(
    r"^\W*(?:skip to|home\b|menu\b|sign in|log ?in|subscribe|advertisement|本文へ|"
    r"ホーム\s{0,5}[>＞|｜]|メニュー|主页|主頁|首页|首頁|"
    r"当前位置|您的位置|메뉴|홈\s{0,5}[>＞|｜]|본문\s?바로|로그인)|(?:[^|｜>＞»]{1,20}[|｜>＞»]){2}|"
    r"^(?:(?:一般|公益)?(?:社団|財団)法人|独立行政法人|株式会社|주식회사)[\s　]*\S+$|"
    r"^\S+(?:株式会社|有限公司)$|"
    r"^(?:来源|來源|出所|出典|출처)\s?[:：]|"
    r"^\W*(?:[【〈《\[［][^】〉》\]］]{1,8}[】〉》\]］])\W*$",
    re.IGNORECASE,
)
"""Menus, a section's name alone in brackets, and whose report it is: never a title."""
_KICKER = re.compile(
    r"^\W*(?:in conversation|office of [\w' ]{2,40}|(?:for )?immediate release|press release|"
    r"news release|media release|release no|"
    r"commentary|opinion|editorial|"
    r"interview|analysis|column|exclusive|speech|statement|newsletter|minutes|readout|新闻稿|"
    r"新聞稿|通稿|评论|評論|社论|社論|专访|專訪|对话|對話|访谈|訪談|"
    r"讲话|講話|会议纪要|會議紀要|通讯|(?:報道)?関係者各位|各位|報道発表(?:資料)?|報道資料|"
    r"プレスリリース|ニュースリリース|社説|"
    r"コラム|インタビュー|講演|議事録|"
    r"보도\s?자료|보도\s?시점|보도\s?참고|배포\s?일시|사설|칼럼|인터뷰|기고|회의록|"
    r"연설문)(?![\w])[\s　\d:：|/.\-—()（）第号號제호A-Za-z&]*$",
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
    dated: bool = False
    """Whether a line of its own gave the day; one that stands beside other words gives way to such a line."""


def find_date(text: str, language: str) -> tuple[int, str] | None:
    """The date that ``text`` (a field that is meant for one) holds, and how it was written.

    Where no zone is named it is the language's: +9 for Japanese and Korean, +8 for Chinese, else UTC.
    A day without a time is noon at Greenwich.
    """
    spotted = _calendar(language).spot(text)
    return (spotted.seconds, spotted.raw) if spotted and spotted.seconds is not None else None


def _calendar(language: str) -> Calendar:
    return Calendar(COUNTRY.get(language, "XX"), _NO_CLAMP, untimed=NOON)


def read_heading(text: str, language: str) -> Heading:
    """Title, author, date and address from the first lines of ``text``; lines that hold nothing else are left out of
    the body."""
    lines = text.split("\n")
    head = Heading(None, None, None, None, None, "")
    used: set[int] = set()
    shown = [number for number, line in enumerate(lines) if line.strip()][:_HEAD_LINES]
    for place, number in enumerate(shown):
        line = lines[number].strip(" \t　*_#\ufeff")
        if head.title and is_text(line):
            head = _dated_by_dateline(head, line, language)
            break
        head, spent = _read_line(head, line, language, first=place == 0 or not head.title)
        if spent:
            used.add(number)
    body = "\n".join(line for number, line in enumerate(lines) if number not in used).strip("\n")
    spare = next((line for number in shown if _is_spare(line := lines[number].strip())), None)
    if spare and (head.title is None or _SENTENCE.search(head.title)):
        head = replace(head, title=spare)
    if head.title and not body:
        body = head.title
    head = _bare_author(head, lines, shown, used)
    return replace(head, title=_with_role(head, body), body=body)


def undated(text: str, language: str) -> str:
    """``text`` (a paragraph a line) without the lines at its head that are nothing but a date."""
    lines = text.split("\n")
    calendar = _calendar(language)
    above = [line for line in lines[:_ABOVE] if not ((found := date_line(line, calendar)) and found.alone)]
    return "\n".join(above + lines[_ABOVE:]) or text


def _read_line(head: Heading, line: str, language: str, *, first: bool) -> tuple[Heading, bool]:
    """``head`` with what ``line`` adds, and whether the line holds nothing else."""
    spent = False
    date = None if is_text(line) else date_line(line, _calendar(language))
    if date and not head.dated and (date.alone or head.published is None):
        dated = date.alone and date.seconds is not None
        head = replace(head, published=date.seconds, published_raw=date.raw, dated=dated)
        spent = date.alone
    says = is_text(line) or (date is None and _calendar(language).spot_clear(line) is not None)
    name = _author(line) if head.author is None and not says else None
    name = name or (date.author if date and date.alone and head.author is None else None)
    if name:
        head, spent = replace(head, author=name), True
    address = _ADDRESS.search(line) if head.url is None else None
    if address and len(line) <= len(address.group()) + 20:
        head, spent = replace(head, url=address.group()), True
    if first and not spent and not head.title and not _is_kicker(line):
        whole = len(line) <= _LONGEST_TITLE
        return replace(head, title=shortened(line, _LONGEST_TITLE)), whole and not _SENTENCE.search(line)
    return head, spent


def shortened(line: str, longest: int) -> str:
    """``line`` within ``longest`` characters: cut between words where it has any, and marked as cut."""
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    between = cut.rfind(" ", longest // 2)
    return (cut[:between] if between > 0 else cut).rstrip(" 　,，、;；") + "…"


def _shouted(line: str) -> bool:
    """A short line in capitals: the heading of a section."""
    return line.isupper() and line.isascii() and len(line) <= 48


def _is_spare(line: str) -> bool:
    """Whether a line is a title only where there is no other: one in capitals, or who issues the text."""
    return _shouted(line) or is_issuer(line)


def _is_kicker(line: str) -> bool:
    """Whether a line is the name of a kind of text, or a menu."""
    if _is_spare(line) or _NAVIGATION.search(line):
        return True
    return bool(_KICKER.match(line)) or all(_KICKER.match(part) for part in re.split(r"[|｜]", line))


def _author(line: str) -> str | None:
    if _KICKER.match(re.split(r"[|｜/／]", line)[0]):
        return None
    for pattern in _BYLINES:
        found = pattern.match(line)
        if found:
            return found.group("name").strip(" .,|")
    return None


def _bare_author(head: Heading, lines: Sequence[str], shown: Sequence[int], used: set[int]) -> Heading:
    """A line that is only a person's name, right below the title, is a byline."""
    titled = next((place for place, number in enumerate(shown) if head.title and head.title in lines[number]), None)
    if head.author is not None or titled is None or titled + 1 >= len(shown):
        return head
    below = lines[shown[titled + 1]].strip()
    return replace(head, author=below) if _BARE_NAME.match(below) and len(below) <= 40 else head


def _dated_by_dateline(head: Heading, line: str, language: str) -> Heading:
    """``line`` is the first of the text: its dateline, or the day that its first sentence names."""
    date = _calendar(language).spot_clear(line[:_DATELINE]) if head.published is None else None
    if date is None or _AHEAD.match(date.after) or _LIMIT.search(date.before):
        return head
    return replace(head, published=date.seconds, published_raw=date.raw)


def _with_role(head: Heading, body: str) -> str | None:
    """An interview that is headed by a name alone: name and office, as they stand above the first question."""
    below = [line.strip() for line in body.split("\n") if line.strip()][:2]
    if not head.title or len(below) < 2 or len(head.title) > 40 or not _QUESTION.match(below[1]):
        return head.title
    if _FINISHED.search(below[0]) or len(below[0]) > 120:
        return head.title
    return f"{head.title}, {below[0]}"


def is_text(line: str) -> bool:
    """Whether a line of a head is already running text."""
    return len(line) > 50 and bool(_FINISHED.search(line))
