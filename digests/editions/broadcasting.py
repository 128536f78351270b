"""A broadcast's way through the outbox: filled a page at a time, paused, resumed, cancelled, counted.

Each page and the note of how far it came are one transaction, so a restart goes on where it stopped and nobody gets
it twice; a row's key is the broadcast and the subscriber.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from digests.store import Store
from digests.store.sending.broadcasts import Broadcast

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it is."""

    total: int
    sent: int
    waiting: int
    failed: dict[str, int]
    """Reason -> how many."""
    cancelled: int
    recalled: int
    left: int
    """Of those it was sent to, how many stopped, blocked us or are gone."""

    @property
    def ended(self) -> int:
        return self.total - self.waiting


class Broadcasting:
    """What can be done with a broadcast; each returns False where somebody else was first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def advance(self, now: int, *, going: Callable[[], bool] = lambda: True) -> bool:
        """Start what is due, fill what is started, end what is sent; whether anything was put into the outbox."""
        added = False
        for broadcast in self._store.broadcasts.active():
            if broadcast.state == "scheduled" and (broadcast.scheduled or 0) <= now:
                self._store.broadcasts.change_state(broadcast.id, ["scheduled"], "filling", now)
                broadcast = self._store.broadcasts.get(broadcast.id)
            if broadcast.state == "filling":
                added = self._fill(broadcast, now, going) or added
            elif broadcast.state == "running" and not self.standing(broadcast).waiting:
                self._store.broadcasts.change_state(broadcast.id, ["running"], "done", now)
        return added

    def _fill(self, broadcast: Broadcast, now: int, going: Callable[[], bool]) -> bool:
        audience = self._store.audiences.of(broadcast.audience, after=broadcast.filled)
        added = False
        while page := list(islice(audience, _PAGE)):
            with self._store.db.write():
                if not self._store.broadcasts.fill(broadcast.id, page[-1].id):
                    return added
                chats = [(each.id, each.chat_id, each.thread_id) for each in page]
                self._store.broadcast_messages.fill(broadcast.id, broadcast.body_id, chats, now, state="pending")
            added = True
            if not going():
                return added
        self._store.broadcasts.change_state(broadcast.id, ["filling"], "running", now)
        return added

    def pause(self, broadcast_id: int, now: int) -> bool:
        with self._store.db.write():
            done = self._store.broadcasts.change_state(broadcast_id, ["running", "filling"], "paused", now)
            if done:
                self._store.broadcast_messages.change_state(broadcast_id, "pending", "held", now)
        return done

    def resume(self, broadcast_id: int, now: int) -> bool:
        """Back to filling, which ends at once where everybody has a row already."""
        with self._store.db.write():
            done = self._store.broadcasts.change_state(broadcast_id, ["paused"], "filling", now)
            if done:
                self._store.broadcast_messages.change_state(broadcast_id, "held", "pending", now)
        return done

    def cancel(self, broadcast_id: int, now: int) -> bool:
        """What is sent stays sent (see recall); the rest is not."""
        with self._store.db.write():
            done = self._store.broadcasts.change_state(
                broadcast_id, ["scheduled", "filling", "running", "paused"], "cancelled", now
            )
            if done:
                self._store.broadcast_messages.change_state(broadcast_id, "pending", "cancelled", now)
                self._store.broadcast_messages.change_state(broadcast_id, "held", "cancelled", now)
        return done

    def recall(self, broadcast_id: int, now: int) -> bool:
        return self._store.broadcasts.change_state(broadcast_id, ["done", "cancelled"], "recalling", now)

    def count(self, broadcast: Broadcast) -> int:
        """How many its audience are at present."""
        return sum(1 for _ in self._store.audiences.of(broadcast.audience))

    def standing(self, broadcast: Broadcast) -> Standing:
        counts = self._store.broadcast_messages.counts(broadcast.id)
        by_state: dict[str, int] = {}
        failed: dict[str, int] = {}
        for (state, reason), number in counts.items():
            by_state[state] = by_state.get(state, 0) + number
            if state == "given up":
                failed[reason] = failed.get(reason, 0) + number
        waiting = sum(by_state.get(state, 0) for state in ("pending", "sending", "held"))
        return Standing(
            total=sum(by_state.values()),
            sent=by_state.get("sent", 0),
            waiting=waiting,
            failed=dict(sorted(failed.items(), key=lambda item: -item[1])),
            cancelled=by_state.get("cancelled", 0),
            recalled=by_state.get("recalled", 0),
            left=self._store.broadcasts.left(broadcast.id),
        )
