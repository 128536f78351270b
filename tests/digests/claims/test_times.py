"""Times are one token in all languages."""

import pytest

from digests.claims.times import times
from digests.language.fold import fold

_SAME = [
    ("q1-9", [("zh-Hans", "前三季度"), ("en", "first three quarters"), ("ja", "1～9月"), ("ko", "1~3분기")]),
    ("y2026", [("ja", "令和8年度"), ("en", "fiscal 2026"), ("ko", "2026회계연도"), ("ja", "26年3月末")]),
    ("d28", [("ja", "二十八日"), ("en", "on the 28th."), ("ko", "28일"), ("zh-Hans", "28号")]),
    ("m11", [("en", "November 5"), ("zh-Hans", "11月5日"), ("ko", "11월 5일"), ("en", "2026-11-05")]),
    ("t3:30", [("ja", "午後3時半"), ("en", "3:30 p.m."), ("ko", "오후 3시 30분"), ("zh-Hans", "下午3点半")]),
    ("friday", [("ko", "지난 금요일"), ("zh-Hant", "上週五"), ("ja", "先週金曜日"), ("en", "last Friday")]),
    ("next year", [("ja", "来年"), ("zh-Hans", "明年"), ("ko", "내년"), ("en", "next year")]),
    ("year on year", [("ja", "前年同期比"), ("zh-Hans", "同比"), ("ko", "지난해 같은 기간"), ("en", "year on year")]),
]  # fmt: skip


@pytest.mark.parametrize(("token", "written"), _SAME)
def test_one_time_is_one_in_all_languages(token: str, written: list[tuple[str, str]]) -> None:
    for language, text in written:
        found, _ = times(fold(text), language)
        assert token in {time.token for time in found}, (language, text, found)


@pytest.mark.parametrize(
    ("language", "text"), [("ja", "一時、上昇した"), ("en", "prices may rise"), ("zh-Hans", "3个月")]
)
def test_what_only_looks_like_a_time_is_none(language: str, text: str) -> None:
    assert times(fold(text), language)[0] == []
