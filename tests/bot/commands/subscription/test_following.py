"""What can be put on the list of what is followed and muted, and what is said of it."""

import pytest

from bot.desk.context import Desk
from config.languages import LANGUAGES
from digests.model import Follow
from tests.bot.visitor import Visitor, buttons, labelled, shown


def listed(desk: Desk, reader: Visitor) -> list[Follow]:
    subscriber = desk.store.subscribers.by_chat(reader.chat_id)
    return desk.store.interests.follows(subscriber.id) if subscriber else []


async def test_a_search_that_is_one_filter_follows_what_it_names(reader: Visitor, desk: Desk) -> None:
    for said in ("sector:ai", "country:南韓", 'sector:"supply chain"', "mechanism:TCS"):
        await reader.say(f"/follow {said}")
    assert listed(desk, reader) == [
        Follow("country", "KR"),
        Follow("mechanism", "tcs"),
        Follow("sector", "ai"),
        Follow("sector", "supply-chain"),
    ]
    _, data, number = labelled(await reader.say("sector:energy"), "🔔 Follow topic")
    await reader.press(data, number)
    assert Follow("sector", "energy") in listed(desk, reader)


async def test_a_search_with_filters_cannot_be_followed(reader: Visitor, desk: Desk) -> None:
    for query in ("sector:ai,trade", "country:KR from:7d", "-氢", "hydrogen OR chips", "lang:ja"):
        labels = [label for label, *_ in buttons(await reader.say(query))]
        assert not {"🔔 Follow topic", "🔇 Mute topic"} & set(labels), query
        (refused,) = shown(await reader.say(f"/follow {query}"))
        assert "cannot be followed or muted" in refused, query
    assert listed(desk, reader) == []


@pytest.mark.parametrize("word", ["a", "の", "한", "7", "!!"])
async def test_a_word_too_short_to_tell_anything_is_refused(reader: Visitor, desk: Desk, word: str) -> None:
    for command in ("follow", "mute"):
        (refused,) = shown(await reader.say(f"/{command} {word}"))
        assert "too short" in refused or "cannot be followed" in refused
    assert listed(desk, reader) == []


async def test_short_words_that_do_tell_something_are_followed(reader: Visitor, desk: Desk) -> None:
    for word in ("氢", "EU", "수소"):
        await reader.say(f"/follow {word}")
    assert {follow.value for follow in listed(desk, reader)} == {"氢", "EU", "수소"}


async def test_a_phrase_is_shown_in_one_pair_of_quotes_and_taken_off_either_way(reader: Visitor, desk: Desk) -> None:
    assert "for “hydrogen certificates”" in shown(await reader.say('"hydrogen certificates"'))[0]
    assert "Nothing found for “no such phrase”." in shown(await reader.say('"no such phrase"'))[0]
    for said in ("「hydrogen certificates」", "『hydrogen certificates』", "‘hydrogen certificates’"):
        assert "for “hydrogen certificates”" in shown(await reader.say(said))[0]
    assert "Following “clean hydrogen”" in shown(await reader.say('/follow "clean hydrogen"'))[0]
    await reader.say("/unfollow clean hydrogen")
    assert listed(desk, reader) == []


@pytest.mark.parametrize("command", ["follow", "mute"])
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("日本、韓国", {"JP", "KR"}),
        ("Japan, Korea", {"JP", "KR"}),
        ("日本，韩国", {"JP", "KR"}),
        ("水素、量子", {"水素", "量子"}),
        ("수소, 양자", {"수소", "양자"}),
        ("hydrogen; TRIPO; South Korea", {"hydrogen", "tripo", "KR"}),
        ("peace, order and good government", {"peace, order and good government"}),
        ("10,000 trees", {"10,000 trees"}),
    ],
)  # fmt: skip
async def test_several_named_in_one_go_are_kept_and_taken_off_one_by_one(
    reader: Visitor, desk: Desk, command: str, text: str, kept: set[str]
) -> None:
    (answered,) = shown(await reader.say(f"/{command} {text}"))
    assert {follow.value for follow in listed(desk, reader)} == kept
    unheard = [line for line in answered.splitlines() if line.startswith("No story has had")]
    assert len(answered.splitlines()) - len(unheard) == len(kept) + 1, "a line each, and that no digest comes yet"
    await reader.say(f"/unfollow {text}")
    assert listed(desk, reader) == []


async def test_nothing_of_a_row_is_kept_where_one_part_is_too_short(reader: Visitor, desk: Desk) -> None:
    assert "“a” is too short" in shown(await reader.say("/mute hydrogen, a"))[0]
    assert listed(desk, reader) == []


async def test_what_takes_the_place_of_a_follow_or_a_mute_says_so(reader: Visitor) -> None:
    await reader.say("/follow hydrogen")
    assert "no longer follow" in shown(await reader.say("/mute hydrogen"))[0]
    assert "no longer muted" in shown(await reader.say("/follow hydrogen"))[0]
    assert "no longer" not in shown(await reader.say("/follow hydrogen"))[0]


async def test_a_muted_country_says_how_far_that_goes(reader: Visitor) -> None:
    assert "about all three stays" in shown(await reader.say("/mute Japan"))[0]
    assert "🔇 🇯🇵 Japan: alone, or with one other of the three" in shown(await reader.say("/following"))[0]
    assert "mainly about it" in shown(await reader.say("/mute energy"))[0]


async def test_a_muted_publisher_that_no_feed_is_called_after_tells_no_story(reader: Visitor, desk: Desk) -> None:
    headline = "Three neighbours to share hydrogen certificates"
    assert headline in shown(await reader.say("/today"))[0]
    await reader.say("/mute sample wire")
    assert listed(desk, reader) == [Follow("publisher", "Sample Wire", "mute")]
    assert headline not in shown(await reader.say("/today"))[0]
    await reader.say("/unfollow Sample Wire")
    assert listed(desk, reader) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_yet_promises_the_digest_in_every_language(desk: Desk, language: str) -> None:
    digest = {"en": "digest", "zh-Hans": "摘要", "zh-Hant": "摘要", "ja": "ダイジェスト", "ko": "정기 소식"}
    assert digest[language] in desk.text(language)("topic.nothing", name="x")


async def test_a_misspelt_filter_and_times_the_wrong_way_round_are_named(reader: Visitor) -> None:
    assert "country:" in shown(await reader.say("coutry:JP"))[0]
    assert "swap" in shown(await reader.say("from:2026-03 to:2026-02"))[0]
    assert "a filter in “country:ZZ”" in shown(await reader.say("country:ZZ"))[0]
    assert "a filter in “country:ZZ”" in shown(await reader.say("/topic country:ZZ"))[0]
    assert "a filter in “lang:zh-xx”" in shown(await reader.say("lang:zh-xx"))[0]
    assert "reports found for" in shown(await reader.say("hydrogen OR 半導体"))[0]
    for query in ("lang:zh-TW", "country:ROK", 'country:"South Korea"', "country:南韓"):
        assert "report" in shown(await reader.say(query))[0], query


async def test_a_word_that_no_report_has_had_is_kept_and_that_is_said(reader: Visitor, desk: Desk) -> None:
    for text, heard in (("hydrogen", True), ("dilithium crystals", False), ("энергия", False)):
        (answered,) = shown(await reader.say(f"/follow {text}"))
        assert ("No story has had" in answered) is not heard, text
    assert len(listed(desk, reader)) == 3
