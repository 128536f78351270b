"""Slots in every zone: one edition a local date and slot, whatever clocks do."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.instants import instant
from digests.model import Schedule
from digests.schedule import CATCH_UP, due_now, is_quiet, next_due, occurrences, previous, upcoming

ZONES = sorted(available_timezones())
START = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


def at(text: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def local(moment: int, zone: str) -> str:
    return datetime.fromtimestamp(moment, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def test_it_is_due_at_the_local_minute() -> None:
    schedule = Schedule("Asia/Tokyo", (450,))
    assert local(next_due(schedule, at("2026-05-01T00:00")) or 0, "Asia/Tokyo") == "2026-05-02 07:30"


def test_several_slots_a_day_on_chosen_weekdays() -> None:
    schedule = Schedule("Asia/Seoul", (450, 1110), weekdays=0b0010001)
    friday = at("2026-05-01T00:00", "Asia/Seoul")
    slots = list(occurrences(schedule, friday, friday + 7 * 86400))
    assert [(local(slot.at, "Asia/Seoul"), slot.name) for slot in slots] == [
        ("2026-05-01 07:30", "d0450"),
        ("2026-05-01 18:30", "d1110"),
        ("2026-05-04 07:30", "d0450"),
        ("2026-05-04 18:30", "d1110"),
    ]


def test_the_weekly_review_may_share_a_minute_with_the_daily_digest() -> None:
    schedule = Schedule("UTC", (540,), weekly=(7, 540))
    sunday = at("2026-05-03T08:59")
    assert [slot.name for slot in occurrences(schedule, sunday, sunday + 60)] == ["d0540", "w0540"]
    assert [slot.name for slot in due_now(schedule, sunday + 60, sunday + 60).slots] == ["d0540", "w0540"]


def test_no_slots_are_never_due() -> None:
    assert next_due(Schedule(minutes=()), START) is None
    assert next_due(Schedule(weekdays=0), START) is None


def test_a_skipped_minute_is_sent_at_the_first_instant_after_the_gap() -> None:
    schedule = Schedule("America/New_York", (150,))
    slot = upcoming(schedule, at("2026-03-08T00:00", "America/New_York"))
    assert slot is not None
    assert (slot.date, local(slot.at, "America/New_York")) == ("2026-03-08", "2026-03-08 03:00")


def test_a_repeated_minute_is_sent_at_its_first_occurrence_only() -> None:
    schedule = Schedule("America/New_York", (90,))
    midnight = at("2026-11-01T00:00", "America/New_York")
    slots = list(occurrences(schedule, midnight, midnight + 86400))
    assert [slot.at - midnight for slot in slots] == [90 * 60]


def test_a_day_that_a_zone_skips_has_no_edition() -> None:
    assert instant(ZoneInfo("Pacific/Apia"), date(2011, 12, 30), 450) is None
    assert instant(ZoneInfo("Pacific/Apia"), date(2011, 12, 29), 450) is not None


def test_a_slot_before_midnight_that_is_skipped_falls_after_it() -> None:
    """Asia/Beirut and others move their clocks at midnight; America/Scoresbysund's gap of 2024 ended at 00:00."""
    schedule = Schedule("America/Scoresbysund", (23 * 60 + 30,))
    slots = list(occurrences(schedule, at("2024-03-30T12:00"), at("2024-04-01T12:00")))
    assert [slot.date for slot in slots] == ["2024-03-30", "2024-03-31"]


@pytest.mark.parametrize(
    ("late", "slots"),
    [(0, ["d0450"]), (60, ["d0450"]), (CATCH_UP - 1, ["d0450"]), (CATCH_UP, []), (20 * 3600, [])],
)
def test_a_slot_missed_by_less_than_six_hours_is_made_up_for(late: int, slots: list[str]) -> None:
    schedule = Schedule("Asia/Shanghai", (450,))
    due = at("2026-05-01T07:30", "Asia/Shanghai")
    made = due_now(schedule, due, due + late)
    assert [slot.name for slot in made.slots] == slots
    assert local(made.next_due or 0, "Asia/Shanghai") == "2026-05-02 07:30"


def test_days_of_downtime_are_one_digest() -> None:
    schedule = Schedule("UTC", (450, 1110))
    made = due_now(schedule, at("2026-05-01T07:30"), at("2026-05-04T19:00"))
    assert [(slot.date, slot.name) for slot in made.slots] == [("2026-05-04", "d1110")]


def test_the_previous_slot_says_since_when() -> None:
    schedule = Schedule("UTC", (450, 1110), weekdays=0b0011111, weekly=(1, 480))
    monday = upcoming(schedule, at("2026-05-04T00:00"))
    assert monday is not None
    before = previous(schedule, monday)
    assert before is not None
    assert (before.date, before.name) == ("2026-05-01", "d1110")


