"""A worker process: reads jobs from stdin, writes results to stdout, and knows nothing of who asks.

    python -m digests.sources.isolation.worker BYTES

A job is a pickled ``(seconds, function, arguments)``, which comes from our own parent; a result is plain data
(``answers.py``), since it comes from whoever has read a hostile document. Each stands behind its length in eight bytes.
The process may use ``BYTES`` of memory beyond what it holds when it starts, and for each job ``seconds`` of CPU time
(0 = any): one that uses more is ended by SIGPROF. CPU time, since a busy machine adds nothing to it.
"""

import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from digests.sources.isolation.answers import dump_failure, dump_value

LENGTH = struct.Struct(">Q")


def framed(data: bytes) -> bytes:
    """``data`` behind its length."""
    return LENGTH.pack(len(data)) + data


def main() -> None:
    """Serve until stdin ends."""
    jobs, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not stand among the results
    _limit(int(sys.argv[1]))
    while head := jobs.read(LENGTH.size):
        results.write(_answer(*pickle.loads(jobs.read(*LENGTH.unpack(head)))))  # noqa: S301 - from our own parent
        results.flush()


def _answer(seconds: float, function: Callable[..., object], arguments: tuple[Any, ...]) -> bytes:
    _allow(seconds)
    try:
        return framed(dump_value(function(*arguments)))
    except Exception as error:  # noqa: BLE001 the boundary: the parent raises it beside the subject
        return framed(dump_failure(error))
    finally:
        _allow(0)


def _allow(seconds: float) -> None:
    """Allow so much CPU time from now on; nothing catches the signal, so that no library can run longer."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit(memory: int) -> None:
    """RLIMIT_AS counts mapped libraries, hence the allowance for what is held already."""
    if sys.platform == "win32":
        return
    import resource

    statm = Path("/proc/self/statm")
    held = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))


if __name__ == "__main__":
    main()
