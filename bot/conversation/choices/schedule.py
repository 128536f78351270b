"""When a reader wants to read it, as fields of the settings."""

from dataclasses import replace
from typing import Any

from bot.conversation.choices.field import Field
from bot.render.words import Words
from digests.model import Subscriber

HOURS = (360, 420, 450, 480, 540, 720, 1080, 1200, 1320)
"""Times of day offered as buttons, minutes after midnight; any other by /schedule."""
QUIET: tuple[tuple[int, int], ...] = ((1320, 360), (1320, 420), (1380, 420), (0, 480))
EVERY_DAY, WORKDAYS = 127, 31


def _scheduled(subscriber: Subscriber, **changes: Any) -> Subscriber:
    return replace(subscriber, schedule=replace(subscriber.schedule, **changes))


def times() -> Field:
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


def days() -> Field:
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


def weekly() -> Field:
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


def written(quiet: tuple[int, int] | None) -> str:
    """Quiet hours as a choice."""
    return f"{quiet[0]}-{quiet[1]}" if quiet else "off"


def quiet() -> Field:
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
