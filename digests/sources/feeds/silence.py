"""Has a feed fallen silent? Told from the rhythm of its entries and from what it last said: pure.

    parsed document -> rhythm -> PollState -> silent, standing

An empty channel says nothing, however well the server answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from digests.sources.feeds.polling import PollState

Standing = Literal["living", "silent", "empty", "failing", "ended", "set aside", "not asked"]

HOUR, DAY = 3600, 86_400
GAPS = 5
"""So many of its median gaps without anything new are silence."""
AT_LEAST = 6 * HOUR
"""Desks that write every few minutes sleep at night."""
DEAD = 7 * DAY
"""Silence that is no week-end and no holiday: the feed is no living source."""
_WITHOUT_RHYTHM = 30 * DAY
_ENTRIES = 20


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When the entries of one document were published, in short; seconds, 0 = unknown."""

    newest: int = 0
    oldest: int = 0
    counted: int = 0
    gap: int = 0
    """The median between one entry and the next."""
    lull: int = 0
    """The longest."""


def rhythm(published: Sequence[int], now: int) -> Rhythm:
    """Of the newest twenty entries; those of one moment are one, and what is dated ahead tells nothing."""
    times = sorted({time for time in published if 0 < time <= now}, reverse=True)[:_ENTRIES]
    if not times:
        return Rhythm()
    gaps = [later - earlier for later, earlier in pairwise(times)]
    return Rhythm(times[0], times[-1], len(times), int(median(gaps)) if gaps else 0, max(gaps, default=0))


def quiet(last: int, gap: int, lull: int, now: int) -> bool:
    """Whether nothing since ``last`` is silence in this rhythm: five median gaps, and longer than it ever paused."""
    return now - last > (max(GAPS * gap, lull, AT_LEAST) if gap else _WITHOUT_RHYTHM)


def last_word(state: "PollState") -> int:
    """When it last said something: by its entries' dates, or by when we met something new in it."""
    return max(state.newest, state.spoke)


def silent(state: "PollState", now: int) -> bool:
    """Whether it says nothing, though it answers. Of a feed of which no entry is known nothing can be told."""
    if state.empty:
        return True
    last = last_word(state)
    return bool(last) and quiet(last, state.gap, state.lull, now)


def standing(state: "PollState", now: int) -> Standing:
    """How a feed is, by what is remembered of it."""
    if state.ended:
        return "ended"
    if state.set_aside:
        return "set aside"
    if not state.last_poll:
        return "not asked"
    if state.failures:
        return "failing"
    if state.empty:
        return "empty"
    return "silent" if silent(state, now) and now - last_word(state) > DEAD else "living"
