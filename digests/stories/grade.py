"""Whose business an item is: trilateral, bilateral, national or none, by its subject and not by its mentions.

    Passages -> mentions by sentence -> frames (countries named as one) -> decision, with the words that led to it

The title says most, then the lead and the first sentences. Countries named in one breath make a frame:
the three alone speak for trilateral; two of them beside a third party (US-Japan-Korea) for bilateral. A member list
far down says little.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import regex

from digests.language.fold import fold
from digests.model import COUNTRIES, Evidence, Grade, Word
from digests.stories.lexicon import Lexicon, Passage, Passages

THREE = frozenset(COUNTRIES)
WEIGHTS = {"names": 1.0, "bodies": 0.8, "home": 0.7, "trio": 1.0, "together": 0.0, "short": 1.0}
"""How surely a word of each list names its country."""
TITLE, LEAD, REST = 3.0, 1.5, 0.3
OPENING = (1.5, 1.0, 0.5)
"""What a sentence of each place weighs; the first three of the text one by one. Set on labelled news by hand."""
READ_SENTENCES = 12
SUBJECT = 2.0
"""From this score a country is what the item is about …"""
SHARE = 0.42
"""… if it also has this share of the strongest one's."""
TRILATERAL, TRILATERAL_AGAINST = 2.0, 4.4
"""What frames of the three must weigh; the second where the title names something narrower."""
EVIDENCE = 6

_JOINT = regex.compile(
    r"[\s,、,;/&·+]*(?:and|plus|with|&|和|与|及|以及|と|や|及び|および|및|그리고|과|와)?"
    r"[\s,、]*(?:the|the republic of)?\s*"
)
_AND_OTHERS = regex.compile(r"\s*(?:等|など|등|and other|among other|and several)")
_FOREIGN_START = regex.compile(r"(?:including|such as|like|包括|例如|如)\s*$")
_HANGUL = regex.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class Graded:
    """The verdict: ``countries`` in the order of ``COUNTRIES``, and the words that carried it, strongest first."""

    grade: Grade
    countries: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    countries: frozenset[str]
    kind: str


@dataclass(slots=True)
class _Unit:
    """A title, a lead or one sentence of the text."""

    passage: Passage
    weight: float
    mentions: list[_Mention] = field(default_factory=list)
    together: bool = False
    frames: list[tuple[frozenset[str], int, int]] = field(default_factory=list)

    @property
    def named(self) -> frozenset[str]:
        return frozenset().union(*(mention.countries for mention in self.mentions))


class Grader:
    """Grades by the glossary. Build once.

    Args:
        glossary: ``glossary.toml`` as it stands.
    """

    def __init__(self, glossary: Mapping[str, Any]) -> None:
        self._readers = {language: _Reader(glossary, language) for language in ("en", "zh", "ja", "ko")}

    def grade(self, passages: Passages) -> Graded:
        reader = self._readers.get(passages.language.split("-")[0], self._readers["en"])
        units = [unit for passage in passages.folded for unit in reader.units(passage)]
        return _decide(units, passages)


