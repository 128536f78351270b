"""Looks every few seconds at what does not beat by itself: the parser's workers, and Telegram where it calls us."""

import asyncio
from collections.abc import Awaitable, Callable

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.service.health.vitals import Sign, Vitals
from bot.service.ingest_thread import IngestThread

EVERY = 5.0
_PATIENCE = 20.0
"""Seconds for an answer of the parser or of Telegram."""


class Watch:
    """Runs until it is cancelled."""

    def __init__(self, vitals: Vitals, looks: dict[str, Callable[[], Awaitable[str | None]]]) -> None:
        """``looks``: by name, what tells what is wrong, or ``None``."""
        self._vitals, self._looks = vitals, looks

    async def run(self) -> None:
        while True:
            await asyncio.gather(*(self._look(name, ask) for name, ask in self._looks.items()))
            await asyncio.sleep(EVERY)

    async def _look(self, name: str, ask: Callable[[], Awaitable[str | None]]) -> None:
        try:
            wrong = await asyncio.wait_for(ask(), _PATIENCE)
        except TimeoutError:
            self._vitals.fail(name, f"has not answered within {_PATIENCE:g} s", times=2)
        else:
            if wrong is None:
                self._vitals.beat(name)
            else:
                self._vitals.fail(name, wrong)


def looks(ingest_thread: IngestThread, bot: ExtBot[None] | None) -> dict[str, Callable[[], Awaitable[str | None]]]:
    """``bot`` where nobody polls: it is asked who it is."""

    if bot is None:
        return {Sign.PARSER: ingest_thread.fault}

    async def telegram() -> str | None:
        try:
            await bot.get_me()
        except TelegramError as error:
            return f"cannot be reached: {type(error).__name__}"
        return None

    return {Sign.PARSER: ingest_thread.fault, Sign.TELEGRAM: telegram}
