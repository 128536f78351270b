"""What the bot shows of times is read back as the same, in every language."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.phrases.pausing import Pause, read_pause
from bot.phrases.timetable import MAX_TIMES, read_schedule
from bot.phrases.timezones import COMMON, search
from bot.render.words import Words
from config.languages import LANGUAGES
from digests.instants import zone_of
from digests.model import Schedule
from tests import loaded

NOW = 1_795_500_000
"""Tuesday 24 November 2026, 06:00 UTC."""
DAY = 86_400
_LANGUAGE = st.sampled_from(LANGUAGES)


def words(language: str) -> Words:
    return Words(loaded.texts()[language], loaded.catalogue())


@given(st.sets(st.integers(0, 24 * 60 - 1), min_size=1, max_size=MAX_TIMES), st.integers(1, 127), _LANGUAGE)
def test_a_schedule_is_read_as_it_is_shown(minutes: set[int], days: int, language: str) -> None:
    schedule, told = Schedule(minutes=tuple(sorted(minutes)), weekdays=days), words(language)
    times = told.listed([told.minute(minute) for minute in schedule.minutes])
    for shown in (f"{times} {told.weekdays(days)}", f"{told.weekdays(days)} {times}"):
        assert read_schedule(shown, Schedule()) == schedule, shown


@given(st.integers(1, 360), st.sampled_from(COMMON), _LANGUAGE)
def test_the_last_day_of_a_pause_is_read_as_it_is_shown(ahead: int, zone: str, language: str) -> None:
    last = datetime.fromtimestamp(NOW + ahead * DAY, zone_of(zone)).replace(hour=23, minute=59, second=59)
    until = int(last.timestamp())
    shown = words(language).day(until, zone)
    for text in (shown, f"until {shown}", f"{shown}まで", f"到{shown}", f"{shown}까지"):
        assert read_pause(text, NOW, zone, language) == Pause(until), text


@given(st.sampled_from(COMMON), _LANGUAGE)
def test_a_zone_is_read_as_it_is_shown(zone: str, language: str) -> None:
    shown = words(language).zone(zone, NOW)
    assert zone in search(shown, now=NOW, language=language).zones, shown
