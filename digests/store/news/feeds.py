"""Feeds: the catalogue as it stands, what is remembered between polls, and the last twenty results of each."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from digests.model import Feed
from digests.sources.feeds.alternates import in_use
from digests.sources.feeds.polling import FARTHEST, PollState
from digests.store.engine.aside import UNREADABLE, Aside
from digests.store.engine.database import Database, Row

RESULTS_KEPT = 20
_LISTS = ("alternates", "covers")
_TEXTS = ("terms", "checked", "off")
_PARTICULARS = (*_LISTS, *_TEXTS)
"""Fields of a feed that no query asks for: one column holds them, as JSON."""


@dataclass(frozen=True, slots=True)
class FeedResult:
    """What one poll came to. ``outcome``: read, unchanged, empty, failed, ended or set aside."""

    at: int
    outcome: str
    detail: str = ""
    entries: int = 0
    added: int = 0
    milliseconds: int = 0


@dataclass(frozen=True, slots=True)
class StoredFeed:
    """A feed with what we remember of it."""

    feed: Feed
    origin: str
    """``catalogue`` (feeds.toml), ``operator`` (added by command) or ``removed`` (by command, from the catalogue)."""
    state: PollState = field(default_factory=PollState)
    next_poll: int = 0

    @property
    def address(self) -> str:
        """Where it is fetched: at the alternate in its place, where it moved to, or at its URL."""
        return in_use(self.feed, self.state) or self.state.address or self.feed.url


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll to be recorded: the new state, the next time, the result."""

    url: str
    state: PollState
    next_poll: int
    result: FeedResult


