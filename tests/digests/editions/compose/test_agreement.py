"""Beside a headline only those sides are quoted whose reports tell the same event."""

from dataclasses import replace

import pytest

from digests.editions.compose import compose
from digests.editions.compose.agreement import tells_of
from digests.model import Preferences
from tests.digests.editions.compose.sample_reports import NOW, Told, read_report, report, story

HEADED: Told = (
    "KR",
    "ko",
    "한일, 페리 항로 12월 재개 합의",
    "두 나라 정부는 부산과 하카타를 잇는 페리 항로를 12월 15일 재개하기로 했다.",
)
SAME: tuple[Told, ...] = (
    ("JP", "ja", "日韓、フェリー航路の12月再開で合意", "両政府は釜山と博多を結ぶ航路を12月15日に再開する。"),
    ("CN", "zh-Hans", "日韩就12月恢复渡轮航线达成一致", "两国政府宣布，连接釜山与博多的渡轮航线将于12月15日恢复。"),
    ("HK", "en", "Seoul and Tokyo agree to resume ferry line in December", "It joins Busan and Hakata again."),
)
BROKEN_OFF: Told = ("CN", "zh-Hans", "日韩渡轮恢复通航 旅行社迎来咨询热潮", "旅行社说，许多顾客询问船票。")
OTHER_DAYS: tuple[Told, ...] = (
    ("JP", "ja", "日韓、フェリー事故の原因調査で対立", "対馬沖で座礁した事故を巡り、両政府の見解が分かれている。"),
    ("CN", "zh-Hans", "日本渔业团体要求赔偿渡轮漏油损失", "事故造成的漏油影响了当地渔民，渔业团体要求赔偿。"),
    ("HK", "en", "Korean travellers turn to budget flights as fares rise", "Passengers call the boats expensive."),
)


@pytest.mark.parametrize("side", SAME, ids=lambda side: side[1])
def test_a_report_of_the_event_in_another_language_tells_it(side: Told) -> None:
    assert tells_of(read_report(1, HEADED), read_report(2, side))


@pytest.mark.parametrize("side", OTHER_DAYS, ids=lambda side: side[1])
def test_a_report_of_another_matter_of_the_same_two_countries_does_not(side: Told) -> None:
    assert not tells_of(read_report(1, HEADED), read_report(2, side))


def test_a_story_quotes_the_sides_that_tell_its_headlines_event_and_names_all_that_report_it() -> None:
    joined = story(
        1,
        read_report(11, HEADED),
        read_report(12, SAME[0]),
        *(read_report(number, side) for number, side in enumerate(OTHER_DAYS[1:], start=13)),
        grade="bilateral",
        countries=("JP", "KR"),
    )
    wanted = Preferences(language="ko", grade="bilateral")
    shown = compose([joined], wanted, zone="UTC", now=NOW, since=NOW - 86_400, seen={}, follows=()).stories[0]
    assert [quote.country for quote in shown.others] == ["JP"]
    assert len(shown.sources) == 4


def test_where_no_meaning_was_read_joining_is_trusted() -> None:
    assert tells_of(report(1, "Ports agree"), report(2, "Ships collide", country="JP"))


def test_a_headline_in_the_readers_language_stands_there_only_for_the_same_event() -> None:
    def headline(*sides: Told) -> str:
        reports = (read_report(number, each) for number, each in enumerate((HEADED, *sides), start=1))
        wanted = Preferences(language="ja", grade="bilateral")
        joined = story(1, *reports, grade="bilateral", countries=("JP", "KR"))
        return (
            compose([joined], wanted, zone="UTC", now=NOW, since=NOW - 86_400, seen={}, follows=()).stories[0].headline
        )

    assert headline(OTHER_DAYS[0], SAME[0]) == SAME[0][2]
    assert headline(OTHER_DAYS[0]) == HEADED[2]


def test_joined_reports_about_all_three_countries_need_less_to_agree() -> None:
    one, other = (read_report(number, each) for number, each in enumerate((HEADED, BROKEN_OFF), start=1))
    assert not tells_of(one, other)
    three = ("CN", "JP", "KR")
    one, other = (replace(each, reading=replace(each.reading, countries=three)) for each in (one, other))
    assert tells_of(one, other)
