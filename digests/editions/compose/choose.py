"""From what a reader wants, the best: balanced, and in the order of reading."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from types import MappingProxyType

from digests.editions.compose.wishes import Wish
from digests.model import DigestStory, Length, Section
from digests.model.digests import HEADED

MOST: Mapping[Length, int] = MappingProxyType({"brief": 5, "normal": 7, "full": 12})
"""Stories of a digest, by the length that the reader chose."""
_AHEAD = 3
"""So many times the stories of a digest are weighed against each other; the others are too light to come in."""
_SAME_SECTOR = 0.25
_SAME_COUNTRIES = 0.15
_SAME_PUBLISHER = 0.15
"""Taken off a story's weight for each chosen one that it resembles."""
_LARGEST_SHARE = 1 / 3
"""Of the headlines of a digest that one publisher may have while others have something to say."""
_TOP = 3
_ENOUGH = MOST["normal"]
"""Stories of a day that has enough to tell."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A story that is in, as the reader gets it."""

    wish: Wish
    story: DigestStory


@dataclass(frozen=True, slots=True)
class Choice:
    """What is in, in the order in which it was chosen, and how much else there is to tell."""

    taken: tuple[Chosen, ...]
    left: int
    """Stories of other events that the reader wants, too."""


def filled(wanted: Sequence[Wish]) -> list[Wish]:
    """``wanted`` without what is worth its place only on a day that has little else; on such a day the likeliest of it
    until there is enough."""
    firm = [wish for wish in wanted if not wish.spare]
    spare = sorted((wish for wish in wanted if wish.spare), key=lambda wish: -wish.candidate.worth.good)
    return [*firm, *spare[: max(0, _ENOUGH - len(firm))]]


def choose(
    wanted: Sequence[Wish], most: int, show: Callable[[Wish], DigestStory | None], *, share_of: int | None = None
) -> Choice:
    """Up to ``most`` of ``wanted``, each event once, one after the other the heaviest after what resembles those that
    are chosen already; of two stories of one event the one that the reader can read. No publisher has more than a third
    of ``share_of`` (or else ``most``) while others have something to say."""
    share = max(2, round((share_of or most) * _LARGEST_SHARE))
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

    pool = _pool(wanted, most, share)
    shown = (Chosen(wish, story) for wish in pool if (story := show(wish)))
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
    others = sum(not _told(each, taken) for _, _, each in left)
    return Choice(tuple(taken), len(wanted) - len(pool) + others)


def _told(each: Chosen, taken: list[Chosen]) -> bool:
    """Whether one of ``taken`` tells its event, and gives it its place where the reader can read this one alone; what
    the reader follows, or was told wrongly, comes in all the same."""
    if each.wish.followed or each.wish.corrected:
        return False
    event = each.wish.candidate.event
    for place, other in enumerate(taken):
        if event.same(other.wish.candidate.event):
            if each.story.readable and not other.story.readable and not other.wish.followed:
                taken[place] = each
            return True
    return False


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


def arrange(choice: Choice) -> tuple[Section, ...]:
    """What the reader follows opens, then what matters most, trilateral stories first; the others come by sector where
    a sector has enough for a heading, each section after its best, then the rest in one; news of one country that
    others tell, too, closes. Within a section what the reader cannot read comes after what they can, but for what they
    follow."""
    shared = sorted((each for each in choice.taken if each.wish.shared), key=lambda each: -each.wish.weight)
    ordered = sorted(
        (each for each in choice.taken if not each.wish.shared),
        key=lambda each: (not each.wish.followed, each.story.grade != "trilateral", -each.wish.weight),
    )
    below = sorted(ordered[_TOP:], key=lambda each: -each.wish.weight)
    grouped: dict[str, list[Chosen]] = {}
    for each in below:
        grouped.setdefault(each.wish.sector, []).append(each)
    named = {name: stories for name, stories in grouped.items() if name != "other" and len(stories) >= HEADED}
    other = [each for each in below if each.wish.sector not in named]
    top = ordered[:_TOP] if len(other) >= HEADED else [*ordered[:_TOP], *other]
    sections = [("top", top), *named.items(), ("other", other if len(other) >= HEADED else []), ("shared", shared)]
    return tuple(Section(name, tuple(map(_shown, _readable_first(stories)))) for name, stories in sections if stories)


def _readable_first(stories: Sequence[Chosen]) -> list[Chosen]:
    return sorted(stories, key=lambda each: (not each.wish.followed, not each.story.readable))


def _shown(each: Chosen) -> DigestStory:
    return replace(each.story, reasons=each.wish.reasons, grown_by=each.wish.grown_by, corrected=each.wish.corrected)
