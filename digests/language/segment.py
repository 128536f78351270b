"""Sentences as offsets into the text: own rules for Chinese, Japanese, Korean and Latin scripts.

Line breaks are always boundaries. Inside a line a run of terminators ends a sentence unless it stands inside a
quotation or brackets (CJK and Korean), inside a number or an abbreviation, or before a clause that says who spoke.
The spans are ordered, do not overlap, begin and end with a visible character, and leave out nothing visible.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_CLOSERS = "」』”’）)】》〉］\"'"
_END = re.compile(rf"(?:[。｡！？]|[!?．.])+[{_CLOSERS}]*")
_PAIRS = {"「": "」", "『": "』", "“": "”", "（": "）", "(": ")", "【": "】", "《": "》"}
_LONGEST_QUOTATION = 160
"""Characters; a longer quotation is a speech, and its sentences are told apart."""

_LOOK = 80
"""Characters looked at on either side; what follows a quotation or opens a sentence shows within."""

_TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "gen", "gov", "sen", "rep", "st", "mt", "ft", "adm", "col", "lt", "sgt",
    "maj", "capt", "cmdr", "rev", "hon", "amb", "sec", "pres", "supt", "messrs", "vs", "cf", "e.g", "i.e",
    "viz", "approx", "ca", "fig", "figs", "vol", "ch", "art", "dept", "univ", "assn", "al", "op", "nos", "tel",
    "ext", "eds", "ed",
))  # fmt: skip
_BEFORE_NUMBER = frozenset((
    "no", "nos", "p", "pp", "art", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "vol", "fig", "sec", "para",
))  # fmt: skip
_MAY_END = frozenset((
    "inc", "ltd", "co", "corp", "plc", "llc", "bros", "jr", "sr", "etc",
))  # fmt: skip
_OPENINGS = frozenset((
    "the", "a", "an", "it", "its", "he", "she", "they", "we", "i", "this", "that", "these", "those", "in", "on",
    "at", "as", "by", "for", "from", "but", "and", "however", "meanwhile", "according", "under", "after",
    "before", "when", "while", "if", "both", "all", "some", "many", "most", "no", "there", "here", "his", "her",
    "their", "our",
))  # fmt: skip
_AFTER_HOUR = re.compile(r"(?:[A-Z]{2,4}\b|[A-Z][a-z]+ time\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\(|\d)")
_SAID_LATIN = re.compile(
    r"\s*(?:(?:[a-z]+|[A-Z][\w.'-]*)\s+){0,4}(?:said|says|asked|told|added|replied|wrote|noted|warned|explained)\b"
)
_SAID_HAN = re.compile(
    r"[^。！？\n“「]{0,24}(?:说|說|表示|指出|称|稱|道|问|問|回答|强调|強調|坦言|认为|"
    r"認為)[^。！？“「]{0,12}[。！？]"
)
_AFTER_QUOTE_KANA = re.compile(r"\s*(?:と|って|という|など|の|は|が|を|に|で|も|、|，|とも)")
_AFTER_QUOTE_HANGUL = re.compile(
    r"\s*(?:라고|라며|라면서|이라고|이라며|고|며|면서|는|은|을|를|이|가|의|에|로|으로|와|과|도|란|라는|이라는|,)"
)


def sentences(text: str, language: str) -> tuple[Span, ...]:
    """``(start, end)`` of each sentence of ``text``; ``language`` is a BCP-47 code, any.

    Latin rules serve every language but Chinese, Japanese and Korean.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        spans.extend(_of_line(text, line.start(), line.end(), language))
    return tuple(spans)


