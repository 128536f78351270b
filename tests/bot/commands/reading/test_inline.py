"""Story cards in any chat."""

import pytest

from tests.bot.visitor import Visitor
from tests.fake_telegram import Call


async def asked(reader: Visitor, text: str, language: str = "en") -> Call:
    user = {"id": 9, "is_bot": False, "first_name": "Someone", "language_code": language}
    (call,) = await reader.meet({"inline_query": {"id": "1", "from": user, "query": text, "offset": ""}})
    return call


async def test_words_find_story_cards_in_the_language_of_who_asks(reader: Visitor) -> None:
    call = await asked(reader, "水素", "ja")
    assert call.status == 200
    assert call.values["results"][0]["title"] == "日中韓、水素の証明書を相互承認"
    assert "<blockquote>" in call.values["results"][0]["input_message_content"]["message_text"]


async def test_nothing_written_offers_the_newest(reader: Visitor) -> None:
    assert len((await asked(reader, "")).values["results"]) == 4


@pytest.mark.parametrize("text", ["zzzz", "?!", "長" * 256, '"'])
async def test_what_finds_nothing_offers_nothing_and_fails_nowhere(reader: Visitor, text: str) -> None:
    call = await asked(reader, text)
    assert (call.status, call.values["results"]) == (200, [])
