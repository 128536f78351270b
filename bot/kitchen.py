"""The stories of the last day and week as they stand, made ready once a minute for everyone who asks for a digest.

Reading a day's stories and weighing them takes a hundred times as long as choosing from them for one reader.
"""

import threading

from digests.compose import EditionMaker
from digests.model import Digest, Subscriber
from digests.store import Store

_HOUR = 3600
_MINUTE = 60


class Kitchen:
    """Composes digests that are asked for; one at a time, because a maker is used by one thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._makers: dict[int, tuple[int, EditionMaker]] = {}

    def digest(self, store: Store, reader: Subscriber, *, hours: int, now: int, weekly: bool) -> Digest:
        """What the last ``hours`` hold for ``reader``, whether or not they had it; up to a minute old."""
        follows = store.subscribers.follows(reader.id)
        leanings = store.readers.leanings([reader.id]).get(reader.id, {})
        with self._lock:
            made, maker = self._maker(store, hours, now)
            return maker.compose(
                reader.preferences,
                zone=reader.schedule.zone,
                since=made - hours * _HOUR,
                seen={},
                follows=follows,
                leanings=leanings,
                weekly=weekly,
            )

    def _maker(self, store: Store, hours: int, now: int) -> tuple[int, EditionMaker]:
        """The stories as they stood at most a minute ago, and when that was."""
        made, maker = self._makers.get(hours, (0, None))
        if maker is None or not 0 <= now - made < _MINUTE:
            made, maker = now, EditionMaker(store.stories.since(now - hours * _HOUR), now)
            self._makers[hours] = (made, maker)
        return made, maker
