"""Where a reader is: time zones by a city's or country's name in any of our languages, by a clock (``UTC+9``, ``KST``),
or by coordinates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches
from math import asin, cos, radians, sin, sqrt

from bot.phrases.atlas import Spot, by_people, cities, countries, places, plain, seats
from bot.phrases.clocks import called, of_offset, offset_of
from digests.instants import is_zone

COMMON = (
    "Asia/Seoul",
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Taipei",
    "Asia/Hong_Kong",
    "Asia/Singapore",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)
"""Offered as buttons before anything is searched for."""

_HOME = {"ko": "Asia/Seoul", "ja": "Asia/Tokyo", "zh-Hans": "Asia/Shanghai", "zh-Hant": "Asia/Taipei"}
_TAIL = re.compile(r"(?<=..)(?:\s?(?:특별자치|특별|광역)?시|(?:特别|广域|直辖)?市|[都府县省]|\scity)$")
"""What may follow a city's name: 横浜市, 神奈川県, 부산광역시."""
_TIME = re.compile(r"(?<=..)\s?(?:(?:standard |local )?time|(?:标准)?时间|标准时|(?:표준)?\s?시간|표준시)$")
_SHOWN = re.compile(r"(?<=\S)\s?[(（](?:UTC|GMT)[^()（）]{0,9}[)）]$")
"""What we write behind a place ourselves: ``Seoul (UTC+09:00)``."""
_LONGEST = 60
_SHORTEST_GUESS = 4
_SLIPS = 2
"""Letters that a misspelt name has too many or too few."""
_MONTHS = 13
_MONTH = 30 * 86_400
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Found:
    """The zones for what a reader wrote, the likeliest first."""

    zones: tuple[str, ...]
    sure: bool
    """One place bears just this name: no need to ask."""
    exact: bool = True
    """The name is one that we know; not, where it is only the beginning of one or like one."""


def home(language: str) -> str:
    """Where most readers of a language are; UTC for a language of many zones."""
    return _HOME.get(language, "UTC")


def search(text: str, *, now: int, language: str = "en", limit: int = 8) -> Found:
    """Zones for a city, country, clock or zone as a reader writes it; the likest names where none is exact."""
    text = _SHOWN.sub("", text.strip()[:_LONGEST])
    if "/" in text and not text.startswith(("posix", "right")) and is_zone(text):
        return Found((text,), True)
    offset = of_offset(text, now, home(language))
    if offset is not None:
        return Found(tuple(offset[:limit]), False)
    wanted = plain(text)
    for name in dict.fromkeys((wanted, _TAIL.sub("", wanted), _TIME.sub("", wanted))):
        zones = (*called(name), *places().get(name, ()), *_one_a_clock(countries().get(name, ()), now))
        if zones:
            found = tuple(dict.fromkeys(zones))[:limit]
            return Found(found, len(found) == 1)
    whole, _, _ = wanted.partition(",")
    if whole != wanted:  # "Portland, Oregon": the city alone may be another one
        return replace(search(whole, now=now, language=language, limit=limit), sure=False)
    begun = _begun(wanted)
    if begun:
        return Found(begun[:limit], sure=False, exact=False)
    return Found(_guessed(wanted)[:limit], sure=False, exact=False)


def _one_a_clock(zones: Iterable[str], now: int) -> list[str]:
    """Of zones whose clocks agree all year, the one in which most people live."""
    clocks: dict[tuple[timedelta, ...], str] = {}
    for zone in _in_order(zones):
        clocks.setdefault(tuple(offset_of(zone, now + month * _MONTH) for month in range(_MONTHS)), zone)
    return list(clocks.values())


def _begun(wanted: str) -> tuple[str, ...]:
    """Zones of places whose names begin so; a Latin letter or two begin too many."""
    if len(wanted) < (3 if wanted.isascii() else 2):
        return ()
    names = (*places().items(), *countries().items())
    return _in_order(zone for name, zones in names if name.startswith(wanted) for zone in zones)


def _guessed(wanted: str) -> tuple[str, ...]:
    """Zones of the names that are most like ``wanted``; a number is not misspelt, it is something else."""
    if len(wanted) < _SHORTEST_GUESS or re.search(r"\d", wanted):
        return ()
    alike = [name for name in (*places(), *countries()) if abs(len(name) - len(wanted)) <= _SLIPS]
    near = get_close_matches(wanted, alike, n=4, cutoff=0.75)
    return tuple(dict.fromkeys(zone for name in near for zone in places().get(name) or countries()[name]))


def _in_order(zones: Iterable[str]) -> tuple[str, ...]:
    """Those offered as buttons first, then by people."""
    order = {zone: place for place, zone in enumerate(dict.fromkeys((*COMMON, *by_people())))}
    return tuple(sorted(dict.fromkeys(zones), key=lambda zone: order.get(zone, len(order))))


def on_earth(latitude: float, longitude: float) -> bool:
    """Whether there is such a place on earth; not a number is none."""
    return abs(latitude) <= 90 and abs(longitude) <= 180


def nearest(latitude: float, longitude: float, *, limit: int = 3) -> list[str]:
    """The zones of the nearest cities: near a border the right one may be the second."""
    by_distance = sorted((*cities(), *seats()), key=lambda spot: _kilometres(spot, latitude, longitude))
    return list(dict.fromkeys(spot.zone for spot in by_distance))[:limit]


def _kilometres(spot: Spot, latitude: float, longitude: float) -> float:
    """Great-circle distance (haversine)."""
    a, b = radians(spot.latitude), radians(latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(longitude - spot.longitude) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
