"""What one reader wants, as a test that a candidate passes or not, with the reasons."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

import regex

from digests.editions.compose.rank import Candidate
from digests.language.fold import fold
from digests.language.tokens import word_pattern
from digests.leanings import Leanings, lean
from digests.model import COUNTRIES, GRADES, Follow, Preferences

_FOLLOWED = 6.0
_CHOSEN_SECTOR = 0.7
_SEEN_BEFORE = -2.0
_CORRECTED = 4.0
"""Added to a story's weight for this reader. What was wrong when they were told of it is put right first. Followed
comes in before all but the largest; what is wholly new before what has grown."""
_MOST_REASONS = 3
_PLURAL = "(?:e?s)?"
_ABBREVIATION = regex.compile(r"[A-Z][A-Z0-9]{1,4}")
_BETWEEN = GRADES.index("bilateral")


@dataclass(frozen=True, slots=True)
class Wish:
    """A candidate that this reader wants: how much, why, and how many of its reports are new to them."""

    candidate: Candidate
    weight: float
    reasons: tuple[str, ...]
    sector: str
    """The section it belongs to: the strongest of its sectors that the reader chose, or its strongest."""
    grown_by: int
    followed: bool
    corrected: bool = False
    shared: bool = False
    """It is of one country alone and in because others tell it, too: it stands below what is between them."""
    spare: bool = False
    """Nothing that the reader chose asks for it, and it is worth its place only on a day that has little else."""


class Wishes:
    """One reader's preferences, follows and mutes, what they have had (story id -> reports), and what of that was
    corrected since."""

    def __init__(
        self,
        preferences: Preferences,
        follows: Sequence[Follow],
        leanings: Leanings,
        since: int,
        seen: Mapping[int, int],
        corrected: Set[int] = frozenset(),
    ) -> None:
        self.preferences = preferences
        self.sectors = frozenset(preferences.sectors)
        self._countries = frozenset(preferences.countries)
        self._all_countries = self._countries >= frozenset(COUNTRIES)
        self._grade = GRADES.index(preferences.grade)
        self.chose = bool(self.sectors) or not self._all_countries or self._grade > _BETWEEN
        self._leanings = leanings
        self._since = since
        self._seen = seen
        self._corrected = corrected
        self._follows = tuple(follow for follow in follows if follow.mode == "follow")
        self._mutes = tuple(follow for follow in follows if follow.mode == "mute" and follow.kind != "publisher")
        self.muted_publishers = frozenset(
            fold(follow.value) for follow in follows if follow.mode == "mute" and follow.kind == "publisher"
        )

    def wish(self, candidate: Candidate) -> Wish | None:
        """Why and how much this reader wants ``candidate``; ``None`` = not at all."""
        had = self._seen.get(candidate.story.id)
        corrected = candidate.story.id in self._corrected
        if not corrected and (candidate.fresh < self._since or (had is not None and candidate.reports <= had)):
            return None
        own = self.followed(candidate)
        fits = self._fits(candidate)
        shared = not (own or corrected or fits) and self.shares(candidate)
        if not (own or corrected or fits or shared):
            return None
        if self.muted(candidate):
            return None
        sector = self._section(candidate)
        leaning = lean(candidate.story, self._leanings)
        weight = candidate.weight + leaning
        weight += _FOLLOWED * bool(own) + _CHOSEN_SECTOR * (sector in self.sectors)
        grown_by = 0 if had is None else candidate.reports - had
        reasons = self._reasons(candidate, [*own, *(["liked"] if leaning > 0 else [])], grown_by)
        weight += _CORRECTED if corrected else _SEEN_BEFORE * bool(grown_by)
        spare = candidate.spare and not (own or corrected or self.chose)
        return Wish(candidate, weight, reasons, sector, grown_by, bool(own), corrected, shared, spare)

    def followed(self, candidate: Candidate) -> list[str]:
        """The reasons for which it comes in whatever else they chose."""
        return followed(self._follows, candidate)

    def muted(self, candidate: Candidate) -> Follow | None:
        """What keeps it out whatever else they chose."""
        return next((mute for mute in self._mutes if _matches(mute, candidate)), None)

    def _fits(self, candidate: Candidate) -> bool:
        """Whether it is what they asked for. Who chose sectors or countries, or wants more than what is between the
        countries, has said more exactly what is worth reading than any model can."""
        return self.in_scope(candidate) and self._concerns(candidate) and (self.chose or candidate.sent)

    def in_scope(self, candidate: Candidate) -> bool:
        """Whether it is about as many of the countries together as they ask for."""
        return candidate.grade <= self._grade

    def shares(self, candidate: Candidate) -> bool:
        """Whether it is news of one country that everyone tells, for a reader of what is between them."""
        return self._grade == _BETWEEN and self._concerns(candidate) and candidate.shared

    def _concerns(self, candidate: Candidate) -> bool:
        return self.concerns_countries(candidate) and self.concerns_sectors(candidate)

    def concerns_countries(self, candidate: Candidate) -> bool:
        """Whether it is about one of the countries that they chose."""
        return self._all_countries or not self._countries.isdisjoint(candidate.countries)

    def concerns_sectors(self, candidate: Candidate) -> bool:
        """Whether it is about one of the sectors that they chose."""
        return not self.sectors or not self.sectors.isdisjoint(candidate.sectors)

    def _section(self, candidate: Candidate) -> str:
        names = candidate.story.sectors
        return next((name for name in names if name in self.sectors), names[0] if names else "other")

    def _reasons(self, candidate: Candidate, own: Sequence[str], grown_by: int) -> tuple[str, ...]:
        """Keys for the texts, the strongest first: the reader's ``own``, then what the story is."""
        sector = self._section(candidate)
        reasons = [*own, *(["grown"] if grown_by else [])]
        reasons += [f"sector:{sector}"] if sector in self.sectors else []
        reasons += merits(candidate, self.preferences)
        return once(reasons)[:_MOST_REASONS]


