"""Clocks named without a place, ``UTC+9``, ``KST``, ``Pacific Time``: all places that may be meant."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from babel.core import get_global

from bot.phrases.atlas import by_people, plain, seats
from bot.phrases.locales import locales
from digests.instants import is_zone, zone_of
from digests.language.fold import fold

_OFFSET = re.compile(
    r"(?:utc|gmt)?\s*(?P<sign>[+\-\u2212\u2013])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?|(?:utc|gmt)±?0", re.I
)
_SHORT = {
    "utc": "UTC", "z": "UTC", "zulu": "UTC", "gmt": "UTC Europe/London",
    "kst": "Asia/Seoul", "jst": "Asia/Tokyo", "hkt": "Asia/Hong_Kong", "sgt": "Asia/Singapore",
    "pht": "Asia/Manila", "ict": "Asia/Bangkok Asia/Ho_Chi_Minh", "wib": "Asia/Jakarta", "myt": "Asia/Kuala_Lumpur",
    "ulat": "Asia/Ulaanbaatar", "npt": "Asia/Kathmandu", "pkt": "Asia/Karachi",
    "cst": "Asia/Shanghai Asia/Taipei America/Chicago", "cdt": "America/Chicago", "ct": "America/Chicago",
    "ist": "Asia/Kolkata Europe/Dublin Asia/Jerusalem", "bst": "Europe/London Asia/Dhaka",
    "gst": "Asia/Dubai", "ast": "America/Halifax Asia/Riyadh", "adt": "America/Halifax",
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York",
    "mst": "America/Denver America/Phoenix", "mdt": "America/Denver", "mt": "America/Denver",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "akst": "America/Anchorage", "akdt": "America/Anchorage", "hst": "Pacific/Honolulu", "brt": "America/Sao_Paulo",
    "wet": "Europe/Lisbon", "west": "Europe/Lisbon", "msk": "Europe/Moscow", "trt": "Europe/Istanbul",
    "cet": "Europe/Berlin Europe/Paris Europe/Rome Europe/Madrid",
    "cest": "Europe/Berlin Europe/Paris Europe/Rome Europe/Madrid",
    "eet": "Europe/Athens Europe/Helsinki Europe/Kyiv Africa/Cairo",
    "eest": "Europe/Athens Europe/Helsinki Europe/Kyiv",
    "sast": "Africa/Johannesburg", "eat": "Africa/Nairobi", "wat": "Africa/Lagos",
    "aest": "Australia/Sydney Australia/Brisbane", "aedt": "Australia/Sydney", "awst": "Australia/Perth",
    "acst": "Australia/Adelaide Australia/Darwin", "acdt": "Australia/Adelaide",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
}  # fmt: skip
"""Abbreviation -> where the people are who write it; those of summer time lead to the zone that has one."""
_MOST_PLACES = 5


def of_offset(text: str, now: int, first: str) -> list[str] | None:
    """For ``UTC+9`` or ``-03:30`` the zones with this offset at ``now``, ``first`` before all others, and last the
    clock that keeps it for ever, where there is one; none where nobody lives by it; ``None`` where ``text`` is no
    offset."""
    match = _OFFSET.fullmatch(fold(text))
    if match is None:
        return None
    minutes = int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)
    if int(match["minutes"] or 0) > 59:
        return []
    offset = timedelta(minutes=minutes if match["sign"] == "+" else -minutes)
    places = [
        zone for zone in (first, *by_people(), *(seat.zone for seat in seats())) if offset_of(zone, now) == offset
    ]
    return list(dict.fromkeys(places))[:_MOST_PLACES] + _fixed(offset)


def _fixed(offset: timedelta) -> list[str]:
    """The zone of a fixed offset, which belongs to no place; such names count westwards: ``Etc/GMT-9`` is UTC+09:00."""
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    name = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    return [name] if not rest and is_zone(name) else []


def offset_of(zone: str, moment: int) -> timedelta:
    return datetime.fromtimestamp(moment, zone_of(zone)).utcoffset() or timedelta()


def called(name: str) -> list[str]:
    """The zones that a plain name of a clock may mean: ``kst``, ``pacific time``, ``日本标准时``."""
    if name in _SHORT:
        return _SHORT[name].split()
    zone = _long_names().get(name)
    return [zone] if zone else []


@cache
def _long_names() -> Mapping[str, str]:
    """Unicode's names of clocks, each with the zone of them in which most people live."""
    largest: dict[str, str] = {}
    for zone in by_people():
        largest.setdefault(get_global("meta_zones").get(zone, ""), zone)
    names: dict[str, str] = {}
    for locale in locales():
        for clock, zone in largest.items():
            long = locale.meta_zones.get(clock, {}).get("long", {}) if clock else {}
            names |= {plain(str(name)): zone for name in dict(long).values()}
    return names
