"""Settings by button and by word."""

import json

import pytest

from bot.conversation.choices.fields import fields
from bot.desk.context import Desk
from bot.render.words import Words
from config.languages import LANGUAGES
from digests.model import Schedule, Subscriber
from tests.bot.visitor import Visitor, buttons, labelled, shown, toasts, visiting
from tests.fake_telegram import FakeTelegram


def me(desk: Desk) -> Subscriber:
    found = desk.store.subscribers.by_chat(7)
    assert found is not None
    return found


async def test_every_choice_of_every_setting_is_two_taps_away(reader: Visitor, desk: Desk) -> None:
    calls = await reader.say("/settings")
    for name, field in fields().items():
        if name == "machine":
            continue  # nothing to switch where there is no language model
        page = await reader.press(*labelled(calls, desk.text("en")(f"settings.{name}"))[1:])
        words = Words(desk.text("en"), desk.catalogue)
        offered = {data.rsplit(":", 1)[-1] for _, data, _ in buttons(page) if f"pick:{name}:" in data}
        assert offered == set(field.values(words)), name


async def test_a_choice_is_kept_shown_and_can_be_changed_again(reader: Visitor, desk: Desk) -> None:
    page = await reader.press(*labelled(await reader.say("/settings"), "Topics")[1:])
    page = await reader.press(*labelled(page, "Semiconductors")[1:])
    assert "✅ 💾 Semiconductors" in [label for label, _, _ in buttons(page)]
    page = await reader.press(*labelled(page, "Trade")[1:])
    assert me(desk).preferences.sectors == ("semiconductors", "trade")
    page = await reader.press(*labelled(page, "All topics")[1:])
    assert me(desk).preferences.sectors == ()
    overview = await reader.press(*labelled(page, "Done")[1:])
    assert "Topics: all" in shown(overview)[0]


async def test_an_old_button_shows_how_it_stands_and_changes_nothing(reader: Visitor, desk: Desk) -> None:
    page = await reader.press(*labelled(await reader.say("/settings"), "Scope")[1:])
    old = labelled(page, "Also one-country news")
    await reader.press(*labelled(page, "Only all three")[1:])
    answer = await reader.press(*old[1:])
    assert toasts(answer) == ["Those buttons are out of date; this is the current state."]
    assert me(desk).preferences.grade == "trilateral"


async def test_the_last_country_and_the_last_time_cannot_be_taken_away(reader: Visitor, desk: Desk) -> None:
    page = await reader.press(*labelled(await reader.say("/settings"), "Countries")[1:])
    for name in ("China", "Japan", "Korea"):
        page = await reader.press(*labelled(page, name)[1:])
    assert me(desk).preferences.countries == ("KR",)
    assert toasts(page) == ["Not changed: at least one has to stay."]


async def test_the_menu_speaks_the_language_that_was_chosen(reader: Visitor) -> None:
    calls = await reader.say("/language 繁體中文")
    assert calls[-1].method == "setMyCommands"
    assert calls[-1].values["commands"][0]["description"] == "立即查看今日摘要"
    assert len(calls[-1].values["commands"]) <= 100
    assert "語言" in shown(calls)[0]


async def test_different_times_for_different_days_change_nothing(reader: Visitor, desk: Desk) -> None:
    await reader.say("/schedule 08:00")
    (refused,) = shown(await reader.say("/schedule 7:00 weekdays 9:00 weekends"))
    assert "different times for different days" in refused
    assert "/schedule 07:30 18:00 workdays" in refused
    assert (me(desk).schedule.minutes, me(desk).schedule.weekdays) == ((480,), 127)


async def test_the_schedule_is_read_in_any_language_and_switched_off(reader: Visitor, desk: Desk) -> None:
    await reader.say("/schedule 월~금 아침 7시")
    assert (me(desk).schedule.minutes, me(desk).schedule.weekdays) == ((420,), 31)
    for word in ("off", "끄기", "オフ", "关", "關"):
        assert "Paused until you resume" in shown(await reader.say(f"/schedule {word}"))[0]
        await reader.say("/resume")
    assert me(desk).schedule.minutes == (420,)


