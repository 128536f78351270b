"""What a reader sees of stories: lists, pages, sides, reasons."""

import re
from dataclasses import replace

from bot.desk.context import Desk
from digests.model import Feed
from tests.bot.archive import NOW
from tests.bot.visitor import Visitor, buttons, labelled, shown, toasts, visiting
from tests.fake_telegram import FakeTelegram


async def test_latest_keeps_to_the_readers_scope_and_a_country_to_itself(reader: Visitor) -> None:
    (latest,) = shown(await reader.say("/latest"))
    assert "首都直下地震" not in latest
    (japan,) = shown(await reader.say("/latest Japan"))
    assert "首都直下地震を想定、鉄道各社が合同訓練 [Japanese]" in japan


async def test_a_topic_is_found_by_its_name_in_any_language_and_by_its_command(reader: Visitor) -> None:
    for text in ("/topic semiconductors", "/topic 半导体", "/topic 반도체", "/semiconductors", "/반도체"):
        (answer,) = shown(await reader.say(text))
        assert answer.startswith("💾 Semiconductors"), text
        assert "半導体材料を日韓で共同備蓄" in answer, text


async def test_all_topics_are_there_as_buttons_and_as_commands(reader: Visitor, desk: Desk) -> None:
    calls = await reader.say("/topics")
    (text,) = shown(calls)
    catalogue = desk.catalogue
    assert len(buttons(calls)) == len(catalogue.sectors) + len(catalogue.mechanisms)
    assert {"/supply_chain", "/asean3", "/tripo"} < set(text.split())
    _, data, number = labelled(calls, "🏛️ Trilateral Summit")
    assert "Trilateral Summit" in shown(await reader.press(data, number))[0]


async def test_a_misspelt_topic_offers_the_right_one_as_a_button(reader: Visitor) -> None:
    calls = await reader.say("/latest semicondutors")
    _, data, number = labelled(calls, "💾 Semiconductors")
    assert "半導体材料" in shown(await reader.press(data, number))[0]


async def test_a_story_shows_its_sentences_sources_and_other_sides(reader: Visitor) -> None:
    (card,) = shown(await reader.say("/story 1"))
    assert "Three neighbours to share hydrogen certificates" in card
    assert "Sources: Sample Wire, 样本快讯, 範例日報, サンプル通信, 샘플일보" in card
    assert "🇯🇵 サンプル通信 (Japan): 日本、中国、韓国は24日" in card


async def test_sides_stand_beside_each_other_with_what_only_one_says(reader: Visitor) -> None:
    (sides,) = shown(await reader.say("/sides 1"))
    assert "First reported by Sample Wire (International)" in sides
    assert sides.index("🇨🇳 China · 1 report") < sides.index("🇯🇵 Japan · 1 report")


async def test_why_names_the_readers_choices_and_the_words(reader: Visitor) -> None:
    await reader.say("/follow energy")
    (why,) = shown(await reader.say("/why 1"))
    assert "you follow Energy and hydrogen" in why
    assert "China–Japan–Korea" in why
    reasons, _, sure = why.partition("How sure we are of its sectors:")
    assert reasons.count("Energy and hydrogen") == 1
    assert "Energy and hydrogen" in sure
    assert "%" in sure
    await reader.say("/follow hydrogen")
    assert "mentions “hydrogen”" in shown(await reader.say("/why 1"))[0]


async def test_why_says_what_a_story_is_held_to_be_worth_and_which_words_weigh(reader: Visitor) -> None:
    why = shown(await reader.say("/why 1"))[0]
    assert re.search(r"Worth to a morning's reader: [0-2]\.\d of 3\. Words that weigh: “\w+” \+0\.\d", why)


