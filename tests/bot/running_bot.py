"""The bot at work in this process: commands, sender and broadcasts against the fake server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import Bot

from bot.application import build_application
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.pace.pacer import Pace, Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.sender import Sender
from bot.desk.context import Desk
from bot.desk.keyboards import Keyboards
from bot.service.broadcast_runner import BroadcastRunner
from bot.updates.polling import PATIENCE, Polling, UpdateHandler
from config.settings import load_settings
from digests.store import Store, open_store
from tests import loaded
from tests.fake_telegram import TOKEN, FakeTelegram

NOW = 1_800_014_400


@dataclass
class RunningBot:
    telegram: FakeTelegram
    bot: Bot
    desk: Desk
    store: Store
    sender: Sender
    broadcast_runner: BroadcastRunner
    send_queue: SendQueue
    told: list[str]

    def buttons(self, chat_id: int) -> dict[str, tuple[str, int]]:
        """Label -> (data, message id) of the last message with buttons that the chat sees."""
        shown = [
            (values["reply_markup"], message_id)
            for (chat, message_id), values in self.telegram.methods.messages.items()
            if chat == chat_id and values.get("reply_markup", {}).get("inline_keyboard")
        ]
        keyboard, message_id = max(shown, key=lambda each: each[1])
        return {b["text"]: (b.get("callback_data", ""), message_id) for row in keyboard["inline_keyboard"] for b in row}

    async def press(self, chat_id: int, label: str, *, user_id: int | None = None) -> None:
        """Press the button whose label holds ``label``, and wait until that is answered."""
        found = {text: value for text, value in self.buttons(chat_id).items() if label in text}
        assert found, (label, list(self.buttons(chat_id)))
        data, message_id = next(iter(found.values()))
        before = len(self.telegram.of("answerCallbackQuery"))
        self.telegram.press(chat_id, data, message_id, user_id=user_id)
        await self.telegram.until(lambda: len(self.telegram.of("answerCallbackQuery")) > before)
        handled = self.telegram.updates.waiting[-1]["update_id"]
        await self.telegram.until(lambda: self.store.updates.handled([handled]))

    async def say(self, chat_id: int, text: str, **message: Any) -> None:
        """A message, and wait until it is handled."""
        update = self.telegram.say(chat_id, text, **message)
        await self.telegram.until(lambda: self.store.updates.handled([update]))

    def shown(self, chat_id: int) -> list[str]:
        """What the chat's messages say now, edits included."""
        return [
            str(values.get("text", ""))
            for (chat, _), values in sorted(self.telegram.methods.messages.items())
            if chat == chat_id
        ]


@asynccontextmanager
async def running_bot(
    telegram: FakeTelegram,
    folder: Path,
    *,
    admins: str = "1,2",
    rate: float = 500,
    now: int = NOW,
    patience: float = PATIENCE,
    rest: float = 8.0,
    chat_seconds: float = 0.001,
    stop: float = 7.0,
) -> AsyncIterator[RunningBot]:
    """``now`` is the time on the wall for as long as it lasts."""
    settings = load_settings(
        TELEGRAM_BOT_TOKEN=TOKEN,
        TRILATERAL_API_URL=telegram.url,
        TRILATERAL_DATA_DIR=folder,
        TRILATERAL_ADMINS=admins,
    )
    store = open_store(settings.database)

    def clock() -> int:
        return now

    desk = Desk(settings, loaded.catalogue(), store, loaded.texts(), clock, names=loaded.names())
    send_queue = SendQueue(Pacer(Pace(per_second=rate, chat_seconds=chat_seconds)), rest=rest)
    application = build_application(desk, send_queue=send_queue)
    outbox_writer = OutboxWriter(store.outbox, clock)
    sender = Sender(application.bot, outbox_writer, send_queue, clock, Keyboards.of(settings).markup)
    told: list[str] = []

    async def tell(key: str) -> None:
        told.append(key)

    async with application:
        update_handler = UpdateHandler(application, store.updates, clock, send_queue, patience=patience)
        polling = Polling(application, update_handler, tell, patience=stop)
        running = [asyncio.create_task(polling.run()), asyncio.create_task(sender.run())]
        try:
            yield RunningBot(
                telegram,
                application.bot,
                desk,
                store,
                sender,
                BroadcastRunner(application.bot, desk, sender.wake),
                send_queue,
                told,
            )
        finally:
            polling.stop()
            await sender.stop(1)
            await asyncio.wait_for(asyncio.gather(*running), 300)
            outbox_writer.close()
    store.close()
