"""From what a reader wants, the best: balanced, and in the order of reading."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from digests.editions.compose.wishes import Wish
from digests.model import DigestStory, Section

MOST = {"short": 6, "normal": 12, "long": 20}
"""Stories of a digest, by the length that the reader chose."""
_AHEAD = 3
"""So many times the stories of a digest are weighed against each other; the others are too light to come in."""
_SAME_SECTOR = 0.25
_SAME_COUNTRIES = 0.15
_SAME_PUBLISHER = 0.15
"""Taken off a story's weight for each chosen one that it resembles."""
_LARGEST_SHARE = 1 / 3
"""Of the headlines of a digest that one publisher may have while others have something to say."""
_TOP = {6: 2, 12: 3, 20: 5}
_FEW = 4
"""Up to so many stories no sections are needed: all stand at the top."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A story that is in, as the reader gets it."""

    wish: Wish
    story: DigestStory


def choose(wanted: Sequence[Wish], most: int, show: Callable[[Wish], DigestStory | None]) -> list[Chosen]:
    """Up to ``most`` of ``wanted``, each event once, one after the other the heaviest after what resembles those that
    are chosen already."""
    share = max(2, round(most * _LARGEST_SHARE))
    taken: list[Chosen] = []
    sectors: Counter[str] = Counter()
    sides: Counter[tuple[str, ...]] = Counter()
    publishers: Counter[str] = Counter()

    def cost(each: Chosen) -> tuple[bool, float]:
        """Lower is better; what is chosen meanwhile only raises it."""
        publisher = each.story.sources[0].publisher
        weight = each.wish.weight - _SAME_SECTOR * sectors[each.wish.sector] - _SAME_PUBLISHER * publishers[publisher]
        if each.story.grade != "trilateral":
            weight -= _SAME_COUNTRIES * sides[each.wish.candidate.story.countries]
        return publishers[publisher] >= share, -weight

    shown = (Chosen(wish, story) for wish in _pool(wanted, most, share) if (story := show(wish)))
    left = [(cost(each), place, each) for place, each in enumerate(shown)]
    heapify(left)
    while left and len(taken) < most:
        _, place, best = heappop(left)
        if left and (cost(best), place) > left[0][:2]:  # it was weighed before others like it were chosen
            heappush(left, (cost(best), place, best))
            continue
        if _told(best, taken):
            continue
        taken.append(best)
        sectors[best.wish.sector] += 1
        sides[best.wish.candidate.story.countries] += 1
        publishers[best.story.sources[0].publisher] += 1
    return taken


def _told(each: Chosen, taken: Sequence[Chosen]) -> bool:
    """Whether one of ``taken`` tells its event; what the reader follows, or was told wrongly, comes in all the same."""
    if each.wish.followed or each.wish.corrected:
        return False
    event = each.wish.candidate.event
    return any(event.same(other.wish.candidate.event) for other in taken)


def _pool(wanted: Sequence[Wish], most: int, share: int) -> list[Wish]:
    """The heaviest, those of a publisher with more than its share behind all others."""
    publishers: Counter[str] = Counter()
    first: list[Wish] = []
    behind: list[Wish] = []
    for wish in sorted(wanted, key=lambda wish: -wish.weight):
        publisher = wish.candidate.story.lead.entry.publisher
        (first if publishers[publisher] <= share else behind).append(wish)
        publishers[publisher] += 1
    return [*first, *behind][: _AHEAD * most]


def arrange(chosen: Sequence[Chosen], sectors: Collection[str], most: int) -> tuple[Section, ...]:
    """What the reader follows opens, then what matters most, trilateral stories first; the others come by sector, each
    section after its best; news of one country that others tell, too, closes."""
    shared = sorted((each for each in chosen if each.wish.shared), key=lambda each: -each.wish.weight)
    ordered = sorted(
        (each for each in chosen if not each.wish.shared),
        key=lambda each: (not each.wish.followed, each.story.grade != "trilateral", -each.wish.weight),
    )
    top = len(ordered) if len(ordered) <= _FEW else _TOP.get(most, max(1, most // 4))
    grouped: dict[str, list[Chosen]] = {}
    for each in sorted(ordered[top:], key=lambda each: -each.wish.weight):
        grouped.setdefault(each.wish.sector, []).append(each)
    other = grouped.pop("other", [])
    named = [("top", ordered[:top]), *grouped.items(), ("other", other), ("shared", shared)]
    return tuple(Section(name, tuple(_shown(each) for each in stories)) for name, stories in named if stories)


def _shown(each: Chosen) -> DigestStory:
    return replace(each.story, reasons=each.wish.reasons, grown_by=each.wish.grown_by, corrected=each.wish.corrected)
