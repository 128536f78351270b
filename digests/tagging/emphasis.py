"""What in a text counts less: datelines, a headline's second thought, rankings, longer lists.

All patterns but the dateline's read folded text (simplified characters).
"""

from bisect import bisect_left
from collections.abc import Sequence

import regex

from digests.model import COUNTRIES
from digests.tagging.lexicon import Passage

ASIDE, PAUSE, RANKED = 0.25, 0.4, 0.1
"""What is left of a name after "as" or "amid", after a mere pause, and in a table."""

_WHILE = regex.compile(
    r"^(?:after|as|amid|despite|following|while|with)\s[^,]*,|\s(?:as|after|amid|despite|while|before)\s.*"
)
"""A headline's clause that says under what circumstances (English)."""
_PAUSE = {
    "en": regex.compile(r"[;:]\s"),
    "ko": regex.compile(r"\.\.\.|…"),
    "ja": regex.compile(r"\s"),
    "zh": regex.compile(r"\s|:|;|\||/|!"),
}
"""Where a headline's second thought begins."""
_TABLE = regex.compile(
    r"\s{0,4}(?:人|客|旅客)?(?:[がはも이가은는]|是|居)?\s{0,4}"
    r"(?:首位|居首(?!尔)|榜首|居前|客源[国占居领为]|上位|最大の?客|第?\d+位|トップ|最多|\d+위|第[一二三]|前年割れ|减少|急减|排名|の?顺(?!天|利)|순(?:\b|으로|$))"
    r"|\s?\d[\d,.]*\s?[만万천千]\s?[명人名](?!民)"
)
"""What follows a country that only takes a place in a table."""
_AND_OTHERS = regex.compile(r"\s{0,4}(?:等|など|등|and other|among other|and several)")
_SUCH_AS = regex.compile(r"(?:including|such as|like|包括|例如|如)\s{0,4}$")
_FIGURE = regex.compile(
    r"\d[\d,.]*+(?!\s?(?:[\d年月日년월일時时点点回次届度시회차]|januar|februar|march|april|may|june|july|august|septem|octo|novem|decem))"
    r"|(?<![跌涨增减降升])[一二三四五六七八九]\s?[割成]|半数|过半|절반|首位|1위|第[一二三四五]|\b(?:first|second|third|half|quarter|fifth)\b"
)
"""A share, an amount or a place in a table; no date."""
_COMING = regex.compile(
    r"客(?![户车机])|访日|访韩|访中|访华|来日|入境|留学生|外国人|移民|관광객|방문객|방한|방일|유커|외국인|유학생|입국"
    r"|visitor|tourist|arrival|foreigner|traveller|traveler"
)
"""Who comes to one country from where is that country's own affair."""
_TO_FIGURE, _TO_FIGURE_LATIN = 10, 24
_BREAK = regex.compile(r"[,、。;:…|]")
_BETWEEN_FIGURES, _BETWEEN_LATIN = 26, 45
_DATELINE = regex.compile(
    r"\s{0,4}(?:[【〔\[(（][^】〕\])）\n]{1,40}[】〕\])）]"
    r"|[A-Z][A-Z’'., /]{2,40}(?:\([^)]{2,30}\))?,?\s{0,4}(?:[A-Z][a-z]+\.? \d+\s{0,4})?[–—-]+\s"
    r"|[^\s。，,]{0,12}[社報报網网][^。，,]{0,20}[电電讯訊])"
)


def report_starts(passage: Passage) -> int:
    """Where the report itself begins, after its dateline, as an offset in the folded text."""
    found = _DATELINE.match(passage.original) if passage.place != "title" else None
    return bisect_left(passage.starts, found.end()) if found else 0


def asides(passage: Passage, language: str) -> tuple[tuple[int, int, float], ...]:
    """Where a headline's asides lie and what is left of a name in them: (start, end, share)."""
    if passage.place != "title":
        return ()
    text = passage.folded
    clauses = _WHILE.finditer(text) if language == "en" else ()
    pauses = list(_PAUSE[language].finditer(text))[:1]
    return (
        *((clause.start(), clause.end(), ASIDE) for clause in clauses),
        *((pause.end(), len(text), PAUSE) for pause in pauses),
    )


def ranked(text: str, end: int) -> bool:
    """Whether the name that ends at ``end`` only takes a place in a table."""
    return bool(_TABLE.match(text, end))


def one_of_many(text: str, start: int, end: int) -> bool:
    """Whether the names in ``text[start:end]`` are part of a longer list ("such as", "and others") or a table."""
    before = text[max(0, start - 12) : start]
    return bool(_AND_OTHERS.match(text, end) or ranked(text, end) or _SUCH_AS.search(before))


def counts_comers(text: str, end: int) -> bool:
    """Whether a figure follows the name that ends at ``end`` in a text on visitors: they come from there."""
    latin = text[end : end + _TO_FIGURE_LATIN].isascii()
    figure = _FIGURE.search(text, end, end + (_TO_FIGURE_LATIN if latin else _TO_FIGURE))
    return bool(figure and _COMING.search(text) and not _BREAK.search(text, end, figure.start()))


def three_compared(text: str, named: Sequence[tuple[int, int, frozenset[str]]]) -> tuple[int, int] | None:
    """Where the three, and nobody else, stand side by side with a figure each (中61%·韓24%·日7%), or ``None``.

    Args:
        text: a folded sentence or headline's passage.
        named: start, end and whom it names, of each name in order.
    """
    if _COMING.search(text[max(0, named[0][0] - 20) : named[-1][1]] if named else ""):
        return None
    chain: list[tuple[int, int, frozenset[str]]] = []
    for name in (*named, None):
        if name and chain and _figure_between(text, chain[-1][1], name[0]):
            chain.append(name)
            continue
        countries = frozenset().union(*(link[2] for link in chain))
        if countries == frozenset(COUNTRIES) and all(len(link[2]) == 1 for link in chain):
            return chain[0][0], chain[-1][1]
        chain = [name] if name else []
    return None


def _figure_between(text: str, end: int, start: int) -> bool:
    most = _BETWEEN_LATIN if text[end:start].isascii() else _BETWEEN_FIGURES
    return start - end <= most and bool(_FIGURE.search(text, end, start))
