"""The small server: ``/healthz`` (does the process answer?), ``/readyz`` (does it get on with its work?), ``/metrics``.

It has no secrets to show and asks for none, and answers nobody but who can reach its address: by default nobody.
"""

import asyncio
from collections.abc import Callable, Sequence

from aiohttp import web

from bot.service.health.vitals import Vitals
from bot.updates.webhook import SERVED_BY, listening

Metrics = Callable[[], tuple[bytes, str]]
"""The metrics as they are now, and their content type; reads the database."""


def health_routes(vitals: Vitals) -> Sequence[web.AbstractRouteDef]:
    """For whoever only asks how things stand; served beside the webhook, too."""

    async def healthz(request: web.Request) -> web.Response:
        return web.json_response({"alive": True}, headers={SERVED_BY: "trilateral"})

    async def readyz(request: web.Request) -> web.Response:
        wrong = vitals.complaints()
        checks = {name: wrong.get(name, "ok") for name in (*vitals.watched, *wrong)}
        return web.json_response({"ready": not wrong, "checks": checks}, status=503 if wrong else 200)

    return [web.get("/healthz", healthz), web.get("/readyz", readyz)]


def status_app(vitals: Vitals, metrics: Metrics) -> web.Application:
    """Everything that can be asked."""

    async def scraped(request: web.Request) -> web.Response:
        body, content_type = await asyncio.to_thread(metrics)
        return web.Response(body=body, headers={"Content-Type": content_type})

    app = web.Application()
    app.add_routes([*health_routes(vitals), web.get("/metrics", scraped)])
    return app


def health_app(vitals: Vitals) -> web.Application:
    """What anybody may ask."""
    app = web.Application()
    app.add_routes(health_routes(vitals))
    return app


class StatusServer:
    """A server at an address of the operator's."""

    def __init__(self, host: str, port: int, app: web.Application, *, variable: str) -> None:
        """``variable``: which setting names the port."""
        self._host, self._port = host, port
        self._variable = variable
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)

    async def start(self) -> None:
        """Raises:
        ConfigurationError: the address cannot be had; says why.
        """
        listener = listening(self._port, self._host, variable=self._variable)
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()

    async def stop(self) -> None:
        await self._runner.cleanup()
