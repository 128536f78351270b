"""The desk's log of updates: each handled once, in the order of its chat, whatever comes at the same moment."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, InlineQuery, Update, User
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from bot.updates.polling import UpdateHandler
from digests.store import Store, open_store
from digests.store.sending.updates import UpdateLog
from tests.fake_telegram import TOKEN, FakeTelegram

NOW = 1_800_000_000


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


class Work:
    """What is handled takes ``seconds``; remembers what began and what ended, in order."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.steps: list[tuple[str, int]] = []

    async def __call__(self, update: Update, _: Any) -> None:
        self.steps.append(("begins", update.update_id))
        await asyncio.sleep(self.seconds)
        self.steps.append(("ends", update.update_id))


@asynccontextmanager
async def desk(telegram: FakeTelegram, log: UpdateLog, work: Work) -> AsyncIterator[tuple[UpdateHandler, Bot]]:
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{telegram.url}/bot").updater(None).job_queue(None)
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    application.add_handler(TypeHandler(Update, work))
    async with application:
        yield UpdateHandler(application, log, lambda: NOW), application.bot


def saying(telegram: FakeTelegram, bot: Bot, update_id: int, chat_id: int = 7) -> Update:
    update = Update.de_json({"update_id": update_id, "message": telegram.message(chat_id, "/help")}, bot)
    assert update is not None
    return update


async def test_what_comes_while_two_wait_keeps_its_place_in_the_chat(fake_telegram: FakeTelegram, store: Store) -> None:
    work = Work(0.05)
    async with desk(fake_telegram, store.updates, work) as (log, bot):
        first, second = (log.take(saying(fake_telegram, bot, number)) for number in (1, 2))
        await first
        await asyncio.sleep(0.02)
        third = log.take(saying(fake_telegram, bot, 3))
        await asyncio.gather(second, third)
    assert work.steps == [(what, number) for number in (1, 2, 3) for what in ("begins", "ends")]


async def test_one_readers_inline_query_does_not_wait_for_anothers(fake_telegram: FakeTelegram, store: Store) -> None:
    work = Work(3600)
    async with desk(fake_telegram, store.updates, work) as (log, _):
        asked = [InlineQuery(str(number), User(number, "Reader", is_bot=False), "asean", "") for number in (1, 2)]
        running = [log.take(Update(query.from_user.id, inline_query=query)) for query in asked]
        await fake_telegram.until(lambda: len(work.steps) == 2)
        for task in running:
            task.cancel()
    assert [what for what, _ in work.steps] == ["begins", "begins"]


class SlowLog(UpdateLog):
    """An answer of the log that is a moment old when it arrives, as under load."""

    late = 0.0

    def handled(self, update_ids: Iterable[int]) -> set[int]:
        found = super().handled(update_ids)
        time.sleep(self.late)
        return found


async def test_an_update_that_ends_while_it_is_looked_up_is_not_handled_again(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    work = Work(0.05)
    slow = SlowLog(store.db)
    async with desk(fake_telegram, slow, work) as (log, bot):
        update = saying(fake_telegram, bot, 1)
        running = log.take(update)
        await asyncio.sleep(0.02)
        slow.late = 0.2
        again = await log.fresh([update])
        slow.late = 0.0
        await asyncio.gather(running, *(log.take(each) for each in again))
    assert work.steps == [("begins", 1), ("ends", 1)]
