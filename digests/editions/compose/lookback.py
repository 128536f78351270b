"""A narrow choice of which there is nothing today: the newest of the week, told as such. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digests.editions.compose import EditionMaker
from digests.model import COUNTRIES, Digest, Follow, Preferences, Section

WEEK = 7 * 86_400
_MOST = 3
_LOOKED_AT = 20


def is_narrow(preferences: Preferences) -> bool:
    """Whether some topics, some countries or only what is about all three was chosen: there are days without."""
    chosen = bool(preferences.sectors) or not set(preferences.countries) >= set(COUNTRIES)
    return chosen or preferences.grade == "trilateral"


def looked_back(
    empty: Digest, maker: EditionMaker, preferences: Preferences, *, seen: Mapping[int, int], follows: Sequence[Follow]
) -> Digest:
    """``empty`` with the newest of the week before it that the reader has not had, a line each; itself where there
    is none. ``maker`` holds the stories of that week."""
    since = empty.made - WEEK
    found = maker.compose(
        preferences, zone=empty.zone, since=since, seen=seen, follows=follows, limit=_LOOKED_AT
    ).stories
    newest = tuple(sorted(found, key=lambda story: -story.published)[:_MOST])
    if not newest:
        return empty
    sections = (Section("top", newest),)
    return replace(empty, sections=sections, considered=len(newest), length="brief", looked_back=True)
