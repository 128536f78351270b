"""``trilateral chat``: the same application, its Bot API calls answered in this process and drawn in the terminal.

line of stdin -> Update -> application -> call -> TerminalBotApi (answers it) -> Screen (draws it)

``#2`` presses button 2 of the last message that has buttons; ``#place 35.18 129.08`` shares a location; ``/quit`` or
the end of the input ends. No network and no token are needed. What lies in the drop folder is taken in before a line is
answered, since no service runs beside the chat.
"""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from telegram import Update
from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from bot.application import App, build_application
from bot.conversation import refusals
from bot.desk.context import Desk
from bot.render.legible import Terminal
from bot.render.texts import Texts
from bot.render.wrap import for_width, width_of
from bot.terminal.keyboard import History, can_be_edited, read_lines, typed
from bot.terminal.screen import Screen
from digests.intake.report import SourceLine

Inbox = Callable[[], Awaitable[Sequence[SourceLine]]]

BOT = {"id": 1, "is_bot": True, "first_name": "Trilateral", "username": "trilateral_bot", "can_join_groups": True}
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?(?=\s|$)")
_PRESS = re.compile(r"#(\d+)")
_PLACE = re.compile(r"#place\s+(-?\d+(?:\.\d+)?)[,\s]+(-?\d+(?:\.\d+)?)")


class TerminalBotApi(BaseRequest):
    """Answers every call of the Bot API as Telegram would for one private chat, and shows what it says."""

    def __init__(self, screen: Screen, chat_id: int) -> None:
        self._screen = screen
        self._chat = {"id": chat_id, "type": "private", "first_name": "You"}
        self._messages = 0

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        values = dict(request_data.parameters) if request_data else {}
        name = url.rsplit("/", 1)[-1]
        if name == "getChat":  # there is no chat here but this one
            return 400, b'{"ok": false, "error_code": 400, "description": "Bad Request: chat not found"}'
        sent = next(iter(request_data.multipart_data.values()), None) if request_data else None
        file = (str(sent[0]), len(sent[1]) if isinstance(sent[1], bytes) else 0) if sent else ("", 0)
        result = self._answer(name, values, file)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _answer(self, name: str, values: Mapping[str, Any], file: tuple[str, int]) -> Any:
        """``file``: the name and the bytes of a document that is sent."""
        if name == "getMe":
            return BOT
        if name == "getChatMember":
            user = {"id": self._chat["id"], "is_bot": False, "first_name": "You"}
            return {"status": "creator", "user": user, "is_anonymous": False}
        if name in ("sendMessage", "sendRichMessage", "sendPhoto", "sendDocument"):
            self._messages += 1
            if name in ("sendPhoto", "sendDocument"):
                self._screen.file(name.removeprefix("send").lower(), *file)
            self._screen.message(self._messages, values, edited=False)
            return self.message(self._messages, str(values.get("text", "")))
        if name == "editMessageText":
            self._screen.message(int(values["message_id"]), values, edited=True)
            return self.message(int(values["message_id"]), str(values.get("text", "")))
        if name == "answerCallbackQuery" and values.get("text"):
            self._screen.toast(str(values["text"]))
        return True

    def message(self, number: int, text: str) -> dict[str, Any]:
        """A message of the bot, as Telegram would name it."""
        return {"message_id": number, "date": 0, "chat": self._chat, "from": BOT, "text": text or "…"}


def _why_refused(detail: str, texts: Texts) -> str:
    """``detail`` ends with what to do, in brackets and in English."""
    problem = detail.rpartition(" (")[0] if detail.endswith(")") else detail
    return refusals.reason_of_part(problem or detail, texts)


def _nothing_kept() -> None:
    """Where nothing is kept of what was typed."""


