"""The other way in: Telegram calls us. 200 is answered only once the update is handled and in the log."""

import errno
import hmac
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import BadRequest

from bot.updates.handling import App, UpdateHandler, read
from bot.updates.polling import ALLOWED, CROWD, is_update
from digests.errors import ConfigurationError

log = logging.getLogger(__name__)

PATH = "/telegram"
SERVED_BY = "X-Served-By"
"""A header by which ``trilateral doctor`` sees that it is we who listen on the port."""
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MAX_BODY = 1024 * 1024
_BACKLOG = 128


def address(url: str) -> str:
    """Where Telegram shall call: ``url`` as the operator set it, with our path where it does not end in it already."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return urlunsplit(parts._replace(path=path if path.endswith(PATH) else path + PATH))


def listening(port: int) -> socket.socket:
    """A socket that listens on ``port``.

    Raises:
        ConfigurationError: the port cannot be had; says why and names PORT.
    """
    try:
        return socket.create_server(("0.0.0.0", port), backlog=_BACKLOG)  # noqa: S104 - behind what ends TLS
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            problem = f"{port} is in use by another program"
            raise ConfigurationError("PORT", problem, "stop that one, or set PORT to a free port") from error
        if error.errno == errno.EACCES:
            problem = f"{port} may not be used: ports below 1024 want rights of their own"
            raise ConfigurationError("PORT", problem, "set PORT to one above 1023") from error
        problem = f"{port} cannot be used: {os.strerror(error.errno or 0)}"
        raise ConfigurationError("PORT", problem, "set PORT to a free port") from error


def webhook_app(application: App, update_handler: UpdateHandler, secret: str) -> Starlette:
    """``POST`` with Telegram's secret token, and ``GET /health``. Telegram's calls are known by the secret, not by the
    path: a proxy in front of us may pass on only a part of the path."""

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        if int(request.headers.get("content-length") or 0) > _MAX_BODY:
            return Response(status_code=413)
        try:
            given = await request.json()
        except (ValueError, RecursionError) as error:
            given = error
        if not is_update(given):
            log.warning("a webhook call that holds no update but %s", type(given).__name__)
            return Response(status_code=400)
        update = read(given, application.bot)
        if update is None:
            return Response(status_code=200)
        if await update_handler.fresh([update]) or update.update_id in update_handler.running:
            task = update_handler.take(update)
            if len(update_handler.running) > CROWD:  # Telegram opens forty connections at most
                await update_handler.keep([given])
            else:
                await task
        return Response(status_code=200)

    async def health(request: Request) -> Response:
        return Response("ok", headers={SERVED_BY: "trilateral"})

    return Starlette(routes=[Route("/health", health), Route("/{path:path}", receive, methods=["POST"])])


class Webhook:
    """uvicorn on ``port``, and Telegram told where it is. TLS is the business of what stands in front."""

    def __init__(self, application: App, update_handler: UpdateHandler, *, url: str, secret: str, port: int) -> None:
        self._bot, self._update_handler = application.bot, update_handler
        self._url = address(url)
        self._port = port
        self._socket: socket.socket | None = None
        self._secret = secret
        app = webhook_app(application, update_handler, secret)
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
        self._server = _Server(config)

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
            await self._server.serve(sockets=[listener])

    def stop(self) -> None:
        self._server.should_exit = True


class _Server(uvicorn.Server):
    """Leaves the signals to the service."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
