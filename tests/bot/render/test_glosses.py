"""What a headline mentions stands beneath it, in every form, once."""

from dataclasses import replace

import pytest

from bot.render import cards, plain, rich
from bot.render.escape import visible
from config.languages import LANGUAGES
from digests.model import Digest, DigestStory, Length, Section
from tests import loaded
from tests.bot.render.samples import NOW, a_digest, hydrogen, korean
from tests.bot.telegram_parser import parse
from tests.fake_telegram.checks import check

TEXTS = loaded.texts()
CATALOGUE = loaded.catalogue()
_LINE = "The headline mentions R&D <Busan>, hydrogen and 3 trillion won."


def made(length: Length, gloss: str = _LINE) -> Digest:
    told = replace(korean(), readable=False, gloss=gloss)
    return replace(a_digest(Section("top", (hydrogen(), told))), length=length)


def forms(digest: Digest, language: str) -> list[str]:
    """The digest as rich and classic message and in the terminal, as it is seen."""
    texts = TEXTS[language]
    (part,) = rich.digest(digest, texts, CATALOGUE)
    check("sendRichMessage", {"chat_id": 1, "rich_message": {"html": part.text}})
    (fallback,) = part.fallback
    return [visible(part.text), parse(fallback.text).text, plain.digest(digest, texts, CATALOGUE)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", ["normal", "full"])
def test_it_stands_once_and_directly_under_its_headline(language: str, length: Length) -> None:
    for text in forms(made(length), language):
        assert text.count(_LINE) == 1
        assert korean().headline in text[: text.index(_LINE)]
    _, classic_text, plain_text = forms(made(length), language)
    for text in (classic_text, plain_text):
        lines = [line.strip() for line in text.split("\n")]
        assert korean().headline in lines[lines.index(_LINE) - 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_digest_keeps_to_a_line_a_story(language: str) -> None:
    assert not any(_LINE in text for text in forms(made("brief"), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_none_no_empty_line_stands_in_its_place(language: str) -> None:
    digest = made("normal", gloss="")
    assert "<i></i>" not in rich.digest(digest, TEXTS[language], CATALOGUE)[0].text
    block = next(each for each in forms(digest, language)[1].split("\n\n") if korean().headline in each)
    assert all(block.split("\n"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_storys_own_page_has_it_too(language: str) -> None:
    told = replace(korean(), gloss=_LINE)
    text = "\n".join(
        parse(part.text).text for part in cards.story(told, TEXTS[language], CATALOGUE, zone="UTC", now=NOW)
    )
    assert text.count(_LINE) == 1
    assert korean().headline in text.split("\n")[text.split("\n").index(_LINE) - 1]


_PAGE = "https://translate.example/page?to=en&u=https%3A%2F%2Fnews.example%2F1"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", ["brief", "normal", "full"])
def test_one_press_leads_to_the_page_in_the_readers_language(language: str, length: Length) -> None:
    told = replace(korean(), readable=False, readable_at=_PAGE)
    digest = replace(a_digest(Section("top", (hydrogen(), told))), length=length)
    (part,) = rich.digest(digest, TEXTS[language], CATALOGUE)
    check("sendRichMessage", {"chat_id": 1, "rich_message": {"html": part.text}})
    label = TEXTS[language]("story.yours")
    address = _PAGE.replace("&", "&amp;")
    assert part.text.count(f'<a href="{address}">{label}</a>') == 1
    (fallback,) = part.fallback
    assert parse(fallback.text).links().count(_PAGE) == 1
    (card,) = cards.story(told, TEXTS[language], CATALOGUE, zone="UTC", now=NOW)
    assert card.text.count(f'<a href="{address}">{label}</a>') == 1


def test_the_terminal_writes_the_address_out() -> None:
    told = replace(korean(), readable=False, readable_at=_PAGE)
    digest = replace(a_digest(Section("top", (told,))), length="normal")
    assert f"in English {_PAGE}" in plain.digest(digest, TEXTS["en"], CATALOGUE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_service_no_link_stands_there(language: str) -> None:
    label = TEXTS[language]("story.yours")
    assert not any(label in text for text in forms(made("normal"), language))


def foreign(gloss: str = "", **changes: object) -> DigestStory:
    """A story with two sentences in a language that its reader cannot read."""
    return replace(hydrogen(), readable=False, gloss=gloss, others=(), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant", "ko"])
@pytest.mark.parametrize("length", ["normal", "full"])
def test_no_sentence_that_nobody_can_read_stands_under_a_line_that_tells_more(language: str, length: Length) -> None:
    told = replace(a_digest(Section("top", (foreign(_LINE),)), language=language), length=length)
    for text in forms(told, language):
        assert _LINE in text
        assert not any(quote.text in text for quote in hydrogen().quotes)


@pytest.mark.parametrize("length", ["normal", "full"])
def test_without_a_line_the_first_sentence_stands_alone(length: Length) -> None:
    told = replace(a_digest(Section("top", (foreign(),)), language="en"), length=length)
    first, second = hydrogen().quotes
    for text in forms(told, "en"):
        assert first.text in text
        assert second.text not in text


def test_what_was_translated_stands_there_and_what_can_be_read_keeps_every_sentence() -> None:
    translated = tuple(replace(quote, translation=f"Sentence {n}.") for n, quote in enumerate(hydrogen().quotes))
    (text, *_) = forms(a_digest(Section("top", (foreign(_LINE, quotes=translated),)), language="en"), "en")
    assert "Sentence 0. Sentence 1." in text
    (text, *_) = forms(a_digest(Section("top", (hydrogen(),)), language="ja"), "ja")
    assert all(quote.text in text for quote in hydrogen().quotes)


def test_a_storys_own_page_keeps_every_sentence() -> None:
    (card,) = cards.story(foreign(_LINE), TEXTS["en"], CATALOGUE, zone="UTC", now=NOW)
    assert all(quote.text in parse(card.text).text for quote in hydrogen().quotes)
