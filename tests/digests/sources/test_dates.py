"""Dates as feeds write them, read as their publishers meant them."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.dates import Calendar

NOW = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp())
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2026, 2, 27)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
LOCAL = {"CN": 8, "HK": 8, "TW": 8, "JP": 9, "KR": 9}


def read(raw: str, country: str = "XX") -> str | None:
    seconds = Calendar(country, NOW).epoch(raw)
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("raw", "country", "utc"),
    [
        ("Mon, 27 May 2024 14:30:00 JST", "JP", "2024-05-27 05:30:00"),
        ("Mon, 27 May 2024 14:30:00 KST", "KR", "2024-05-27 05:30:00"),
        ("Mon, 27 May 2024 14:30:00 CST", "CN", "2024-05-27 06:30:00"),
        ("Mon, 27 May 2024 14:30:00 CST", "TW", "2024-05-27 06:30:00"),
        ("Mon, 27 May 2024 14:30:00 CST", "US", "2024-05-27 20:30:00"),
        ("Mon May 27 14:30:00 KST 2024", "KR", "2024-05-27 05:30:00"),
        ("Fri, 31 Dec 1999 23:59:59 EST", "US", "2000-01-01 04:59:59"),
        ("Mon,27 May 2024 14:30:00 GMT+9", "XX", "2024-05-27 05:30:00"),
        ("Mon, 27 May 2024 14:30:00 GMT+0900 (JST)", "JP", "2024-05-27 05:30:00"),
    ],
)
def test_zones_are_those_of_the_feeds_country(raw: str, country: str, utc: str) -> None:
    assert read(raw, country) == utc


@pytest.mark.parametrize(
    ("raw", "country", "utc"),
    [
        ("2024年5月27日 14時30分", "JP", "2024-05-27 05:30:00"),
        ("令和6年5月27日", "JP", "2024-05-26 15:00:00"),
        ("令和元年5月1日 午前10時", "JP", "2019-05-01 01:00:00"),
        ("令和６年５月２７日（月）１４時半", "JP", "2024-05-27 05:30:00"),
        ("R6.5.27", "JP", "2024-05-26 15:00:00"),
        ("2024년 5월 27일 오후 2시", "KR", "2024-05-27 05:00:00"),
        ("2024년 5월 27일(월) 오전 12:05", "KR", "2024-05-26 15:05:00"),
        ("2024-05-27 PM 2:30:00", "KR", "2024-05-27 05:30:00"),
        ("2024/05/27 am 12:05", "JP", "2024-05-26 15:05:00"),
        ("202405271430", "KR", "2024-05-27 05:30:00"),
        ("2024.05.27", "KR", "2024-05-26 15:00:00"),
        ("2024. 5. 27. 14:30:05", "KR", "2024-05-27 05:30:05"),
        ("입력 24.05.27 14:30", "KR", "2024-05-27 05:30:00"),
        ("월, 27 5 2024 14:30:00 +0900", "KR", "2024-05-27 05:30:00"),
        ("2024年05月27日14:30", "CN", "2024-05-27 06:30:00"),
        ("二〇二四年五月二十七日", "CN", "2024-05-26 16:00:00"),
        ("发布时间：2024-05-27 星期一 14:30", "CN", "2024-05-27 06:30:00"),
        ("民國113年5月27日 下午2:30", "TW", "2024-05-27 06:30:00"),
        ("113/05/27", "TW", "2024-05-26 16:00:00"),
        ("12月31日 14:30", "JP", "2025-12-31 05:30:00"),
    ],
)
def test_east_asian_dates_are_read_in_the_countrys_own_time(raw: str, country: str, utc: str) -> None:
    assert read(raw, country) == utc


@pytest.mark.parametrize(
    ("raw", "utc"),
    [
        ("2024-05-27T14:30:00Z", "2024-05-27 14:30:00"),
        ("2024-05-27T14:30:00.123+09:00", "2024-05-27 05:30:00"),
        ("2024-05-27T14:30+0900", "2024-05-27 05:30:00"),
        ("2024-05-27T24:00:00Z", "2024-05-28 00:00:00"),
        ("20240527T143000Z", "2024-05-27 14:30:00"),
        ("1716820200", "2024-05-27 14:30:00"),
        ("1716820200000", "2024-05-27 14:30:00"),
        ("27 May 24 14:30 GMT", "2024-05-27 14:30:00"),
        ("27 May 99 14:30 GMT", "1999-05-27 14:30:00"),
        ("Thr, 27 May 2024 14:30:60 -0000", "2024-05-27 14:30:59"),
        ("27-May-2024 9:05", "2024-05-27 09:05:00"),
        ("May 27, 2024, 2:30 p.m.", "2024-05-27 14:30:00"),
    ],
)
def test_iso_and_rfc_dates_are_read_whatever_their_format_says(raw: str, utc: str) -> None:
    assert read(raw) == utc


@pytest.mark.parametrize(
    "raw", ["", "yesterday", "3시간 전", "2024-02-30", "2024-13-01", "0001-01-01T00:00:00Z", "1970-01-01"]
)
def test_what_is_no_date_is_none(raw: str) -> None:
    assert read(raw) is None


def test_america_puts_the_month_first_and_others_the_day() -> None:
    assert read("05/06/2024", "US") == "2024-05-06 04:00:00"
    assert read("05/06/2024") == "2024-06-05 00:00:00"
    assert read("05/27/2024") == "2024-05-27 00:00:00"


def test_a_date_up_to_fifteen_minutes_ahead_is_kept_and_a_later_one_becomes_now() -> None:
    calendar = Calendar("XX", NOW)
    soon, later = datetime.fromtimestamp(NOW + 890, UTC), datetime.fromtimestamp(NOW + 910, UTC)
    assert calendar.epoch(format_datetime(soon)) == NOW + 890
    assert calendar.epoch(format_datetime(later)) == NOW


def test_a_paper_that_labels_its_local_time_as_gmt_is_found_out() -> None:
    written = datetime.fromtimestamp(NOW, timezone(timedelta(hours=9))) - timedelta(minutes=10)
    raws = [written.strftime("%a, %d %b %Y %H:%M:%S GMT"), "Fri, 27 Feb 2026 09:00:00 GMT"]
    calendar = Calendar.of("KR", NOW, raws)
    assert calendar.gmt_is_local
    assert calendar.epoch(raws[0]) == NOW - 600
    assert calendar.epoch(raws[1]) == int(datetime(2026, 2, 27, 0, tzinfo=UTC).timestamp())
    assert not Calendar.of("KR", NOW, raws[1:]).gmt_is_local
    assert not Calendar.of("GB", NOW, raws).gmt_is_local


@given(MOMENTS, OFFSETS)
def test_rfc_822_and_iso_survive_the_round_trip(at: datetime, zone: timezone) -> None:
    moment = at.replace(tzinfo=zone)
    assert Calendar("XX", NOW).epoch(format_datetime(moment)) == int(moment.timestamp())
    assert Calendar("JP", NOW).epoch(moment.isoformat()) == int(moment.timestamp())


@given(
    st.tuples(st.integers(1, 31), st.integers(1, 12), st.integers(1900, 2027)),
    st.tuples(st.integers(0, 25), st.integers(0, 60), st.integers(0, 61)),
    st.sampled_from(["GMT", "+0900", "-0330", "+0000", "+1400", "+1500", "+0960", "JST", ""]),
    st.booleans(),
)
def test_spacing_of_an_rfc_822_date_makes_no_other_date(
    day: tuple[int, int, int], time: tuple[int, int, int], zone: str, weekday: bool
) -> None:
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day[1] - 1]
    written = f"{'Mon, ' * weekday}{day[0]:02} {month} {day[2]} {time[0]:02}:{time[1]:02}:{time[2]:02} {zone}"
    for country in ("XX", "KR", "US"):
        calendar = Calendar(country, NOW)
        assert calendar.epoch(written) == calendar.epoch(written.replace(" ", "  "))
        assert (
            Calendar.of(country, NOW, [written]).gmt_is_local == Calendar.of(country, NOW, [f"{written} "]).gmt_is_local
        )


@given(MOMENTS, st.sampled_from(sorted(LOCAL)))
def test_east_asian_forms_survive_the_round_trip(at: datetime, country: str) -> None:
    if at.year < 1992:
        return
    moment = int(at.replace(tzinfo=timezone(timedelta(hours=LOCAL[country]))).timestamp())
    half = "오전" if at.hour < 12 else "오후"
    forms = (
        f"{at.year}年{at.month}月{at.day}日 {at.hour}時{at.minute}分{at.second}秒",
        f"{at.year}년 {at.month}월 {at.day}일 {half} {at.hour % 12 or 12}시 {at.minute}분 {at.second}초",
        at.strftime("%Y.%m.%d %H:%M:%S"),
        at.strftime("%Y%m%d%H%M%S"),
    )
    assert {Calendar(country, NOW).epoch(form) for form in forms} == {moment}


@given(st.text(max_size=60) | st.from_regex(r"[0-9年月日:/. T+-]{1,40}"), st.sampled_from(["XX", "JP", "US", "TW"]))
def test_no_text_stops_the_reading(raw: str, country: str) -> None:
    seconds = Calendar(country, NOW).epoch(raw)
    assert seconds is None or seconds <= NOW + 900
