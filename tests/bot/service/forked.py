"""The service in a process of its own, forked from one that has imported it and read the model: a start costs four
seconds of CPU less."""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.service.logs import configure_logs
from bot.service.run import run_service
from config.settings import load_settings
from digests.errors import TrilateralError


@dataclass(frozen=True, slots=True)
class Service:
    """One that runs, or ran; what it says goes into ``log``."""

    process: ForkServerProcess
    log: Path

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    @property
    def code(self) -> int | None:
        """Its exit code; ``None`` while it runs."""
        return self.process.exitcode

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    async def ended(self) -> str:
        """Waits for its end; what it said until then."""
        await asyncio.to_thread(self.process.join)
        return self.said()

    async def stopped(self) -> str:
        """SIGTERM, and what it said; it must end well."""
        os.kill(self.pid, signal.SIGTERM)
        said = await self.ended()
        assert self.code == 0, said
        return said

    async def killed(self) -> None:
        self.process.kill()
        await self.ended()


def start(variables: Mapping[str, str], log: Path) -> Service:
    """The service with ``variables`` set besides our own environment."""
    log.touch()
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["tests.bot.service.preloaded"])
    process = forks.Process(target=_serve, args=({**os.environ, **variables}, log))
    process.start()
    return Service(process, log)


def _serve(variables: Mapping[str, str], log: Path) -> None:
    """As ``trilateral run`` does it."""
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), sys.stderr.fileno())
    os.environ.clear()
    os.environ.update(variables)
    settings = load_settings()
    configure_logs(settings)
    try:
        run_service(settings)
    except TrilateralError as error:
        sys.stderr.write(f"trilateral: {error}\n")
        sys.exit(1)