@pytest.mark.parametrize(
    ("quiet", "time", "expected"),
    [
        ((1320, 420), "23:59", True),
        ((1320, 420), "00:00", True),
        ((1320, 420), "06:59", True),
        ((1320, 420), "07:00", False),
        ((1320, 420), "21:59", False),
        ((720, 780), "12:30", True),
        ((720, 780), "13:00", False),
    ],
)
def test_quiet_hours_may_cross_midnight(quiet: tuple[int, int], time: str, expected: bool) -> None:
    schedule = Schedule("Asia/Tokyo", quiet=quiet)
    assert is_quiet(schedule, at(f"2026-05-01T{time}", "Asia/Tokyo")) is expected


def played(schedule: Schedule, start: int, end: int) -> list[tuple[str, str, int]]:
    """What a subscriber gets when every due time is met: (date, slot, at)."""
    sent, due = [], next_due(schedule, start)
    while due is not None and due <= end:
        made = due_now(schedule, due, due)
        sent += [(slot.date, slot.name, slot.at) for slot in made.slots]
        due = made.next_due
    return sent


def one_a_date_and_slot(schedule: Schedule, start: int, days: int) -> None:
    sent = played(schedule, start, start + days * 86400)
    keys = [(day, name) for day, name, _ in sent]
    assert len(keys) == len(set(keys)), schedule
    first, last = date.fromisoformat(keys[0][0]), date.fromisoformat(keys[-1][0])
    dates = {(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)}
    assert {day for day, _ in keys} == dates, schedule
    assert all(later >= earlier for (_, _, earlier), (_, _, later) in pairwise(sent)), schedule


@given(st.sampled_from(ZONES), st.integers(0, 1439), st.integers(0, 700))
def test_one_edition_a_date_in_any_zone(zone: str, minute: int, day: int) -> None:
    one_a_date_and_slot(Schedule(zone, (minute,)), START + day * 86400, 9)


def changes(zone: str) -> tuple[tuple[int, timedelta | None], ...]:
    """The offset of a zone when two years begin, and each that comes after it with its moment."""
    tz = ZoneInfo(zone)

    def offset(moment: int) -> timedelta | None:
        return datetime.fromtimestamp(moment, tz).utcoffset()

    found = [(START, offset(START))]
    for low, high in pairwise(range(START, START + 732 * 86400, 86400)):
        while offset(high) != found[-1][1]:
            found.append(first_other(offset, low, high))
    return tuple(found)


def first_other(offset: Callable[[int], timedelta | None], low: int, high: int) -> tuple[int, timedelta | None]:
    """The first moment after ``low`` whose offset is not that of ``low``."""
    before = offset(low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if offset(middle) == before else (low, middle)
    return high, offset(high)


def test_the_changes_of_a_zone_are_found_to_the_second() -> None:
    assert changes("Asia/Tokyo") == ((START, timedelta(hours=9)),)
    assert [datetime.fromtimestamp(moment, UTC).isoformat() for moment, _ in changes("Europe/Paris")[1:]] == [
        "2026-03-29T01:00:00+00:00",
        "2026-10-25T01:00:00+00:00",
        "2027-03-28T01:00:00+00:00",
        "2027-10-31T01:00:00+00:00",
    ]


@pytest.mark.slow
def test_one_edition_a_date_and_slot_in_every_zone_over_two_years() -> None:
    """Zones whose clocks agree at every moment are aliases: one of each kind speaks for all; and one that never changes
    them has told all in two months."""
    kinds = {changes(zone): zone for zone in ZONES}
    assert len(kinds) > 50
    for index, (changed, zone) in enumerate(kinds.items()):
        days = 731 if len(changed) > 1 else 61
        one_a_date_and_slot(Schedule(zone, (30, 120 + index % 60, 1410)), START, days)


@given(
    st.sampled_from(ZONES),
    st.lists(st.integers(0, 1439), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from([60, 60, 60, 3600, -3600, 86400, 7200]), min_size=1, max_size=60),
)
def test_a_clock_that_steps_never_repeats_an_edition(zone: str, minutes: list[int], steps: list[int]) -> None:
    """The key of the edition is what the store keeps unique; no key may come with two different next due times."""
    schedule, now = Schedule(zone, tuple(minutes)), START
    seen: set[tuple[str, str]] = set()
    due = next_due(schedule, now)
    for step in steps:
        now += step
        if due is not None and due <= now:
            made = due_now(schedule, due, now)
            fresh = {(slot.date, slot.name) for slot in made.slots} - seen
            seen |= fresh
            due = made.next_due
            assert due is None or due > now
