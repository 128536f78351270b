"""Versions of one report: which of them is told."""

import pytest

from digests.stories.telling import lead
from digests.stories.wholeness import FLASH, PARTIAL, REPORT, WHOLE, is_flash, whole_version, wholeness
from tests.digests.editions.compose.sample_reports import report


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("[속보] 두 나라 여객선 협정 서명", FLASH),
        ("[1보] 두 나라 여객선 협정 서명", FLASH),
        ("【速報】フェリー協定に署名", FLASH),
        ("快讯：两国签署渡轮协定", FLASH),
        ("BREAKING: Two sign ferry accord", FLASH),
        ("두 나라 여객선 협정 서명(2보)", PARTIAL),
        ("[코스피] 12.30p(0.30%) 오른 4,100.12(개장)", PARTIAL),
        ("[단독] 두 나라 여객선 협정 서명한다", REPORT),
        ("두 나라, 속보이는 여객선 협정", REPORT),
        ("두 나라 여객선 협정 서명(종합)", WHOLE),
        ("두 나라 여객선 협정 서명(종합2보)", WHOLE),
        ("UPDATE 2-Two sign ferry accord", WHOLE),
        ("[코스피] 41.10p(1.00%) 오른 4,128.92(마감)", WHOLE),
    ],
)
def test_marks_say_how_whole_a_report_is(title: str, whole: int) -> None:
    assert wholeness(title)[0] == whole
    assert is_flash(title) == (whole == FLASH)


def test_a_later_wrap_up_is_more_whole_than_an_earlier() -> None:
    assert (
        wholeness("여객선 협정 서명(종합3보)")
        > wholeness("여객선 협정 서명(종합2보)")
        > wholeness("여객선 협정 서명(종합)")
    )
    assert wholeness("UPDATE 3-Two sign accord") > wholeness("UPDATE 1-Two sign accord")


def test_of_one_desks_versions_the_last_and_whole_one_is_told() -> None:
    flash = report(1, "[속보] 두 나라 여객선 협정 서명", language="ko", publisher="통신", hours_ago=5)
    whole = report(2, "두 나라 여객선 협정 서명…내달 운항(종합2보)", language="ko", publisher="통신", hours_ago=2)
    other = report(3, "두 나라 여객선 협정 서명(종합3보)", language="ko", publisher="다른통신", hours_ago=1)
    apart = report(4, "항구 축제 열린다(종합3보)", language="ko", publisher="통신", hours_ago=1)
    assert whole_version(flash, [flash, whole, other, apart]) is whole
    assert lead([flash, whole]) is whole


def test_a_flash_leads_only_where_there_is_nothing_else() -> None:
    flash = report(1, "[속보] 두 나라 여객선 협정 서명", publisher="통신", text="", hours_ago=5)
    later = report(2, "Two countries sign an accord on ferries", publisher="Courier", text="", hours_ago=2)
    assert lead([flash, later]) is later
    assert lead([flash]) is flash
