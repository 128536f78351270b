"""Dates are read as headlines give them, and written as the reader's language does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.gloss.dates import Day, dated, dates
from digests.language.fold import fold
from digests.model import NAMED_IN


def read(text: str, language: str) -> list[str]:
    """The dates of a headline, in English."""
    return [dated(day, "en") for day in dates(text if language == "en" else fold(text), language)]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("ja", "12月8日に東京で開催", "8 December"),
        ("ja", "令和8年3月の統計", "March 2026"),
        ("ja", "会談は月曜日", "Monday"),
        ("ja", "8日に会談", "the 8th"),
        ("zh-Hans", "日本海域 8 日晚发生地震", "the 8th"),
        ("zh-Hans", "11 月出口增长", "November"),
        ("zh-Hans", "自 1972 年以来首次", "1972"),
        ("zh-Hant", "民國115年11月25日", "25 November 2026"),
        ("zh-Hans", "周一开幕", "Monday"),
        ("ko", "3월 8일 개막", "8 March"),
        ("ko", "14일 상하이에 개점", "the 14th"),
        ("ko", "2026년부터 시행", "2026"),
        ("ko", "수요일 회담", "Wednesday"),
        ("en", "Talks on Dec. 8 in Seoul", "8 December"),
        ("en", "Opens March 3, 2026", "3 March 2026"),
        ("en", "Exports rise in November", "November"),
        ("en", "Summit on the 21st May in Osaka", "21 May"),
        ("en", "Plant to open in 2027", "2027"),
        ("en", "Ministers meet on Friday", "Friday"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_given(language: str, text: str, said: str) -> None:
    assert read(text, language) == [said]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "8日間の訪問"),
        ("ja", "3日連続で下落"),
        ("ja", "2025年度の予算"),
        ("ja", "3月期の決算"),
        ("ja", "10～12月のGDP"),
        ("ja", "きょう会談、あす発表"),
        ("zh-Hans", "8日内提交"),
        ("zh-Hans", "下周一会谈"),
        ("zh-Hans", "上周日本队获胜"),
        ("zh-Hans", "黑色星期一"),
        ("ko", "10일 만에 재개"),
        ("ko", "13·14일 방문"),
        ("ko", "13∼14일 회담"),
        ("ko", "오늘 회담"),
        ("ko", "3·1절 기념"),
        ("en", "Japan may march on"),
        ("en", "May talks"),
        ("en", "2026 people"),
        ("en", "Black Monday"),
        ("en", "the 2025-26 season"),
    ],
)
def test_what_only_looks_like_one_or_depends_on_today_is_left_out(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (Day(2026, 12, 8, 0, 0, 1), "8 December 2026|2026年12月8日|2026年12月8日|2026年12月8日|2026년 12월 8일"),
        (Day(0, 0, 22, 0, 0, 1), "the 22nd|22日|22日|22日|22일"),
        (Day(0, 0, 0, 7, 0, 1), "Sunday|星期日|星期日|日曜日|일요일"),
        (Day(0, 5, 0, 0, 0, 1), "May|5月|5月|5月|5월"),
    ],
)
def test_each_language_writes_it_in_its_own_way(day: Day, said: str) -> None:
    assert "|".join(dated(day, language) for language in NAMED_IN) == said


@given(
    month=st.integers(1, 12), day=st.integers(1, 31), year=st.integers(1990, 2090), language=st.sampled_from(NAMED_IN)
)
def test_what_is_written_is_read_back(month: int, day: int, year: int, language: str) -> None:
    said = dated(Day(year, month, day, 0, 0, 1), language)
    (found,) = dates(said if language == "en" else fold(said), language)
    assert (found.year, found.month, found.day) == (year, month, day)
