"""Buttons survive the way to Telegram and back, and nobody can make one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.keyboards import MAX_BYTES, Forged, Keyboards, Pressed, action
from digests.model import Preferences, Schedule, Subscriber

KEYBOARDS = Keyboards(b"a secret")
READER = Subscriber(41, 7, 0, "private", Preferences(), Schedule(), settings_version=3)


@given(
    st.integers(1, 2**31),
    st.integers(0, 2**20),
    st.sampled_from(["set", "pick", "topic"]),
    st.lists(st.text("abcdefghij-+/0123456789_", min_size=1, max_size=8), max_size=2),
)
def test_what_goes_onto_a_button_comes_back(number: int, version: int, verb: str, arguments: list[str]) -> None:
    reader = replace(READER, id=number, settings_version=version)
    data = KEYBOARDS.data(action(verb, *arguments), reader)
    assert len(data.encode()) <= MAX_BYTES
    assert KEYBOARDS.read(data) == Pressed(number, version, verb, tuple(arguments))


def test_the_longest_actions_fit_for_the_ten_millionth_reader() -> None:
    reader = replace(READER, id=10_000_000, settings_version=9_999)
    for what in ("pick:sectors:semiconductors", "zone:America/Argentina/ComodRivadavia", "topic:kffffffffffff:99"):
        KEYBOARDS.data(what, reader)


def test_a_button_of_another_reader_another_token_or_nobody_is_refused() -> None:
    data = KEYBOARDS.data("set:grade:national", READER)
    other = KEYBOARDS.data("set:grade:national", replace(READER, id=42))
    for forged in (
        other.replace("16.", "15.", 1),
        data.replace("national", "trilateral"),
        data.replace(".3.", ".4.", 1),
        "",
        "story:12.",
        "1.2.3",
        "é.ü.1.2",
        "Settings",
        Keyboards(b"another").data("set:grade:national", READER),
    ):
        with pytest.raises(Forged):
            KEYBOARDS.read(forged)


def test_a_digests_button_is_for_whoever_presses_it() -> None:
    assert KEYBOARDS.read("story:12") == Pressed(None, None, "story", ("12",))
    assert KEYBOARDS.read("settings") == Pressed(None, None, "settings", ())


def test_an_action_too_long_for_telegram_is_our_fault_and_said() -> None:
    with pytest.raises(ValueError, match="bytes"):
        KEYBOARDS.data("topic:" + "x" * 60, READER)


def test_addresses_become_links_and_empty_rows_no_keyboard() -> None:
    markup = KEYBOARDS.markup(((("Site", "https://a.example/"), ("Settings", "settings")), ()), READER)
    assert markup is not None
    (row,) = markup.inline_keyboard
    assert row[0].url == "https://a.example/"
    assert str(row[1].callback_data).endswith(".settings")
    assert KEYBOARDS.markup(((),), READER) is None
