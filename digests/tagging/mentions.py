"""What names a country in a text, by sentence, and which are named in one breath.

Passage -> lexicon and short forms -> Mention -> Unit (a title, a lead or a sentence) with its frames
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from digests.language.fold import fold
from digests.model import COUNTRIES, Name
from digests.tagging.country_words import at_an_edge, before_a_noun, listed, runs, whole_words
from digests.tagging.emphasis import (
    PAUSE,
    RANKED,
    asides,
    counts_comers,
    one_of_many,
    ranked,
    report_starts,
    three_compared,
)
from digests.tagging.lexicon import Lexicon, Passage
from digests.tagging.witnesses import witnesses

THREE = frozenset(COUNTRIES)

_JOINT = regex.compile(
    r"[\s,、,;/&·+]{0,12}(?:and|plus|with|&|和|与|及|以及|と|や|及び|および|및|그리고|과|와)?"
    r"[\s,、]{0,6}(?:the|the republic of)?\s{0,6}"
)
_PAUSES = ("、", ",", "·", "，", "。")
_LONGEST_JOINT = 24
_HANGUL = regex.compile(r"[가-힣]")
_SPEAKS = regex.compile(r"\s?[\"“‘]")
"""What follows 中 where China says something."""
_SAID_OF = regex.compile(r"[가-힣](?:은|된|운|했던|하던)\s$")
"""The end of a Korean verb that says something of the noun behind it."""
_ANOTHER = regex.compile(r"(?<![가-힣])[韩日美北露俄](?=[\s·,가-힣])|(?:에|에서|에게|는)\s中")
"""Another country by its character."""
_BREAKS = frozenset(",·…|:;\"'“‘”’」』】])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, a body or a short form, and whom it names; offsets in the folded passage."""

    start: int
    end: int
    countries: frozenset[str]
    kind: str
    weight: float = 1.0
    """What is left of it in a headline's second thought or in a ranking."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Countries named in one breath, two or more."""

    countries: frozenset[str]
    start: int
    end: int
    short: bool
    """Written as one word (日韓, 한중)."""
    passing: bool
    """One of a longer list ("and others", "such as")."""


@dataclass(slots=True)
class Unit:
    """A title, a lead or one sentence of the text."""

    passage: Passage
    sentence: int
    mentions: list[Mention] = field(default_factory=list)
    together: bool = False
    inbound: bool = False
    rival: bool = False
    """Says who lost or left a contract."""
    frames: list[Frame] = field(default_factory=list)

    @property
    def named(self) -> frozenset[str]:
        return frozenset().union(*(mention.countries for mention in self.mentions if mention.weight == 1))


