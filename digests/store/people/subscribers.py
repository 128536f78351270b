"""Who reads us: settings, what they follow, what they have had, and who is due."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, cast, get_args

from pydantic import TypeAdapter

from digests.model import LANGUAGES, Follow, Preferences, Schedule, Subscriber
from digests.schedule import fault_of
from digests.store.engine.aside import UNREADABLE, Aside
from digests.store.engine.database import Database, Row

State = Literal["active", "paused", "blocked", "gone", "stopped"]
Kind = Literal["private", "group", "topic", "channel"]

_preferences = TypeAdapter(Preferences)
_schedule = TypeAdapter(Schedule)
_PAGE = 1000
_DUE = (
    "SELECT * FROM subscribers WHERE state = 'active' AND next_due <= :now AND id NOT IN"
    " (SELECT CAST(key AS INTEGER) FROM set_aside WHERE kind = 'subscriber') ORDER BY next_due, id LIMIT :limit"
)
Settings = TypeVar("Settings", Preferences, Schedule)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a broadcast is for; an empty field leaves nobody out."""

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


class SubscriberStore:
    """The tables ``subscribers``, ``follows``, ``seen``, ``votes`` and ``feedback``.

    A row that cannot be read is set aside where many are read. Whoever it belongs to is answered all the same, with
    default settings in place of those that cannot be read, and what they save makes the row readable again.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    # ---------------------------------------------------------------- one subscriber

    def ensure(
        self,
        chat_id: int,
        thread_id: int,
        kind: Kind,
        language: str,
        now: int,
        *,
        title: str = "",
        zone: str = "UTC",
    ) -> Subscriber:
        """The subscriber of this chat (and topic; 0 = none), made with ``language``, ``zone`` and else default settings
        where there is none yet.

        Who is new is not due until a schedule is saved.
        """
        found = self.by_chat(chat_id, thread_id)
        if found is not None:
            return found
        with self._db.write() as change:
            change.execute(
                "INSERT INTO subscribers (chat_id, thread_id, kind, title, preferences, schedule, created, active)"
                " VALUES (:chat, :thread, :kind, :title, :preferences, :schedule, :now, :now)"
                " ON CONFLICT (chat_id, thread_id) DO NOTHING",
                {
                    "chat": chat_id,
                    "thread": thread_id,
                    "kind": kind,
                    "title": title,
                    "preferences": _preferences.dump_json(Preferences(language=language)).decode(),
                    "schedule": _schedule.dump_json(Schedule(zone=zone)).decode(),
                    "now": now,
                },
            )
            row = change.execute(
                "SELECT * FROM subscribers WHERE chat_id = :chat AND thread_id = :thread",
                {"chat": chat_id, "thread": thread_id},
            ).fetchone()
        return self._mended(row)

    def get(self, subscriber_id: int) -> Subscriber | None:
        row = self._db.one("SELECT * FROM subscribers WHERE id = :id", {"id": subscriber_id})
        return None if row is None else self._mended(row)

    def by_chat(self, chat_id: int, thread_id: int = 0) -> Subscriber | None:
        row = self._db.one(
            "SELECT * FROM subscribers WHERE chat_id = :chat AND thread_id = :thread",
            {"chat": chat_id, "thread": thread_id},
        )
        return None if row is None else self._mended(row)

    def of_chat(self, chat_id: int) -> list[Subscriber]:
        """Every subscription of a chat: itself and its topics."""
        rows = self._db.query("SELECT * FROM subscribers WHERE chat_id = :chat ORDER BY thread_id", {"chat": chat_id})
        return [self._mended(row) for row in rows]

    def save_preferences(self, subscriber_id: int, preferences: Preferences) -> Subscriber:
        """Replace the preferences; the settings version grows by one."""
        return self._saved(
            "UPDATE subscribers SET preferences = :value, settings_version = settings_version + 1"
            " WHERE id = :id RETURNING *",
            {"id": subscriber_id, "value": _preferences.dump_json(preferences).decode()},
        )

    def save_schedule(self, subscriber_id: int, schedule: Schedule, next_due: int | None) -> Subscriber:
        """Replace the schedule and say when it is due next (``None`` = never); the settings version grows by one."""
        return self._saved(
            "UPDATE subscribers SET schedule = :value, next_due = :due, settings_version = settings_version + 1"
            " WHERE id = :id RETURNING *",
            {"id": subscriber_id, "value": _schedule.dump_json(schedule).decode(), "due": next_due},
        )

    def set_next_due(self, subscriber_id: int, next_due: int | None) -> None:
        self._db.change("UPDATE subscribers SET next_due = :due WHERE id = :id", {"id": subscriber_id, "due": next_due})

    def set_state(
        self, subscriber_id: int, state: State, *, reason: str = "", paused_until: int | None = None
    ) -> Subscriber:
        """Pause, resume, stop, or note that a chat is lost; ``reason`` is what Telegram or the reader said.

        Who stops is due at no time; to begin again is to save a schedule.
        """
        return self._changed(
            "UPDATE subscribers SET state = :state, state_reason = :reason, paused_until = :until,"
            " next_due = CASE WHEN :state = 'stopped' THEN NULL ELSE next_due END WHERE id = :id RETURNING *",
            {"id": subscriber_id, "state": state, "reason": reason, "until": paused_until},
        )

    def touch(self, subscriber_id: int, now: int) -> None:
        """Note that the reader was here; once an hour is exact enough."""
        self._db.change(
            "UPDATE subscribers SET active = :now WHERE id = :id AND active < :stale",
            {"id": subscriber_id, "now": now, "stale": now - 3600},
        )

    def _changed(self, sql: str, parameters: Mapping[str, Any]) -> Subscriber:
        rows = self._db.change(sql, parameters)
        if not rows:
            raise LookupError(f"no subscriber {parameters['id']}")
        return self._mended(rows[0])

    def _mended(self, row: Row) -> Subscriber:
        """The row as far as it can be read."""
        try:
            return _subscriber(row)
        except UNREADABLE as error:
            self._aside.put("subscriber", row["id"], error)
            return _as_far_as_readable(row)

    def _saved(self, sql: str, parameters: Mapping[str, Any]) -> Subscriber:
        """What the reader saw as their settings when they saved is what holds from now on, all of it."""
        saved = self._changed(sql, parameters)
        if self._aside.lift("subscriber", saved.id):
            return self._changed(
                "UPDATE subscribers SET preferences = :preferences, schedule = :schedule WHERE id = :id RETURNING *",
                {
                    "id": saved.id,
                    "preferences": _preferences.dump_json(saved.preferences).decode(),
                    "schedule": _schedule.dump_json(saved.schedule).decode(),
                },
            )
        return saved

    # ---------------------------------------------------------------- follows, seen, votes, feedback

    def follow(self, subscriber_id: int, follow: Follow, now: int) -> None:
        """Follow or mute; what was followed and is muted now is followed no more."""
        self._db.change(
            "INSERT INTO follows (subscriber_id, kind, value, mode, created)"
            " VALUES (:id, :kind, :value, :mode, :now)"
            " ON CONFLICT (subscriber_id, kind, value) DO UPDATE SET mode = excluded.mode",
            {"id": subscriber_id, "kind": follow.kind, "value": follow.value, "mode": follow.mode, "now": now},
        )

    def unfollow(self, subscriber_id: int, kind: str, value: str) -> bool:
        """Neither follow nor mute it any more; False = it was neither."""
        rows = self._db.change(
            "DELETE FROM follows WHERE subscriber_id = :id AND kind = :kind AND value = :value RETURNING kind",
            {"id": subscriber_id, "kind": kind, "value": value},
        )
        return bool(rows)

    def follows(self, subscriber_id: int) -> list[Follow]:
        """What is followed and what is muted, in the order it was said."""
        rows = self._db.query(
            "SELECT kind, value, mode FROM follows WHERE subscriber_id = :id ORDER BY created, kind, value",
            {"id": subscriber_id},
        )
        return [Follow(row["kind"], row["value"], row["mode"]) for row in rows]

    def mark_seen(self, subscriber_id: int, reports: Mapping[int, int], now: int) -> None:
        """Story id -> how many reports it had when the reader got it."""
        self._db.change_many(
            "INSERT INTO seen (subscriber_id, story_id, reports, at) VALUES (:id, :story, :reports, :now)"
            " ON CONFLICT (subscriber_id, story_id) DO UPDATE SET reports = excluded.reports, at = excluded.at",
            [{"id": subscriber_id, "story": story, "reports": n, "now": now} for story, n in reports.items()],
        )

    def seen(self, subscriber_id: int, *, since: int = 0) -> dict[int, int]:
        """Story id -> reports, of what the reader got at or after ``since``."""
        rows = self._db.query(
            "SELECT story_id, reports FROM seen WHERE subscriber_id = :id AND at >= :since",
            {"id": subscriber_id, "since": since},
        )
        return {row["story_id"]: row["reports"] for row in rows}

    def prune_seen(self, before: int) -> None:
        """Forget what was read long ago; stories that old are in no digest any more."""
        self._db.change("DELETE FROM seen WHERE at < :before", {"before": before})

    def vote(self, subscriber_id: int, story_id: int, vote: int, now: int) -> None:
        """1 = more like this, -1 = less, 0 takes a vote back."""
        parameters = {"id": subscriber_id, "story": story_id, "vote": vote, "now": now}
        if vote == 0:
            self._db.change("DELETE FROM votes WHERE subscriber_id = :id AND story_id = :story", parameters)
            return
        self._db.change(
            "INSERT INTO votes (subscriber_id, story_id, vote, at) VALUES (:id, :story, :vote, :now)"
            " ON CONFLICT (subscriber_id, story_id) DO UPDATE SET vote = excluded.vote, at = excluded.at",
            parameters,
        )

    def votes(self, subscriber_id: int) -> dict[int, int]:
        """Story id -> 1 or -1."""
        rows = self._db.query("SELECT story_id, vote FROM votes WHERE subscriber_id = :id", {"id": subscriber_id})
        return {row["story_id"]: row["vote"] for row in rows}

    def add_feedback(self, subscriber_id: int, text: str, now: int, *, user_id: int = 0) -> None:
        """``user_id`` 0 = somebody who writes as the chat."""
        self._db.change(
            "INSERT INTO feedback (subscriber_id, text, at, user_id) VALUES (:id, :text, :now, :user)",
            {"id": subscriber_id, "text": text, "now": now, "user": user_id},
        )

    def feedback_since(self, subscriber_id: int, since: int, *, user_id: int = 0) -> int:
        """How often this person (0: this chat) has written after ``since``, wherever they did."""
        row = self._db.one(
            "SELECT COUNT(*) AS n FROM feedback WHERE user_id = :user AND at > :since"
            " AND (:user <> 0 OR subscriber_id = :id)",
            {"user": user_id, "since": since, "id": subscriber_id},
        )
        return int(row["n"]) if row else 0

    # ---------------------------------------------------------------- many

    def due(self, now: int, limit: int) -> list[Subscriber]:
        """Active subscribers whose time has come, the longest waiting first; answered by the partial index.

        Rows that cannot be read are set aside and take nobody's place on a page.
        """
        while rows := self._db.query(_DUE, {"now": now, "limit": limit}):
            if found := self._aside.readable("subscriber", rows, _subscriber):
                return found
        return []

    def many(self, ids: Sequence[int]) -> list[Subscriber]:
        """Those of ``ids`` that there are, by id."""
        found: list[Subscriber] = []
        for start in range(0, len(ids), _PAGE):
            page = dict(enumerate(ids[start : start + _PAGE]))
            marks = ",".join(f":i{index}" for index in page)
            sql = f"SELECT * FROM subscribers WHERE id IN ({marks}) ORDER BY id"  # noqa: S608 - only marks
            rows = self._db.query(sql, {f"i{index}": each for index, each in page.items()})
            found += self._aside.readable("subscriber", rows, _subscriber)
        return found

    def wake(self, now: int, due: Callable[[Schedule], int | None] = lambda _: None) -> list[Subscriber]:
        """Make those active whose pause has ended, each due again by its schedule, in one transaction.

        Who was due at no time had never set up digests, and gets none now.
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
            woken = self._aside.readable("subscriber", rows, _subscriber)
            dues: dict[int, int | None] = dict.fromkeys(begun, now)  # whose row cannot be read: once it is mended
            dues |= {each.id: due(each.schedule) for each in woken if each.id in begun}
            for subscriber_id, next_due in dues.items():
                self.set_next_due(subscriber_id, next_due)
        return [replace(each, next_due=dues.get(each.id)) for each in woken]

    def audience(self, wanted: Audience, *, after: int = 0) -> Iterator[Subscriber]:
        """Everyone ``wanted`` names, by id, a page at a time: a broadcast to 100,000 holds 1,000 in memory.

        ``after`` = the id of the last one that was seen to already.
        """
        last = after
        while True:
            rows = self._db.query(
                "SELECT * FROM subscribers WHERE id > :last AND active >= :since ORDER BY id LIMIT :limit",
                {"last": last, "since": wanted.active_since or 0, "limit": _PAGE},
            )
            readable = self._aside.readable("subscriber", rows, _subscriber)
            yield from (subscriber for subscriber in readable if wanted.wants(subscriber))
            if len(rows) < _PAGE:
                return
            last = rows[-1]["id"]

    def readable(self) -> int:
        """Read every row and set aside those that cannot be read; how many can."""
        return sum(1 for _ in self.audience(Audience(states=get_args(State))))

    def counts(self) -> dict[str, int]:
        """State -> how many subscribers."""
        rows = self._db.query("SELECT state, COUNT(*) AS n FROM subscribers GROUP BY state")
        return {row["state"]: row["n"] for row in rows}

    def migrate(self, chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: its subscriptions go on under the new id.

        Where the new id was already subscribed with settings of its own, those stay and the old ones end.
        """
        with self._db.write() as change:
            ids = {"old": chat_id, "new": new_chat_id}
            change.execute(
                "DELETE FROM subscribers WHERE chat_id = :new AND settings_version = 0 AND thread_id IN"
                " (SELECT thread_id FROM subscribers WHERE chat_id = :old)",
                ids,
            )
            change.execute(
                "UPDATE subscribers SET chat_id = :new WHERE chat_id = :old AND thread_id NOT IN"
                " (SELECT thread_id FROM subscribers WHERE chat_id = :new)",
                ids,
            )
            change.execute("DELETE FROM subscribers WHERE chat_id = :old", ids)

    # ---------------------------------------------------------------- what we hold of one, out and away

    def export(self, subscriber_id: int) -> dict[str, Any]:
        """All that we hold of one subscriber, ready for JSON; times in epoch seconds.

        Raises:
            LookupError: there is none.
        """
        row = self._db.one("SELECT * FROM subscribers WHERE id = :id", {"id": subscriber_id})
        if row is None:
            raise LookupError(f"no subscriber {subscriber_id}")
        held = _plain(row)
        for table in ("follows", "seen", "votes", "feedback", "editions", "asked"):
            rows = self._db.query(_OF_ONE[table], {"id": subscriber_id})
            held[table] = [{key: value for key, value in dict(each).items() if key != "subscriber_id"} for each in rows]
        return held

    def export_all(self) -> Iterator[dict[str, Any]]:
        """Every subscriber with what is needed to serve them from another bot."""
        last = 0
        while rows := self._db.query(
            "SELECT * FROM subscribers WHERE id > :last ORDER BY id LIMIT :limit", {"last": last, "limit": _PAGE}
        ):
            for row in rows:
                yield _plain(row) | {"follows": [_fields(follow) for follow in self.follows(row["id"])]}
            last = rows[-1]["id"]

    def forget(self, subscriber_id: int) -> None:
        """Delete all that we hold of one subscriber, what waits in the outbox included."""
        with self._db.write() as change:
            for table in ("feedback", "outbox", "editions", "submissions"):
                change.execute(_FORGET[table], {"id": subscriber_id})
            change.execute("DELETE FROM subscribers WHERE id = :id", {"id": subscriber_id})


_OF_ONE = {  # what somebody wrote in groups is theirs as well
    "follows": "SELECT * FROM follows WHERE subscriber_id = :id ORDER BY created",
    "seen": "SELECT * FROM seen WHERE subscriber_id = :id ORDER BY at",
    "votes": "SELECT * FROM votes WHERE subscriber_id = :id ORDER BY at",
    "feedback": "SELECT text, at FROM feedback WHERE subscriber_id = :id OR user_id = "
    "(SELECT chat_id FROM subscribers WHERE id = :id AND kind = 'private') ORDER BY at",
    "editions": "SELECT * FROM editions WHERE subscriber_id = :id ORDER BY created",
    "asked": "SELECT * FROM asked WHERE subscriber_id = :id ORDER BY at",
}
_FORGET = {
    "feedback": "DELETE FROM feedback WHERE subscriber_id = :id OR user_id = "
    "(SELECT chat_id FROM subscribers WHERE id = :id AND kind = 'private')",
    "outbox": "DELETE FROM outbox WHERE subscriber_id = :id",
    "editions": "DELETE FROM editions WHERE subscriber_id = :id",
    "submissions": "DELETE FROM submissions WHERE chat_id = (SELECT chat_id FROM subscribers WHERE id = :id)",
}


def _fields(follow: Follow) -> dict[str, str]:
    return {"kind": follow.kind, "value": follow.value, "mode": follow.mode}


def _plain(row: Row) -> dict[str, Any]:
    held: dict[str, Any] = dict(row)
    for column in ("preferences", "schedule"):
        with suppress(ValueError):  # what cannot be read goes out as it stands
            held[column] = json.loads(row[column])
    return held


def _subscriber(row: Row) -> Subscriber:
    """Raises one of ``UNREADABLE`` where a column does not hold what it should."""
    preferences = _preferences.validate_json(row["preferences"])
    schedule = _schedule.validate_json(row["schedule"])
    if preferences.language not in LANGUAGES:
        raise ValueError(f"no language of ours: {preferences.language!r}")
    if fault := fault_of(schedule):
        raise ValueError(fault)
    if row["state"] not in get_args(State):
        raise ValueError(f"no state of a subscription: {row['state']!r}")
    return _built(row, preferences, schedule, cast(State, row["state"]))


def _as_far_as_readable(row: Row) -> Subscriber:
    """The row with defaults in place of the settings that cannot be read."""
    preferences = _salvaged(_preferences, row["preferences"])
    if preferences.language not in LANGUAGES:
        preferences = replace(preferences, language=Preferences().language)
    schedule = _salvaged(_schedule, row["schedule"])
    state: State = cast(State, row["state"]) if row["state"] in get_args(State) else "stopped"
    return _built(row, preferences, Schedule(zone=schedule.zone) if fault_of(schedule) else schedule, state)


def _salvaged(adapter: "TypeAdapter[Settings]", text: str) -> Settings:
    good: dict[str, Any] = {}
    with suppress(*UNREADABLE):
        for name, value in dict(json.loads(text)).items():
            with suppress(ValueError):
                adapter.validate_python({**good, name: value})
                good[name] = value
    return adapter.validate_python(good)


def _built(row: Row, preferences: Preferences, schedule: Schedule, state: State) -> Subscriber:
    return Subscriber(
        id=row["id"],
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        kind=cast(Kind, row["kind"]),
        preferences=preferences,
        schedule=schedule,
        state=state,
        paused_until=row["paused_until"],
        next_due=row["next_due"],
        created=row["created"],
        title=row["title"],
        settings_version=row["settings_version"],
    )
