"""Dates as feeds write them, read as their publishers meant them."""

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.dates.calendar import Calendar

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


@pytest.mark.parametrize("raw", ["", "2024-02-30", "2024-13-01", "0001-01-01T00:00:00Z", "1970-01-01"])
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


LATE = int(datetime(2026, 11, 28, 5, 40, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("raw", "country", "utc"),
    [
        ('水, 25 11月 2026 15:05:00 +0900', 'JP', '2026-11-25 06:05'),
        ('2026年11月25日 正午', 'JP', '2026-11-25 03:00'),
        ('週三, 25 11月 2026 15:05:00 +0800', 'TW', '2026-11-25 07:05'),
        ('週三, 25 十一月 2026 15:05:00 +0800', 'TW', '2026-11-25 07:05'),
        ('星期三, 25 十一月 2026 15:05:00 +0800', 'CN', '2026-11-25 07:05'),
        ('수, 25 11월 2026 15:05:00 +0900', 'KR', '2026-11-25 06:05'),
        ('民國一百一十五年十一月二十五日', 'TW', '2026-11-24 16:00'),
        ('中華民國一百十五年十一月二十五日', 'TW', '2026-11-24 16:00'),
        ('中華民國115年11月25日(三) 下午2:30', 'TW', '2026-11-25 06:30'),
        ('Wed, 25 Nov 2026 09:30:00 GMT 0800', 'CN', '2026-11-25 01:30'),
        ('Wed, 25 Nov 2026 09:30:00 GMT%2B0800', 'CN', '2026-11-25 01:30'),
        ('2026年11月25日 下午三点一刻', 'CN', '2026-11-25 07:15'),
        ('11/25 15時05分', 'JP', '2026-11-25 06:05'),
        ('11.25 오후 3:05', 'KR', '2026-11-25 06:05'),
        ('Wed, 25 Nov 2026 09:30:00 UTC 0900', 'KR', '2026-11-25 00:30'),
        ('Wed, 25 Nov 2026 09:30:00  0900', 'KR', '2026-11-25 00:30'),
        ('2026-11-25T09:30:00 09:00', 'KR', '2026-11-25 00:30'),
        ('令和八年十一月二十五日', 'JP', '2026-11-24 15:00'),
        ('㋿8年11月25日', 'JP', '2026-11-24 15:00'),
        ('㍻31年4月30日', 'JP', '2019-04-29 15:00'),
        ('平成元年1月8日', 'JP', '1989-01-07 15:00'),
        ('昭和64年1月7日', 'JP', '1989-01-06 15:00'),
        ('R8.11.25', 'JP', '2026-11-24 15:00'),
        ('R08/11/25 15:05', 'JP', '2026-11-25 06:05'),
        ('Ｒ８．１１．２５', 'JP', '2026-11-24 15:00'),
        ('令和8.11.25', 'JP', '2026-11-24 15:00'),
        ('115/11/25', 'TW', '2026-11-24 16:00'),
        ('115.11.25', 'TW', '2026-11-24 16:00'),
        ('115-11-25 14:05', 'TW', '2026-11-25 06:05'),
        ('115年11月25日', 'TW', '2026-11-24 16:00'),
        ('二○二六年十一月二十五日', 'CN', '2026-11-24 16:00'),
        ('二〇二六年十一月廿五日', 'CN', '2026-11-24 16:00'),
        ("'26. 11. 25.(수)", 'KR', '2026-11-24 15:00'),
        ('’26.11.25(수) 14:05', 'KR', '2026-11-25 05:05'),
        ('2026. 11. 25.(수) 오후 3시', 'KR', '2026-11-25 06:00'),
        ('2026년 11월 25일 수요일 오후 3시 5분', 'KR', '2026-11-25 06:05'),
        ('2026년 11월 25일 (수) 정오', 'KR', '2026-11-25 03:00'),
        ('2026-11-25 밤 12시', 'KR', '2026-11-25 15:00'),
        ('2026년 11월 25일 자정', 'KR', '2026-11-24 15:00'),
        ('25 November 2026', 'XX', '2026-11-25 00:00'),
        ('the 25th of November, 2026', 'XX', '2026-11-25 00:00'),
        ('Nov. 25, 2026 3 p.m. KST', 'KR', '2026-11-25 06:00'),
        ('November 25, 2026, 12 noon JST', 'JP', '2026-11-25 03:00'),
        ('Wednesday, 25-Nov-2026 15:05:00 GMT', 'XX', '2026-11-25 15:05'),
        ('25/Nov/2026:15:05:00 +0900', 'XX', '2026-11-25 06:05'),
        ('2026 Nov 25', 'XX', '2026-11-25 00:00'),
        ('2026年11月25日 午前零時', 'JP', '2026-11-24 15:00'),
        ('2026年11月25日零时三十分', 'CN', '2026-11-24 16:30'),
        ('2026年11月25日（水曜日）午後3時半', 'JP', '2026-11-25 06:30'),
        ('2026年(令和8年)11月25日', 'JP', '2026-11-24 15:00'),
        ('令和8年(2026年)11月25日 15時05分', 'JP', '2026-11-25 06:05'),
        ('2026年11月25日 上午12:05', 'CN', '2026-11-24 16:05'),
        ('2026年11月25日 中午12点30分', 'CN', '2026-11-25 04:30'),
        ('2026年11月25日 晚上8点', 'CN', '2026-11-25 12:00'),
        ('11月25日 15:05', 'JP', '2026-11-25 06:05'),
        ('12月25日 15:05', 'JP', '2025-12-25 06:05'),
        ('11/25 15:05', 'JP', '2026-11-25 06:05'),
        ('11-25 15:05', 'CN', '2026-11-25 07:05'),
        ('Nov 25, 15:05', 'KR', '2026-11-25 06:05'),
        ('25 Nov 15:05', 'KR', '2026-11-25 06:05'),
        ('11월 25일 오후 3:05', 'KR', '2026-11-25 06:05'),
        ('2026-11-25+09:00', 'XX', '2026-11-24 15:00'),
        ('水 11月 25 15:05:00 JST 2026', 'JP', '2026-11-25 06:05'),
        ('11月 25, 2026 3:05:00 午後', 'JP', '2026-11-25 06:05'),
        ('2026/11/25 15:05:00 CST', 'CN', '2026-11-25 07:05'),
        ('2026年11月25日 15:05（北京时间）', 'XX', '2026-11-25 07:05'),
        ('2026·11·25', 'CN', '2026-11-24 16:00'),
        ('2026年11月25日15時', 'JP', '2026-11-25 06:00'),
        ('26年11月25日', 'CN', '2026-11-24 16:00'),
        ('25.11.2026 15:05', 'DE', '2026-11-25 14:05'),
        ('二零二六年十一月二十五日 星期三', 'CN', '2026-11-24 16:00'),
        ('貳零貳陸年拾壹月貳拾伍日', 'TW', '2026-11-24 16:00'),
        ('Wed Nov 25 15:05:00 KST 2026', 'KR', '2026-11-25 06:05'),
        ('２０２６／１１／２５\u3000１５：０５', 'JP', '2026-11-25 06:05'),
        ('2026年11⽉25⽇', 'JP', '2026-11-24 15:00'),
        ('November 25', 'US', '2026-11-25 05:00'),
        ('2026.11.25 (수) 15:05', 'KR', '2026-11-25 06:05'),
        ('2026년11월25일15시05분', 'KR', '2026-11-25 06:05'),
        ('수요일, 11월 25, 2026', 'KR', '2026-11-24 15:00'),
        ('단기 4359년 11월 25일', 'KR', '2026-11-24 15:00'),
        ('2026-11-25 15.05', 'XX', '2026-11-25 00:00'),
        ('20261125150500', 'KR', '2026-11-25 06:05'),
        ('202611251505', 'JP', '2026-11-25 06:05'),
        ('2026-11-25T1505+0900', 'XX', '2026-11-25 06:05'),
        ('Sat, 28 Nov 2026 14:30 Uhr', 'DE', '2026-11-28 05:40'),
        ("周三, 25 11月 2026 15:05:00 +0800", "CN", "2026-11-25 07:05"),
        ("25-11月-26 03.05.00 午後", "JP", "2026-11-25 06:05"),
        ("25-NOV-26 03.05.00.000000 PM +09:00", "JP", "2026-11-25 06:05"),
        ("2026/11/25 (三) 下午 03:05:00", "TW", "2026-11-25 07:05"),
        ("民國 115 年 11 月 25 日 下午 3 時 5 分", "TW", "2026-11-25 07:05"),
        ("2026-11-25 오후 03:05:00", "KR", "2026-11-25 06:05"),
        ("2026-11-25T06:05:00.000Z", "XX", "2026-11-25 06:05"),
        ("2026年11月25日15時05分JST", "JP", "2026-11-25 06:05"),
        ("2026年11月25日 15:05 (JST)", "XX", "2026-11-25 06:05"),
        ("Wednesday, 25 November 2026 3:05PM", "GB", "2026-11-25 15:05"),
        ("2026. 11. 25. 15:05:00 KST", "XX", "2026-11-25 06:05"),
        ("Wed, 25 Nov 2026 15:05:00 +09:00", "XX", "2026-11-25 06:05"),
        ("Wed, 25 Nov 2026 15:05:00 +9", "XX", "2026-11-25 06:05"),
        ("Wed, 25 Nov 2026 15:05:00 GMT+09:00", "XX", "2026-11-25 06:05"),
        ("Wed, 25 Nov 2026 15:05:00 GMT 9", "XX", "2026-11-25 15:05"),
        ("Nov 25 2026  3:05PM", "XX", "2026-11-25 15:05"),
        ("2026年11月25日(水)24時", "JP", "2026-11-25 15:00"),
        ("2026年11月25日25時30分", "JP", "2026-11-25 16:30"),
        ("令和八年十一月二十五日午後三時五分", "JP", "2026-11-25 06:05"),
        ("二〇二六年十一月二十五日下午三点五分", "CN", "2026-11-25 07:05"),
        ("2026年11月25日 三時半", "JP", "2026-11-24 18:30"),
        ("２０２６年１１月２５日（水）１５：０５", "JP", "2026-11-25 06:05"),
        ("2026年11月25日 水曜日 15:05:00 JST", "XX", "2026-11-25 06:05"),
        ("수요일, 25 11월 2026 15:05:00 +0900", "XX", "2026-11-25 06:05"),
        ("2026년 11월 25일 (수) 15시", "KR", "2026-11-25 06:00"),
        ("2026년 11월 25일 낮 12시", "KR", "2026-11-25 03:00"),
        ("2026-11-25 새벽 2시", "KR", "2026-11-24 17:00"),
        ("2026年11月25日凌晨2点", "CN", "2026-11-24 18:00"),
        ("2026年11月25日 午夜", "CN", "2026-11-24 16:00"),
        ("Wed, 25 Nov 2026 15:05:00 CST", "TW", "2026-11-25 07:05"),
        ("Wed, 25 Nov 2026 15:05:00 CST", "US", "2026-11-25 21:05"),
        ("25 Nov 2026 15:05 JST", "KR", "2026-11-25 06:05"),
        ("2026-11-25 15:05:00 (KST)", "JP", "2026-11-25 06:05"),
        ("11月25日(水)15時05分", "JP", "2026-11-25 06:05"),
        ("十一月二十五日 15:05", "CN", "2026-11-25 07:05"),
        ("11月29日 15:05", "JP", "2026-11-28 05:40"),
        ("2月29日", "JP", "2024-02-28 15:00"),
        ("115-11-25T15:05:00", "TW", "2026-11-25 07:05"),
        ("民115.11.25", "TW", "2026-11-24 16:00"),
        ("2026/11月/25", "JP", "2026-11-24 15:00"),
        ("2026-11月-25 15:05", "CN", "2026-11-25 07:05"),
        ("Wed Nov 25 2026 15:05:00 GMT+0900 (日本標準時)", "XX", "2026-11-25 06:05"),
        ("Wed Nov 25 2026 15:05:00 GMT 0900 (한국 표준시)", "XX", "2026-11-25 06:05"),
        ("2026年 11月 25日 水曜日 15:05:00 JST", "XX", "2026-11-25 06:05"),
        ("2026년 11월 25일 수요일 15시 05분 00초 KST", "XX", "2026-11-25 06:05"),
        ("2026年 11月 25日 星期三 15:05:00 CST", "CN", "2026-11-25 07:05"),
        ("三, 25 十一月 2026 15:05:00 +0800", "CN", "2026-11-25 07:05"),
        ("Wed, 25 十一月 2026 15:05:00 GMT", "CN", "2026-11-25 15:05"),
        ("水, 25 11 2026 15:05:00 GMT", "JP", "2026-11-25 15:05"),
        ("25 十一月 2026", "CN", "2026-11-24 16:00"),
        ("十一月 25, 2026 3:05 下午", "CN", "2026-11-25 07:05"),
        ("2026-11-25 下午 3:05", "CN", "2026-11-25 07:05"),
        ("2026年11月25日 (水) 午後 0:30", "JP", "2026-11-25 03:30"),
        ("R8年11月25日", "JP", "2026-11-24 15:00"),
        ("令8.11.25", "JP", "2026-11-24 15:00"),
    ],
)  # fmt: skip
def test_dates_are_read_as_offices_papers_and_programs_write_them(raw: str, country: str, utc: str) -> None:
    seconds = Calendar(country, LATE).epoch(raw)
    assert seconds is not None
    assert datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M") == utc


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("昭和65年1月7日", "JP"),
        ("R8.11.25", "GB"),
        ("115/11/25", "JP"),
        ("民國200年5月5日", "TW"),
        ("2026-W48-3", "XX"),
        ("2026W483", "XX"),
        ("2026-330", "XX"),
        ("2026年2月31日", "JP"),
        ("8年11月25日", "JP"),
    ],
)
def test_a_day_that_does_not_exist_or_is_no_date_there_is_none(raw: str, country: str) -> None:
    assert Calendar(country, LATE).epoch(raw) is None


