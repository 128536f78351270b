"""Quiet hours are read as people write them, and as they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.choices.schedule import quiet, written
from bot.phrases.quiet_hours import read_quiet_hours
from bot.render.words import Words
from config.languages import LANGUAGES
from tests import loaded

MINUTES = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize(
    ("texts", "hours"),
    [
        ("22:30-6:15|22:30〜6:15|２２：３０－６：１５|between 22:30 and 6:15|10:30pm to 6:15am|晚上22:30到早上6:15"
         "|夜10時半から朝6時15分まで|밤 22:30부터 아침 6:15까지|from 22.30 until 6.15", (1350, 375)),
        ("22-7|10pm-7am|夜10時〜朝7時|밤 10시~아침 7시|晚上十点到早上七点|每天晚上10点至早上7点", (1320, 420)),
        ("midnight to 8|0:00-8:00|零点到八点|자정부터 8시까지", (0, 480)),
    ],
)  # fmt: skip
def test_they_are_read_in_five_languages(texts: str, hours: tuple[int, int]) -> None:
    for text in texts.split("|"):
        assert read_quiet_hours(text) == hours, text


@pytest.mark.parametrize(
    "text", ["", "22:30", "at night", "22:30-22:30", "22:30-6:15-7:00", "25:00-6:00", "22-6 weekdays"]
)
def test_what_does_not_name_two_times_is_refused(text: str) -> None:
    assert read_quiet_hours(text) is None


@given(MINUTES, MINUTES, st.sampled_from(LANGUAGES))
def test_what_is_shown_of_them_is_read_as_the_same(start: int, end: int, language: str) -> None:
    if start != end:
        shown = quiet().label(written((start, end)), Words(loaded.texts()[language], loaded.catalogue()))
        assert read_quiet_hours(shown) == (start, end)
