"""Of one market on two days there are two events; what is said of one day is one, in any language."""

from datetime import UTC, datetime

import pytest

from digests.language.fold import fold
from digests.stories.markets import market_days


def told(text: str, language: str, when: str = "2026-05-12T03:00") -> dict[str, int]:
    return dict(market_days(fold(text), language, int(datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp())))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kospi plunges on chip fears", "en"),
        ("韩股开盘大跌", "zh-Hans"),
        ("韓國股市大跌", "zh-Hant"),
        ("韓国株、大幅続落", "ja"),
        ("코스피 급락에 매도 사이드카 발동", "ko"),
    ],
)
def test_a_market_is_known_in_five_languages(text: str, language: str) -> None:
    assert set(told(text, language)) == {"kr"}


def test_new_yorks_close_and_next_mornings_report_are_of_one_day() -> None:
    close = told("Wall Street ends lower", "en", "2026-05-12T20:10")
    morning = told("뉴욕증시 일제히 하락 마감", "ko", "2026-05-12T23:30")
    assert close == morning
    assert told("Wall Street ends higher", "en", "2026-05-13T20:10") != close


def test_a_session_in_seoul_is_of_its_own_day() -> None:
    opening = told("코스피 하락 출발", "ko", "2026-05-12T00:05")
    evening = told("코스피 폭락…외국인 매도", "ko", "2026-05-12T11:00")
    assert opening == evening
    assert told("코스피 반등 출발", "ko", "2026-05-13T00:05") != opening


@pytest.mark.parametrize(
    ("text", "language"),
    [("Crude joke angers the minister", "en"), ("Fined 300 million yen", "en"), ("捐款三亿日元", "zh-Hans")],
)
def test_a_word_that_means_something_else_and_a_sum_of_money_are_no_market(text: str, language: str) -> None:
    assert not told(text, language)
