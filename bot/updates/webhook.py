"""The other way in: Telegram calls us. 200 is answered only once the update is handled and in the log."""

import asyncio
import errno
import hmac
import json
import logging
import os
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

from aiohttp import web
from telegram.error import BadRequest

from bot.updates.handling import App, UpdateHandler
from bot.updates.polling import ALLOWED, CROWD, is_update
from digests.errors import ConfigurationError

log = logging.getLogger(__name__)

PATH = "/telegram"
SERVED_BY = "X-Served-By"
"""A header by which ``trilateral doctor`` sees that it is we who listen on the port."""
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MAX_BODY = 1024 * 1024
_BACKLOG = 128
_FINISHING = 60
"""Seconds that requests in work have to be answered once we stop; the service waits less for them."""


def address(url: str) -> str:
    """Where Telegram shall call: ``url`` as the operator set it, with our path where it does not end in it already."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return urlunsplit(parts._replace(path=path if path.endswith(PATH) else path + PATH))


def listening(port: int, host: str = "0.0.0.0", *, variable: str = "PORT") -> socket.socket:  # noqa: S104
    """A socket that listens on ``port``, by default behind what ends TLS.

    Raises:
        ConfigurationError: the port cannot be had; says why and names ``variable``.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            problem = f"{port} is in use by another program"
            raise ConfigurationError(variable, problem, f"stop that one, or set {variable} to a free port") from error
        if error.errno == errno.EACCES:
            problem = f"{port} may not be used: ports below 1024 want rights of their own"
            raise ConfigurationError(variable, problem, f"set {variable} to one above 1023") from error
        problem = f"{port} cannot be used: {os.strerror(error.errno or 0)}"
        raise ConfigurationError(variable, problem, f"set {variable} to a free port") from error


def webhook_app(
    update_handler: UpdateHandler, secret: str, beside: Sequence[web.AbstractRouteDef] = ()
) -> web.Application:
    """``POST`` with Telegram's secret token, and ``GET /health``. Telegram's calls are known by the secret, not by the
    path: a proxy in front of us may pass on only a part of the path. ``beside``: what else is served there."""

    async def receive(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return web.Response(status=403)
        body = await request.read()  # answers 413 itself past the most that we take
        try:
            given = json.loads(body)
        except (ValueError, RecursionError) as error:
            given = error
        if not is_update(given):
            log.warning("a webhook call that holds no update but %s", type(given).__name__)
            return web.Response(status=400)
        update = await update_handler.read(given, given["update_id"])
        if update is None:
            return web.Response()
        if await update_handler.fresh([update]) or update.update_id in update_handler.running:
            task = update_handler.take(update)
            if len(update_handler.running) > CROWD:  # Telegram opens forty connections at most
                await update_handler.keep([given])
            else:
                await task
        return web.Response()

    async def health(request: web.Request) -> web.Response:
        return web.Response(text="ok", headers={SERVED_BY: "trilateral"})

    app = web.Application(client_max_size=_MAX_BODY)
    app.add_routes([web.get("/health", health), *beside, web.post("/{path:.*}", receive)])
    return app


class Webhook:
    """A server on ``port``, and Telegram told where it is. TLS is the business of what stands in front."""

    def __init__(
        self,
        application: App,
        update_handler: UpdateHandler,
        *,
        url: str,
        secret: str,
        port: int,
        beside: Sequence[web.AbstractRouteDef] = (),
    ) -> None:
        self._bot, self._update_handler = application.bot, update_handler
        self._url = address(url)
        self._port = port
        self._socket: socket.socket | None = None
        self._secret = secret
        self._app = webhook_app(update_handler, secret, beside)
        self._stopping = asyncio.Event()

    def listen(self) -> None:
        """Take the port, before anything else is begun.

        Raises:
            ConfigurationError: it cannot be had.
        """
        self._socket = listening(self._port)

    async def run(self) -> None:
        """Until :meth:`stop`; requests in work are answered first.

        Raises:
            ConfigurationError: Telegram refuses the address, or the port cannot be had.
        """
        with self._socket or listening(self._port) as listener:
            try:
                await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=list(ALLOWED))
            except BadRequest as error:
                advice = "it has to be an https address on port 443, 80, 88 or 8443"
                raise ConfigurationError(
                    "TRILATERAL_WEBHOOK_URL", f"is refused by Telegram: {error}", advice
                ) from error
            log.info("Telegram calls %s; listening on port %d", self._url, self._port)
            runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=_FINISHING)
            await runner.setup()
            try:
                await web.SockSite(runner, listener).start()
                await self._stopping.wait()
            finally:
                await runner.cleanup()

    def stop(self) -> None:
        self._stopping.set()