class _Reader:
    """Finds what names a country in one language (and in English, which stands in every language)."""

    def __init__(self, glossary: Mapping[str, Any], language: str) -> None:
        lists: list[tuple[str, list[Word]]] = []
        for kind in ("names", "bodies", "home"):
            for country, table in glossary.get(kind, {}).items():
                for code in dict.fromkeys((language, "en")):
                    lists.append((f"{kind}:{country}", _words(table.get(code, ()))))
        for kind in ("trio", "together"):
            for code in dict.fromkeys((language, "en")):
                lists.append((f"{kind}:", _words(glossary.get(kind, {}).get(code, ()))))
        lists.append(("apart:", _words(glossary.get("apart", {}).get(language, ()))))
        self._lexicon = Lexicon(lists)
        self._short = {fold(symbol): country for symbol, country in glossary.get("short", {}).get(language, {}).items()}
        self._runs = _runs(self._short, language, glossary.get("follow", {}).get(language, ()))

    def units(self, passage: Passage) -> list[_Unit]:
        units = _units(passage)
        mentions = self._mentions(passage)
        for mention in mentions:
            unit = units[min(passage.sentence(mention.start), len(units) - 1)] if passage.place == "text" else units[0]
            if mention.kind == "together":
                unit.together = True
            else:
                unit.mentions.append(mention)
        for unit in units:
            unit.frames = _frames(passage.folded, unit.mentions)
        return units

    def _mentions(self, passage: Passage) -> list[_Mention]:
        found: list[_Mention] = []
        covered = list(passage.folded)
        for match in self._lexicon.find(passage):
            for key in match.keys:
                kind, _, country = key.partition(":")
                covered[match.start : match.end] = "#" * (match.end - match.start)
                if kind != "apart":
                    countries = frozenset((country,)) if country else THREE
                    found.append(_Mention(match.start, match.end, countries, kind))
        found.extend(self._short_forms("".join(covered)))
        return sorted(found, key=lambda mention: (mention.start, -mention.end))

    def _short_forms(self, text: str) -> Iterable[_Mention]:
        for pattern in self._runs:
            for run in pattern.finditer(text):
                start, symbols = run.start(), run.group()
                if symbols[0] == "日" and start and text[start - 1].isdigit():
                    start += 1
                    symbols = symbols[1:].lstrip("·、")
                countries = [self._short[symbol] for symbol in symbols if symbol in self._short]
                if _during(text, start, run.end(), symbols) or not countries:
                    continue
                if len(countries) == 1 and run.group() != symbols:
                    continue
                if len(set(countries)) == len(countries) or len(countries) > 3:
                    yield _Mention(start, run.end(), frozenset(countries), "short")


def _words(texts: Iterable[Any]) -> list[Word]:
    return [
        Word(text) if isinstance(text, str) else Word(text["text"], 1.0, tuple(text.get("unless", ())))
        for text in texts
    ]


def _runs(short: Mapping[str, str], language: str, follow: Iterable[str]) -> tuple[regex.Pattern[str], ...]:
    """Patterns for several countries' characters in a row (Korean: also a single Chinese character)."""
    if not short:
        return ()
    if language != "ko":
        symbols = "".join(short)
        return (regex.compile(rf"[{symbols}](?:[·、/]?[{symbols}])+"),)
    hangul = "".join(symbol for symbol in short if _HANGUL.match(symbol))
    hanja = "".join(symbol for symbol in short if not _HANGUL.match(symbol))
    return (
        regex.compile(rf"(?<![가-힣])[{hangul}](?:·?[{hangul}])+(?=[^가-힣]|$|{'|'.join(follow)})"),
        regex.compile(rf"[{hanja}](?:·?[{hanja}])*"),
    )


def _during(text: str, start: int, end: int, symbols: str) -> bool:
    """Korean headlines write 中 for "during" too: after a word, before a pause."""
    if symbols != "中":
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(_HANGUL.match(before)) or (bool(before.strip()) is False and start > 0 and not after.strip(" .…\"'"))


def _units(passage: Passage) -> list[_Unit]:
    if passage.place == "title":
        return [_Unit(passage, TITLE)]
    if passage.place == "lead":
        return [_Unit(passage, LEAD)]
    weights = (*OPENING, *(REST,) * len(passage.breaks))
    return [_Unit(passage, weight) for weight in weights[: max(1, len(passage.breaks) + 1)]]


def _frames(text: str, mentions: Sequence[_Mention]) -> list[tuple[frozenset[str], int, int]]:
    """Countries named in one breath, two or more: (countries, start, end)."""
    frames: list[tuple[frozenset[str], int, int]] = []
    chain: list[_Mention] = []
    for mention in mentions:
        gap = text[chain[-1].end : mention.start] if chain else ""
        if chain and (mention.start < chain[-1].end or (len(gap) <= 24 and _JOINT.fullmatch(gap))):
            chain.append(mention)
            continue
        _close(chain, frames)
        chain = [mention]
    _close(chain, frames)
    return frames


