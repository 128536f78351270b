"""The first call to Telegram: who are we? Asked until it answers, or until somebody wants the service to stop."""

import asyncio
import logging
from contextlib import suppress

from telegram.error import InvalidToken, TelegramError

from bot.updates.handling import App
from config.settings import TELEGRAM, Settings, right_value
from digests.errors import ConfigurationError

log = logging.getLogger(__name__)
_AGAIN = 10.0


def not_ours(settings: Settings, words: str | None, status: int = 0) -> ConfigurationError:
    """Why the server at ``TRILATERAL_API_URL`` does not take us: the token, or the address. ``words``: what it said,
    ``None`` where that was no answer of a Bot API.

    Telegram says 401 to a token that it does not know, and 404 to a path that it does not know, of which the token is a
    part: one that is cut off as well (https://core.telegram.org/bots/api#making-requests).
    """
    url = str(settings.api_url).rstrip("/")
    if words is None:
        problem = f"{url} answers {status}, and not as a Bot API"
        return ConfigurationError("TRILATERAL_API_URL", problem, f"right: {right_value('TRILATERAL_API_URL')}")
    if "not found" in words.lower() and url != TELEGRAM:
        problem = f"{url} knows no such path ({words})"
        advice = "it has to be the root, without /bot and the token; " + right_value("TRILATERAL_API_URL")
        return ConfigurationError("TRILATERAL_API_URL", problem, advice)
    return ConfigurationError("TELEGRAM_BOT_TOKEN", "is refused by Telegram", "ask @BotFather for the right one")


async def connected(application: App, stopping: asyncio.Event, settings: Settings) -> bool:
    """Whether Telegram was reached before somebody wanted us to stop."""
    connecting = asyncio.create_task(_initialized(application, stopping, settings))
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


async def _initialized(application: App, stopping: asyncio.Event, settings: Settings) -> bool:
    """Who are we? Asked until Telegram answers; a token that it refuses ends the start.

    Raises:
        ConfigurationError: the token is wrong, or the address of the server.
    """
    while not stopping.is_set():
        try:
            await application.initialize()
        except InvalidToken as error:
            raise not_ours(settings, error.message) from error
        except TelegramError as error:
            log.error("%s does not answer: %s; asking again in %d s", settings.api_url, error, _AGAIN)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), _AGAIN)
        else:
            return True
    return False
