"""The server: takes a call, checks it, fails where it is told to, and records what happened."""

import asyncio
import itertools
import json
import random
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web

from tests.fake_telegram.chats import Chats
from tests.fake_telegram.checks import check
from tests.fake_telegram.control import summed
from tests.fake_telegram.faults import DONE, Faults
from tests.fake_telegram.limits import EDITING, SENDING, Limits, Unlimited
from tests.fake_telegram.methods import Methods
from tests.fake_telegram.rules import Refused, Upload, checked
from tests.fake_telegram.updates import Updates

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?(?=\s|$)")
"""What Telegram takes for a command: Latin letters only."""
TOKEN = "123456:test-token"
BOT = {"id": 123456, "is_bot": True, "first_name": "Trilateral", "username": "trilateral_test_bot"}


@dataclass(slots=True)
class Call:
    """One call as it came and what became of it."""

    at: float
    """Monotonic seconds."""
    method: str
    values: dict[str, Any]
    status: int = 0
    """The HTTP status; 0 = no answer was given."""
    description: str = ""
    counted: float = 0.0
    """When the limits looked at it: it was under way until then."""
    message_id: int | None = None
    """Of the message that was sent; set also where the answer was lost."""

    @property
    def chat_id(self) -> int:
        return int(self.values.get("chat_id", 0))


