"""What places are called, and which clock they keep: from the zone database, Unicode's names and a list of cities."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel.core import get_global

from bot.phrases.locales import locales
from digests.language.fold import fold
from digests.stories.sounds import plain_han

_COORDINATE = re.compile(r"^([+-]\d{4,6})([+-]\d{5,7})$")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_COUNTRIES = {
    "KR": "한국|남한|南韓|韓國|korea|republic of korea|rok",
    "KP": "북한|北韓|조선|dprk",
    "CN": "中國大陸|mainland china|prc|중국 본토",
    "HK": "香港|홍콩|hong kong|hongkong",
    "MO": "澳門|마카오|マカオ|macau|macao",
    "TW": "台灣|臺灣|대만|台湾|chinese taipei",
    "US": "us|usa|u.s.|u.s.a.|america|米国|アメリカ|美利堅",
    "GB": "uk|u.k.|britain|great britain|england|scotland|wales|英国|イギリス",
    "AE": "uae|阿联酋",
    "NL": "holland|荷兰|オランダ",
}
"""What people call countries beside the names that Unicode knows; parted by ``|``."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that keeps the time of ``zone``."""

    zone: str
    latitude: float
    longitude: float
    names: tuple[str, ...] = ()


def plain(text: str) -> str:
    """The form in which names are compared: folded, Han characters as one, Latin letters without accents."""
    kept = text if _EAST_ASIAN.search(text) else unicodedata.normalize("NFKD", text)
    folded = fold("".join(character for character in kept if not unicodedata.combining(character)))
    return plain_han(" ".join(re.sub(r"[_/-]", " ", re.sub("['’.]", "", folded)).split()))


@cache
def cities() -> tuple[Spot, ...]:
    """Larger cities, the most populous first."""
    table = files("bot").joinpath("cities.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return tuple(
        Spot(zone, float(latitude), float(longitude), tuple(names.split("|")))
        for zone, latitude, longitude, names in rows
    )


@cache
def seats() -> tuple[Spot, ...]:
    """Every zone's principal place, from the zone database's own table."""
    table = files("tzdata").joinpath("zoneinfo/zone1970.tab").read_text(encoding="utf-8")
    return tuple(_seats(table))


def _seats(table: str) -> Iterator[Spot]:
    for line in table.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        _, coordinates, zone, *_ = line.split("\t")
        match = _COORDINATE.match(coordinates)
        if match:
            yield Spot(zone, _degrees(match[1], 2), _degrees(match[2], 3))


def _degrees(text: str, whole: int) -> float:
    """``+3533`` and ``+1394441`` (degrees, minutes, perhaps seconds) -> decimal degrees."""
    sign, digits = (-1 if text[0] == "-" else 1), text[1:]
    minutes = int(digits[whole : whole + 2])
    seconds = int(digits[whole + 2 :] or 0)
    return sign * (int(digits[:whole]) + minutes / 60 + seconds / 3600)


@cache
def by_people() -> Mapping[str, int]:
    """Zone -> its place in the order of their largest cities: where most people live first."""
    return {zone: place for place, zone in enumerate(dict.fromkeys(city.zone for city in cities()))}


@cache
def places() -> Mapping[str, tuple[str, ...]]:
    """Plain name of a city or zone -> its zones."""
    return _gathered(_place_names())


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """Plain name of a country -> all its zones."""
    return _gathered(_country_names())


def _gathered(pairs: Iterator[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    gathered: dict[str, dict[str, None]] = {}
    for name, zone in pairs:
        gathered.setdefault(plain(name), {})[zone] = None
    return {name: tuple(zones) for name, zones in gathered.items() if name}


def _place_names() -> Iterator[tuple[str, str]]:
    yield from ((name, city.zone) for city in cities() for name in city.names)
    for zone in {spot.zone for spot in (*seats(), *cities())} | {"UTC"}:
        yield zone, zone
        yield zone.rsplit("/", 1)[-1], zone
        named = (locale.time_zones.get(zone, {}).get("city") for locale in locales())
        yield from ((str(city), zone) for city in named if city)


def _country_names() -> Iterator[tuple[str, str]]:
    for territory, zones in get_global("territory_zones").items():
        names = [str(locale.territories[territory]) for locale in locales() if territory in locale.territories]
        names += _COUNTRIES.get(territory, "").split("|")
        kept = [zone for zone in zones if zone in by_people()] or zones
        yield from ((name, zone) for name in names for zone in kept)
