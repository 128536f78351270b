"""Of whom a digest says that they have not reported a story."""

import tomllib
from importlib.resources import files

import numpy as np
import pytest

from digests.editions.compose import compose, silent
from digests.editions.compose.silence import quoted
from digests.model import COUNTRIES, Item, Preferences, Story
from tests.digests.editions.compose.sample_reports import NOW, report, story

MEDIA = tomllib.loads(files("digests.editions.compose").joinpath("media.toml").read_text(encoding="utf-8"))


def between(story_id: int, *items: Item, countries: tuple[str, ...] = ("JP", "KR")) -> Story:
    return story(story_id, *items, grade="bilateral", countries=countries)


def said_silent(*stories: Story) -> tuple[str, ...]:
    """Of the first of ``stories``, in a digest made of them all."""
    made = compose(stories, Preferences(grade="none"), zone="UTC", now=NOW, since=NOW - 86_400, seen={}, follows=())
    return next(one.silent for section in made.sections for one in section.stories if one.story_id == stories[0].id)


def meant(number: int, title: str, country: str, *direction: float) -> Item:
    vector = np.array(np.array(direction) / np.linalg.norm(direction), dtype="<f4")
    return report(number, title, country=country, publisher=f"News {number}", hours_ago=8, vector=vector.tobytes())


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("日媒：渡轮自五月起停航", "JP"),
        ('교도통신 "여객선 5월부터 중단"', "JP"),
        ("Ferry stops in May, Japanese media report", "JP"),
        ("新华社：航线将停", "CN"),
        ('中매체 "여객선 중단은 일시적"', "CN"),
        ("韓国メディア「フェリー運休」", "KR"),
    ],
)
def test_whose_media_a_report_quotes_are_not_silent(title: str, country: str) -> None:
    told = between(1, report(1, title, country="TW"), report(2, country="HK"), countries=COUNTRIES)
    assert country in quoted(told)
    assert country not in silent(told, ("XX",))


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_list_of_media_finds_its_own_and_spares_the_country_itself(country: str) -> None:
    assert country in quoted(between(1, report(1, MEDIA[country]["finds"])))
    assert country not in quoted(between(1, report(1, MEDIA[country]["spares"])))


def test_a_country_whose_media_tell_much_the_same_beside_it_is_not_silent() -> None:
    ours = between(1, meant(1, "Ferry line halted", "KR", 1, 0))
    theirs = story(2, meant(2, "航路が運休", "JP", 0.8, 0.6), grade="national", countries=("JP",))
    other = story(3, meant(3, "雪の予報", "JP", 0, 1), grade="national", countries=("JP",))
    assert said_silent(ours, other) == ("JP",)
    assert said_silent(ours, theirs) == ()


def test_nobody_is_silent_within_the_first_hours() -> None:
    assert said_silent(between(1, report(1, country="KR", publisher="News", hours_ago=5))) == ()
    assert said_silent(between(1, report(1, country="KR", publisher="News", hours_ago=7))) == ("JP",)
