"""How a reader's language calls things: sectors, mechanisms, countries, languages, dates, numbers, weekdays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

import regex
from babel import Locale
from babel.dates import format_datetime, format_interval, format_skeleton, format_timedelta, get_day_names
from babel.numbers import format_decimal

from bot.render.texts import Texts
from config.catalogue import Catalogue
from digests.instants import zone_of
from digests.model import COUNTRIES, Grade, Mechanism, Sector

INTERNATIONAL = "XX"
ASSUMED = "UTC"
"""The zone of whoever did not say where they are and whose language does not tell; it is never taken without a word."""
CHOSEN = "Etc/UTC"
"""The same clock where somebody chose it."""
_OURS = ("CN", "JP", "KR", "HK", "MO", "TW", "US", "GB", "XX")
"""Countries whose name stands in our own texts: Unicode's ("Hong Kong SAR China") are too long for a line of flags."""


_DAY = dict.fromkeys(("zh-Hans", "zh-Hant", "ja"), "M月d日（EEE）")
"""As their newspapers write it: Unicode's patterns run date and weekday together, or bracket it half-width."""
_ABOUT: Mapping[Grade, int] = MappingProxyType({"trilateral": 3, "bilateral": 2, "national": 1})
"""How many of the three countries a story of a grade is about."""
_OFFSET = "'UTC'xxx"
_BRACKETED = regex.compile(r"((?:\s*+[^\s（(]++)++)\s*+[（(]([^（()）]+)[）)]")
"""The short name and the long one: "人工知能（AI）", "TRIPO (heads of the IP offices)"."""


