"""What workers are asked to do in tests; it imports next to nothing, so that none of a job's seconds go to imports."""

import ctypes
import os
import time


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def work() -> None:
    """Without end, in the interpreter's own loop."""
    while True:
        pass


def work_deep_inside() -> int:
    """For minutes, in one call of the C library, which no signal handler of Python's would interrupt."""
    return len(str(9 ** (9**8)))


def used(seconds: float) -> float:
    """So much CPU time, and how much it was."""
    began = time.process_time()
    while (spent := time.process_time() - began) < seconds:
        pass
    return spent


def hoard(megabytes: int) -> int:
    return len(bytes(megabytes << 20))


def crash() -> None:
    ctypes.string_at(0)


def chatter(word: str) -> str:
    os.write(1, b"noise from a library\n")
    print(word)
    return word


def nest(depth: int) -> int:
    return nest(depth + 1)


def environment() -> dict[str, str]:
    return dict(os.environ)


def fail() -> None:
    raise ZeroDivisionError("a bug")
