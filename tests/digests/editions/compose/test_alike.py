"""Two stories of one event: one digest tells it once."""

import numpy as np
import pytest

from digests.editions.compose import compose
from digests.model import Follow, Item, Preferences, Story
from tests.digests.editions.compose.sample_reports import NOW, report, story

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
