"""Why the reports of a story are one story: said in words, and with weights in the export."""

import re

import pytest

from bot.desk.context import Desk
from config.languages import LANGUAGES
from digests.editions.export import story_record
from tests.bot.visitor import Visitor, shown


async def test_what_its_reports_share_is_said_in_the_words_of_the_source(reader: Visitor, desk: Desk) -> None:
    story = desk.store.stories.get(1)
    assert story is not None
    assert len(story.items) > 1
    (text,) = shown(await reader.say("/why 1"))
    assert "Its reports are told as one story" in text


async def test_of_a_single_report_nothing_is_said(reader: Visitor, desk: Desk) -> None:
    single = next(story for story in desk.store.stories.every() if len(story.items) == 1)
    (text,) = shown(await reader.say(f"/why {single.id}"))
    assert "told as one story" not in text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_reader_is_shown_the_codes_of_signs(reader: Visitor, language: str) -> None:
    await reader.say(f"/language {language}")
    for number in (1, 2, 3):
        (text,) = shown(await reader.say(f"/why {number}"))
        assert not re.search(r"\w[|=:]\w+ [+-]\d", text)


def test_the_export_tells_what_each_further_report_shares_with_weights(desk: Desk) -> None:
    story = desk.store.stories.get(1)
    assert story is not None
    told = story_record(story)["together"]
    assert [one["item"] for one in told] == [item.id for item in story.items if item.id != story.lead_id]
    assert all(set(one) == {"item", "words", "headline", "meaning"} for one in told)