@given(st.dates(date(1990, 1, 1), date(2026, 11, 27)))
def test_every_way_to_write_a_day_gives_that_day(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    numerals = str.maketrans("0123456789", "〇一二三四五六七八九")
    written = {
        "JP": [
            f"{year}年{month}月{number}日".translate(FULL_WIDTH),
            f"{str(year).translate(numerals)}年{in_words(month)}月{in_words(number)}日",
            f"{year}.{month}.{number}".translate(FULL_WIDTH),
            f"{year}年{month}月{number}日（{'月火水木金土日'[day.weekday()]}）",
        ],
        "TW": [
            f"民國{year - 1911}年{month}月{number}日",
            f"中華民國{in_words(year - 1911)}年{in_words(month)}月{in_words(number)}日",
        ],
        "KR": [f"{year}. {month}. {number}.", f"{year}년{month}월{number}일", f"{number} {month}월 {year}"],
    }
    if year >= 2011:
        written["TW"].append(f"{year - 1911}/{month:02}/{number:02}")
    if year >= 2020:
        written["JP"] += [f"令和{in_words(year - 2018)}年{month}月{number}日", f"R{year - 2018}.{month}.{number}"]
        written["KR"].append(f"'{year % 100:02}. {month}. {number}.")
    for country, forms in written.items():
        start = datetime(year, month, number, tzinfo=timezone(timedelta(hours=LOCAL[country])))
        assert {form: Calendar(country, LATE).epoch(form) for form in forms} == dict.fromkeys(
            forms, int(start.timestamp())
        )


FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def in_words(value: int) -> str:
    """25 -> 二十五, 115 -> 一百一十五."""
    digits = "〇一二三四五六七八九"
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    written = f"{digits[hundreds]}百" if hundreds else ""
    written += (f"{digits[tens]}十" if tens > 1 or hundreds else "十") if tens else ("〇" if hundreds and ones else "")
    return written + (digits[ones] if ones else "")
