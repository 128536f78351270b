"""Only what a reader would see and cannot read is asked for."""

from dataclasses import replace

from digests.model import DigestStory, Quote
from digests.writing.commissions import of_story
from tests.bot.render.samples import hydrogen, korean, quote

SIDES = (
    quote("日中韓、水素の共通認証で合意", "ja", "東方経済新聞", "JP"),
    quote("三国商定。", "zh-Hans", "亚太观察报", "CN"),
)


def unreadable(story: DigestStory) -> DigestStory:
    return replace(story, readable=False, others=tuple(replace(each, readable=False) for each in story.others))


def texts(story: DigestStory, length: str = "normal") -> list[tuple[str, int]]:
    """(kind and first words, number of grounds) of each commission, in order."""
    made = of_story(story, "en", length)  # type: ignore[arg-type]
    return [(f"{each.kind} {each.grounds[0].text[:6]}", len(each.grounds)) for each in made]


def test_headline_sentences_and_a_brief_where_several_countries_report() -> None:
    story = replace(unreadable(hydrogen()), sides=SIDES)
    assert texts(story) == [
        ("translate 日中韓、水素", 1),
        ("translate 日本、中国、", 1),
        ("translate 2027年4", 1),
        ("brief 日中韓、水素", 2),
    ]


def test_a_brief_digest_needs_headlines_alone() -> None:
    assert texts(replace(unreadable(hydrogen()), sides=SIDES), "brief") == [("translate 日中韓、水素", 1)]


def test_a_full_digest_quotes_other_sides_that_are_to_be_read_too() -> None:
    assert texts(unreadable(hydrogen()), "full")[-1] == ("translate 三国将自明年", 1)


def test_what_is_readable_is_not_translated_and_one_side_makes_no_brief() -> None:
    assert texts(hydrogen(), "full") == []
    assert texts(replace(hydrogen(), sides=SIDES)) == [("brief 日中韓、水素", 2)]


def test_blank_and_endless_texts_are_left_alone() -> None:
    assert texts(replace(unreadable(korean()), headline=" ")) == []
    endless: tuple[Quote, ...] = (quote("長" * 701, "ja", "東方経済新聞", "JP"),)
    assert texts(replace(unreadable(hydrogen()), headline="題", quotes=endless)) == [("translate 題", 1)]


def test_what_two_readers_of_a_language_want_has_one_key_and_another_models_another() -> None:
    (first, *_), (second, *_) = (list(of_story(unreadable(hydrogen(number)), "en", "normal")) for number in (1, 2))
    assert first.key("small") == second.key("small") != first.key("large")
    (korean_one, *_) = of_story(unreadable(hydrogen()), "ko", "normal")
    assert korean_one.key("small") != first.key("small")