class FeedStore:
    """Reads and writes the tables ``feeds`` and ``feed_results``.

    A feed of which we cannot read what we remember is set aside, and polled again once it is added or enabled anew.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def sync(self, catalogue: Sequence[Feed]) -> None:
        """Make the table say what feeds.toml says; states, and what was switched or removed by command, stay.

        A feed that left the file leaves the table, unless it was added by command; one that was added by command is as
        the command said, whatever the file says of it.
        """
        listed = {feed.url for feed in catalogue}
        with self._db.write() as change:
            for row in self._db.query("SELECT url FROM feeds WHERE origin IN ('catalogue', 'removed')"):
                if row["url"] not in listed:
                    change.execute("DELETE FROM feeds WHERE url = :url", {"url": row["url"]})
                    change.execute("DELETE FROM feed_results WHERE url = :url", {"url": row["url"]})
            change.executemany(
                """
                INSERT INTO feeds (url, name, country, language, interval, full_text, enabled, particulars, origin)
                VALUES (:url, :name, :country, :language, :interval, :full_text, :enabled, :particulars, 'catalogue')
                ON CONFLICT (url) DO UPDATE SET name = excluded.name, country = excluded.country,
                    language = excluded.language, interval = excluded.interval, full_text = excluded.full_text,
                    enabled = excluded.enabled, particulars = excluded.particulars
                WHERE feeds.origin <> 'operator'
                """,
                [_columns(feed) for feed in catalogue],
            )

    def add(self, feed: Feed) -> bool:
        """Add a feed by command, or bring one back that was removed, switched off, set aside or had ended: it is met
        anew. False where it is polled already, or where the catalogue has it off for a reason: that takes ``enable``.
        """
        known = self.get(feed.url)
        if known is not None and known.origin != "removed":
            if known.feed.off and not known.feed.enabled:
                return False
            met_anew = known.state.resting or not known.feed.enabled or self._aside.holds("feed", feed.url)
            return met_anew and self.enable(feed.url)
        self._db.change(
            """
            INSERT INTO feeds (url, name, country, language, interval, full_text, enabled, particulars, origin)
            VALUES (:url, :name, :country, :language, :interval, :full_text, :enabled, :particulars, 'operator')
            ON CONFLICT (url) DO UPDATE SET name = excluded.name, country = excluded.country,
                language = excluded.language, interval = excluded.interval, full_text = excluded.full_text,
                enabled = excluded.enabled, particulars = excluded.particulars, origin = 'operator',
                switched = NULL, state = '{}', next_poll = 0
            """,
            _columns(feed),
        )
        return True

    def remove(self, url: str) -> bool:
        """Stop polling for good; one of the catalogue stays removed at the next start. False where it is unknown."""
        stored = self.get(url)
        if stored is None or stored.origin == "removed":
            return False
        self._db.change("UPDATE feeds SET origin = 'removed' WHERE url = :url", {"url": url})
        return True

    def enable(self, url: str) -> bool:
        """Poll again, as if it were met for the first time: what it holds by now is stored, not pushed."""
        rows = self._db.change(
            "UPDATE feeds SET switched = 1, state = '{}', next_poll = 0 WHERE url = :url AND origin <> 'removed' "
            "RETURNING url",
            {"url": url},
        )
        self._aside.lift("feed", url)
        return bool(rows)

    def disable(self, url: str) -> bool:
        """Stop polling until it is enabled; False where it is unknown."""
        rows = self._db.change(
            "UPDATE feeds SET switched = 0 WHERE url = :url AND origin <> 'removed' RETURNING url", {"url": url}
        )
        return bool(rows)

    def get(self, url: str) -> StoredFeed | None:
        """One feed, removed ones included."""
        row = self._db.one("SELECT * FROM feeds WHERE url = :url", {"url": url})
        return None if row is None else self._mended(row)

    def urls(self) -> list[str]:
        """The URL of every feed, removed ones included."""
        return [row["url"] for row in self._db.query("SELECT url FROM feeds ORDER BY url")]

    def ask_soon(self, url: str, *, alternates: bool) -> None:
        """Poll it with the next pass, whatever its time; ``alternates`` = where it is unwell still, look at these as
        well."""
        with self._db.write():
            stored = self.get(url)
            if stored is None:
                return
            state = replace(stored.state, instead=replace(stored.state.instead, try_at=0, home_at=0))
            self._db.change(
                "UPDATE feeds SET next_poll = 0, state = :state WHERE url = :url",
                {"url": url, "state": (state if alternates else stored.state).to_json()},
            )

    def listed(self) -> list[StoredFeed]:
        """Every feed but the removed ones, switched off ones included (``feed.enabled`` says so), in order of name."""
        rows = self._db.query("SELECT * FROM feeds WHERE origin <> 'removed' ORDER BY name, url")
        return [self._mended(row) for row in rows]

    def polled(self) -> list[StoredFeed]:
        """Every feed that is switched on, those that ended or were set aside included, longest unpolled first."""
        rows = self._db.query("SELECT * FROM feeds WHERE origin <> 'removed' ORDER BY next_poll, url")
        return [stored for stored in self._many(rows) if stored.feed.enabled]

    def due(self, now: int) -> list[StoredFeed]:
        """The feeds to be polled at ``now``: switched on, neither ended nor set aside, their time come.

        A time further ahead than any that we set was set by a clock that ran ahead, and counts as come.
        """
        rows = self._db.query(
            "SELECT * FROM feeds WHERE (next_poll <= :now OR next_poll > :farthest) AND origin <> 'removed' "
            "ORDER BY next_poll, url",
            {"now": now, "farthest": now + FARTHEST},
        )
        return [stored for stored in self._many(rows) if stored.feed.enabled and not stored.state.resting]

    def _many(self, rows: list[Row]) -> list[StoredFeed]:
        return self._aside.readable("feed", rows, _stored, key="url")

    def _mended(self, row: Row) -> StoredFeed:
        """The feed as never met, where what is remembered of it cannot be read."""
        try:
            return _stored(row)
        except UNREADABLE as error:
            self._aside.put("feed", row["url"], error)
            return StoredFeed(_feed(row), row["origin"])

    def last_good(self) -> int:
        """When any feed last answered well, be it with an empty channel, as far as results are kept; 0 = never."""
        row = self._db.one("SELECT MAX(at) AS at FROM feed_results WHERE outcome IN ('read', 'unchanged', 'empty')")
        return int(row["at"] or 0) if row else 0

    def record(self, polls: Iterable[Poll]) -> None:
        """Write what polls came to, in one transaction; of each feed the last twenty results are kept."""
        rows = [
            {
                "url": poll.url,
                "state": poll.state.to_json(),
                "next_poll": poll.next_poll,
                "at": poll.result.at,
                "outcome": poll.result.outcome,
                "detail": poll.result.detail[:500],
                "entries": poll.result.entries,
                "added": poll.result.added,
                "milliseconds": poll.result.milliseconds,
            }
            for poll in polls
        ]
        with self._db.write() as change:
            change.executemany("UPDATE feeds SET state = :state, next_poll = :next_poll WHERE url = :url", rows)
            change.executemany(
                "INSERT INTO feed_results (url, at, outcome, detail, entries, added, milliseconds) "
                "VALUES (:url, :at, :outcome, :detail, :entries, :added, :milliseconds)",
                rows,
            )
            change.executemany(
                "DELETE FROM feed_results WHERE url = :url AND at <= "
                "(SELECT at FROM feed_results WHERE url = :url ORDER BY at DESC LIMIT 1 OFFSET :kept)",
                [{"url": row["url"], "kept": RESULTS_KEPT} for row in rows],
            )

    def results(self, url: str) -> tuple[FeedResult, ...]:
        """The last results of one feed, newest first."""
        rows = self._db.query(
            "SELECT at, outcome, detail, entries, added, milliseconds FROM feed_results WHERE url = :url "
            "ORDER BY at DESC LIMIT :kept",
            {"url": url, "kept": RESULTS_KEPT},
        )
        return tuple(FeedResult(**dict(row)) for row in rows)


def _columns(feed: Feed) -> dict[str, object]:
    return {
        "url": feed.url,
        "name": feed.name,
        "country": feed.country,
        "language": feed.language,
        "interval": feed.interval,
        "full_text": int(feed.full_text),
        "enabled": int(feed.enabled),
        "particulars": json.dumps(
            {name: value for name in _PARTICULARS if (value := getattr(feed, name))}, ensure_ascii=False
        ),
    }


def _particulars(text: str) -> dict[str, Any]:
    """What stands in the column under the names of ``Feed``; ``{}`` where it cannot be read: no poll needs it."""
    if text == "{}":
        return {}
    try:
        held = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(held, dict):
        return {}
    lists = {name: tuple(map(str, held[name])) for name in _LISTS if isinstance(held.get(name), list)}
    return lists | {name: held[name] for name in _TEXTS if isinstance(held.get(name), str)}


def _stored(row: Row) -> StoredFeed:
    """Raises one of ``UNREADABLE`` where a column does not hold what it should."""
    if not isinstance(row["next_poll"], int) or not isinstance(row["interval"], int | None):
        raise ValueError(f"no seconds: {row['next_poll']!r}, {row['interval']!r}")
    return StoredFeed(_feed(row), row["origin"], PollState.from_json(row["state"]), row["next_poll"])


def _feed(row: Row) -> Feed:
    return Feed(
        url=row["url"],
        name=row["name"],
        country=row["country"],
        language=row["language"],
        interval=row["interval"] if isinstance(row["interval"], int) else None,
        full_text=bool(row["full_text"]),
        enabled=bool(row["enabled"] if row["switched"] is None else row["switched"]),
        **_particulars(row["particulars"]),
    )
