"""Minutes of a local day -> instants: where a zone skips or repeats an hour, too. Pure."""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone; UTC where the name is unknown (zones have been withdrawn before)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def is_zone(name: str) -> bool:
    """Whether there is such an IANA zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=4096)
def instant(zone: ZoneInfo, day: date, minute: int) -> int | None:
    """The first instant at which the clocks of ``zone`` show ``minute`` of ``day``, or have just passed over it;
    ``None`` = the zone has no such day (crossing the date line skips one)."""
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
    at = int(wall.timestamp())
    if datetime.fromtimestamp(at, zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return at
    after = _gap_end(zone, wall)
    first = datetime.fromtimestamp(after, zone)
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    whole_day = first.date() > day and _gap_end(zone, midnight) == after and midnight.utcoffset() != first.utcoffset()
    return None if whole_day else after


def _gap_end(zone: ZoneInfo, wall: datetime) -> int:
    """The instant at which the offset changes over a wall time that does not exist: between what the old offset and
    what the new one make of it (PEP 495: fold 0 reads a gap by the offset before, fold 1 by the one after)."""
    before = int(wall.replace(fold=0).timestamp())
    low, high = int(wall.replace(fold=1).timestamp()), before
    offset = datetime.fromtimestamp(high, UTC).astimezone(zone).utcoffset()
    while low < high:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, UTC).astimezone(zone).utcoffset() == offset:
            high = middle
        else:
            low = middle + 1
    return high