def _close(chain: Sequence[_Mention], frames: list[tuple[frozenset[str], int, int]]) -> None:
    countries = frozenset().union(*(mention.countries for mention in chain))
    if len(countries) > 1:
        frames.append((countries, chain[0].start, max(mention.end for mention in chain)))


def _decide(units: Sequence[_Unit], passages: Passages) -> Graded:
    title = next((unit for unit in units if unit.passage.place == "title"), None)
    head = [unit for unit in units if unit.weight >= OPENING[1]]
    scores = _scores(units)
    narrow = _narrow(title)
    trilateral = _trilateral(units, head)
    if trilateral >= (TRILATERAL_AGAINST if narrow else TRILATERAL):
        return Graded("trilateral", COUNTRIES, _evidence(units, THREE))
    about = _about(title, head, scores, passages)
    grade: Grade = ("none", "national", "bilateral")[len(about)]
    countries = tuple(country for country in COUNTRIES if country in about)
    return Graded(grade, countries, _evidence(units, about))


def _narrow(title: _Unit | None) -> bool:
    """Whether the title names a subject that is not the three: one or two of them, others, a body of many."""
    return title is not None and bool(title.named) and not title.named >= THREE


def _trilateral(units: Sequence[_Unit], head: Sequence[_Unit]) -> float:
    """What frames of the three alone weigh, by sentence; ``together`` words count where the head names all three."""
    weight = sum(
        unit.weight * max((_frame_weight(unit.passage.folded, frame) for frame in unit.frames), default=0.0)
        for unit in units[: READ_SENTENCES + 2]
    )
    named = frozenset().union(*(unit.named for unit in head))
    foreign = any(frame & {"US", "RU", "KP"} and len(frame & THREE) < 3 for unit in head for frame, _, _ in unit.frames)
    if named >= THREE and not foreign:
        weight += sum(unit.weight for unit in head if unit.together)
    return weight


def _frame_weight(text: str, frame: tuple[frozenset[str], int, int]) -> float:
    countries, start, end = frame
    if not countries >= THREE:
        return 0.0
    if (
        countries - THREE - {"ORG"}
        or _AND_OTHERS.match(text, end)
        or _FOREIGN_START.search(text[max(0, start - 12) : start])
    ):
        return 0.3
    return 0.6 if countries - THREE else 1.0


def _scores(units: Sequence[_Unit]) -> dict[str, float]:
    scores = dict.fromkeys(COUNTRIES, 0.0)
    for unit in units[: READ_SENTENCES + 2]:
        best: dict[str, float] = {}
        for mention in unit.mentions:
            for country in mention.countries & THREE:
                best[country] = max(best.get(country, 0.0), WEIGHTS[mention.kind])
        for country, weight in best.items():
            scores[country] += unit.weight * weight
    return scores


def _about(
    title: _Unit | None, head: Sequence[_Unit], scores: Mapping[str, float], passages: Passages
) -> frozenset[str]:
    if title is not None:
        for countries, _, _ in title.frames:
            if len(countries & THREE) == 2:
                return countries & THREE
    strongest = max(scores.values())
    about = [country for country in COUNTRIES if scores[country] >= max(SUBJECT, SHARE * strongest)]
    about.sort(key=lambda country: -scores[country])
    return frozenset(about[:2])


def _evidence(units: Sequence[_Unit], about: frozenset[str]) -> tuple[Evidence, ...]:
    """The words that name the countries, from the weightiest sentences, a word once."""
    found: dict[str, Evidence] = {}
    for unit in sorted(units, key=lambda unit: -unit.weight):
        for mention in unit.mentions:
            if mention.countries & about and len(found) < EVIDENCE:
                evidence = unit.passage.evidence(mention.start, mention.end)
                found.setdefault(evidence.words, evidence)
    return tuple(found.values())
