"""Is the digest the one that an editor would send?

A story is worth what its best report is worth; a report that nobody labelled is worth nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from digests.evaluate.days.labels import NewsDays, Pick, plain_url
from digests.evaluate.days.replay import STORIES, Replayed, digest_stories
from digests.evaluate.days.scores import share
from digests.evaluate.report import Figure, Section
from digests.model import Digest, DigestStory

GOOD, WORTHLESS, COVERED, ORDER, TWICE, UNTRUE = 0.92, 0.03, 0.85, 0.93, 0.0, 0.02
"""The targets."""
_WORTH_SENDING = 2


@dataclass(frozen=True, slots=True)
class _Sent:
    """A story of a digest, and what is known of it."""

    story: DigestStory
    urls: frozenset[str]
    worth: int
    events: frozenset[str]
    """What its labelled reports are labelled as telling."""
    untrue: tuple[str, ...]
    """Countries that are called silent though a labelled report of the event was theirs by then."""


@dataclass(frozen=True, slots=True)
class _Morning:
    """One morning's digest beside the editor's."""

    sent: tuple[_Sent, ...]
    picks: tuple[Pick, ...]
    order: float
    """nDCG: 1 = as good as the editor's first stories in their order."""

    def missed(self) -> tuple[Pick, ...]:
        return tuple(pick for pick in self.picks if not any(one.urls & pick.urls for one in self.sent))

    def again(self) -> tuple[_Sent, ...]:
        """Stories of an event that one before them told."""
        told: set[str] = set()
        found: list[_Sent] = []
        for one in self.sent:
            if one.events and one.events <= told:
                found.append(one)
            told |= one.events
        return tuple(found)


def digests(days: NewsDays, replayed: Replayed) -> Section:
    """How good the digests of all mornings are."""
    mornings = [_morning(days, digest, days.mornings[at]) for at, digest in sorted(replayed.digests.items())]
    sent = [one for morning in mornings for one in morning.sent]
    picks = sum(len(morning.picks) for morning in mornings)
    missed = sum(len(morning.missed()) for morning in mornings)
    good, worthless = sum(one.worth >= _WORTH_SENDING for one in sent), sum(one.worth == 0 for one in sent)
    again = sum(len(morning.again()) for morning in mornings)
    of = f"of {len(sent)}"
    figures = (
        Figure("stories worth sending (2 or 3)", share(good, len(sent)), GOOD, detail=f"{good} {of}"),
        Figure(
            "stories worth nothing", share(worthless, len(sent)), WORTHLESS, better="lower", detail=f"{worthless} {of}"
        ),
        Figure(
            "editor's stories covered", share(picks - missed, picks), COVERED, detail=f"{picks - missed} of {picks}"
        ),
        Figure("order, nDCG", share(sum(morning.order for morning in mornings), len(mornings)), ORDER),
        Figure("stories told before", share(again, len(sent)), TWICE, better="lower", detail=f"{again} {of}"),
        _silence(sent),
    )
    return Section(f"Digests ({len(mornings)} mornings)", figures, tuple(_mistakes(mornings)))


def _silence(sent: Sequence[_Sent]) -> Figure:
    claims, untrue = sum(len(one.story.silent) for one in sent), sum(len(one.untrue) for one in sent)
    value = share(untrue, claims)
    return Figure("silence claimed untruly", value, UNTRUE, better="lower", detail=f"{untrue} of {claims}")


def _morning(days: NewsDays, digest: Digest, picks: tuple[Pick, ...]) -> _Morning:
    told = _told(days, digest.made)
    sent = tuple(_sent(days, story, told) for story in digest_stories(digest)[:STORIES])
    best = sorted((max((_worth(days, url) for url in pick.urls), default=0) for pick in picks), reverse=True)
    ideal = _gain(best[: len(sent) or 1]) or 1.0
    return _Morning(sent, picks, min(1.0, _gain([one.worth for one in sent]) / ideal))


def _told(days: NewsDays, until: int) -> frozenset[tuple[str, str]]:
    """Events with the countries whose media had told them by then, as far as labels know."""
    items = (item for item in days.items if item.published <= until)
    labelled = ((days.labels.get(plain_url(item.url)), item.country) for item in items)
    return frozenset((label.story, country) for label, country in labelled if label and label.story)


def _sent(days: NewsDays, story: DigestStory, told: frozenset[tuple[str, str]]) -> _Sent:
    urls = frozenset(plain_url(url) for url in (story.url, *(link.url for link in story.sources)) if url)
    events = frozenset(days.labels[url].story for url in urls if url in days.labels and days.labels[url].story)
    untrue = tuple(country for country in story.silent if any((event, country) in told for event in events))
    return _Sent(story, urls, max((_worth(days, url) for url in urls), default=0), events, untrue)


def _worth(days: NewsDays, url: str) -> int:
    return days.labels[url].worth if url in days.labels else 0


def _gain(values: Sequence[float]) -> float:
    return sum(value / log2(place + 2) for place, value in enumerate(values))


def _mistakes(mornings: Sequence[_Morning]) -> Iterator[str]:
    """Worthless ones, what was told twice, what an editor sends and we do not."""
    for number, morning in enumerate(mornings, start=1):
        for one in morning.sent:
            if one.worth == 0:
                yield f"morning {number}: worthless: {one.story.grade}: {one.story.headline}"
    for number, morning in enumerate(mornings, start=1):
        for one in morning.again():
            yield f"morning {number}: told before: {one.story.headline}"
    for number, morning in enumerate(mornings, start=1):
        for one in morning.sent:
            if one.untrue:
                yield f"morning {number}: not silent: {', '.join(one.untrue)}: {one.story.headline}"
    for number, morning in enumerate(mornings, start=1):
        for pick in morning.missed():
            yield f"morning {number}: missed: {pick.title}"
