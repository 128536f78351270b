"""The health of one service, served at the address that the settings name; where they name none, nowhere."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.service.health.server import Metrics, StatusServer, status_app
from bot.service.health.vitals import Vitals


@asynccontextmanager
async def served(address: str | None, vitals: Vitals, metrics: Callable[[], Metrics]) -> AsyncIterator[None]:
    """While the block lasts. ``metrics`` makes what ``/metrics`` is answered with: its library is loaded only here.

    Raises:
        ConfigurationError: the address cannot be had.
    """
    if address is None:
        yield
        return
    server = StatusServer(address, status_app(vitals, metrics()))
    await server.start()
    try:
        yield
    finally:
        await server.stop()
