"""The fake Bot API server in a process of its own, so that what is measured shares no CPU time with it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.fake_telegram.control import Summary

ROOT = Path(__file__).parent.parent


class Telegram:
    """A server that runs elsewhere."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self._session = session

    async def summary(self, *, forget: bool = False) -> Summary:
        url = f"{self.url}/control/summary" + ("?forget=1" if forget else "")
        async with self._session.get(url) as answer:
            return Summary(**await answer.json())

    async def deliveries(self) -> list[tuple[int, str, float]]:
        """(chat, text, seconds on the server's clock)."""
        async with self._session.get(f"{self.url}/control/answers") as answer:
            return [(chat, text, at) for chat, text, at in await answer.json()]

    async def say(self, chat_id: int, text: str, user_id: int | None = None) -> float:
        """A message from a reader; when it came, on the server's clock."""
        said = {"chat_id": chat_id, "text": text, "user_id": user_id}
        async with self._session.post(f"{self.url}/control/say", json=said) as answer:
            return float((await answer.json())["at"])

    async def press(self, chat_id: int, button: int) -> bool:
        """A press on a button under the chat's last message; whether there is one."""
        pressed = {"chat_id": chat_id, "button": button}
        async with self._session.post(f"{self.url}/control/press", json=pressed) as answer:
            return bool((await answer.json())["pressed"])

    async def set_chats(self, states: dict[str, list[int]]) -> None:
        async with self._session.post(f"{self.url}/control/chats", json=states) as answer:
            answer.raise_for_status()


@asynccontextmanager
async def telegram(*options: Any) -> AsyncIterator[Telegram]:
    """Runs ``python -m tests.fake_telegram`` with ``options``."""
    command = [sys.executable, "-m", "tests.fake_telegram", *map(str, options)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as session:
            yield Telegram(url, session)
    finally:
        process.kill()
        await process.wait()


def percentile(values: list[float], share: float) -> float:
    """The value that ``share`` of ``values`` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