class Mentions:
    """Finds them in texts of one language (and English names in every language). Build once.

    Args:
        glossary: ``glossary.toml`` as it stands.
        language: ``en``, ``zh``, ``ja`` or ``ko``.
        names: of the news; those of one of the three countries speak for it.
    """

    def __init__(self, glossary: Mapping[str, Any], language: str, names: Sequence[Name] = ()) -> None:
        self._language = language
        lists = listed(glossary, language)
        known = frozenset(word.text.strip("_") for _, words in lists for word in words)
        self._lexicon = Lexicon([*lists, *witnesses(names, language, known)])
        self._home = next((country for country, table in glossary.get("home", {}).items() if language in table), "")
        short = glossary.get("short", {}).get(language, {})
        self._short = {fold(symbol): str(country) for symbol, country in short.items()}
        self._runs = runs(self._short, language, glossary.get("follow", {}).get(language, ()))
        self._edge = at_an_edge(glossary, language)
        self._before = before_a_noun(glossary, language)

    def units(self, passage: Passage, country: str) -> list[Unit]:
        """The passage by sentence; ``country``: the publisher's."""
        units = [Unit(passage, number) for number in range(len(passage.breaks) + 1 if passage.place == "text" else 1)]
        spans = asides(passage, self._language)
        for mention in self._mentions(passage, country):
            unit = units[passage.sentence(mention.start) if passage.place == "text" else 0]
            if mention.kind in ("together", "inbound", "toward", "rival"):
                unit.rival |= mention.kind == "rival"
                unit.together |= mention.kind == "together"
                unit.inbound |= mention.kind in ("inbound", "toward")
            else:
                unit.mentions.append(mention)
        for unit in units:
            unit.frames = list(_frames(passage.folded, unit.mentions))
            compared = three_compared(passage.folded, [(m.start, m.end, m.countries) for m in unit.mentions])
            if compared:
                unit.frames.append(Frame(THREE, *compared, short=False, passing=False))
            unit.mentions = list(_weighed(unit, spans, compared))
        return units

    def _mentions(self, passage: Passage, country: str) -> list[Mention]:
        found: list[Mention] = []
        covered = list(passage.folded)
        for match in whole_words(passage.folded, self._lexicon.find(passage)):
            for key in match.keys:
                kind, _, whose = key.partition(":")
                start, end = match.start, match.end
                if kind != "apart":
                    start, end = self._apart_from_runs(passage.folded, start, end)
                covered[start:end] = "#" * (end - start)
                if kind == "home" and not self._at_home(whose, country):
                    continue
                if kind != "apart":
                    found.append(Mention(match.start, match.end, frozenset((whose,)) if whose else THREE, kind))
        found.extend(self._short_forms("".join(covered), passage.place == "title"))
        start = report_starts(passage)
        found = sorted((m for m in found if m.start >= start), key=lambda mention: (mention.start, -mention.end))
        return [
            mention for mention in found if mention.kind != "home" or not self._foreign_before(passage, mention, found)
        ]

    def _apart_from_runs(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The match without an edge that is one of several countries' characters in a row (日[韩股], [对日]韩)."""
        if text[start] in self._short and text[start - 1 : start] in self._short:
            start += 1
        if text[end - 1] in self._short and text[end : end + 1] in self._short:
            end -= 1
        return start, end

    def _at_home(self, whose: str, country: str) -> bool:
        """Japanese and Korean are read at home; Chinese ministries are China's only in China's own press."""
        return self._language != "zh" or country == whose

    def _foreign_before(self, passage: Passage, home: Mention, found: Sequence[Mention]) -> bool:
        """Whether a foreign name stands right before a word that is ours when it stands alone (米政府, 중국 정부)."""
        before = passage.folded[max(0, home.start - 2) : home.start].strip(" の의")[-1:]
        if before and self._short.get(before, self._home) != self._home:
            return True
        return any(
            0 <= home.start - other.end <= 1
            and passage.folded[other.end : home.start] not in _PAUSES
            and self._home not in other.countries
            for other in found
            if other.kind not in ("home", "nationals", "trio")
        )

    def _short_forms(self, text: str, title: bool) -> Iterable[Mention]:
        for pattern in self._runs:
            for run in pattern.finditer(text):
                start, symbols = run.start(), run.group()
                if symbols[0] == "日" and text[:start].rstrip(" ")[-1:].isdigit():
                    trimmed = symbols[1:].lstrip("·、")
                    start, symbols = run.end() - len(trimmed), trimmed
                countries = [self._short[symbol] for symbol in symbols if symbol in self._short]
                single = len(countries) == 1 and self._language != "ko"
                if not countries or single or _during(text, start, run.end(), symbols):
                    continue
                if len(set(countries)) == len(countries) or len(countries) > 3:
                    yield Mention(start, run.end(), frozenset(countries), "short")
        before = list(self._before.finditer(text)) if self._before else []
        for match in before:
            yield Mention(match.start(), match.end(), frozenset((match.lastgroup or "",)), "short")
        if title and self._edge:
            taken = {match.start() for match in before}
            for start in (match.start(1) for match in self._edge.finditer(text)):
                if start in taken:
                    continue
                yield Mention(start, start + 1, frozenset((self._short[text[start]],)), "short")


def _during(text: str, start: int, end: int, symbols: str) -> bool:
    """Korean headlines write 中 for "during" too: after a noun, before a pause. After a pause, after what a verb says
    of what follows (넘은 中 부이), before a quotation and beside another country's character it is China."""
    if symbols != "中" or text[:start].rstrip()[-1:] in _BREAKS or _SPEAKS.match(text, end):
        return False
    if _SAID_OF.search(text, max(0, start - 4), start) and text[end : end + 1] == " ":
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if not _HANGUL.match(before) and _ANOTHER.search(text):
        return False
    return bool(_HANGUL.match(before)) or (start > 0 and not before.strip() and not after.strip(" ,.…\"'"))


def _weighed(
    unit: Unit, spans: Sequence[tuple[int, int, float]], compared: tuple[int, int] | None
) -> Iterator[Mention]:
    """The mentions, those that count less marked; a mere pause sets nothing aside where all stands behind it."""
    text = unit.passage.folded
    shares = [min((s for a, b, s in spans if a <= m.start < b), default=1.0) for m in unit.mentions]
    if all(share == PAUSE for share in shares):
        shares = [1.0] * len(shares)
    tables = [(frame.start, frame.end) for frame in unit.frames if not frame.short and ranked(text, frame.end)]
    for mention, share in zip(unit.mentions, shares, strict=True):
        if compared and compared[0] <= mention.start < compared[1]:
            yield mention
            continue
        in_table = any(start <= mention.start < end for start, end in tables)
        in_table |= mention.kind not in ("trio", "short") and ranked(text, mention.end)
        in_table |= len(mention.countries) == 1 and counts_comers(text, mention.end)
        yield replace(mention, weight=RANKED if in_table else share)


def _frames(text: str, mentions: Sequence[Mention]) -> Iterator[Frame]:
    chain: list[Mention] = []
    for mention in (*mentions, None):
        if mention and chain and _joined(text, chain[-1].end, mention.start):
            chain.append(mention)
            continue
        countries = frozenset().union(*(link.countries for link in chain))
        if len(countries) > 1:
            start, end = chain[0].start, max(link.end for link in chain)
            short = any(len(link.countries) > 1 for link in chain)
            yield Frame(countries, start, end, short, one_of_many(text, start, end))
        chain = [mention] if mention else []


def _joined(text: str, end: int, start: int) -> bool:
    return start < end or (start - end <= _LONGEST_JOINT and bool(_JOINT.fullmatch(text, end, start)))
