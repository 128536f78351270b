"""A row of the table ``subscribers`` -> a subscriber: whole, or as far as it can be read."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any, Literal, TypeVar, cast, get_args

from pydantic import TypeAdapter

from config.languages import LANGUAGES
from digests.model import Preferences, Schedule, Subscriber
from digests.schedule import fault_of
from digests.store.engine.aside import UNREADABLE
from digests.store.engine.database import Row

State = Literal["active", "paused", "blocked", "gone", "stopped"]
Kind = Literal["private", "group", "topic", "channel"]

_preferences = TypeAdapter(Preferences)
_schedule = TypeAdapter(Schedule)
Settings = TypeVar("Settings", Preferences, Schedule)


def preferences_text(preferences: Preferences) -> str:
    """As they are stored."""
    return _preferences.dump_json(preferences).decode()


def schedule_text(schedule: Schedule) -> str:
    """As it is stored."""
    return _schedule.dump_json(schedule).decode()


def subscriber_of(row: Row) -> Subscriber:
    """Raises one of ``UNREADABLE`` where a column does not hold what it should."""
    preferences = _preferences.validate_json(row["preferences"])
    schedule = _schedule.validate_json(row["schedule"])
    if preferences.language not in LANGUAGES:
        raise ValueError(f"no language of ours: {preferences.language!r}")
    if fault := fault_of(schedule):
        raise ValueError(fault)
    if row["state"] not in get_args(State):
        raise ValueError(f"no state of a subscription: {row['state']!r}")
    return _built(row, preferences, schedule, cast(State, row["state"]))


def as_far_as_readable(row: Row) -> Subscriber:
    """The row with defaults in place of the settings that cannot be read."""
    preferences = _salvaged(_preferences, row["preferences"])
    if preferences.language not in LANGUAGES:
        preferences = replace(preferences, language=Preferences().language)
    schedule = _salvaged(_schedule, row["schedule"])
    state: State = cast(State, row["state"]) if row["state"] in get_args(State) else "stopped"
    return _built(row, preferences, Schedule(zone=schedule.zone) if fault_of(schedule) else schedule, state)


def _salvaged(adapter: "TypeAdapter[Settings]", text: str) -> Settings:
    good: dict[str, Any] = {}
    with suppress(*UNREADABLE):
        for name, value in dict(json.loads(text)).items():
            with suppress(ValueError):
                adapter.validate_python({**good, name: value})
                good[name] = value
    return adapter.validate_python(good)


def _built(row: Row, preferences: Preferences, schedule: Schedule, state: State) -> Subscriber:
    return Subscriber(
        id=row["id"],
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        kind=cast(Kind, row["kind"]),
        preferences=preferences,
        schedule=schedule,
        state=state,
        paused_until=row["paused_until"],
        next_due=row["next_due"],
        created=row["created"],
        title=row["title"],
        settings_version=row["settings_version"],
    )
