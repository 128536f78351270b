"""What can be chosen in the settings: each field, its choices, which are chosen, and what choosing one makes of the
settings. Pure: the settings page draws it, the commands share it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.render.words import Words, flag
from config.languages import LANGUAGES
from digests.model import COUNTRIES, Subscriber

HOURS = (360, 420, 450, 480, 540, 720, 1080, 1200, 1320)
"""Times of day offered as buttons, minutes after midnight; any other by /schedule."""
QUIET: tuple[tuple[int, int], ...] = ((1320, 360), (1320, 420), (1380, 420), (0, 480))
EVERY_DAY, WORKDAYS = 127, 31
_SWITCH = ("on", "off")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be set."""

    name: str
    values: Callable[[Words], Sequence[str]]
    """Every choice, as it stands on buttons."""
    label: Callable[[str, Words], str]
    chosen: Callable[[Subscriber], tuple[str, ...]]
    choose: Callable[[Subscriber, str], Subscriber]
    """The subscriber after the choice was pressed; not saved."""
    columns: int = 2
    single: bool = False
    """One choice holds at a time: to press it again changes nothing and is no mistake."""


def fields() -> dict[str, Field]:
    """Every field by its name, in the order of the settings page."""
    listed = (
        _sectors(),
        _countries(),
        _single("grade", ("trilateral", "bilateral", "national")),
        replace(_single("language", LANGUAGES), label=lambda value, words: words.language(value)),
        _reads(),
        _times(),
        _days(),
        _weekly(),
        _quiet(),
        _single("length", ("short", "normal", "long")),
        _single("format", ("rich", "classic")),
        _single("pictures", ("light", "dark", "off")),
        _switch("alerts"),
        _single("empty", ("line", "silence")),
    )
    return {field.name: field for field in listed}


def current(field: Field, subscriber: Subscriber, words: Words) -> str:
    """What is chosen, in a few words: ``Japan, Korea``, ``all``, ``07:30``."""
    chosen = field.chosen(subscriber)
    if not chosen:
        return words.texts(f"settings.none.{field.name}")
    if field.name == "days":
        return words.weekdays(subscriber.schedule.weekdays)
    if len(chosen) > 3 and field.name == "sectors":
        return words.texts.count("settings.chosen", len(chosen))
    return words.listed([field.label(value, words) for value in chosen])


# ------------------------------------------------------------------ preferences


def _preferred(subscriber: Subscriber, **changes: Any) -> Subscriber:
    return replace(subscriber, preferences=replace(subscriber.preferences, **changes))


def _toggled(chosen: Sequence[str], value: str, order: Sequence[str]) -> tuple[str, ...]:
    left = set(chosen) ^ {value}
    return tuple(each for each in order if each in left)


def _single(name: str, values: Sequence[str]) -> Field:
    """A field of which exactly one value is chosen."""
    return Field(
        name,
        lambda words: values,
        lambda value, words: words.texts(f"choice.{name}.{value}"),
        lambda subscriber: (str(getattr(subscriber.preferences, name)),),
        lambda subscriber, value: _preferred(subscriber, **{name: value}) if value in values else subscriber,
        columns=1,
        single=True,
    )


def _switch(name: str) -> Field:
    return Field(
        name,
        lambda words: _SWITCH,
        lambda value, words: words.texts(f"choice.{value}"),
        lambda subscriber: ("on" if getattr(subscriber.preferences, name) else "off",),
        lambda subscriber, value: _preferred(subscriber, **{name: value == "on"}),
        single=True,
    )


def _sectors() -> Field:
    def choose(subscriber: Subscriber, value: str) -> Subscriber:
        if value == "all":
            return _preferred(subscriber, sectors=())
        chosen = subscriber.preferences.sectors
        left = tuple(each for each in chosen if each != value) if value in chosen else (*chosen, value)
        return _preferred(subscriber, sectors=left)

    return Field(
        "sectors",
        lambda words: [*(sector.id for sector in words.catalogue.sectors), "all"],
        lambda value, words: words.texts("choice.sectors.all") if value == "all" else words.sector(value),
        lambda subscriber: subscriber.preferences.sectors,
        choose,
    )


