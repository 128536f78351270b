"""What the log says of a pass: where no feed is reached it is our own network, told once and not once a feed."""

import logging
from collections.abc import Iterator, Sequence

from digests.intake.report import SourceLine

_SEVERAL = 3
"""If so many feeds are asked and none is reached, they have not all gone away at once."""


class Network:
    """Remembers whether it was there at the last pass; pure."""

    def __init__(self) -> None:
        self._there = True

    def told(self, lines: Sequence[SourceLine]) -> Iterator[tuple[int, str]]:
        """(level, line) of everything that is worth one."""
        feeds = [line for line in lines if not line.dropped]
        reached = any(line.reached for line in feeds)
        away = bool(feeds) and not reached and (len(feeds) >= _SEVERAL or not self._there)
        if away and self._there:
            yield logging.ERROR, f"none of the {len(feeds)} feeds could be reached: is this machine on the network?"
        elif reached and not self._there:
            yield logging.INFO, "feeds are reached again"
        if feeds:
            self._there = not away
        for line in lines:
            if not line.good and not (away and not line.dropped):
                yield logging.WARNING, f"{line.subject}: {line.outcome}: {line.detail}"
