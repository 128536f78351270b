"""How much longer does it take on four times the text? Told by CPU time, which a busy machine does not change."""

import gc
import math
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SHORT = 4096
"""Signs at which a text is first looked at closely, then at four times as many."""
_NOTHING = 0.006
"""Seconds of CPU for a ``SHORT`` text below which nothing can be quadratic: that is eight million steps and more."""
_FEW = (64, 512)
_PATIENCE = 0.3
"""Seconds for a text of a few signs: what takes longer grows without end."""
_LONGEST = 2.0
_ALLOWED = 5.0
"""Times as long on four times the text: four, and a little for what is done once."""
_SURELY = 8.0
"""Times as long that no disturbance explains."""


class TooLongError(Exception):
    """It was cut off."""


def growth(act: Callable[[int], object]) -> str:
    """``""`` where the work of ``act(length)`` grows like the length, else what was seen."""
    if _spent(act, (*_FEW, SHORT), _PATIENCE) < _NOTHING:  # nearly all of them, and that was all
        return ""
    if endless := without_end(act):
        return endless
    first = _spent(act, (SHORT,), _LONGEST)  # what is made the first time and stays is made by now
    if first < _NOTHING:
        return ""
    if first > _LONGEST:
        return f"takes more than {_LONGEST:g} s on {SHORT} characters"
    times = _compared(act, SHORT, first)
    if _ALLOWED < times < _SURELY:  # what grows only while it is small, in memory of its own, is let pass
        times = _compared(act, 4 * SHORT, math.inf)
    if times <= _ALLOWED:
        return ""
    return f"{first * 1000:.0f} ms on {SHORT} characters, {times:.1f} times as long on four times as many"


def without_end(act: Callable[[int], object]) -> str:
    """``""`` unless ``act(length)`` takes long for a text of a few signs."""
    if _spent(act, _FEW, _PATIENCE) < _PATIENCE:
        return ""
    return f"takes more than {_PATIENCE:g} s on {_FEW[-1]} characters and fewer"


def _compared(act: Callable[[int], object], length: int, short: float) -> float:
    """How many times as long as ``short``, the seconds that it took once (without end: not known yet); the best of
    several, since what disturbs only adds."""
    long = math.inf
    for attempt in range(5):
        if attempt or short == math.inf:
            short = min(short, _spent(act, (length,), _LONGEST))
        long = min(long, _spent(act, (4 * length,), _SURELY * short + 0.1))
        if long <= _ALLOWED * short or (attempt and long > _SURELY * short):
            break
    return long / short


def _spent(act: Callable[[int], object], lengths: tuple[int, ...], most: float) -> float:
    """Seconds of CPU for the last of ``lengths``, of this thread: a running timer makes the clock of the whole process
    coarse. Without end where all together were cut off."""
    try:
        with cut_off(most):
            for length in lengths:
                began = time.thread_time()
                act(length)
            return time.thread_time() - began
    except TooLongError:
        return math.inf


@contextmanager
def cut_off(seconds: float) -> Iterator[None]:
    """Ends what runs inside after so much CPU time. In the main thread alone, since it is a signal that ends it."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    gc.disable()  # what other tests left is not cleared away within this one's time
    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        gc.enable()
        signal.signal(signal.SIGVTALRM, before)
