"""Digests before their hour: what those who are due soon will most likely get, made to see which texts they hold.

Whoever wants the same at the same time counts once; who follows something of their own is looked at alone.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from digests.editions.tick import Tick
from digests.model import Digest, Preferences
from digests.store import Store

log = logging.getLogger(__name__)

_KINDS = 300
"""Kinds of readers that are looked at, the largest first: the others' digests hold mostly the same stories."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A digest that is to go out at ``due``, to so many readers."""

    digest: Digest
    preferences: Preferences
    due: int
    readers: int


def ahead(store: Store, now: int, seconds: int) -> Iterator[Ahead]:
    """The digests that are due within ``seconds`` from ``now``, as they would be made then of what there is now."""
    kinds = store.audiences.kinds_due(now, now + seconds, _KINDS)
    readers = {each.id: each for each in store.subscribers.many([kind.subscriber_id for kind in kinds])}
    tick = Tick(store, now + seconds)
    for kind in kinds:
        reader = readers.get(kind.subscriber_id)
        dues, _ = tick.dues([reader]) if reader else ([], [])
        for own, (due, *_) in tick.groups(dues).items():
            # what one of many had or voted for says nothing of the others
            wish = replace(own, seen=(), corrected=(), leanings=()) if kind.readers > 1 else own
            try:
                digest = tick.compose(wish)
            except Exception:  # the tick itself says so again when it is due
                log.exception("no look ahead in %s for readers of %s", wish.preferences.language, wish.zone)
                continue
            yield Ahead(digest, wish.preferences, due.slot.at, kind.readers)
