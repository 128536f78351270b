"""A story's own page and its sides: whatever they hold, Telegram takes them and no word is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import cards
from bot.render.escape import clean, entities, length
from bot.render.split import MAX_ENTITIES, MAX_UNITS
from config.languages import LANGUAGES
from digests.editions.sides import sides_of
from digests.model import COUNTRIES, Entry, Item, Part, Reading, Sentence, Story, Tag
from tests import loaded
from tests.bot.render.samples import NOW, hydrogen
from tests.bot.telegram_parser import parse

TEXTS = loaded.texts()
CATALOGUE = loaded.catalogue()

awkward = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["<속보> A&B", "👨‍👩‍👧‍👦" * 20, "مرحبا ‮x", "é̂" * 30, "한" * 10_000, "", "&lt;b&gt;", "/start @x #y"]
    ),
)


def squeezed(parts: tuple[Part, ...]) -> str:
    """The text of all parts without blanks, each part checked against the parser and the limits."""
    whole = ""
    for part in parts:
        parsed = parse(part.text)
        assert length(part.text) <= MAX_UNITS
        assert len(parsed.entities) <= entities(part.text) <= MAX_ENTITIES
        whole += "".join(parsed.text.split())
    return whole


def item(number: int, country: str, language: str, title: str, text: str) -> Item:
    entry = Entry("feed", "f", "P", country, title, text=text, url=f"https://{number}.example/")
    summary = (Sentence(text, "text", 0, len(text)),) if text.strip() else ()
    return Item(number, entry, Reading(language, "trilateral", ("CN", "JP"), (), (), summary), NOW + number, NOW)


@given(awkward, awkward, awkward)
def test_any_story_has_a_page(title: str, text: str, publisher: str) -> None:
    story = hydrogen(1, title)
    quotes = tuple(replace(quote, text=text, publisher=publisher) for quote in story.quotes)
    story = replace(story, quotes=quotes, others=quotes)
    whole = squeezed(cards.story(story, TEXTS["en"], CATALOGUE, zone="Asia/Tokyo", now=NOW))
    for held in (title, text, publisher):
        assert "".join(clean(held).split()) in whole


@given(awkward, awkward, awkward)
def test_any_sides_can_stand_beside_each_other(title: str, here: str, there: str) -> None:
    items = (item(1, "CN", "zh-Hans", title, here), item(2, "JP", "ja", there, here))
    story = Story(1, items, 1, "trilateral", ("CN", "JP", "KR"), ("ai",), (), heard=COUNTRIES)
    whole = squeezed(cards.sides(sides_of(story, title), TEXTS["ko"], CATALOGUE, zone="Asia/Seoul", now=NOW))
    for held in (title, here, there):
        assert "".join(clean(held).split()) in whole
    assert "저희가보는한국매체에서는확인되지않음" in whole


def test_a_figure_that_only_one_side_gives_is_shown_as_its_own() -> None:
    ours = item(1, "CN", "zh-Hans", "甲", "三国商定合作。")
    theirs = item(2, "JP", "ja", "乙", "三か国が合意した。")
    only = Sentence("投資額は4500億円。", "text", 0, 10)
    theirs = replace(
        theirs,
        entry=replace(theirs.entry, text="三か国が合意した。投資額は4500億円。"),
        reading=replace(theirs.reading, summary=(*theirs.reading.summary, only)),
    )
    ours = replace(ours, entry=replace(ours.entry, text="三国商定合作，投资21亿元。"))
    found = sides_of(Story(1, (ours, theirs), 1, "trilateral", ("CN", "JP"), (), ()), "甲")
    assert [quote.text for side in found.sides for quote in side.only] == ["投資額は4500億円。"]
    assert found.first is not None
    assert found.first.country == "CN"


def test_a_dropped_document_that_no_outlet_published_is_not_the_first_report() -> None:
    note = item(1, "XX", "en", "Ports agree", "Three ports agreed.")
    note = replace(note, entry=replace(note.entry, source="drop", feed="drop:note.md", publisher="Ann", url=None))
    told = item(2, "JP", "ja", "三港が合意", "三つの港が合意した。")
    for items, expected in (((note, told), True), ((note,), False)):
        story = Story(1, items, 1, "trilateral", ("CN", "JP"), (), ())
        whole = cards.sides(sides_of(story, "Ports agree"), TEXTS["en"], CATALOGUE, zone="UTC", now=NOW)[0].text
        assert ("First reported by P (Japan)" in whole) == ("First reported" in whole) == expected


def test_the_story_page_offers_to_take_a_vote_back() -> None:
    page = cards.story(hydrogen(), TEXTS["en"], CATALOGUE, zone="UTC", now=NOW, vote=1, followed="follow")[-1]
    labels = {label: action for row in page.buttons for label, action in row}
    assert labels["✅ More like this (undo)"] == "vote:1:0"
    assert labels["🔕 Stop following it"] == "watch:1:off"


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_says_how_sure_we_are_of_a_sector_and_what_the_meaning_said(language: str) -> None:
    weighed = cards.Weighed(1.9, (), sectors=(Tag("energy", 0.98, meaning=1.8),))
    part = cards.why(hydrogen(), TEXTS[language], CATALOGUE, (), weighed)
    assert "98%" in part.text
    assert "+1.8" in part.text