async def test_no_further_language_is_said_as_the_settings_say_it(reader: Visitor, desk: Desk) -> None:
    await reader.say("/reads ja 한국어")
    assert me(desk).preferences.reads == ("ja", "ko")
    await reader.say("/reads なし")
    assert me(desk).preferences.reads == ()


async def test_a_bare_chinese_is_asked_about_and_read_in_both_scripts(reader: Visitor, desk: Desk) -> None:
    calls = await reader.say("/language 中文")
    assert me(desk).preferences.language == "en"
    await reader.press(*labelled(calls, "繁體中文")[1:])
    assert me(desk).preferences.language == "zh-Hant"
    await reader.say("/reads 中文")
    assert me(desk).preferences.reads == ("zh-Hans",)


async def test_ones_own_language_needs_no_reading_besides(reader: Visitor, desk: Desk) -> None:
    assert shown(await reader.say("/reads English"))[0].startswith("You get everything in English already.")
    assert me(desk).preferences.reads == ()


async def test_the_present_zone_is_marked(reader: Visitor) -> None:
    await reader.say("/timezone Tokyo")
    assert [label for label, _, _ in buttons(await reader.say("/timezone")) if "✅" in label] == [
        "✅ Tokyo (UTC+09:00)"
    ]


async def test_a_pause_is_as_long_as_was_written_or_asked_about(reader: Visitor, desk: Desk) -> None:
    await reader.say("/schedule 08:00")
    assert "Paused until" in shown(await reader.say("/pause 2 weeks"))[0]
    assert me(desk).paused_until == desk.clock() + 14 * 86_400
    for text, answer in (
        ("1.5", "I cannot tell"),
        ("-3", "I cannot tell"),
        ("0", "From 1 to"),
        ("2020-01-01", "From 1"),
    ):
        assert shown(await reader.say(f"/pause {text}"))[0].startswith(answer)
    assert me(desk).paused_until == desk.clock() + 14 * 86_400


async def test_a_pause_shows_its_end_in_the_settings_and_a_new_schedule_says_that_it_ends_it(
    reader: Visitor, desk: Desk
) -> None:
    assert "pause" not in shown(await reader.say("/schedule 08:00"))[0]
    await reader.say("/pause 7")
    assert "⏸ Paused until Tuesday 1 December." in shown(await reader.say("/settings"))[0]
    assert shown(await reader.say("/schedule"))[0].startswith("Set for every day at 08:00, UTC.\n⏸ Paused until")
    answered = shown(await reader.say("/schedule 9"))[0]
    assert answered.startswith(
        "Your pause has ended: digests are on again.\nSet for every day at 09:00, UTC.\n▶ Next digest"
    )
    assert me(desk).state == "active"
    await reader.say("/pause forever")
    assert "⏸ Paused." in shown(await reader.say("/settings"))[0]


async def test_the_settings_of_whoever_never_began_do_not_promise_a_digest(reader: Visitor, desk: Desk) -> None:
    overview = await reader.say("/settings")
    assert "No digest comes yet: /start sets it up." in shown(overview)[0]
    await reader.say("/schedule 08:00")
    assert "Next digest:" in shown(await reader.say("/settings"))[0]


async def test_a_place_is_set_by_city_country_or_choice(reader: Visitor, desk: Desk) -> None:
    for text, zone in (
        ("大阪", "Asia/Tokyo"),
        ("부산", "Asia/Seoul"),
        ("Taipei", "Asia/Taipei"),
    ):
        await reader.say(f"/timezone {text}")
        assert me(desk).schedule.zone == zone
    calls = await reader.say("/timezone 미국")
    await reader.press(*labelled(calls, "New York")[1:])
    assert me(desk).schedule.zone == "America/New_York"


async def test_an_unknown_place_is_said_to_be_unknown_also_where_another_is_like_it(
    reader: Visitor, desk: Desk
) -> None:
    for text in ("Atlantis", "Mars", "Narnia"):
        (said, *_) = shown(await reader.say(f"/timezone {text}"))
        assert "I do not know a" in said
        assert f"“{text}”" in said


