"""The intake beside the bot: a thread with an event loop of its own, so that reading a thousand
entries never keeps a reader waiting for an answer."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bot.service.newsroom import Newsroom, Sources
from digests.intake.report import IngestReport

log = logging.getLogger(__name__)

_THREADS = 4
"""For what the sources wait for beside the network; each holds a connection to the database."""

Pass = Callable[[Sources], Coroutine[Any, Any, IngestReport]]


class IngestThread:
    """Runs passes over the feeds and over the inbox, one of each at a time: a file is not kept waiting by slow feeds.

    What is being stored when it stops is all stored or not at all.
    """

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()
        self._sources: Sources | None = None
        self._feeding = asyncio.Lock()
        self._emptying = asyncio.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._main, args=(self._loop,), name="sources", daemon=True)
        self._thread.start()

    async def feeds(self) -> IngestReport | None:
        """Ask every feed whose time has come, and empty the inbox; ``None`` where that is being done already."""
        return await self._pass(self._feeding, lambda sources: sources.ingest.run(due_only=True))

    async def drops(self) -> IngestReport | None:
        """Empty the inbox alone; ``None`` where it is being emptied already."""
        return await self._pass(self._emptying, lambda sources: sources.ingest.empty_inbox())

    def is_dropped(self) -> bool:
        """Whether there is something to take from the inbox."""
        return self._newsroom.is_dropped()

    async def fault(self) -> str | None:
        """What keeps it from reading, or ``None``."""
        if self._loop is None or self._thread is None or not self._thread.is_alive():
            return "its thread has ended"
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._look(), self._loop))

    async def stop(self, seconds: float) -> bool:
        """Cut off what is running; whether the thread ended in time."""
        if self._loop is None or self._thread is None or not self._thread.is_alive():
            return True
        self._loop.call_soon_threadsafe(self._stopping.set)
        await asyncio.to_thread(self._thread.join, seconds)
        return not self._thread.is_alive()

    async def _pass(self, busy: asyncio.Lock, wanted: Pass) -> IngestReport | None:
        if self._loop is None:
            return None
        future = asyncio.run_coroutine_threadsafe(self._work(busy, wanted), self._loop)
        return await asyncio.wrap_future(future)

    async def _work(self, busy: asyncio.Lock, wanted: Pass) -> IngestReport | None:
        if busy.locked() or self._sources is None:
            return None
        async with busy:
            return await wanted(self._sources)

    async def _look(self) -> str | None:
        return await self._sources.pool.fault() if self._sources is not None else "has not begun"

    def _main(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="sources"))
        loop.run_until_complete(self._serve())
        loop.close()

    async def _serve(self) -> None:
        async with self._newsroom.sources() as self._sources:
            await self._stopping.wait()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()
