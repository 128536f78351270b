"""A reader who uses the bot against the fake Bot API server: writes, presses, and sees what came of it."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telegram import Update

from bot.application import App, build_application
from bot.delivery.transport import AiohttpRequest
from bot.desk.context import Desk
from bot.render.escape import visible
from config.settings import load_settings
from tests.fake_telegram import TOKEN, Call, FakeTelegram
from tests.fake_telegram.server import text_of

Button = tuple[str, str, int]
"""(label, callback data, id of the message it stands under)."""


@dataclass
class Visitor:
    """One person in one chat."""

    application: App
    telegram: FakeTelegram
    chat_id: int = 7
    user_id: int = 7
    language: str = "en"
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def say(self, text: str, **message: Any) -> list[Call]:
        """Write, and the calls that answer it."""
        written = self.telegram.message(self.chat_id, text, user_id=self.user_id, language=self.language, **message)
        if not text:
            del written["text"]
        return await self._meet({"message": written})

    async def press(self, data: str, message_id: int, **message: Any) -> list[Call]:
        """Press a button, and the calls that answer it."""
        under = self.telegram.message(self.chat_id, "…", message_id=message_id, **message)
        user = {"id": self.user_id, "is_bot": False, "first_name": "Reader", "language_code": self.language}
        query = {"id": "1", "from": user, "chat_instance": "1", "data": data, "message": under}
        return await self._meet({"callback_query": query})

    async def meet(self, update: dict[str, Any]) -> list[Call]:
        """Any other update."""
        return await self._meet(update)

    async def _meet(self, update: dict[str, Any]) -> list[Call]:
        before = len(self.telegram.calls)
        parsed = Update.de_json({"update_id": next(self._ids)} | update, self.application.bot)
        await self.application.process_update(parsed)
        return self.telegram.calls[before:]


def shown(calls: list[Call]) -> list[str]:
    """The visible texts of messages that were sent or edited, in order."""
    wanted = ("sendMessage", "editMessageText", "sendRichMessage")
    return [visible(text_of(call.values)) for call in calls if call.method in wanted]


def toasts(calls: list[Call]) -> list[str]:
    return [
        str(call.values["text"]) for call in calls if call.method == "answerCallbackQuery" and "text" in call.values
    ]


def buttons(calls: list[Call]) -> list[Button]:
    """Every button with callback data under the messages of ``calls``."""
    found: list[Button] = []
    for call in calls:
        markup = call.values.get("reply_markup")
        if not isinstance(markup, dict) or call.status != 200:
            continue
        number = call.message_id or int(call.values.get("message_id", 0))
        for row in markup.get("inline_keyboard", []):
            found += [(each["text"], each["callback_data"], number) for each in row if "callback_data" in each]
    return found


def labelled(calls: list[Call], label: str) -> Button:
    """The button whose label holds ``label``."""
    return next(button for button in buttons(calls) if label in button[0])


@asynccontextmanager
async def visiting(
    desk: Desk, telegram: FakeTelegram, *, admins: str | None = None, editors: str = "", **who: Any
) -> AsyncIterator[Visitor]:
    """A visitor to the bot of ``desk``, which talks to ``telegram`` over loopback; ``admins`` run it and
    ``editors`` look after its stories, where named."""
    settings = load_settings(
        TRILATERAL_DATA_DIR=str(desk.settings.data_dir),
        TELEGRAM_BOT_TOKEN=TOKEN,
        TRILATERAL_API_URL=telegram.url,
        TRILATERAL_ADMINS=",".join(map(str, desk.settings.admins)) if admins is None else admins,
        TRILATERAL_EDITORS=editors,
        TRILATERAL_LLM_URL=str(desk.settings.llm_url or ""),
        TRILATERAL_LLM_MODEL=desk.settings.llm_model or "",
    )
    reachable = Desk(settings, desk.catalogue, desk.store, desk.texts, desk.clock, charts=desk.charts, names=desk.names)
    async with build_application(reachable, AiohttpRequest()) as application:
        yield Visitor(application, telegram, **who)