async def test_quiet_hours_are_free(reader: Visitor, desk: Desk) -> None:
    await reader.say("/quiet 22:30-6:15")
    assert me(desk).schedule.quiet == (1350, 375)
    calls = await reader.say("/quiet")
    assert labelled(calls, "✅")[0] == "✅ 22:30–06:15"
    (unclear,) = shown(await reader.say("/quiet sometimes"))
    assert "“sometimes”" in unclear
    assert me(desk).schedule.quiet == (1350, 375)
    await reader.say("/quiet off")
    assert me(desk).schedule.quiet is None


@pytest.mark.parametrize("text", ["Pari", "Mars", "San Jose", "Tokio Drift"])
async def test_a_place_that_is_not_known_by_just_that_name_is_asked_about_and_never_set(
    reader: Visitor, desk: Desk, text: str
) -> None:
    before = me(desk) if desk.store.subscribers.by_chat(7) else None
    await reader.say(f"/timezone {text}")
    assert me(desk).schedule.zone == (before.schedule.zone if before else "UTC")


async def test_a_shared_place_sets_the_nearest_zone_and_is_not_kept(reader: Visitor, desk: Desk) -> None:
    await reader.say("", location={"latitude": 35.01, "longitude": 135.77})
    assert me(desk).schedule.zone == "Asia/Tokyo"
    assert "135.77" not in str(desk.store.personal_data.export(me(desk).id))


async def test_an_offset_is_asked_about_and_an_impossible_place_refused(reader: Visitor, desk: Desk) -> None:
    calls = await reader.say("/timezone UTC+9")
    assert me(desk).schedule.zone == "UTC"
    await reader.press(*labelled(calls, "Tokyo")[1:])
    await reader.say("", location={"latitude": 999, "longitude": 999})
    assert me(desk).schedule.zone == "Asia/Tokyo"


async def test_the_first_digest_is_three_taps_away(reader: Visitor, desk: Desk) -> None:
    calls = await reader.say("/start")
    for label in ("日本語", "すべて", "08:00"):
        calls = await reader.press(*labelled(calls, label)[1:])
    assert me(desk).preferences.language == "ja"
    assert (me(desk).schedule.zone, me(desk).schedule.minutes) == ("Asia/Tokyo", (480,))
    assert me(desk).next_due is not None
    assert "日中韓、水素の証明書を相互承認" in shown(calls)[-1]


async def test_deep_links_lead_to_a_topic_and_to_a_story(reader: Visitor) -> None:
    first = shown(await reader.say("/start ai"))
    assert first[0].startswith("🤖 Artificial intelligence")
    assert "1 of 3" in first[1]
    assert "半導体材料を日韓で共同備蓄" in shown(await reader.say("/start story_2"))[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_gets_nothing_since_their_settings_cannot_be_read_is_told_and_begins_again(
    desk: Desk, fake_telegram: FakeTelegram, language: str
) -> None:
    mine = desk.store.subscribers.ensure(7, 0, "private", language, 0)
    desk.store.subscribers.save_schedule(mine.id, Schedule(), desk.clock())
    broken = json.dumps({"language": language, "pictures": True})
    desk.store.db.change("UPDATE subscribers SET preferences = :broken", {"broken": broken})
    assert desk.store.audiences.due(desk.clock(), 10) == []
    texts = desk.text(language)
    async with visiting(desk, fake_telegram) as reader:
        calls = await reader.say("/settings")
        assert texts("settings.state.aside") in shown(calls)[0]
        await reader.press(*labelled(calls, texts("button.resume"))[1:])
        assert texts("coming.next", when="\0", zone="\0").split("\0")[0] in shown(await reader.say("/settings"))[0]
    assert desk.store.aside.listed() == []
    assert [each.id for each in desk.store.audiences.due(desk.clock() + 2 * 86_400, 10)] == [mine.id]
