"""Two stories of one event: one digest tells it once."""

import numpy as np
import pytest

from digests.editions.compose import compose
from digests.model import Follow, Item, Preferences, Story
from tests.digests.editions.compose.sample_reports import NOW, read_report, report, story

PANDAS = "Zoo says goodbye to its last pandas in January"


def meant(number: int, title: str, *direction: float, hours_ago: float = 2) -> Item:
    vector = np.array(np.array(direction) / np.linalg.norm(direction), dtype="<f4")
    return report(number, title, publisher=f"News {number}", hours_ago=hours_ago, vector=vector.tobytes())


def between(story_id: int, item: Item, *countries: str) -> Story:
    return story(story_id, item, grade="bilateral", countries=countries or ("CN", "JP"))


def told(*stories: Story, follows: tuple[Follow, ...] = ()) -> set[int]:
    made = compose(
        stories, Preferences(grade="none"), zone="UTC", now=NOW, since=NOW - 4 * 86_400, seen={}, follows=follows
    )
    return {one.story_id for section in made.sections for one in section.stories}


@pytest.mark.parametrize(
    ("first", "second", "likeness", "once"),
    [
        (PANDAS, "Last two animals go home", 0.8, True),
        (PANDAS, "Last two animals go home", 0.3, False),
        ("Firm orders 224 buses", "A contract for 224 vehicles", 0.55, True),
        ("Firm orders 224 buses", "A contract for 118 vehicles", 0.55, False),
        ("[속보] 두 나라 여객선 운항 협정 서명", "두 나라 여객선 운항 협정 서명(종합)", 0.1, True),
    ],
)
def test_a_second_story_of_one_event_does_not_enter(first: str, second: str, likeness: float, once: bool) -> None:
    one = between(1, meant(1, first, 1, 0))
    other = between(2, meant(2, second, likeness, (1 - likeness**2) ** 0.5))
    assert len(told(one, other)) == (1 if once else 2)


@pytest.mark.parametrize(
    ("title", "lead", "once"),
    [
        ("日韓、フェリー航路の12月再開で合意", "両政府は釜山と博多を結ぶ航路を12月15日に再開する。", True),
        ("日韓、フェリー事故の原因調査で対立", "対馬沖で座礁した事故を巡り、両政府の見解が分かれている。", False),
    ],
)
def test_an_event_is_told_once_in_whatever_languages_it_was_left(title: str, lead: str, once: bool) -> None:
    agreed = "두 나라 정부는 부산과 하카타를 잇는 페리 항로를 12월 15일 재개하기로 했다."
    korean = between(1, read_report(1, ("KR", "ko", "한일, 페리 항로 12월 재개 합의", agreed)), "JP", "KR")
    japanese = between(2, read_report(2, ("JP", "ja", title, lead)), "JP", "KR")
    assert len(told(korean, japanese)) == (1 if once else 2)


def test_other_countries_or_another_day_make_another_event() -> None:
    one = between(1, meant(1, PANDAS, 1, 0))
    assert told(one, between(2, meant(2, "Pandas leave", 1, 0), "CN", "KR")) == {1, 2}
    assert told(one, between(2, meant(2, "Pandas leave", 1, 0, hours_ago=60))) == {1, 2}


def test_what_a_reader_follows_comes_in_all_the_same() -> None:
    one, other = between(1, meant(1, PANDAS, 1, 0)), between(2, meant(2, "Pandas leave", 1, 0))
    assert told(one, other, follows=(Follow("story", "1"), Follow("story", "2"))) == {1, 2}


def test_of_two_stories_of_one_event_the_one_that_the_reader_can_read_is_told() -> None:
    foreign = between(
        1, report(1, "パンダ返還", language="ja", publisher="A", vector=meant(1, PANDAS, 1, 0).reading.vector)
    )
    own = between(2, meant(2, PANDAS, 1, 0, hours_ago=20))
    assert told(foreign, own) == {2}
    assert told(own, foreign) == {2}
