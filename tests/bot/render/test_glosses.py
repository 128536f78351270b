"""What a headline mentions stands beneath it, in every form, once."""

from dataclasses import replace

import pytest

from bot.render import cards, plain, rich
from bot.render.escape import visible
from config.languages import LANGUAGES
from digests.model import Digest, Length, Section
from tests import loaded
from tests.bot.render.samples import NOW, a_digest, hydrogen, korean
from tests.bot.telegram_parser import parse
from tests.fake_telegram.checks import check

TEXTS = loaded.texts()
CATALOGUE = loaded.catalogue()
_LINE = "In the headline: R&D <Busan>, hydrogen · 3 trillion won"


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
