"""``--from`` and ``--to`` take times as people write them."""

from datetime import UTC, datetime

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.work.moments import moment, parse_window

NOW = int(datetime(2026, 3, 5, 9, 30, tzinfo=UTC).timestamp())


def at(text: str) -> str | None:
    found = moment(text, NOW)
    return None if found is None else datetime.fromtimestamp(found, UTC).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-04", "2026-03-04 00:00"),
        ("2026/3/4", "2026-03-04 00:00"),
        ("2026.3.4", "2026-03-04 00:00"),
        ("20260304", "2026-03-04 00:00"),
        ("2026-03", "2026-03-01 00:00"),
        ("2026-03-04T10:00", "2026-03-04 10:00"),
        ("2026-03-04 10:00", "2026-03-04 10:00"),
        ("2026-03-04T10:00:30Z", "2026-03-04 10:00"),
        ("2026-03-04T10:00:00.250Z", "2026-03-04 10:00"),
        ("2026-03-04T10:00+09:00", "2026-03-04 01:00"),
        ("2026-03-04 10:00 +0900", "2026-03-04 01:00"),
        ("2026-03-04 10:00 KST", "2026-03-04 01:00"),
        ("2026年3月4日", "2026-03-04 00:00"),
        ("2026년 3월 4일 오후 3시", "2026-03-04 15:00"),
        ("2026年3月4日 10時", "2026-03-04 10:00"),
        ("4 March 2026", "2026-03-04 00:00"),
        ("March 4, 2026 10:00", "2026-03-04 10:00"),
        ("today", "2026-03-05 00:00"),
        ("Yesterday", "2026-03-04 00:00"),
        ("어제", "2026-03-04 00:00"),
        ("昨天", "2026-03-04 00:00"),
        ("yesterday 18:00", "2026-03-04 18:00"),
        ("09:00", "2026-03-05 09:00"),
        ("10:00", "2026-03-04 10:00"),
        ("10:00Z", "2026-03-04 10:00"),
        ("１０：００", "2026-03-04 10:00"),
        ("7pm", "2026-03-04 19:00"),
        ("오전 7시", "2026-03-05 07:00"),
        ("午後7時", "2026-03-04 19:00"),
        ("24h", "2026-03-04 09:30"),
        ("24H", "2026-03-04 09:30"),
        ("7 days", "2026-02-26 09:30"),
        ("7 days ago", "2026-02-26 09:30"),
        ("-2w", "2026-02-19 09:30"),
        ("6시간 전", "2026-03-05 03:30"),
        ("3天", "2026-03-02 09:30"),
        ("1772600000", "2026-03-04 04:53"),
    ],
)
def test_it_takes_what_people_write(text: str, meant: str) -> None:
    assert at(text) == meant


@pytest.mark.parametrize("text", ["", " ", "soon", "2026-13-04", "2026-02-30", "25:61", "10:00:00:00", "ten"])
def test_what_names_no_time_is_refused(text: str) -> None:
    assert moment(text, NOW) is None


@given(st.text(max_size=40))
def test_it_never_breaks_on_any_text(text: str) -> None:
    found = moment(text, NOW)
    assert found is None or found >= 0


def test_a_time_of_day_is_the_last_one_and_its_end_the_first_after_it() -> None:
    night = parse_window("22:00", "06:00", NOW)
    assert [datetime.fromtimestamp(each or 0, UTC).strftime("%d %H") for each in night] == ["04 22", "05 06"]
    day = parse_window("06:00", "22:00", NOW)
    assert [datetime.fromtimestamp(each or 0, UTC).strftime("%d %H") for each in day] == ["05 06", "05 22"]


def test_an_empty_window_and_a_wrong_time_name_their_option_and_what_is_right() -> None:
    with pytest.raises(typer.BadParameter, match="2026-03-04 is not before --to 2026-03-01"):
        parse_window("2026-03-04", "2026-03-01", NOW)
    with pytest.raises(typer.BadParameter, match="soon is no date or time; write 2026-03-04") as refused:
        parse_window(None, "soon", NOW)
    assert refused.value.param_hint == "--to"
