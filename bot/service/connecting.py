"""The first call to Telegram: who are we? Asked until it answers, or until somebody wants the service to stop."""

import asyncio
import logging
from contextlib import suppress

from telegram.error import InvalidToken, TelegramError

from bot.updates.handling import App
from digests.errors import ConfigurationError

log = logging.getLogger(__name__)
_AGAIN = 10.0


async def connected(application: App, stopping: asyncio.Event, api_url: str) -> bool:
    """Whether Telegram was reached before somebody wanted us to stop."""
    connecting = asyncio.create_task(_initialized(application, stopping, api_url))
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait({connecting, stop}, return_when=asyncio.FIRST_COMPLETED)
    reached = False
    try:
        reached = connecting.done() and connecting.result()
    finally:
        stop.cancel()
        if not reached:
            connecting.cancel()
            await asyncio.gather(connecting, return_exceptions=True)
            await application.bot.shutdown()
    return reached


async def _initialized(application: App, stopping: asyncio.Event, api_url: str) -> bool:
    """Who are we? Asked until Telegram answers; a token that it refuses ends the start.

    Raises:
        ConfigurationError: the token is wrong.
    """
    while not stopping.is_set():
        try:
            await application.initialize()
        except InvalidToken as error:
            advice = "ask @BotFather for the right one"
            raise ConfigurationError("TELEGRAM_BOT_TOKEN", "is refused by Telegram", advice) from error
        except TelegramError as error:
            log.error("%s does not answer: %s; asking again in %d s", api_url, error, _AGAIN)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), _AGAIN)
        else:
            return True
    return False
