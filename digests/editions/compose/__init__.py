"""Stories -> Digest for one reader: pure.

    worth.py     what a story is worth, by a small trained model over its features (features.py, signs.py)
    rank.py      how much a story matters to anyone, with what a choice must know of it       (once for all readers)
    wishes.py    what this reader wants, does not want, follows and mutes                     (bit masks)
    leanings.py  what their votes add to that or take from it
    choose.py    the best, balanced over sectors, countries and publishers, in sections
    silence.py   which countries have not reported a story, as far as we can know
    present.py   a story in this reader's language, with each side's own words                (once for each language)
    agreement.py does another report tell the event of the one whose headline is shown

Readers with equal wishes share one choice: the sections of their digests are the same object, so that a renderer
may keep what it made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

from digests.editions.compose.choose import MOST, arrange, choose, filled
from digests.editions.compose.present import (
    Glossing,
    came_late,
    present,
    reports,
    sources,
    unglossed,
    without_publishers,
)
from digests.editions.compose.rank import Candidate
from digests.editions.compose.silence import Siblings, silent
from digests.editions.compose.wishes import Wish, Wishes, followed, merits, once
from digests.editions.compose.worth import telling_words, worth
from digests.leanings import Leanings, leanings
from digests.model import Digest, DigestStory, Follow, Length, Preferences, Section, Story

__all__ = [
    "QUOTED",
    "Candidate",
    "EditionMaker",
    "Glossing",
    "Leanings",
    "came_late",
    "compose",
    "followed",
    "leanings",
    "merits",
    "once",
    "present",
    "reports",
    "silent",
    "sources",
    "telling_words",
    "unglossed",
    "worth",
]

_NONE: Leanings = MappingProxyType({})
QUOTED: Mapping[Length, tuple[int, int]] = MappingProxyType({"brief": (1, 240), "normal": (2, 240), "full": (3, 480)})
"""Sentences of a story, and the columns that they keep to where there are several, by the length of the digest."""
_TIME_TO_REPORT = 6 * 3600
"""Nobody is called silent earlier."""


class EditionMaker:
    """Composes for many readers from the same stories: what does not depend on the reader is done once.

    Make one for each tick of the scheduler, from the stories of the longest time any due reader looks back; it keeps
    what it presents, and is used by one thread at a time.
    """

    def __init__(self, stories: Sequence[Story], now: int, glossing: Glossing = unglossed) -> None:
        self._now = now
        self._glossing = glossing
        self._candidates = [Candidate.of(story, now) for story in stories]
        self.ids = frozenset(story.id for story in stories)
        """Of the stories that it chooses from."""
        self._shown: dict[tuple[object, ...], DigestStory | None] = {}
        self._chosen: dict[tuple[object, ...], tuple[tuple[Section, ...], int]] = {}

    def __len__(self) -> int:
        """How many stories it chooses from."""
        return len(self._candidates)

    def compose(
        self,
        preferences: Preferences,
        *,
        zone: str,
        since: int,
        seen: Mapping[int, int],
        follows: Sequence[Follow],
        leanings: Leanings = _NONE,
        corrected: frozenset[int] = frozenset(),
        weekly: bool = False,
        late: bool = False,
        limit: int | None = None,
        skip: int = 0,
    ) -> Digest:
        """The digest of this reader; see :func:`compose`. Without the ``skip`` stories that would be chosen first: what
        another digest of theirs has left out."""
        had = tuple(sorted((story_id, seen[story_id]) for story_id in seen.keys() & self.ids)) if not weekly else ()
        most = MOST[preferences.length] if limit is None else limit
        wrong = corrected & self.ids if not weekly else frozenset()
        key = (_chosen_by(preferences), tuple(follows), tuple(leanings.items()), had, wrong, since, most, skip)
        if key not in self._chosen:
            self._chosen[key] = self._choose(
                Wishes(preferences, follows, leanings, since, dict(had), wrong), most, skip
            )
        sections, considered = self._chosen[key]
        return Digest(
            preferences.language,
            zone,
            self._now,
            since,
            sections,
            considered,
            late,
            weekly,
            length=preferences.length,
            skipped=skip,
        )

    def _choose(self, wishes: Wishes, most: int, skip: int) -> tuple[tuple[Section, ...], int]:
        wanted = filled([wish for candidate in self._candidates if (wish := wishes.wish(candidate))])
        choice = choose(wanted, skip + most, lambda wish: self._show(wish, wishes), share_of=skip or most)
        return arrange(replace(choice, taken=choice.taken[skip:])), len(choice.taken) + choice.left

    def _show(self, wish: Wish, wishes: Wishes) -> DigestStory | None:
        """The story as readers of this language get it; ``None`` where only muted publishers tell it."""
        preferences, story = wishes.preferences, wish.candidate.story
        key = (story.id, *_read_by(preferences), wishes.muted_publishers)
        if key not in self._shown:
            told = without_publishers(story, wishes.muted_publishers)
            self._shown[key] = self._present(told, preferences) if told else None
        return self._shown[key]

    def _present(self, story: Story, preferences: Preferences) -> DigestStory:
        shown = present(story, preferences, quoted=QUOTED[preferences.length], glossing=self._glossing)
        if not shown.silent:
            return shown
        late = self._now - story.first_seen >= _TIME_TO_REPORT
        quiet = tuple(country for country in shown.silent if late and not self._siblings.of(story, country))
        return replace(shown, silent=quiet)

    @cached_property
    def _siblings(self) -> Siblings:
        return Siblings([candidate.story for candidate in self._candidates])


def _read_by(preferences: Preferences) -> tuple[object, ...]:
    """What of the preferences decides how a story reads."""
    return (preferences.language, preferences.reads, preferences.length, preferences.gloss)


def _chosen_by(preferences: Preferences) -> tuple[object, ...]:
    """What of the preferences decides which stories are chosen and how they read."""
    return (
        *_read_by(preferences),
        frozenset(preferences.sectors),
        frozenset(preferences.countries),
        preferences.grade,
    )


def compose(
    stories: Sequence[Story],
    preferences: Preferences,
    *,
    zone: str,
    now: int,
    since: int,
    seen: Mapping[int, int],
    follows: Sequence[Follow],
    leanings: Leanings = _NONE,
    corrected: frozenset[int] = frozenset(),
    weekly: bool = False,
    late: bool = False,
    limit: int | None = None,
    glossing: Glossing = unglossed,
) -> Digest:
    """Choose from ``stories`` and order them for one reader.

    A story is chosen when it had a report at or after ``since``, fits the preferences or something the reader
    follows, is not muted, and is new to this reader: not in ``seen`` (story id -> reports it had then, see
    :func:`reports`), or grown since; or it is one of ``corrected``: a report of it was found wrong after they had it,
    and they are told whatever else they want. ``leanings`` (what their votes say) move its place a little. A ``weekly``
    digest looks back and repeats what was seen. ``limit`` stories instead of the 5, 7 or 12 of the reader's length.
    """
    maker = EditionMaker(stories, now, glossing)
    return maker.compose(
        preferences,
        zone=zone,
        since=since,
        seen=seen,
        follows=follows,
        leanings=leanings,
        corrected=corrected,
        weekly=weekly,
        late=late,
        limit=limit,
    )