class Chat:
    """One reader at the terminal. ``inbox`` takes in what was dropped and says what became of it."""

    def __init__(
        self,
        desk: Desk,
        screen: Screen,
        *,
        user_id: int,
        language: str,
        inbox: Inbox | None = None,
        forgotten: Callable[[], None] = _nothing_kept,
    ) -> None:
        """``forgotten`` is called once the reader had their data deleted."""
        self._desk, self._screen, self._inbox, self._forgotten = desk, screen, inbox, forgotten
        self._user_id, self._language = user_id, language
        self._telephone = TerminalBotApi(screen, user_id)
        self._application: App = build_application(desk, self._telephone)
        self._user = {"id": user_id, "is_bot": False, "first_name": "You", "language_code": language}
        self._updates = 0

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Answer every line until the last, each fully before the next is read."""
        async with self._application:
            async for line in lines:
                if line.strip() == "/quit":
                    return
                if line.strip():
                    await self._look_into_inbox()
                    await self._answer(line.strip())

    async def _answer(self, line: str) -> None:
        known = self._desk.store.subscribers.by_chat(self._user_id)
        await self.hear(line)
        if known is not None and self._desk.store.subscribers.by_chat(self._user_id) is None:
            self._forgotten()

    async def hear(self, line: str) -> None:
        """One line: a message, a button, a place."""
        update = self._update(line)
        if update is None:
            self._screen.toast(self._why_not(int(line[1:])))
            return
        self._updates += 1
        parsed = Update.de_json({"update_id": self._updates} | update, self._application.bot)
        await self._application.process_update(parsed)

    async def _look_into_inbox(self) -> None:
        taken = await self._inbox() if self._inbox else ()
        for line in taken:
            name = line.subject.removeprefix("drop:")
            texts = self._texts
            self._screen.toast(
                texts.count("terminal.read", line.added, name=name)
                if line.good
                else texts("drop.refused", name=name, reason=_why_refused(line.detail, texts))
            )
        if taken:
            self._desk.prepared.forget()

    @property
    def _texts(self) -> Texts:
        reader = self._desk.store.subscribers.by_chat(self._user_id)
        return self._desk.text(reader.preferences.language if reader else self._language)

    def _why_not(self, number: int) -> str:
        """Why button ``number`` cannot be pressed."""
        if button := self._screen.button(number):
            return self._texts("terminal.button.address", address=button[2])
        if not self._screen.buttons:
            return self._texts("terminal.button.none")
        return self._texts("terminal.button.range", number=number, last=self._screen.buttons)

    def _update(self, line: str) -> dict[str, Any] | None:
        place = _PLACE.fullmatch(line)
        if place is not None:
            return {
                "message": self._message() | {"location": {"latitude": float(place[1]), "longitude": float(place[2])}}
            }
        press = _PRESS.fullmatch(line)
        if press is None:
            command = _COMMAND.match(line)
            entities = [{"type": "bot_command", "offset": 0, "length": command.end()}] if command else []
            return {"message": self._message() | {"text": line, "entities": entities}}
        button = self._screen.button(int(press[1]))
        if button is None or button[1] is None:
            return None
        number, data, _ = button
        query = {"id": str(self._updates), "from": self._user, "chat_instance": "1", "data": data}
        return {"callback_query": query | {"message": self._telephone.message(number, "")}}

    def _message(self) -> dict[str, Any]:
        chat = {"id": self._user["id"], "type": "private", "first_name": "You"}
        return {"message_id": 1_000_000 + self._updates, "date": self._desk.clock(), "chat": chat, "from": self._user}


def chat(desk: Desk, *, user_id: int, language: str | None, first: str, inbox: Inbox) -> None:
    """Talk until the input ends; in ``language`` from now on, where one is given. ``first`` is what is spoken until
    then, as Telegram would name the language of somebody new."""
    console = Terminal()
    reader = desk.store.subscribers.by_chat(user_id)
    if reader is not None and language not in (None, reader.preferences.language):
        desk.store.subscribers.save_preferences(reader.id, replace(reader.preferences, language=language))
    if sys.stdin.isatty():
        console.print(for_width(desk.text(first)("terminal.hello"), width_of(console.file)))
    screen = Screen(console)
    if not can_be_edited(sys.stdin, sys.stdout):
        talk = Chat(desk, screen, user_id=user_id, language=first, inbox=inbox)
        asyncio.run(talk.run(read_lines(sys.stdin)))
        return
    history = History(desk.settings.data_dir / "chat-history")
    talk = Chat(desk, screen, user_id=user_id, language=first, inbox=inbox, forgotten=history.forget)
    asyncio.run(talk.run(typed(history)))
