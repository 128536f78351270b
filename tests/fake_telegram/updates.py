"""Updates for the bot: kept until confirmed by an offset, one poller at a time, or pushed to a webhook."""

import asyncio
from typing import Any

import aiohttp

from tests.fake_telegram.rules import Refused

_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """``waiting`` holds what is not confirmed yet."""

    def __init__(self) -> None:
        self.waiting: list[dict[str, Any]] = []
        self.webhook: dict[str, Any] | None = None
        self.pushes: list[tuple[int, int]] = []
        """(update id, the webhook's HTTP status; 0 = no answer)."""
        self._next = 1
        self._changed = asyncio.Event()
        self._poller: asyncio.Event | None = None

    def add(self, update: dict[str, Any]) -> int:
        update_id = self._next
        self._next += 1
        self.waiting.append({"update_id": update_id, **update})
        self._changed.set()
        return update_id

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Raises:
        Refused: 409 where a webhook is set, or another poller came.
        """
        if self.webhook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
        if self._poller is not None:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        try:
            while not self.waiting and (left := deadline - loop.time()) > 0 and not mine.is_set():
                self._changed.clear()
                waits = [asyncio.ensure_future(event.wait()) for event in (self._changed, mine)]
                try:
                    await asyncio.wait(waits, timeout=left, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for wait in waits:
                        wait.cancel()
            if mine.is_set():
                raise Refused(409, _CONFLICT)
            return self.waiting[: limit or 100]
        finally:
            if self._poller is mine:
                self._poller = None

    async def push(self, session: aiohttp.ClientSession) -> None:
        """Every waiting update to the webhook, once more while it is not answered with 200."""
        while self.webhook and self.waiting:
            update = self.waiting[0]
            headers = {"X-Telegram-Bot-Api-Secret-Token": str(self.webhook.get("secret_token", ""))}
            try:
                async with session.post(self.webhook["url"], json=update, headers=headers) as answer:
                    status = answer.status
            except aiohttp.ClientError:
                status = 0
            self.pushes.append((update["update_id"], status))
            if status == 200:
                self.waiting = [other for other in self.waiting if other is not update]
            else:
                await asyncio.sleep(0.05)
