"""Where a reader is: time zones by a city's name in any of our languages, by country, or by coordinates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from babel import Locale
from babel.core import get_global

from digests.language.fold import fold

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

_LARGE = (
    "America/Chicago",
    "America/Denver",
    "America/Toronto",
    "America/Vancouver",
    "America/Mexico_City",
    "America/Sao_Paulo",
    "Europe/Moscow",
    "Australia/Melbourne",
    "Australia/Brisbane",
    "Australia/Perth",
    "Asia/Jakarta",
)
"""Named before the others of their country, after those of :data:`COMMON`."""
_HOME = {"ko": "Asia/Seoul", "ja": "Asia/Tokyo", "zh-Hans": "Asia/Shanghai", "zh-Hant": "Asia/Taipei"}
_CITIES = {
    "beijing": "Asia/Shanghai",
    "北京": "Asia/Shanghai",
    "베이징": "Asia/Shanghai",
    "ペキン": "Asia/Shanghai",
    "guangzhou": "Asia/Shanghai",
    "广州": "Asia/Shanghai",
    "shenzhen": "Asia/Shanghai",
    "深圳": "Asia/Shanghai",
    "osaka": "Asia/Tokyo",
    "大阪": "Asia/Tokyo",
    "오사카": "Asia/Tokyo",
    "kyoto": "Asia/Tokyo",
    "京都": "Asia/Tokyo",
    "nagoya": "Asia/Tokyo",
    "名古屋": "Asia/Tokyo",
    "fukuoka": "Asia/Tokyo",
    "福冈": "Asia/Tokyo",
    "sapporo": "Asia/Tokyo",
    "札幌": "Asia/Tokyo",
    "busan": "Asia/Seoul",
    "釜山": "Asia/Seoul",
    "부산": "Asia/Seoul",
    "incheon": "Asia/Seoul",
    "인천": "Asia/Seoul",
    "仁川": "Asia/Seoul",
    "daegu": "Asia/Seoul",
    "대구": "Asia/Seoul",
    "kaohsiung": "Asia/Taipei",
    "高雄": "Asia/Taipei",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "washington": "America/New_York",
    "boston": "America/New_York",
    "geneva": "Europe/Zurich",
    "frankfurt": "Europe/Berlin",
    "munich": "Europe/Berlin",
    "delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "hanoi": "Asia/Bangkok",
}
"""Large cities that have no zone of their own name, folded."""
_COORDINATE = re.compile(r"^([+-]\d{4,6})([+-]\d{5,7})$")
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class _Spot:
    zone: str
    latitude: float
    longitude: float


def home(language: str) -> str:
    """Where most readers of a language are; UTC for a language of many zones."""
    return _HOME.get(language, "UTC")


def search(text: str, *, limit: int = 8) -> list[str]:
    """Zones for a city, country or zone name as a reader writes it; the likest where none is exact."""
    wanted = _plain(text)
    if not wanted:
        return []
    if wanted in _CITIES:
        return [_CITIES[wanted]]
    names: dict[str, list[str]] = {}
    for name, zone in _names():
        names.setdefault(name, []).append(zone)
    found = list(names.get(wanted, []))
    found += [zone for name, zones in names.items() if len(wanted) > 1 and name.startswith(wanted) for zone in zones]
    if not found:
        near = get_close_matches(wanted, [*names, *_CITIES], n=limit, cutoff=0.75)
        found = [zone for name in near for zone in ([_CITIES[name]] if name in _CITIES else names[name])]
    order = (*COMMON, *_LARGE)
    found.sort(key=lambda zone: order.index(zone) if zone in order else len(order))
    return list(dict.fromkeys(found))[:limit]


def nearest(latitude: float, longitude: float, *, limit: int = 3) -> list[str]:
    """The zones whose principal places are nearest: near a border the right one may be the second."""
    by_distance = sorted(_spots(), key=lambda spot: _kilometres(spot, latitude, longitude))
    return list(dict.fromkeys(spot.zone for spot in by_distance))[:limit]


def _names() -> Iterator[tuple[str, str]]:
    """Names of zones: their last part, their city and their country in our languages."""
    canonical = {spot.zone for spot in _spots()} | {"UTC"}
    for zone in sorted(canonical):
        yield _plain(zone), zone
        yield _plain(zone.rsplit("/", 1)[-1]), zone
    territories = get_global("territory_zones")
    for code in ("en", "zh_Hans", "zh_Hant", "ja", "ko"):
        locale = Locale.parse(code)
        for zone in canonical:
            city = locale.time_zones.get(zone, {}).get("city")
            if city:
                yield _plain(str(city)), zone
        for territory, zones in territories.items():
            name = locale.territories.get(territory)
            if name:
                yield from ((_plain(str(name)), zone) for zone in zones if zone in canonical)


def _spots() -> Iterator[_Spot]:
    """Every zone's principal place, from the zone database's own table."""
    table = files("tzdata").joinpath("zoneinfo/zone1970.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        _, coordinates, zone, *_ = line.split("\t")
        match = _COORDINATE.match(coordinates)
        if match:
            yield _Spot(zone, _degrees(match[1], 2), _degrees(match[2], 3))


def _degrees(text: str, whole: int) -> float:
    """``+3533`` and ``+1394441`` (degrees, minutes, perhaps seconds) -> decimal degrees."""
    sign, digits = (-1 if text[0] == "-" else 1), text[1:]
    minutes = int(digits[whole : whole + 2])
    seconds = int(digits[whole + 2 :] or 0)
    return sign * (int(digits[:whole]) + minutes / 60 + seconds / 3600)


def _kilometres(spot: _Spot, latitude: float, longitude: float) -> float:
    """Great-circle distance (haversine)."""
    a, b = radians(spot.latitude), radians(latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(longitude - spot.longitude) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").replace("/", " ").split())
