"""Items about one event become one story, whatever their language; another event does not."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.stories.clues import clues
from digests.stories.cluster import cluster
from tests.digests.stories.press import DAY, HOUR, MONDAY, item, vector

ALIKE = (vector(1, 0.2), vector(1, 0, 0.2), vector(1, 0, 0, 0.3))

JAPANESE = item(1, "日中韓環境相、黄砂で共同声明　金沢で第27回会合", "13日、金沢市で開いた。", "ja", MONDAY, ALIKE[0])
CHINESE = item(
    2, "第二十七次中日韩环境部长会议在金泽举行", "会议13日在日本金泽举行。", "zh-Hans", MONDAY + HOUR, ALIKE[1]
)
KOREAN = item(3, "제27차 한중일 환경장관회의 공동성명", "13일 가나자와에서 열렸다.", "ko", MONDAY + 2 * HOUR, ALIKE[2])


def test_reports_of_one_meeting_in_three_languages_are_one_story() -> None:
    assert cluster([clues(one) for one in (KOREAN, JAPANESE, CHINESE)]) == [(1, 2, 3)]


def test_another_meeting_of_the_same_kind_is_another_story() -> None:
    other = item(4, "日中韓、第25回の財務相会合", "28日、ミラノ市で開いた。", "ja", MONDAY + HOUR, vector(1, 1))
    assert cluster([clues(one) for one in (JAPANESE, CHINESE, KOREAN, other)]) == [(1, 2, 3), (4,)]


def test_reports_further_apart_than_the_window_are_two_stories() -> None:
    later = item(4, JAPANESE.title, JAPANESE.entry.text, "ja", MONDAY + 2 * DAY, ALIKE[0])
    assert cluster([clues(JAPANESE), clues(later)], hours=24) == [(1,), (4,)]
    assert cluster([clues(JAPANESE), clues(later)], hours=72) == [(1, 4)]


def test_nothing_makes_no_story() -> None:
    assert cluster([]) == []


def test_items_without_a_meaning_stay_by_themselves() -> None:
    blank = [item(number, "速報", "", "ja", MONDAY, b"") for number in (4, 5)]
    assert cluster([clues(one) for one in (*blank, CHINESE)]) == [(4,), (5,), (2,)]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(max_size=60), st.integers(0, 5 * DAY), st.integers(0, 7)), max_size=25))
def test_every_item_is_in_exactly_one_story(parts: list[tuple[str, int, int]]) -> None:
    items = [
        item(number, text, text, "en", MONDAY + after, np.eye(8, dtype="<f4")[axis].tobytes())
        for number, (text, after, axis) in enumerate(parts, start=1)
    ]
    groups = cluster([clues(one) for one in items])
    assert sorted(item_id for group in groups for item_id in group) == [one.id for one in items]
