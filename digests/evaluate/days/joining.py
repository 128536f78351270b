"""Are reports of one event in one story, whatever their language, and no others?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from digests.evaluate.days.labels import NewsDays
from digests.evaluate.days.replay import Replayed
from digests.evaluate.days.scores import Counts, share
from digests.evaluate.report import Figure, Section

PAIRS, ACROSS = 0.85, 0.80
"""The targets."""
_NAMED = 4
"""Titles that name what was merged or torn."""


def joining(days: NewsDays, replayed: Replayed) -> Section:
    """Over pairs of labelled items: said to be one story, and being one."""
    told = [url for url, label in days.labels.items() if label.story and url in replayed.rows]
    right = wrong = missed = across = across_missed = 0
    for one, other in combinations(told, 2):
        want, have = _same_event(one, other, days), _same_story(one, other, replayed)
        right += want and have
        wrong += have and not want
        missed += want and not have
        if want and days.labels[one].language[:2] != days.labels[other].language[:2]:
            across += have
            across_missed += not have
    found = Counts(right, wrong, missed)
    figures = (
        Figure("reports joined, pairs, F1", found.f1, PAIRS, detail=str(found)),
        Figure(
            "pairs in two languages, recall",
            share(across, max(1, across + across_missed)),
            ACROSS,
            detail=f"{across} of {across + across_missed}",
        ),
    )
    return Section("Stories", figures, tuple(_mistakes(told, days, replayed)))


def _same_event(one: str, other: str, days: NewsDays) -> bool:
    return days.labels[one].story == days.labels[other].story


def _same_story(one: str, other: str, replayed: Replayed) -> bool:
    story = replayed.rows[one].story_id
    return story is not None and story == replayed.rows[other].story_id


def _mistakes(told: Sequence[str], days: NewsDays, replayed: Replayed) -> Iterator[str]:
    """What was torn and what was merged, what most pairs are wrong by first."""
    events: dict[str, list[str]] = defaultdict(list)
    stories: dict[int, list[str]] = defaultdict(list)
    for url in told:
        events[days.labels[url].story].append(url)
        stories[replayed.rows[url].story_id or 0].append(url)
    lines: list[tuple[int, str]] = []
    for event, urls in events.items():
        parts = {replayed.rows[url].story_id: url for url in urls}
        if len(parts) > 1:
            line = f"{event}, {len(urls)} reports in {len(parts)} stories: {_titles(parts.values(), replayed)}"
            lines.append((sum(not _same_story(a, b, replayed) for a, b in combinations(urls, 2)), line))
    for urls in stories.values():
        kinds = {days.labels[url].story: url for url in urls}
        if len(kinds) > 1:
            line = f"{len(kinds)} events in one story: {_titles(kinds.values(), replayed)}"
            lines.append((sum(not _same_event(a, b, days) for a, b in combinations(urls, 2)), line))
    return (line for _, line in sorted(lines, key=lambda scored: -scored[0]))


def _titles(urls: Iterable[str], replayed: Replayed) -> str:
    titles = [replayed.rows[url].title[:50] for url in urls]
    return " / ".join(titles[:_NAMED]) + (" / …" if len(titles) > _NAMED else "")
