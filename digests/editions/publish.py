"""Who is due gets an edition: composed, rendered by the function that ``bot`` gives, written to the outbox.

due (a page) -> turn (which slots) -> groups of equal readers -> compose and render once a group -> one transaction

Readers with equal preferences, zone, follows and history get the same messages, so 100,000 due at once are composed
and rendered as often as there are different wishes. Each page is committed before the next is read: the first
messages leave while the last are still being written, and memory holds one page.
"""

import logging
from collections.abc import Callable, Sequence

from digests.editions.compose import Glossing, unglossed
from digests.editions.compose.lookback import is_narrow, looked_back
from digests.editions.tick import Likeness, Made, Recipient, Tick
from digests.model import Digest, Edition, Part, Preferences, Subscriber
from digests.schedule import next_due
from digests.store import Store
from digests.store.sending.changes import DIGEST
from digests.store.sending.editions import Publication

log = logging.getLogger(__name__)

FIRST_PAGE, PAGE = 200, 2000
_RETRY = 600
"""Seconds until a reader whose digest could not be made is tried again."""


Renderer = Callable[[Digest, Preferences], tuple[Part, ...]]
"""A digest in the form that the reader chose."""


class Publisher:
    """One tick at a time, off the event loop."""

    def __init__(self, store: Store, render: Renderer, glossing: Glossing = unglossed) -> None:
        self._store = store
        self._render = render
        self._glossing = glossing

    def publish(self, now: int, *, after_page: Callable[[], bool] = lambda: True) -> int:
        """Everyone who is due at ``now``; how many editions were written.

        ``after_page`` is called after each commit and says whether to go on; who is left is due at the next tick.
        """
        self._store.audiences.wake(now, lambda schedule: next_due(schedule, now))
        written, size, tick = 0, FIRST_PAGE, Tick(self._store, now, self._glossing)
        while due := self._store.audiences.due(now, size):
            written += self._page(due, tick)
            size = PAGE
            if not after_page():
                break
        return written

    def _page(self, subscribers: Sequence[Subscriber], tick: Tick) -> int:
        dues, passed = tick.dues(subscribers)
        made = [(due, self._made(wish, due, tick)) for wish, members in tick.groups(dues).items() for due in members]
        outbox, editions = self._store.outbox, self._store.editions
        with self._store.db.write():
            ids = {id(each): each.stored(outbox, tick.now) for _, each in made if each is not None}
            good = [_publication(due, each, ids[id(each)]) for due, each in made if each is not None]
            editions.publish(passed, tick.now)
            written = editions.publish(good, tick.now)
            for due, each in made:  # last: a digest that could be made beside it has moved the next due time on
                if each is None:
                    self._store.subscribers.set_next_due(due.subscriber.id, tick.now + _RETRY)
            return written

    def _made(self, wish: Likeness, due: Recipient, tick: Tick) -> Made | None:
        """Compose and render once for a tick; ``None`` where it failed, which concerns these readers alone."""
        try:
            if wish not in tick.made:
                tick.make_room()
                tick.made[wish] = self._make(wish, tick)
            return self._or_newest(wish, due, tick)
        except Exception:
            log.exception("no digest in %s for readers of %s", wish.preferences.language, wish.zone)
            return None

    def _or_newest(self, wish: Likeness, due: Recipient, tick: Tick) -> Made:
        """What was made, or for a narrow choice of which there is nothing the newest of the week that this reader has
        not had."""
        made, wants = tick.made[wish], wish.preferences
        if made.stories or wish.weekly or wants.empty == "silence" or not is_narrow(wants):
            return made
        maker = tick.newest(wants)
        had = self._store.readers.seen([due.subscriber.id], sorted(maker.ids)).get(due.subscriber.id, {})
        key = (wish, tuple(sorted(had.items())))
        if key not in tick.looked_back:
            empty = Digest(wants.language, wish.zone, tick.now, wish.since, ())
            digest = looked_back(empty, maker, wants, seen=had, follows=wish.follows)
            told = {story.story_id: tick.reports[story.story_id] for story in digest.stories}
            tick.looked_back[key] = Made(self._render(digest, wants), told) if told else made
        return tick.looked_back[key]

    def _make(self, wish: Likeness, tick: Tick) -> Made:
        digest = tick.compose(wish)
        silent = not digest.stories and wish.preferences.empty == "silence"
        told = {story.story_id: tick.reports[story.story_id] for story in digest.stories}
        return Made(() if silent else self._render(digest, wish.preferences), told)


def _publication(due: Recipient, made: Made, body_ids: tuple[int, ...]) -> Publication:
    subscriber = due.subscriber
    return Publication(
        Edition(subscriber.id, due.slot.date, due.slot.name),
        subscriber.chat_id,
        subscriber.thread_id,
        DIGEST,
        body_ids,
        made.stories,
        subscriber.settings_version,
        due.next_due,
    )
