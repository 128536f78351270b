"""The figures of those who run the bot: no word of ours stands there as the database writes it."""

from typing import get_args

import pytest

from bot.desk.context import Desk
from config.languages import LANGUAGES
from digests.model import Part
from digests.store.people.subscriber_rows import State
from digests.store.sending.broadcasts import BroadcastState
from digests.store.sending.changes import RowState
from tests import loaded
from tests.bot.visitor import shown, visiting
from tests.fake_telegram import FakeTelegram

_KEYS = [
    *(f"stats.state.{state}" for state in get_args(State)),
    *(f"stats.row.{state.replace(' ', '_')}" for state in get_args(RowState)),
    *(f"broadcast.state.{state}" for state in get_args(BroadcastState)),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_word_in_every_language(language: str) -> None:
    texts = loaded.texts()[language]
    for key in _KEYS:
        assert texts.sentence(key), key
        assert language == "en" or not (texts.sentence(key) or "").isascii(), key


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
async def test_no_raw_state_is_shown(desk: Desk, fake_telegram: FakeTelegram, language: str) -> None:
    store = desk.store
    for number, state in enumerate(get_args(State)):
        reader = store.subscribers.ensure(100 + number, 0, "private", "en", 0)
        store.subscribers.set_state(reader.id, state)
    body = store.outbox.add_body(Part("x"), 0)
    for number, row in enumerate(get_args(RowState)):
        store.broadcast_messages.fill(number, body, [(1, 100, 0)], 0, state=row)
    async with visiting(desk, fake_telegram, admins="7", language=language.lower()) as operator:
        said = "\n".join(shown(await operator.say("/stats")) + shown(await operator.say("/stats 100")))
    for state in (*get_args(State), *get_args(RowState)):
        assert state not in said, said
    assert desk.text(language)("stats.row.recalled") in said


async def test_a_state_that_nobody_knows_keeps_no_figure_back(desk: Desk, fake_telegram: FakeTelegram) -> None:
    reader = desk.store.subscribers.ensure(100, 0, "private", "en", 0)
    desk.store.db.change("UPDATE subscribers SET state = 'odd' WHERE id = :id", {"id": reader.id})
    async with visiting(desk, fake_telegram, admins="7") as operator:
        assert "odd" in shown(await operator.say("/stats"))[0]


@pytest.mark.parametrize("chat", ["--5", "9" * 19, "²", "-", "1e9"])
async def test_what_is_no_chat_number_shows_all_figures(desk: Desk, fake_telegram: FakeTelegram, chat: str) -> None:
    async with visiting(desk, fake_telegram, admins="7") as operator:
        assert shown(await operator.say(f"/stats {chat}")) == shown(await operator.say("/stats"))