def _countries() -> Field:
    def choose(subscriber: Subscriber, value: str) -> Subscriber:
        """At least one country stays chosen: none would be a digest of nothing."""
        left = _toggled(subscriber.preferences.countries, value, COUNTRIES)
        return _preferred(subscriber, countries=left) if left else subscriber

    return Field(
        "countries",
        lambda words: COUNTRIES,
        lambda value, words: f"{flag(value)} {words.country(value)}",
        lambda subscriber: subscriber.preferences.countries,
        choose,
        columns=3,
    )


def _reads() -> Field:
    return Field(
        "reads",
        lambda words: [code for code in LANGUAGES if code != words.texts.language],
        lambda value, words: words.language(value),
        lambda subscriber: tuple(
            code for code in subscriber.preferences.reads if code != subscriber.preferences.language
        ),
        lambda subscriber, value: _preferred(
            subscriber, reads=_toggled(subscriber.preferences.reads, value, LANGUAGES)
        ),
    )


# ------------------------------------------------------------------ schedule


def _scheduled(subscriber: Subscriber, **changes: Any) -> Subscriber:
    return replace(subscriber, schedule=replace(subscriber.schedule, **changes))


def _times() -> Field:
    def choose(subscriber: Subscriber, value: str) -> Subscriber:
        times = set(subscriber.schedule.minutes) ^ {int(value)}
        return _scheduled(subscriber, minutes=tuple(sorted(times))) if times else subscriber

    return Field(
        "times",
        lambda words: [str(minutes) for minutes in HOURS],
        lambda value, words: words.minute(int(value)),
        lambda subscriber: tuple(str(minutes) for minutes in subscriber.schedule.minutes),
        choose,
        columns=3,
    )


def _days() -> Field:
    def choose(subscriber: Subscriber, value: str) -> Subscriber:
        if value in ("every", "work"):
            return _scheduled(subscriber, weekdays=EVERY_DAY if value == "every" else WORKDAYS)
        mask = subscriber.schedule.weekdays ^ (1 << int(value))
        return _scheduled(subscriber, weekdays=mask) if mask else subscriber

    return Field(
        "days",
        lambda words: [*(str(day) for day in range(7)), "every", "work"],
        lambda value, words: words.weekday(int(value)) if value.isdigit() else words.texts(f"days.{value}"),
        lambda subscriber: tuple(str(day) for day in range(7) if subscriber.schedule.weekdays >> day & 1),
        choose,
        columns=4,
    )


def _weekly() -> Field:
    def choose(subscriber: Subscriber, value: str) -> Subscriber:
        at = None if value == "off" else (int(value) + 1, subscriber.schedule.minutes[0])
        return _scheduled(subscriber, weekly=at)

    def chosen(subscriber: Subscriber) -> tuple[str, ...]:
        return (str(subscriber.schedule.weekly[0] - 1) if subscriber.schedule.weekly else "off",)

    return Field(
        "weekly",
        lambda words: [*(str(day) for day in range(7)), "off"],
        lambda value, words: words.weekday(int(value)) if value.isdigit() else words.texts("choice.off"),
        chosen,
        choose,
        columns=4,
    )


def _quiet() -> Field:
    def written(quiet: tuple[int, int] | None) -> str:
        return f"{quiet[0]}-{quiet[1]}" if quiet else "off"

    def read(value: str) -> tuple[int, int] | None:
        start, _, end = value.partition("-")
        return (int(start), int(end)) if end else None

    def label(value: str, words: Words) -> str:
        hours = read(value)
        return f"{words.minute(hours[0])}–{words.minute(hours[1])}" if hours else words.texts("choice.off")

    return Field(
        "quiet",
        lambda words: [*(written(hours) for hours in QUIET), "off"],
        label,
        lambda subscriber: (written(subscriber.schedule.quiet),),
        lambda subscriber, value: _scheduled(subscriber, quiet=read(value)),
    )
