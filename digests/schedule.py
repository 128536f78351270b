"""When a subscriber is due: pure, in the subscriber's own zone.

A slot is a minute of a local day. Its instant is the first one that shows that minute: an hour that a zone repeats
counts once, and a minute that a zone skips falls on the first instant after the gap. With the edition's key (local
date and slot) this makes one edition a date and slot, whatever clocks do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from digests.instants import instant, zone_of
from digests.model import Schedule

CATCH_UP = 6 * 3600
"""A slot missed by less is made up for; one missed by more waits for the next."""
LATE = 15 * 60
"""A digest this much after its slot says so."""
RETRIED = 1800
"""Seconds for which a digest that could not be made is tried again."""
_MINUTES = 24 * 60
_HORIZON = 15
"""Days to look ahead: a weekly slot is at most 7 away, and one may fall on a date that a zone skips."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence. ``name`` is the edition's slot: ``d0450`` daily, ``w1080`` weekly."""

    at: int
    date: str
    name: str

    @property
    def weekly(self) -> bool:
        return self.name.startswith("w")


@dataclass(frozen=True, slots=True)
class Due:
    """What a subscriber who is due gets now, and when they are due next."""

    slots: tuple[Slot, ...]
    """At most one daily and one weekly."""
    next_due: int | None
    missed: bool = False
    """There were slots, and all of them are too long ago."""
    first: Slot | None = None
    """The earliest daily slot that the one in ``slots`` stands for; itself where none was missed."""


def fault_of(schedule: Schedule) -> str | None:
    """What is impossible in the schedule (a minute that no clock shows, a day that no week has), or ``None``."""
    if any(not 0 <= minute < _MINUTES for minute in schedule.minutes):
        return f"no minutes of a day: {schedule.minutes}"
    if not 0 <= schedule.weekdays < 128:
        return f"no weekdays: {schedule.weekdays}"
    if schedule.weekly is not None and not (1 <= schedule.weekly[0] <= 7 and 0 <= schedule.weekly[1] < _MINUTES):
        return f"no time of a week: {schedule.weekly}"
    if schedule.quiet is not None and any(not 0 <= minute <= _MINUTES for minute in schedule.quiet):
        return f"no quiet hours: {schedule.quiet}"
    return None


def next_due(schedule: Schedule, after: int) -> int | None:
    """The first instant later than ``after`` at which a slot falls; ``None`` = the schedule has no slots."""
    slot = upcoming(schedule, after)
    return None if slot is None else slot.at


def upcoming(schedule: Schedule, after: int) -> Slot | None:
    """The first slot later than ``after``."""
    day = datetime.fromtimestamp(after, zone_of(schedule.zone)).date() - timedelta(days=1)
    best: Slot | None = None
    for ahead in range(_HORIZON):
        for slot in _of_day(schedule, day + timedelta(days=ahead)):
            if slot.at > after and (best is None or slot.at < best.at):
                best = slot
        if best is not None and ahead >= 2:
            return best
    return best


def previous(schedule: Schedule, before: Slot) -> Slot | None:
    """The last slot of the same kind (daily, weekly) earlier than ``before``."""
    day = date.fromisoformat(before.date) + timedelta(days=1)
    best: Slot | None = None
    for back in range(_HORIZON):
        for slot in _of_day(schedule, day - timedelta(days=back)):
            if slot.at < before.at and slot.weekly == before.weekly and (best is None or slot.at > best.at):
                best = slot
        if best is not None and back >= 2:
            return best
    return best


def due_now(schedule: Schedule, due: int, now: int) -> Due:
    """What a subscriber gets at ``now`` whose ``next_due`` was ``due``: the latest daily and the latest weekly slot
    since then, unless it was missed by :data:`CATCH_UP` or more. The latest stands for the slots before it.

    Slots up to :data:`RETRIED` before ``due`` count too: a digest that could not be made was put off. One that was
    made has its key already.
    """
    start = due - RETRIED
    chosen: dict[bool, Slot] = {}
    for slot in occurrences(schedule, max(start, now - CATCH_UP), now):
        chosen[slot.weekly] = slot
    first = upcoming(schedule, start)
    missed = not chosen and first is not None and first.at <= now
    slots = tuple(sorted(chosen.values(), key=lambda slot: slot.at))
    return Due(slots, next_due(schedule, now), missed, _stands_for(schedule, chosen.get(False), due))


def _stands_for(schedule: Schedule, chosen: Slot | None, due: int) -> Slot | None:
    """The first daily slot since ``due`` that ``chosen`` makes up for; no digest looks back further than a week."""
    if chosen is None:
        return None
    between = occurrences(schedule, max(due - 1, chosen.at - 7 * 86_400), chosen.at)
    return next((slot for slot in between if not slot.weekly), chosen)


def occurrences(schedule: Schedule, after: int, until: int) -> Iterator[Slot]:
    """Every slot in (``after``, ``until``], in order."""
    slot = upcoming(schedule, after)
    while slot is not None and slot.at <= until:
        yield from _at(schedule, slot)
        slot = upcoming(schedule, slot.at)


def is_quiet(schedule: Schedule, now: int) -> bool:
    """Whether ``now`` lies in the quiet hours, which may cross midnight."""
    if schedule.quiet is None:
        return False
    start, end = schedule.quiet
    local = datetime.fromtimestamp(now, zone_of(schedule.zone))
    minute = local.hour * 60 + local.minute
    return start <= minute < end if start <= end else minute >= start or minute < end


def local_date(schedule: Schedule, now: int) -> str:
    """The local date at ``now``, ISO."""
    return datetime.fromtimestamp(now, zone_of(schedule.zone)).date().isoformat()


def _at(schedule: Schedule, slot: Slot) -> list[Slot]:
    """All slots of the same instant: the weekly review may share a daily slot's minute, two may share a gap's end."""
    day = date.fromisoformat(slot.date)
    return [
        each for ahead in (-1, 0, 1) for each in _of_day(schedule, day + timedelta(days=ahead)) if each.at == slot.at
    ]


@lru_cache(maxsize=4096)
def _of_day(schedule: Schedule, day: date) -> tuple[Slot, ...]:
    """Whoever reads at the same hours in the same zone shares them, and each turn asks for a day several times."""
    zone = zone_of(schedule.zone)
    slots = []
    if schedule.weekdays >> day.weekday() & 1:
        slots += [(minute, f"d{minute:04d}") for minute in schedule.minutes]
    if schedule.weekly is not None and schedule.weekly[0] == day.isoweekday():
        slots.append((schedule.weekly[1], f"w{schedule.weekly[1]:04d}"))
    instants = ((instant(zone, day, minute), name) for minute, name in slots)
    return tuple(Slot(at, day.isoformat(), name) for at, name in instants if at is not None)