async def test_why_says_of_a_story_of_two_countries_which_and_the_digest_does_without_a_why(reader: Visitor) -> None:
    said = ("Japan–Korea", "reported by several sides")
    digest = shown(await reader.say("/today"))[0]
    _, _, chips = digest.partition("半導体材料を日韓で共同備蓄")
    why = shown(await reader.say("/why 2"))[0]
    assert said[0] in chips
    assert "Why:" not in chips
    assert [line.removeprefix("• ") for line in why.splitlines() if line.startswith("• ")] == [*said]


async def test_a_vote_shows_and_is_taken_back_by_the_same_button(reader: Visitor, desk: Desk) -> None:
    _, data, number = labelled(await reader.say("/story 1"), "👍")
    voted = await reader.press(data, number)
    assert toasts(voted) == ["More like this from now on. Press again to undo."]
    me = desk.store.subscribers.by_chat(7)
    assert me is not None
    assert desk.store.interests.votes(me.id) == {1: 1}
    _, undo, _ = labelled(voted, "✅")
    await reader.press(undo, number)
    assert desk.store.interests.votes(me.id) == {}


async def test_votes_are_seen_among_what_is_followed_and_taken_back_there(reader: Visitor, desk: Desk) -> None:
    await reader.press(*labelled(await reader.say("/story 1"), "👍")[1:])
    calls = await reader.say("/following")
    assert "👍 ⚡ Energy and hydrogen" in shown(calls)[0]
    assert "you asked for more like it" in shown(await reader.say("/today"))[0]
    await reader.press(*labelled(calls, "Undo all my votes")[1:])
    me = desk.store.subscribers.by_chat(7)
    assert me is not None
    assert desk.store.interests.votes(me.id) == {}


async def test_a_search_is_paged_by_its_own_buttons(reader: Visitor, desk: Desk) -> None:
    calls = await reader.say("24日")
    labels = [label for label, _, _ in buttons(calls)]
    assert "reports found for “24日”" in shown(calls)[0]
    assert "🔔 Follow topic" in labels


async def test_a_search_finds_what_other_languages_call_it_and_tells_a_story_once(reader: Visitor) -> None:
    for word in ("hydrogen", "수소", "水素", "氢能", "氫氣"):
        text = shown(await reader.say(word))[0]
        assert f"6 reports found for “{word}”" in text, word
        assert text.count("Three neighbours to share hydrogen certificates") == 1, word
        assert "🇨🇳 China, 🇯🇵 Japan, 🇰🇷 Korea · 5 reports" in text, word


async def test_the_words_are_bold_in_each_language_of_the_reports_beneath(reader: Visitor) -> None:
    (call,) = await reader.say("hydrogen")
    assert "each other's <b>hydrogen</b> certificates" in call.values["text"]
    beneath = [line for line in call.values["text"].splitlines() if line.startswith("▸")]
    assert len(beneath) == 2
    assert all(re.search("<b>(수소|水素|氢能|氫能)</b>", line) for line in beneath)


async def test_a_search_can_be_narrowed_to_the_words_as_they_were_written(reader: Visitor) -> None:
    calls = await reader.say("hydrogen")
    assert "Also searched for: 氢能" in shown(calls)[0]
    _, data, number = labelled(calls, "🔎 Only these words")
    exact = await reader.press(data, number)
    assert "1 report found for “hydrogen”" in shown(exact)[0]
    _, data, number = labelled(exact, "🌐 Other names, too")
    assert "6 reports found for “hydrogen”" in shown(await reader.press(data, number))[0]
    quoted = await reader.say('"hydrogen"')
    assert "1 report found" in shown(quoted)[0]
    assert "🔎 Only these words" not in [label for label, _, _ in buttons(quoted)]


async def test_what_is_followed_is_listed_and_ends_at_a_tap(reader: Visitor) -> None:
    for what in ("hydrogen", "KR", "RCEP"):
        await reader.say(f"/follow {what}")
    await reader.say("/mute sport")
    calls = await reader.say("/following")
    assert "“hydrogen”" in shown(calls)[0]
    assert "🔇 “sport”" in shown(calls)[0]
    _, data, number = labelled(calls, "✖ 🇰🇷 Korea")
    assert "Korea" not in shown(await reader.press(data, number))[0]