@dataclass(frozen=True)
class Words:
    """The names of one language."""

    texts: Texts
    catalogue: Catalogue

    @property
    def locale(self) -> Locale:
        return self.texts.locale

    # ---------------------------------------------------------------- names

    def sector(self, name: str) -> str:
        """``🤖 Artificial intelligence``; an unknown sector by its id."""
        sector = self.catalogue.sector(name)
        return f"{sector.emoji} {self._name(sector)}" if sector else name

    def mechanism(self, name: str) -> str:
        mechanism = self.catalogue.mechanism(name)
        return f"{mechanism.emoji} {self._name(mechanism)}" if mechanism else name

    def tag(self, name: str) -> str:
        """A sector's or mechanism's name, without its emoji."""
        entry = self.catalogue.sector(name) or self.catalogue.mechanism(name)
        return self._name(entry) if entry else name

    def name(self, value: str) -> str:
        """Whatever a reader follows, in words: a sector, a mechanism, a country, or a keyword as it was written."""
        return self.country(value) if value in COUNTRIES else self.tag(value)

    def _name(self, entry: Sector | Mechanism) -> str:
        return name_in(self.texts, entry) or entry.names["en"]

    def country(self, code: str) -> str:
        if code in _OURS:
            return self.texts(f"country.{code}")
        return str(self.locale.territories.get(code, code))

    def countries(self, codes: Sequence[str]) -> str:
        """``🇨🇳 China, 🇯🇵 Japan``: the flag never stands alone."""
        return self.listed([f"{flag(code)} {self.country(code)}" for code in codes])

    def between(self, grade: Grade, codes: Sequence[str]) -> str:
        """Whom a story is about, as the language's own press says it: ``Japan–Korea``, ``日韓``, ``한일``; by name only
        where the countries are known."""
        known = [code for code in COUNTRIES if code in codes]
        if _ABOUT.get(grade) != len(known):
            return self.texts(f"grade.{grade}")
        return self.texts(f"between.{'-'.join(known)}")

    def sources(self, codes: Sequence[str]) -> str:
        """``Japanese and Korean``: of whose media, in the form in which the language puts it before *sources*."""
        return self.texts("list.and").join(self.texts(f"sources.{code}") for code in codes)

    def publisher(self, name: str) -> str:
        """An outlet's own name; in words where a dropped document names none."""
        return name or self.texts("publisher.unnamed")

    def language(self, code: str) -> str:
        """The language's name in the reader's language: ``Japanese``, ``일본어``."""
        return language_in(self.texts, code)

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row, without an "and"."""
        return self.texts("list.comma").join(names)

    # ---------------------------------------------------------------- numbers and times

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self.locale)

    def day(self, moment: int, zone: str) -> str:
        """``Tuesday 24 November``, ``11月24日（火）``."""
        local = _local(moment, zone)
        if self.texts.language in _DAY:
            return format_datetime(local, _DAY[self.texts.language], locale=self.locale)
        return format_skeleton("MMMMEEEEd", local, locale=self.locale)

    def date(self, moment: int) -> str:
        """``6 December 2023``, ``2023年12月6日``."""
        return format_skeleton("yMMMMd", _local(moment, "UTC"), locale=self.locale)

    def days(self, start: int, end: int, zone: str) -> str:
        """``1–31 Jan 2020``: the days from ``start`` up to, not including, ``end``."""
        first, last = _local(start, zone), _local(max(start, end - 1), zone)
        return str(format_interval(first, last, "yMMMd", locale=self.locale))

    def short_day(self, moment: int) -> str:
        """``24/11``, ``11/24``: as short as a column is wide."""
        return format_skeleton("Md", _local(moment, "UTC"), locale=self.locale)

    def stamp(self, moment: int, zone: str, *, now: int) -> str:
        """Day and time of day, with the year where it is not this one; by whose clock, where nobody said where they
        are."""
        local = _local(moment, zone)
        skeleton = "MMMd" if local.year == _local(now, zone).year else "yMMMd"
        clock = f" {ASSUMED}" if zone == ASSUMED else ""
        return f"{format_skeleton(skeleton, local, locale=self.locale)} {local:%H:%M}{clock}"

    def span(self, seconds: int) -> str:
        """A length of time in its largest unit: ``3 hours``, ``3小时``."""
        return format_timedelta(timedelta(seconds=seconds), threshold=1.5, locale=self.locale)

    def minute(self, minutes: int) -> str:
        """Minutes after midnight as ``07:30``."""
        return f"{minutes // 60:02d}:{minutes % 60:02d}"

    def weekday(self, index: int) -> str:
        """The short name of a weekday; 0 = Monday."""
        return str(get_day_names("abbreviated", context="stand-alone", locale=self.locale)[index])

    def weekdays(self, mask: int) -> str:
        """``every day``, ``Monday to Friday`` or the days by name."""
        if mask == 127:
            return self.texts("days.every")
        if mask == 31:
            return self.texts("days.work")
        return self.listed([self.weekday(index) for index in range(7) if mask >> index & 1])

    def zone(self, name: str, now: int) -> str:
        """``Seoul (UTC+09:00)``, the city as the language calls it where Unicode's data know it; a clock that is of no
        place by its offset alone."""
        if name in (ASSUMED, CHOSEN):
            return ASSUMED
        if name.startswith("Etc/"):
            return str(format_datetime(_local(now, name), _OFFSET, locale=self.locale))
        city = self.locale.time_zones.get(name, {}).get("city") or name.rsplit("/", 1)[-1].replace("_", " ")
        offset = format_datetime(_local(now, name), _OFFSET, locale=self.locale)
        return f"{city}{self.texts('bracketed', text=offset)}"


def name_in(texts: Texts, entry: Sector | Mechanism) -> str | None:
    """What a language calls a sector or mechanism: as its entry says, or else as the language's own file does."""
    kind = "sector" if isinstance(entry, Sector) else "mechanism"
    return entry.names.get(texts.language) or texts.sentence(f"{kind}.{entry.id}")


def ways(name: str) -> tuple[str, ...]:
    """A name, and its short and its long form where it has both."""
    both = _BRACKETED.fullmatch(name)
    return (name, *both.groups()) if both else (name,)


def language_in(texts: Texts, code: str) -> str:
    """What a language calls the language ``code``: as its own file says, or else as Unicode's data do."""
    known = texts.locale.languages
    return texts.sentence(f"language.{code}") or str(
        known.get(code.replace("-", "_")) or known.get(code.split("-")[0], code)
    )


def flag(code: str) -> str:
    """The flag of a country; a globe for an international body or an unknown code."""
    if len(code) != 2 or not code.isascii() or not code.isalpha() or code == INTERNATIONAL:
        return "🌐"
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code.upper())


def _local(moment: int, zone: str) -> datetime:
    return datetime.fromtimestamp(moment, zone_of(zone))