def _of_line(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    quoted = _quotations(text, start, end) if language[:2] in ("zh", "ja", "ko") else []
    begin, inside = start, 0
    for stop in _END.finditer(text, start, end):
        while inside < len(quoted) and quoted[inside][1] <= stop.start():
            inside += 1
        in_quotation = inside < len(quoted) and quoted[inside][0] < stop.start() and stop.end() < quoted[inside][1]
        if in_quotation or not _ends(text, begin, stop, end):
            continue
        span = _trimmed(text, begin, stop.end())
        if span:
            yield span
        begin = stop.end()
    span = _trimmed(text, begin, end)
    if span:
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(stripped)


def _quotations(text: str, start: int, end: int) -> list[Span]:
    """Outermost quotations and brackets that are closed within the line and are not too long, in order."""
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    straight = -1
    for at in range(start, end):
        character = text[at]
        if character in _PAIRS:
            stack.append((_PAIRS[character], at))
        elif character == '"' and not stack:
            if straight >= 0:
                found.append((straight, at + 1))
                straight = -1
            else:
                straight = at
        elif stack and any(close == character for close, _ in stack[-4:]):
            while stack[-1][0] != character:
                stack.pop()
            found.append((stack.pop()[1], at + 1))
    return _outermost([span for span in found if span[1] - span[0] <= _LONGEST_QUOTATION])


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether the terminators at ``stop`` end the sentence that began at ``begin``."""
    mark = stop.group().rstrip(_CLOSERS)
    closed = mark != stop.group()
    if stop.end() == end:
        return True
    if closed and _speaker_follows(text, begin, stop.end(), end):
        return False
    if mark[-1] in "。｡！？":
        return True
    if mark in (".", "．"):
        return _full_stop(text, begin, stop, end)
    return _opens_sentence(text, stop.end(), end)


def _speaker_follows(text: str, begin: int, at: int, end: int) -> bool:
    """``“…。”she said``, ``「…。」と述べた``, ``"…다."라고``: the closed quotation or aside belongs to a longer
    sentence."""
    if _AFTER_QUOTE_KANA.match(text, at, end) or _AFTER_QUOTE_HANGUL.match(text, at, end):
        return True
    if text[at - 1] in "）)" and text[begin : begin + _LOOK].lstrip()[:1] not in ("（", "("):
        return True
    opens_quoted = text[begin : begin + _LOOK].lstrip()[:1] in ("“", "「", "『", '"', "‘")
    following = text[at : min(end, at + _LOOK)]
    if following[:1].isspace() and following.lstrip()[:1].islower():
        return True
    return opens_quoted and bool(_SAID_HAN.match(text, at, end) or _SAID_LATIN.match(text, at, end))


def _full_stop(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    word = re.search(r"[^\s(（“\"'‘「]*$", text[max(begin, stop.start() - 24) : stop.start()])
    token = word.group() if word else ""
    at = stop.end()
    if not _opens_sentence(text, at, end):
        return False
    if token.isdigit() and (_alone(text, begin, stop.start(), token) or _part_of_date(text, stop, token)):
        return False
    return not _abbreviated(token.lower(), token, text[at : min(end, at + _LOOK)].lstrip())


def _alone(text: str, begin: int, at: int, token: str) -> bool:
    return at - begin <= len(token) + _LOOK and text[begin:at].strip() == token


def _part_of_date(text: str, stop: re.Match[str], token: str) -> bool:
    """``2024. 5. 27.`` as Korean writes it: another short number before or after."""
    before = text[max(0, stop.start() - len(token) - 6) : stop.start() - len(token)]
    after = text[stop.end() : stop.end() + 5]
    return bool(re.search(r"\d\.\s?$", before) or re.match(r"\s?\d{1,2}\.", after))


def _abbreviated(word: str, token: str, following: str) -> bool:
    first = re.match(r"[\"“'(]*([A-Za-z]+|\d+)?", following)
    next_word = (first.group(1) or "") if first else ""
    if word in _BEFORE_NUMBER and next_word.isdigit():
        return True
    if word in _TITLES:
        return True
    if word in ("a.m", "p.m"):
        return bool(_AFTER_HOUR.match(following))
    single = len(token) == 1 and token.isascii() and token.isupper()
    initials = bool(re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", token)) or word in ("ph.d", "m.d")
    if single:
        return next_word.lower() not in _OPENINGS or len(next_word) == 1
    if initials or word in _MAY_END:
        return next_word.lower() not in _OPENINGS
    return False


def _opens_sentence(text: str, at: int, end: int) -> bool:
    """Whether what stands after a half-width terminator can begin a sentence: a space, then no small letter; or
    CJK text at once."""
    following = text[at : min(end, at + 8)]
    if not following.strip():
        return True
    if following[0].isspace():
        return not following.lstrip()[:1].islower()
    return False
