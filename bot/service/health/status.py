"""The health of one service, served at the address that the settings name; where they name none, nowhere."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.service.health.server import Metrics, StatusServer, health_app, status_app
from bot.service.health.vitals import Vitals
from config.settings import host_and_port


@asynccontextmanager
async def served(address: str | None, vitals: Vitals, metrics: Callable[[], Metrics]) -> AsyncIterator[None]:
    """While the block lasts. ``metrics`` makes what ``/metrics`` is answered with: its library is loaded only here.

    Raises:
        ConfigurationError: the address cannot be had.
    """
    if address is None:
        yield
        return
    server = StatusServer(*host_and_port(address), status_app(vitals, metrics()), variable="TRILATERAL_STATUS_ADDRESS")
    async with _running(server):
        yield


@asynccontextmanager
async def answering(port: int | None, vitals: Vitals) -> AsyncIterator[None]:
    """A web process (``web:`` in the Procfile) is to bind its port and is asked there for its health; anybody may,
    so that nothing is counted there.

    Raises:
        ConfigurationError: the port cannot be had.
    """
    if port is None:
        yield
        return
    async with _running(StatusServer("0.0.0.0", port, health_app(vitals), variable="PORT")):  # noqa: S104 - as asked
        yield


@asynccontextmanager
async def _running(server: StatusServer) -> AsyncIterator[None]:
    await server.start()
    try:
        yield
    finally:
        await server.stop()
