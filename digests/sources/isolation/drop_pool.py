"""Reading drops in a process that can be killed: a document that takes too long or too much costs itself alone."""

import asyncio

from digests.errors import DropRejected, ParseError
from digests.sources.drops.documents import Document, read_whole
from digests.sources.drops.inbox import Read
from digests.sources.isolation.pool import ParserPool

SECONDS = 20.0
"""Of CPU for one document."""


def killable(pool: ParserPool, loop: asyncio.AbstractEventLoop) -> Read:
    """What reads like ``read_whole``, in a worker of ``pool``, which lives on ``loop``.

    It is called from a thread that is not the loop's own. A document that kills its worker is a DropRejected too.
    """

    def read(name: str, data: bytes) -> Document:
        reading = pool.run(name, read_whole, name, data)
        try:
            return asyncio.run_coroutine_threadsafe(reading, loop).result()
        except ParseError as error:
            raise DropRejected(name, error.problem, "save it anew, or drop its text alone as .txt") from error

    return read