def merits(candidate: Candidate, preferences: Preferences) -> list[str]:
    """What a story is that a reader gets it, the strongest first: how wide, about what, told by how many sides."""
    story = candidate.story
    mechanisms = [f"mechanism:{name}" for name in story.mechanisms]
    found = [f"grade:{story.grade}", *mechanisms[:1], *(["sides"] if candidate.sides > 1 else []), *mechanisms[1:]]
    if not set(preferences.countries) >= set(COUNTRIES):
        found += [f"country:{country}" for country in story.countries if country in preferences.countries]
    return found


def once(reasons: Sequence[str]) -> tuple[str, ...]:
    """Each reason's subject once, for the first reason that names it: who follows TRIPO need not be told, too, that a
    story is about TRIPO."""
    told: dict[str, str] = {}
    for reason in reasons:
        told.setdefault(reason.partition(":")[2] or reason, reason)
    return tuple(told.values())


def followed(follows: Sequence[Follow], candidate: Candidate) -> list[str]:
    """The reasons among ``follows`` for which a reader gets the story."""
    return [_followed(follow) for follow in follows if follow.mode == "follow" and _matches(follow, candidate)]


def _followed(follow: Follow) -> str:
    if follow.kind in ("keyword", "publisher"):
        return f"{follow.kind}:{follow.value}"
    return "grown" if follow.kind == "story" else f"follow:{follow.value}"


def _matches(follow: Follow, candidate: Candidate) -> bool:
    """Whether the story is about what is followed or muted. A muted sector is meant where it is the story's strongest;
    a muted country where the story is about it alone or it and one other: what is about all three is about more."""
    story = candidate.story
    match follow.kind:
        case "sector":
            muted = follow.mode == "mute"
            return story.sectors[:1] == (follow.value,) if muted else follow.value in candidate.sectors
        case "country":
            spared = follow.mode == "mute" and candidate.countries.issuperset(COUNTRIES)
            return follow.value in candidate.countries and not spared
        case "mechanism":
            return follow.value in story.mechanisms
        case "publisher":
            return fold(follow.value) in candidate.publishers
        case "story":
            return follow.value in (str(story.id), str(story.follows))
        case "keyword":
            if _ABBREVIATION.fullmatch(follow.value):
                return _abbreviation(follow.value).search(candidate.written) is not None
            pattern = _keyword(follow.value)
            return pattern is not None and pattern.search(candidate.words) is not None


@lru_cache(maxsize=4096)
def _keyword(text: str) -> "regex.Pattern[str] | None":
    """Keywords are found as a search finds a phrase, and in their plural; not in what they begin, since whoever mutes
    *foot* does not mean football."""
    pattern = word_pattern(fold(text), open_end=False, ending=_PLURAL)
    return regex.compile(pattern) if pattern else None


@lru_cache(maxsize=4096)
def _abbreviation(text: str) -> "regex.Pattern[str]":
    """Abbreviations are words in their own case: whoever follows *IT* or *EV* does not mean *it* and *every*."""
    return regex.compile(rf"(?<![\p{{Latin}}\d]){text}s?(?![\p{{Latin}}\d])")
