"""A story says what most of its items say; who leads is the one most like the others."""

from dataclasses import replace

from digests.model import COUNTRIES, Item, Story, Tag
from digests.stories.telling import Tags, headlines, lead, tags_as_told, tell
from tests.digests.stories.press import MONDAY, item, vector

LONG = "A report of some length. " * 20


def told(number: int, *, language: str = "en", text: str = LONG, meaning: bytes = b"", **said: object) -> Item:
    one = item(number, f"Title {number}", text, language, MONDAY + number, meaning or vector(1))
    return replace(one, reading=replace(one.reading, **said))  # type: ignore[arg-type]


def story(*items: Item) -> Story:
    telling = tell(items)
    return Story(1, items, telling.lead_id, telling.grade, telling.countries, telling.sectors, telling.mechanisms)


def test_the_grade_is_what_most_items_say_and_the_wider_where_they_are_even() -> None:
    wide, narrow = told(1, grade="trilateral"), told(2, grade="bilateral")
    assert tell([wide, narrow, replace(narrow, id=3)]).grade == "bilateral"
    assert tell([wide, narrow]).grade == "trilateral"


def test_countries_are_those_of_half_the_items_in_the_usual_order() -> None:
    items = [told(1, countries=("KR", "JP")), told(2, countries=("JP", "CN")), told(3, countries=("JP", "KR"))]
    assert tell(items).countries == ("JP", "KR")


def test_a_sector_that_two_of_five_name_is_the_storys_and_one_of_five_is_not() -> None:
    trade, people = Tag("trade", 0.9), Tag("people", 0.9)
    items = [told(n, sectors=tags) for n, tags in enumerate([(trade,), (trade, people), (), (), ()], start=1)]
    assert tell(items).sectors == ("trade",)


def test_the_strongest_sector_comes_first() -> None:
    items = [told(1, sectors=(Tag("ai", 0.3), Tag("ip", 0.8))), told(2, sectors=(Tag("ai", 0.4), Tag("ip", 0.8)))]
    assert tell(items).sectors == ("ip", "ai")


def test_a_full_report_leads_before_an_earlier_flash() -> None:
    assert lead([told(1, text="A flash."), told(2)]).id == 2
    assert lead([told(1, text="A flash."), told(2, text="Another.")]).id == 1


def test_of_many_the_one_most_like_all_leads() -> None:
    items = [told(1, meaning=vector(1, 1)), told(2, meaning=vector(1, 0.1)), told(3, meaning=vector(1, -0.5))]
    assert lead(items).id == 2


def test_items_without_a_meaning_can_lead() -> None:
    items = [replace(one, reading=replace(one.reading, vector=b"")) for one in (told(1), told(2), told(3))]
    assert lead(items).id == 1


def test_each_language_has_its_headline() -> None:
    whole = story(told(1), told(2, language="ja"), told(3, language="ja"), told(4, language="ko"))
    found = headlines(whole)
    assert next(iter(found)) == whole.lead.language
    assert {language: one.language for language, one in found.items()} == {"en": "en", "ja": "ja", "ko": "ko"}


def test_an_item_is_about_the_countries_it_says_and_of_the_fields_its_story_voted() -> None:
    one = told(1, sectors=(Tag("trade", 0.9),), grade="bilateral", countries=("CN", "JP"))
    other = told(2, sectors=(Tag("ai", 0.8),), mechanisms=(Tag("rcep", 1),), grade="trilateral", countries=COUNTRIES)
    assert tags_as_told(one, story(one, other)) == Tags("bilateral", ("CN", "JP"), ("trade", "ai"), ("rcep",))
    alone = Tags("bilateral", ("CN", "JP"), ("trade",), ())
    assert tags_as_told(one, story(one)) == alone
    assert tags_as_told(one, None) == alone


def test_countries_are_voted_by_those_whose_grade_won() -> None:
    near, far = told(1, grade="bilateral", countries=("JP", "KR")), told(3, grade="national", countries=("CN",))
    assert tell([near, replace(near, id=2), far]).countries == ("JP", "KR")
    assert tell([near, far]).countries == ("JP", "KR")