@dataclass
class FakeTelegram:
    """The whole of it; see the package for how it is used. ``latency`` in seconds is spent before each answer, and
    up to ``jitter`` more on the way here: mostly little, now and then all of it."""

    latency: float = 0.0
    jitter: float = 0.0
    limits: Limits = field(default_factory=Unlimited)
    faults: Faults = field(default_factory=Faults)
    verify: bool = True
    """Check every call against the rules; benchmarks of speed leave it out."""
    rich: bool = True
    """False: an older server, which does not know ``sendRichMessage``."""
    port: int = 0
    calls: list[Call] = field(default_factory=list)
    chats: Chats = field(default_factory=Chats)
    updates: Updates = field(default_factory=Updates)

    def __post_init__(self) -> None:
        self.methods = Methods(BOT, self.updates)
        self._ids = itertools.count(1)
        self._changed = asyncio.Event()
        self._stopping = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    # ------------------------------------------------------------------ running

    async def __aenter__(self) -> "FakeTelegram":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.*}", self._file)
        app.router.add_get("/control/summary", self._summary)
        app.router.add_get("/control/answers", self._answers)
        app.router.add_post("/control/say", self._say)
        app.router.add_post("/control/press", self._press)
        app.router.add_post("/control/chats", self._set_chats)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._session = aiohttp.ClientSession()

    async def stop(self) -> None:
        self._stopping.set()
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """What ``TRILATERAL_API_URL`` is set to."""
        return f"http://127.0.0.1:{self.port}"

    # ------------------------------------------------------------------ what happened

    def of(self, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.method in methods]

    def sent(self, chat_id: int | None = None) -> list[Call]:
        """Calls that put a message into a chat, whether or not the bot learnt of it."""
        return [
            call
            for call in self.calls
            if call.method in SENDING and call.message_id is not None and chat_id in (None, call.chat_id)
        ]

    def texts(self, chat_id: int) -> list[str]:
        """What a chat was sent, in order: text, caption, or the rich message's source."""
        return [text_of(call.values) for call in self.sent(chat_id)]

    async def until(self, true: Callable[[], Any], *, seconds: float = 300.0) -> None:
        """Wait until ``true()`` is; looks again after every call.

        Raises:
            AssertionError: it was not within ``seconds``; shows the last calls.
        """
        deadline = time.monotonic() + seconds
        while not true():
            if (left := deadline - time.monotonic()) <= 0:
                last = [(call.method, call.chat_id, call.status, call.description) for call in self.calls[-10:]]
                raise AssertionError(f"not within {seconds} s; the last calls: {last}")
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), min(left, 0.1))
            except TimeoutError:
                continue

    # ------------------------------------------------------------------ what readers do

    def say(self, chat_id: int, text: str, *, user_id: int | None = None, language: str = "en", **message: Any) -> int:
        """A message from a user; the update's id. A group has a negative ``chat_id``; name its ``user_id`` then."""
        return self.updates.add({"message": self.message(chat_id, text, user_id=user_id, language=language, **message)})

    def press(
        self, chat_id: int, data: str, message_id: int, *, user_id: int | None = None, language: str = "en"
    ) -> int:
        """A press on a button under ``message_id``."""
        return self.updates.add(
            {
                "callback_query": {
                    "id": str(next(self._ids)),
                    "from": user(user_id or chat_id, language),
                    "chat_instance": "1",
                    "data": data,
                    "message": self.message(chat_id, "…", message_id=message_id),
                }
            }
        )

    def message(
        self, chat_id: int, text: str, *, user_id: int | None = None, language: str = "en", **message: Any
    ) -> dict[str, Any]:
        chat = {"id": chat_id, "type": "private", "first_name": "Reader"}
        if chat_id < 0:
            chat = {"id": chat_id, "type": "supergroup", "title": "Group"}
        body: dict[str, Any] = {
            "message_id": next(self._ids),
            "date": int(time.time()),
            "chat": chat,
            "from": user(user_id or abs(chat_id), language),
            "text": text,
        }
        if command := _COMMAND.match(text):
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        return body | message

    # ------------------------------------------------------------------ answering

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        call = Call(time.monotonic(), method, await _parameters(request))
        self.calls.append(call)
        try:
            return await self._outcome(request, call)
        except Refused as refused:
            call.status, call.description = refused.status, refused.description
            body: dict[str, Any] = {"ok": False, "error_code": refused.status, "description": refused.description}
            if refused.parameters:
                body["parameters"] = refused.parameters
            return web.json_response(body, status=refused.status)
        finally:
            self._changed.set()

    async def _outcome(self, request: web.Request, call: Call) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            raise Refused(401, "Unauthorized")
        if self.verify:
            call.values = checked(call.method, call.values)
            if call.method.startswith("sendRich") and not self.rich:
                raise Refused(404, "Not Found: method not found")
            check(call.method, call.values)
        if call.method == "getUpdates":
            await asyncio.sleep(self.latency / 2)
            found = await self._poll(call.values)
            await asyncio.sleep(self.latency / 2)
            return _ok(call, found)
        fault = self.faults.next(call.method)
        if self.latency or self.jitter:
            await asyncio.sleep(self.latency / 2 + self.jitter * random.random() ** 3)
        if fault is not None and fault not in DONE:
            return await self._fail(request, call, fault)
        if call.method in SENDING | EDITING and self.chats.silent(call.chat_id):
            return await self._fail(request, call, "silence before")
        self._limit(call)
        result = self.methods.answer(call.method, call.values, self._admit)
        if call.method in SENDING and isinstance(result, dict):
            call.message_id = result["message_id"]
        if self.latency:
            await asyncio.sleep(self.latency / 2)
        if fault is not None:
            return await self._fail(request, call, fault)
        if call.method == "setWebhook" and self._session is not None:
            self._pushing = asyncio.ensure_future(self._push(self._session))
        return _ok(call, result)

    def _limit(self, call: Call) -> None:
        call.counted = time.monotonic()
        if call.method not in self.limits.counted:
            return
        paid = call.values.get("allow_paid_broadcast") in (True, "true", "True")
        if seconds := self.limits.refuse(call.chat_id, time.monotonic(), paid=paid):
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)

    def _admit(self, chat_id: int, thread_id: int) -> None:
        self.chats.refuse(chat_id, thread_id)

    async def _poll(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        offset, limit, timeout = (int(values.get(name, 0)) for name in ("offset", "limit", "timeout"))
        return await self.updates.poll(offset, limit, timeout)

    async def _push(self, session: aiohttp.ClientSession) -> None:
        while self.updates.webhook and not session.closed:
            await self.updates.push(session)
            await asyncio.sleep(0.01)

    async def _fail(self, request: web.Request, call: Call, fault: str) -> web.StreamResponse:
        call.description = fault
        match fault:
            case "429":
                seconds = self.faults.seconds()
                raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
            case "404":
                raise Refused(404, "Not Found: method not found")
            case "400":
                raise Refused(400, "Bad Request: refused")
            case "500":
                raise Refused(500, "Internal Server Error: try again later")
            case "502":
                call.status = 502
                page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
                return web.Response(status=502, text=page, content_type="text/html")
            case "silence" | "silence before":
                await self._stopping.wait()  # cancelled when the client hangs up
            case _ if request.transport is not None:
                request.transport.abort()
        return web.Response(status=500)

    async def _summary(self, request: web.Request) -> web.Response:
        """What happened; ``?forget=1`` starts anew."""
        calls = [
            (call.counted or call.at, call.method, call.status, call.message_id, call.chat_id, text_of(call.values))
            for call in self.calls
        ]
        if request.query.get("forget"):
            self.calls.clear()
        return web.json_response(summed(calls).as_json())

    async def _answers(self, request: web.Request) -> web.Response:
        """(chat, text, seconds on the server's clock) of every delivery."""
        return web.json_response([(call.chat_id, text_of(call.values), call.counted) for call in self.sent()])

    async def _say(self, request: web.Request) -> web.Response:
        """``{"chat_id": 7, "text": "/help", "user_id": 7}``; answers with the server's clock."""
        given = await request.json()
        self.say(int(given["chat_id"]), str(given["text"]), user_id=given.get("user_id"))
        return web.json_response({"at": time.monotonic()})

    async def _press(self, request: web.Request) -> web.Response:
        """``{"chat_id": 7, "button": 3}``: the fourth button (of as many as there are, in turn) under the chat's last
        message that has any; answers whether it has."""
        given = await request.json()
        chat_id = int(given["chat_id"])
        data, message_id = self.methods.button(chat_id, int(given["button"]))
        if data:
            self.press(chat_id, data, message_id)
        return web.json_response({"pressed": bool(data)})

    async def _set_chats(self, request: web.Request) -> web.Response:
        """``{"blocked": [1, 2], …}``."""
        for state, chats in (await request.json()).items():
            for chat_id in chats:
                self.chats.set(int(chat_id), state)
        return web.json_response({})

    async def _file(self, request: web.Request) -> web.Response:
        content = self.methods.files.get(request.match_info["path"])
        return web.Response(body=content) if content is not None else web.Response(status=404)


def _ok(call: Call, result: Any) -> web.Response:
    call.status = 200
    return web.json_response({"ok": True, "result": result})


def user(user_id: int, language: str = "en") -> dict[str, Any]:
    return {"id": user_id, "is_bot": False, "first_name": "Reader", "language_code": language}


def text_of(values: dict[str, Any]) -> str:
    rich = values.get("rich_message")
    rich = json.loads(rich) if isinstance(rich, str) else rich or {}
    candidates: Iterable[Any] = (values.get("text"), values.get("caption"), rich.get("html"), rich.get("markdown"))
    return next((str(text) for text in candidates if text), "")


async def _parameters(request: web.Request) -> dict[str, Any]:
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        return values | dict(json.loads(await request.read() or b"{}"))
    if request.content_type in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                size = len(value.file.read())
                values[name] = Upload(value.filename, size, value.content_type)
            else:
                values[name] = value
    return values
