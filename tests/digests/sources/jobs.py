"""What workers are asked to do in tests; it imports next to nothing, so that none of a job's seconds go to imports."""

import ctypes
import os
import time


def sleep(seconds: float) -> None:
    time.sleep(seconds)


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
