"""What a reader wants to read, as fields of the settings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.conversation.choices.field import Field
from bot.render.words import flag
from config.languages import LANGUAGES
from digests.model import COUNTRIES, Subscriber

_SWITCH = ("on", "off")


def _preferred(subscriber: Subscriber, **changes: Any) -> Subscriber:
    return replace(subscriber, preferences=replace(subscriber.preferences, **changes))


def _toggled(chosen: Sequence[str], value: str, order: Sequence[str]) -> tuple[str, ...]:
    left = set(chosen) ^ {value}
    return tuple(each for each in order if each in left)


def single(name: str, values: Sequence[str]) -> Field:
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


def switch(name: str) -> Field:
    return Field(
        name,
        lambda words: _SWITCH,
        lambda value, words: words.texts(f"choice.{value}"),
        lambda subscriber: ("on" if getattr(subscriber.preferences, name) else "off",),
        lambda subscriber, value: _preferred(subscriber, **{name: value == "on"}),
        single=True,
    )


def sectors() -> Field:
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


def countries() -> Field:
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


def reads() -> Field:
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
