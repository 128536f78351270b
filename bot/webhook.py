"""The other way in: Telegram calls us. 200 is answered only once the update is handled and in the log."""

import hmac
import logging

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import BadRequest

from bot.desklog import App, Desklog, read
from bot.gateway import ALLOWED, CROWD, is_update
from digests.errors import ConfigurationError

log = logging.getLogger(__name__)

PATH = "/telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MAX_BODY = 1024 * 1024


def webhook_app(application: App, desklog: Desklog, secret: str) -> Starlette:
    """``POST /telegram`` with Telegram's secret token, and ``GET /health``."""

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
        if await desklog.fresh([update]) or update.update_id in desklog.running:
            task = desklog.take(update)
            if len(desklog.running) > CROWD:  # Telegram opens forty connections at most
                await desklog.keep([given])
            else:
                await task
        return Response(status_code=200)

    async def health(request: Request) -> Response:
        return Response("ok")

    return Starlette(routes=[Route(PATH, receive, methods=["POST"]), Route("/health", health)])


class Webhook:
    """uvicorn on ``port``, and Telegram told where it is. TLS is the business of what stands in front."""

    def __init__(self, application: App, desklog: Desklog, *, url: str, secret: str, port: int) -> None:
        self._bot, self._desklog = application.bot, desklog
        self._url = url.rstrip("/") + PATH
        self._secret = secret
        app = webhook_app(application, desklog, secret)
        config = uvicorn.Config(app, host="0.0.0.0", port=port, log_config=None, access_log=False, lifespan="off")  # noqa: S104
        self._server = _Server(config)

    async def run(self) -> None:
        """Until :meth:`stop`; requests in work are answered first.

        Raises:
            ConfigurationError: Telegram refuses the address.
        """
        try:
            await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=list(ALLOWED))
        except BadRequest as error:
            advice = "it has to be an https address on port 443, 80, 88 or 8443"
            raise ConfigurationError("TRILATERAL_WEBHOOK_URL", f"is refused by Telegram: {error}", advice) from error
        await self._desklog.resume()
        await self._server.serve()

    def stop(self) -> None:
        self._server.should_exit = True


class _Server(uvicorn.Server):
    """Leaves the signals to the service."""

    def install_signal_handlers(self) -> None:
        return
