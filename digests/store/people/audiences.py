"""Many subscribers at once: who is due, whose pause has ended, whom a broadcast is for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from digests.model import Schedule, Subscriber
from digests.store.engine.aside import Aside
from digests.store.engine.database import Database
from digests.store.people.subscriber_rows import Kind, State, subscriber_of

_PAGE = 1000
_DUE = (
    "SELECT * FROM subscribers WHERE state = 'active' AND next_due <= :now AND id NOT IN"
    " (SELECT CAST(key AS INTEGER) FROM set_aside WHERE kind = 'subscriber') ORDER BY next_due, id LIMIT :limit"
)
_KINDS_DUE = (
    "SELECT MIN(id) AS id, COUNT(*) AS n FROM subscribers WHERE state = 'active' AND next_due > :after"
    " AND next_due <= :until AND id NOT IN (SELECT CAST(key AS INTEGER) FROM set_aside WHERE kind = 'subscriber')"
    " GROUP BY preferences, schedule, next_due, CASE WHEN id IN (SELECT subscriber_id FROM follows) THEN id ELSE 0 END"
    " ORDER BY n DESC, id LIMIT :limit"
)
_NEXT_DUE = "UPDATE subscribers SET next_due = :due WHERE id = :id"


@dataclass(frozen=True, slots=True)
class DueKind:
    """Readers who want the same at the same time: one of them, and how many they are."""

    subscriber_id: int
    readers: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a broadcast is for: those who have set up digests; an empty field leaves nobody of them out."""

    languages: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    sectors: tuple[str, ...] = ()
    """Subscribers who chose one of these, and those who chose all."""
    countries: tuple[str, ...] = ()
    """Subscribers who read about one of these."""
    states: tuple[State, ...] = ("active", "paused")
    active_since: int | None = None

    def wants(self, subscriber: Subscriber) -> bool:
        chosen = subscriber.preferences.sectors
        return (
            (not self.languages or subscriber.preferences.language in self.languages)
            and (not self.kinds or subscriber.kind in self.kinds)
            and (not self.sectors or not chosen or not set(chosen).isdisjoint(self.sectors))
            and (not self.countries or not set(subscriber.preferences.countries).isdisjoint(self.countries))
            and subscriber.state in self.states
        )


class AudienceStore:
    """Reads pages of the table ``subscribers``; rows that cannot be read are set aside."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def due(self, now: int, limit: int) -> list[Subscriber]:
        """Active subscribers whose time has come, the longest waiting first; answered by the partial index.

        Rows that cannot be read are set aside and take nobody's place on a page.
        """
        while rows := self._db.query(_DUE, {"now": now, "limit": limit}):
            if found := self._aside.readable("subscriber", rows, subscriber_of):
                return found
        return []

    def kinds_due(self, after: int, until: int, limit: int) -> list[DueKind]:
        """Active subscribers who are due after ``after`` and up to ``until``, those together who chose the same and
        follow nothing; the largest kinds first."""
        rows = self._db.query(_KINDS_DUE, {"after": after, "until": until, "limit": limit})
        return [DueKind(row["id"], row["n"]) for row in rows]

    def wake(self, now: int, due: Callable[[Schedule], int | None] = lambda _: None) -> list[Subscriber]:
        """Make those active whose pause has ended, each due again by its schedule, in one transaction.

        Subscribers who were never due had not set up digests, and get none now.
        """
        waiting = "SELECT 1 FROM subscribers WHERE state = 'paused' AND paused_until <= :now LIMIT 1"
        if self._db.one(waiting, {"now": now}) is None:  # asked every tick: no transaction where there is nothing
            return []
        with self._db.write():
            rows = self._db.change(
                "UPDATE subscribers SET state = 'active', paused_until = NULL"
                " WHERE state = 'paused' AND paused_until <= :now RETURNING *",
                {"now": now},
            )
            begun = {row["id"] for row in rows if row["next_due"] is not None}
            woken = self._aside.readable("subscriber", rows, subscriber_of)
            dues: dict[int, int | None] = dict.fromkeys(begun, now)  # whose row cannot be read: once it is mended
            dues |= {each.id: due(each.schedule) for each in woken if each.id in begun}
            for subscriber_id, next_due in dues.items():
                self._db.change(_NEXT_DUE, {"id": subscriber_id, "due": next_due})
        return [replace(each, next_due=dues.get(each.id)) for each in woken]

    def of(self, wanted: Audience, *, after: int = 0) -> Iterator[Subscriber]:
        """Every subscriber whom ``wanted`` names, by id, a page at a time: a broadcast to 100,000 holds 1,000 in
        memory. Who only tried the bot and never set up digests is due at no time, and is none.

        ``after`` = the id of the last one that was seen to already.
        """
        rows = self._pages("id > :last AND active >= :since AND next_due IS NOT NULL", after, wanted.active_since or 0)
        yield from (subscriber for subscriber in rows if wanted.wants(subscriber))

    def readable(self) -> int:
        """Read every row and set aside those that cannot be read; how many can."""
        return sum(1 for _ in self._pages("id > :last AND active >= :since", 0, 0))

    def _pages(self, condition: str, last: int, since: int) -> Iterator[Subscriber]:
        while True:
            rows = self._db.query(
                f"SELECT * FROM subscribers WHERE {condition} ORDER BY id LIMIT :limit",  # noqa: S608 - our own words
                {"last": last, "since": since, "limit": _PAGE},
            )
            yield from self._aside.readable("subscriber", rows, subscriber_of)
            if len(rows) < _PAGE:
                return
            last = rows[-1]["id"]

    def counts(self) -> dict[str, int]:
        """State -> how many subscribers. Active are those who will get something: who never set up digests is ``new``,
        whose row cannot be read is ``held``."""
        rows = self._db.query(
            """
            SELECT CASE WHEN state <> 'active' THEN state WHEN next_due IS NULL THEN 'new'
                WHEN id IN (SELECT CAST(key AS INTEGER) FROM set_aside WHERE kind = 'subscriber') THEN 'held'
                ELSE state END AS standing, COUNT(*) AS n FROM subscribers GROUP BY standing
            """
        )
        return {row["standing"]: row["n"] for row in rows}
