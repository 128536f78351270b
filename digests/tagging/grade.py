"""Whose business an item is: trilateral, bilateral, national or none, by its subject and not by its mentions.

    Passages -> Mentions (by sentence) -> rules, and a scene for the model -> verdict, with the words and signs that led

The model (parties.py) says whether an item is about two of the three, or all three; whose it is otherwise, the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digests.model import Evidence, Grade, Name, Sign
from digests.tagging.dealings import NOTHING, SENTENCES, Dealing, Dealings
from digests.tagging.lexicon import Passage, Passages
from digests.tagging.mentions import Mentions, Unit
from digests.tagging.parties import Parties, Verdict, candidates
from digests.tagging.rules import Rules, place_weight
from digests.tagging.scene import Scene, scene

_GRADES: tuple[Grade, ...] = ("none", "national", "bilateral", "trilateral")
_LANGUAGES = ("en", "zh", "ja", "ko")
_EVIDENCE = 8
_SPEAKS = {"zh-Hans": "CN", "ja": "JP", "ko": "KR"}
"""Whose a text without a publisher is, by its language."""
_OWN = {"CN": "CN", "HK": "CN", "MO": "CN", "JP": "JP", "KR": "KR"}


@dataclass(frozen=True, slots=True)
class Graded:
    """The verdict: ``countries`` in the order of ``COUNTRIES``, and the words that carried it, strongest first."""

    grade: Grade
    countries: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    signs: tuple[Sign, ...] = ()
    """What the model saw, the heaviest first; () where it had nothing to weigh."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is read of an item before anything is decided; what trains the model, too."""

    units: tuple[Unit, ...]
    scene: Scene
    ruled: tuple[Grade, tuple[str, ...]]
    cues: Mapping[str, Dealing]


class Grader:
    """Grades by the glossary, the words of dealings and the model. Build once.

    Args:
        glossary: ``glossary.toml`` as it stands.
        dealings: ``dealings.toml`` as it stands.
        parties: the model; the packaged one where none is given.
        names: of the news; those of one of the three countries speak for it.
    """

    def __init__(
        self,
        glossary: Mapping[str, Any],
        dealings: Mapping[str, Any],
        parties: Parties | None = None,
        names: Sequence[Name] = (),
    ) -> None:
        self._mentions = {language: Mentions(glossary, language, names) for language in _LANGUAGES}
        self._rules = Rules(glossary)
        self._dealings = Dealings(dealings)
        self._parties = parties or Parties()

    def grade(self, passages: Passages) -> Graded:
        seen = self.see(passages)
        verdict = self._parties.judge(seen.scene, seen.cues, seen.ruled)
        countries = verdict.countries or _one(seen)
        return Graded(_GRADES[len(countries)], countries, _evidence(seen, countries, verdict), verdict.signs)

    def see(self, passages: Passages) -> Seen:
        """Everything that is weighed."""
        language = passages.language.split("-")[0]
        language = language if language in _LANGUAGES else "en"
        own = _OWN.get(passages.country) or (_SPEAKS.get(passages.language, "") if passages.country == "XX" else "")
        home = own if passages.language == "zh-Hans" else passages.country
        units = tuple(unit for passage in passages.folded for unit in self._mentions[language].units(passage, home))
        ruled = self._rules.about(units, own, language)
        title = next((unit for unit in units if unit.passage.place == "title"), None)
        read = _read(passages.folded)
        places = {passage.place for passage in read} - {"title"}
        leads = [unit for unit in units if unit.passage.place in places and unit.sentence < SENTENCES]
        partners = self._rules.partners(title, language) if title else frozenset()
        seen = scene(language, own, title, leads, self._dealings.matters(read, language), partners)
        worth = any(candidates(seen))
        return Seen(units, seen, (_GRADES[len(ruled)], ruled), self._dealings.cues(read, language) if worth else {})


def _read(passages: Sequence[Passage]) -> list[Passage]:
    """Title and lead; the text where there is no lead."""
    lead = any(passage.place == "lead" for passage in passages)
    return [passage for passage in passages if passage.place != "text" or not lead]


def _one(seen: Seen) -> tuple[str, ...]:
    """Whose an item is that is about one country at most: by the rules, the most strongly named where they say more.

    A quiz, a language lesson or an advert is nobody's."""
    if any(key.startswith(NOTHING) and dealing.where == "t" for key, dealing in seen.scene.matters.items()):
        return ()
    ruled = seen.ruled[1]
    return ruled if len(ruled) < 2 else (max(ruled, key=lambda country: seen.scene.standings[country].strength),)


def _evidence(seen: Seen, about: tuple[str, ...], verdict: Verdict) -> tuple[Evidence, ...]:
    """The words that name the countries, from the weightiest sentences, and those of the signs that spoke for it."""
    found: dict[str, Evidence] = {}
    for unit in sorted(seen.units, key=lambda unit: -place_weight(unit)):
        for mention in unit.mentions:
            if mention.countries & set(about) and len(found) < _EVIDENCE - 2:
                evidence = unit.passage.evidence(mention.start, mention.end)
                found.setdefault(evidence.words, evidence)
    kinds = [one.name.partition(":")[0] for one in verdict.signs if one.weight > 0] if verdict.countries else []
    dealings = {**seen.cues, **seen.scene.matters}
    for key, dealing in dealings.items():
        if any(part in kinds for part in key.split(":")) and len(found) < _EVIDENCE:
            found.setdefault(dealing.evidence.words, dealing.evidence)
    return tuple(found.values())