async def test_today_is_a_digest_whatever_was_had(reader: Visitor) -> None:
    first = shown(await reader.say("/today"))
    assert "3 stories" in first[0]
    assert shown(await reader.say("/today")) == first


async def test_export_holds_everything_and_forget_leaves_nothing(reader: Visitor, desk: Desk) -> None:
    for text in (
        "/follow zirconium",
        "/search zirconium OR 半導体",
        "zirconium",
        "/topic zirconium",
        "/feedback zirconium",
    ):
        await reader.say(text)
    assert [call.method for call in await reader.say("/export")] == ["sendMessage", "sendDocument"]
    subscriber = desk.store.subscribers.by_chat(7)
    assert subscriber is not None
    held = desk.store.personal_data.export(subscriber.id)
    assert "zirconium OR 半導体" in {each["text"] for each in held["asked"]}
    assert _holding(desk, "zirconium") <= {table for table, rows in held.items() if "zirconium" in str(rows)}
    _, data, number = labelled(await reader.say("/forget"), "Delete everything")
    assert "Deleted" in shown(await reader.press(data, number))[0]
    assert desk.store.subscribers.by_chat(7) is None
    assert _holding(desk, "zirconium") == set()


def _holding(desk: Desk, word: str) -> set[str]:
    """The tables in which the word stands, the index of the search aside."""
    names = desk.store.db.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'item_search%'")
    rows = {row["name"]: desk.store.db.query(f'SELECT * FROM "{row["name"]}"') for row in names}  # noqa: S608
    return {name for name, found in rows.items() if any(word in str(tuple(row)) for row in found)}


async def test_the_buttons_of_a_search_are_its_readers_alone(
    reader: Visitor, desk: Desk, fake_telegram: FakeTelegram
) -> None:
    _, data, number = labelled(await reader.say("/latest zirconium"), "zirconium")
    async with visiting(desk, fake_telegram, chat_id=8, user_id=8) as other:
        await other.say("/help")
        assert toasts(await other.press(data, number)) != toasts(await reader.press(data, number))


async def test_a_pause_ends_when_it_was_said_to(reader: Visitor, desk: Desk) -> None:
    await reader.say("/schedule 08:00")
    assert "Paused until Tuesday 1 December" in shown(await reader.say("/pause 7"))[0]
    (woken,) = desk.store.audiences.wake(NOW + 7 * 86_400)
    assert woken.chat_id == 7


async def test_feedback_reaches_those_who_run_the_bot(desk: Desk, fake_telegram: FakeTelegram) -> None:
    run_by = replace(desk, settings=desk.settings.model_copy(update={"admins": (99,)}))
    async with visiting(run_by, fake_telegram) as reader:
        calls = await reader.say("/feedback More fish, <please>")
    assert [call.chat_id for call in calls] == [7, 99]
    assert calls[-1].values["text"] == "Feedback from Reader: More fish, <please>"
    assert shown(calls)[0].startswith("Thank you")


async def test_sources_are_those_that_were_read_and_how_many_more_there_are(reader: Visitor, desk: Desk) -> None:
    desk.store.feeds.sync(
        [Feed("https://silent.example/rss", "Silent", "KR"), Feed("https://x.example", "샘플일보", "KR")]
    )
    calls = await reader.say("/sources")
    (shown_all,) = shown(calls)
    assert shown_all.startswith("5 sources read in the last 30 days")
    assert "🇰🇷 Korea · 1\n" in shown_all
    assert "1 more is in the catalogue and has brought nothing in that time." in shown_all
    (korea,) = shown(await reader.press(*labelled(calls, "🇰🇷")[1:]))
    assert korea == "🇰🇷 Korea\n샘플일보\n1 more is in the catalogue and has brought nothing in that time."
