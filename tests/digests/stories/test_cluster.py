"""Items about one event become one story, whatever their language; another event does not."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from digests.stories.clues import clues
from digests.stories.cluster import cluster, regroup
from tests.digests.stories.press import DAY, HOUR, MONDAY, item, vector

ALIKE = (vector(1, 0.2), vector(1, 0, 0.2), vector(1, 0, 0, 0.3))

JAPANESE = item(1, "日中韓環境相、黄砂で共同声明　金沢で第27回会合", "13日、金沢市で開いた。", "ja", MONDAY, ALIKE[0])
CHINESE = item(
    2, "第二十七次中日韩环境部长会议在金泽举行", "会议13日在日本金泽举行。", "zh-Hans", MONDAY + HOUR, ALIKE[1]
)
KOREAN = item(3, "제27차 한중일 환경장관회의 공동성명", "13일 가나자와에서 열렸다.", "ko", MONDAY + 2 * HOUR, ALIKE[2])

USUAL = [
    clues(item(100 + number, title, title, language, MONDAY + number * HOUR, vector(*([0] * (number % 6)), 0.5, 1)))
    for number, (title, language) in enumerate(
        (
            ("Harbour strike ends after nine days", "en"),
            ("Central bank holds rates", "en"),
            ("Panda cub is named", "en"),
            ("Rice harvest below average", "en"),
            ("日銀、金利を据え置き", "ja"),
            ("台風15号が九州に接近", "ja"),
            ("プロ野球、首位攻防戦", "ja"),
            ("財務相が為替に言及", "ja"),
            ("国会、予算案を可決", "ja"),
            ("央行宣布降准", "zh-Hans"),
            ("台风登陆福建", "zh-Hans"),
            ("环境部公布空气质量", "zh-Hans"),
            ("两国部长通电话", "zh-Hans"),
            ("新能源汽车销量增长", "zh-Hans"),
            ("코스닥 소폭 상승 마감", "ko"),
            ("태풍 북상에 항공편 결항", "ko"),
            ("환경부 미세먼지 대책", "ko"),
            ("장관회의 오늘 서울서 개최", "ko"),
            ("수출 두 달 연속 증가", "ko"),
        )
    )
]


def test_reports_of_one_meeting_in_three_languages_are_one_story() -> None:
    assert cluster([clues(one) for one in (KOREAN, JAPANESE, CHINESE)], background=USUAL) == [(1, 2, 3)]


def test_another_meeting_of_the_same_kind_is_another_story() -> None:
    other = item(4, "日中韓、第25回の財務相会合", "28日、ミラノ市で開いた。", "ja", MONDAY + HOUR, vector(0.1, 1))
    members = [clues(one) for one in (JAPANESE, CHINESE, KOREAN, other)]
    assert cluster(members, background=USUAL) == [(1, 2, 3), (4,)]


def test_near_equal_headlines_of_two_desks_are_one_story() -> None:
    one = item(4, "코스피 급락에 매도 사이드카 발동", "", "ko", MONDAY, vector(0, 1))
    other = item(5, "급락장에 코스피 매도 사이드카 발동", "", "ko", MONDAY + HOUR, vector(0, 1, 0.4))
    assert cluster([clues(one), clues(other)], background=USUAL) == [(4, 5)]


def test_a_story_loses_nothing_and_may_grow() -> None:
    far = item(4, "ノルウェーの漁港で祭り", "サケの料理が並んだ。", "ja", MONDAY + HOUR, vector(0, 0, 1))
    members = [clues(one) for one in (JAPANESE, far, KOREAN)]
    home = {1: 7, 4: 7, 3: None}
    assert regroup(members, {3}, home=home, pinned={}, background=USUAL) == [(1, 4, 3)]
    assert cluster(members, background=USUAL) == [(1, 3), (4,)]


def test_what_an_admin_put_together_or_apart_stays_so() -> None:
    far = item(4, "ノルウェーの漁港で祭り", "サケの料理が並んだ。", "ja", MONDAY + HOUR, vector(0, 0, 1))
    members = [clues(one) for one in (JAPANESE, CHINESE, far)]
    home: dict[int, int | None] = {1: 7, 2: 8, 4: 7}
    assert regroup(members, {1, 2, 4}, home=home, pinned={1: 7, 2: 8, 4: 7}, background=USUAL) == [(1, 4), (2,)]


def test_a_story_that_nothing_fresh_is_near_is_left_alone() -> None:
    far = item(4, "ノルウェーの漁港で祭り", "サケの料理が並んだ。", "ja", MONDAY + HOUR, vector(0, 0, 1))
    members = [clues(one) for one in (JAPANESE, CHINESE, far)]
    assert regroup(members, {4}, home={1: 7, 2: 7, 4: None}, pinned={}, background=USUAL) == [(4,)]


def test_reports_further_apart_than_the_window_are_two_stories() -> None:
    later = item(4, JAPANESE.title, JAPANESE.entry.text, "ja", MONDAY + 26 * HOUR, ALIKE[0])
    assert cluster([clues(JAPANESE), clues(later)], hours=24, background=USUAL) == [(1,), (4,)]
    assert cluster([clues(JAPANESE), clues(later)], hours=72, background=USUAL) == [(1, 4)]


def test_nothing_makes_no_story() -> None:
    assert cluster([]) == []


def test_items_without_a_meaning_stay_by_themselves() -> None:
    blank = [item(number, "速報", "", "ja", MONDAY, b"") for number in (4, 5)]
    assert cluster([clues(one) for one in (*blank, CHINESE)]) == [(4,), (5,), (2,)]


@given(st.lists(st.tuples(st.text(max_size=60), st.integers(0, 5 * DAY), st.integers(0, 7)), max_size=25))
def test_every_item_is_in_exactly_one_story(parts: list[tuple[str, int, int]]) -> None:
    items = [
        item(number, text, text, "en", MONDAY + after, np.eye(8, dtype="<f4")[axis].tobytes())
        for number, (text, after, axis) in enumerate(parts, start=1)
    ]
    groups = cluster([clues(one) for one in items])
    assert sorted(item_id for group in groups for item_id in group) == [one.id for one in items]
