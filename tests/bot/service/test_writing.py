"""A language model beside the service: what it wrote stands in the digest, marked, with the original a press away."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from telegram import Bot

from bot.conversation.admins import Admins
from bot.desk.context import Desk
from bot.desk.due_messages import digest_renderer
from bot.render.escape import visible
from bot.service.writing import WritingChores, load_model, plan
from digests.editions.publish import Publisher
from digests.model import Part, Preferences, Schedule
from digests.store.sending.bodies import load_body
from tests.bot.archive import NOW, a_desk
from tests.bot.visitor import labelled, shown, visiting
from tests.fake_model import FakeModel, by_table
from tests.fake_telegram import FakeTelegram

TITLE = "首都直下地震を想定、鉄道各社が合同訓練"
SENTENCE = "鉄道各社は23日、合同の訓練をした。水素バスも使った。"
GOOD = {
    TITLE: "Railway companies hold joint drill for an earthquake under the capital",
    SENTENCE: "The railway companies held a joint drill on the 23rd. They also used hydrogen buses.",
}
DUE = NOW + 1800
WANTS = Preferences(language="en", sectors=("disaster",), grade="national", format="classic")


@pytest.fixture
async def server() -> AsyncIterator[FakeModel]:
    async with FakeModel(by_table(GOOD)) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: FakeModel) -> Iterator[Desk]:
    made = a_desk(tmp_path, TRILATERAL_LLM_URL=server.url, TRILATERAL_LLM_MODEL="small")
    yield made
    made.store.close()


def subscribe(desk: Desk, chat: int, wants: Preferences = WANTS) -> int:
    reader = desk.store.subscribers.ensure(chat, 0, "private", "en", NOW - 86_400)
    desk.store.subscribers.save_preferences(reader.id, wants)
    desk.store.subscribers.save_schedule(reader.id, Schedule("UTC", (390,)), DUE)
    return reader.id


async def write(desk: Desk) -> None:
    """What the chores do: look ahead, and one round."""
    model = load_model(desk.settings)
    assert model is not None
    chores = WritingChores(desk, model, Admins(cast(Bot, None), desk))
    await chores.plan()
    await chores.work()
    await chores.stop()


def published(desk: Desk) -> dict[int, str]:
    """Chat -> its digest as it is seen."""
    Publisher(desk.store, digest_renderer(desk), desk.glosses).publish(DUE)
    bodies = [(each.chat_id, load_body(each.body)) for each in desk.store.outbox.ready(DUE, 100)]
    return {chat: visible(body.text) for chat, body in bodies if isinstance(body, Part)}


async def test_headline_and_sentence_stand_in_the_readers_language_and_say_that_a_machine_wrote_them(
    desk: Desk, server: FakeModel
) -> None:
    subscribe(desk, 1)
    await write(desk)
    assert len(server.asked) == 1
    text = published(desk)[1]
    assert f"{GOOD[TITLE]} [machine translation from Japanese]" in text
    assert GOOD[SENTENCE] in text
    assert TITLE not in text


async def test_one_translation_serves_every_subscriber_and_every_day(desk: Desk, server: FakeModel) -> None:
    for chat in range(1, 21):
        subscribe(desk, chat, replace(WANTS, length="full" if chat % 2 else "normal"))
    await write(desk)
    await write(desk)
    assert len(server.asked) == 1
    assert all(GOOD[TITLE] in text for text in published(desk).values())


async def test_what_is_not_ready_goes_out_in_the_sources_own_words(desk: Desk, server: FakeModel) -> None:
    subscribe(desk, 1)
    plan(desk, "small")
    text = published(desk)[1]
    assert TITLE in text
    assert "machine" not in text
    assert server.asked == []


async def test_who_reads_the_language_or_wants_no_machine_gets_the_original_and_costs_nothing(
    desk: Desk, server: FakeModel
) -> None:
    subscribe(desk, 1, replace(WANTS, reads=("ja",)))
    subscribe(desk, 2, replace(WANTS, machine=False))
    await write(desk)
    assert server.asked == []
    subscribe(desk, 3)
    await write(desk)
    texts = published(desk)
    assert TITLE in texts[1]
    assert TITLE in texts[2]
    assert GOOD[TITLE] in texts[3]


async def test_only_what_is_due_within_the_hour_is_asked_for(desk: Desk, server: FakeModel) -> None:
    reader = subscribe(desk, 1)
    desk.store.subscribers.save_schedule(reader, Schedule("UTC", (600,)), NOW + 4 * 3600)
    await write(desk)
    assert server.asked == []


async def test_the_original_is_one_press_away_and_why_shows_each_sentence_beside_its_source(
    desk: Desk, fake_telegram: FakeTelegram
) -> None:
    subscribe(desk, 7)
    await write(desk)
    number = next(story.id for story in desk.store.stories.since(0) if story.lead.title == TITLE)
    async with visiting(desk, fake_telegram) as reader:
        digest = await reader.say("/today")
        assert GOOD[TITLE] in shown(digest)[0]
        (card,) = shown(await reader.press(*labelled(digest, "1")[1:]))
        assert [each in card for each in (GOOD[TITLE], TITLE, SENTENCE, GOOD[SENTENCE])] == [True] * 4
        (why,) = shown(await reader.say(f"/why {number}"))
    told = why[why.index("Written by machine") :].split("\n")
    assert told[1:3] == [f"• {GOOD[TITLE]}", f"↳ “{TITLE}” サンプル通信"]
    assert told[3:5] == [f"• {GOOD[SENTENCE]}", f"↳ “{SENTENCE}” サンプル通信"]


async def test_a_subscriber_switches_it_off_in_the_settings(desk: Desk, fake_telegram: FakeTelegram) -> None:
    subscribe(desk, 7)
    await write(desk)
    async with visiting(desk, fake_telegram) as reader:
        page = await reader.press(*labelled(await reader.say("/settings"), "Machine-written text")[1:])
        await reader.press(*labelled(page, "Off")[1:])
        assert TITLE in shown(await reader.say("/today"))[0]
    me = desk.store.subscribers.by_chat(7)
    assert me is not None
    assert desk.store.personal_data.export(me.id)["preferences"]["machine"] is False


async def test_without_a_model_there_is_nothing_to_switch(tmp_path: Path, fake_telegram: FakeTelegram) -> None:
    bare = a_desk(tmp_path / "bare")
    async with visiting(bare, fake_telegram) as reader:
        assert "Machine-written" not in shown(await reader.say("/settings"))[0]
    bare.store.close()
