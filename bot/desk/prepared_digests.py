"""The stories of the last day and week, and the trends, weighed ahead of time for everyone who will ask.

Reading a week's stories and weighing them takes a hundred times as long as choosing from them for one reader. A chore
of the service makes them ready every so often, so that nobody waits for it; without one, whoever asks first does. Who
asks while something is made for the first time waits for that, and does not make it as well.
"""

import threading
from collections.abc import Callable

from config.languages import LANGUAGES
from digests.editions.compose import EditionMaker, Glossing, unglossed
from digests.editions.compose.lookback import is_narrow, looked_back
from digests.editions.trends import WEEK, WEEKS, Trends, trends
from digests.model import Digest, DigestStory, Preferences, Subscriber
from digests.store import Store

_HOUR = 3600
_AHEAD = (24, 7 * 24)
"""Hours of the digests that are asked for every day."""
_FRESH = _HOUR / 60 / 24
"""Seconds for each hour that is looked back over: a day's stories are weighed anew when they are a minute old, a week's
after seven."""
_YOUNG, _YOUNG_FRESH = 300, 15.0
"""With fewer stories than this, each one missing is noticed and weighing them anew takes no time: they serve for so
many seconds."""
_FEW, _FEW_FRESH, _MANY_FRESH = 1000, 300, 3600
"""Trends look the same for an hour; with fewer than a thousand stories, for five minutes."""
_LATE = 2
"""What is so many times older than that is not served: the chore is late, or there is none."""


class PreparedDigests:
    """Composes digests that are asked for; one at a time, because a maker is used by one thread."""

    def __init__(self, glossing: Glossing = unglossed) -> None:
        self._glossing = glossing
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._makers: dict[int, tuple[int, EditionMaker]] = {}
        self._counting = threading.Lock()
        self._trends: Trends | None = None
        self.is_drawing = False
        """Whether pictures of the trends are made just now, for all who will ask."""

    def prepare(self, store: Store, now: int, *, draw: Callable[[Trends], None] = lambda _: None) -> None:
        """Make ready what has aged; who asks meanwhile is served from what was there before.

        New trends are served once ``draw`` has made their pictures; the first ones before that, without.
        """
        self.is_drawing = not _fresh(self._trends, now)
        try:
            for hours in _AHEAD:
                made, known = self._makers.get(hours, (0, None))
                if known is None or not 0 <= now - made < _keeps(known, hours):
                    with self._making:
                        maker = self._weighed(store, hours, now)
                        self._makers[hours] = now, maker
            if self.is_drawing:
                found = self._first_trends(store, now) or _counted(store, now)
                draw(found)
                self._trends = found
        finally:
            self.is_drawing = False

    def _weighed(self, store: Store, hours: int, now: int) -> EditionMaker:
        """A maker that has told once, in each language: what takes long is done when its first story is shown."""
        maker = self._maker(store, hours, now)
        since, weekly = now - hours * _HOUR, hours == _AHEAD[-1]
        for language in LANGUAGES:
            maker.compose(Preferences(language), zone="UTC", since=since, seen={}, follows=(), weekly=weekly)
        return maker

    def _first_trends(self, store: Store, now: int) -> Trends | None:
        """Count them where there were none."""
        with self._counting:
            if self._trends is not None:
                return None
            self._trends = _counted(store, now)
            return self._trends

    def forget(self) -> None:
        """Forget what was weighed: there is news that whoever asks next has to see."""
        with self._making:
            self._makers.clear()
        with self._counting:
            self._trends = None

    def digest(self, store: Store, reader: Subscriber, *, hours: int, now: int, weekly: bool) -> Digest:
        """What the last ``hours`` hold for ``reader``, whether or not they had it; some minutes old at most."""
        follows = store.interests.follows(reader.id)
        leanings = store.readers.leanings([reader.id]).get(reader.id, {})
        made, maker = self._ready(store, hours, now)
        with self._lock:
            found = maker.compose(
                reader.preferences,
                zone=reader.schedule.zone,
                since=made - hours * _HOUR,
                seen={},
                follows=follows,
                leanings=leanings,
                weekly=weekly,
            )
        if found.stories or weekly or not is_narrow(reader.preferences):
            return found
        _, week = self._ready(store, _AHEAD[-1], now)
        with self._lock:
            return looked_back(found, week, reader.preferences, seen={}, follows=follows)

    def rest(
        self, store: Store, reader: Subscriber, *, since: int, told: int, page: int, size: int, now: int
    ) -> tuple[DigestStory, ...]:
        """One page (and a story more where there is another) of what a digest that looked back to ``since`` left out,
        the weightiest first. The ``told`` first stories are those it told; 0 = they are noted with the reader."""
        _, maker = self._ready(store, _AHEAD[-1], now)
        with self._lock:
            seen = {} if told else store.readers.seen([reader.id], sorted(maker.ids)).get(reader.id, {})
            found = maker.compose(
                reader.preferences,
                zone=reader.schedule.zone,
                since=since,
                seen=seen,
                follows=store.interests.follows(reader.id),
                leanings=store.readers.leanings([reader.id]).get(reader.id, {}),
                limit=size + 1,
                skip=told + (page - 1) * size,
            )
        return found.stories

    def _ready(self, store: Store, hours: int, now: int) -> tuple[int, EditionMaker]:
        """What was made ready and when, or else made now."""
        return self._usable(hours, now) or self._made(store, hours, now)

    def _usable(self, hours: int, now: int) -> tuple[int, EditionMaker] | None:
        made, maker = self._makers.get(hours, (0, None))
        if maker is None or not 0 <= now - made < _LATE * _keeps(maker, hours):
            return None
        return made, maker

    def _made(self, store: Store, hours: int, now: int) -> tuple[int, EditionMaker]:
        with self._making:
            if (found := self._usable(hours, now)) is None:  # nobody made it while we waited
                found = self._makers[hours] = now, self._maker(store, hours, now)
            return found

    def _maker(self, store: Store, hours: int, now: int) -> EditionMaker:
        return EditionMaker(store.stories.since(now - hours * _HOUR), now, self._glossing)

    def trends(self, store: Store, now: int) -> Trends:
        """What the last weeks show, some minutes old at most."""
        with self._counting:
            if self._trends is None or not _fresh(self._trends, now, times=_LATE):
                self._trends = _counted(store, now)
            return self._trends


def _keeps(maker: EditionMaker, hours: int) -> float:
    """Seconds for which what was weighed serves."""
    return _YOUNG_FRESH if len(maker) < _YOUNG else hours * _FRESH


def _fresh(found: Trends | None, now: int, *, times: int = 1) -> bool:
    if found is None or not found.totals[-1]:
        return False
    fresh = _FEW_FRESH if sum(found.totals) < _FEW else _MANY_FRESH
    return 0 <= now - found.until < times * fresh


def _counted(store: Store, now: int) -> Trends:
    return trends(
        store.stories.heads(now - WEEKS * WEEK, now + 1),
        now,
        began=store.items.began() or now,
        told=store.stories.told(now - WEEK, now + 1),
    )
