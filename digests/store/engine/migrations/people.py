"""Tables of who reads: subscribers, what they follow, had and searched for."""

from sqlite_utils import Database as Toolbox

from digests.store.engine import older_values, topics
from digests.store.engine.migrations.steps import run


def subscribers(db: Toolbox) -> None:
    """Who reads us, what they follow, what they have had."""
    run(
        db,
        """
        CREATE TABLE subscribers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL DEFAULT 0,
            kind TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            preferences TEXT NOT NULL,
            schedule TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'active',
            state_reason TEXT NOT NULL DEFAULT '',
            paused_until INTEGER,
            next_due INTEGER,
            created INTEGER NOT NULL,
            active INTEGER NOT NULL,
            settings_version INTEGER NOT NULL DEFAULT 0,
            UNIQUE (chat_id, thread_id)
        );
        CREATE INDEX subscribers_due ON subscribers (next_due) WHERE state = 'active';
        CREATE INDEX subscribers_paused ON subscribers (paused_until) WHERE state = 'paused';
        CREATE TABLE follows (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            mode TEXT NOT NULL DEFAULT 'follow',
            created INTEGER NOT NULL,
            PRIMARY KEY (subscriber_id, kind, value)
        );
        CREATE INDEX follows_value ON follows (kind, value);
        CREATE TABLE seen (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            story_id INTEGER NOT NULL,
            reports INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (subscriber_id, story_id)
        );
        CREATE TABLE votes (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            story_id INTEGER NOT NULL,
            vote INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (subscriber_id, story_id)
        );
        CREATE TABLE feedback (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            subscriber_id INTEGER,
            text TEXT NOT NULL,
            at INTEGER NOT NULL
        );
        """,
    )


def one_reader(db: Toolbox) -> None:
    """A chat that never set up digests is neither paused nor stopped, and one that stopped them is never due; the
    topics of a private chat are one reader; feedback knows who wrote it, so that one member of a group does not write
    for all."""
    run(
        db,
        """
        UPDATE subscribers SET state = 'active', state_reason = '', paused_until = NULL
            WHERE next_due IS NULL AND state IN ('paused', 'stopped');
        UPDATE subscribers SET next_due = NULL WHERE state = 'stopped';
        ALTER TABLE feedback ADD COLUMN user_id INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX feedback_user ON feedback (user_id, at)
        """,
    )
    topics.merge(db)


def asked(db: Toolbox) -> None:
    """What readers searched for, each their own. Of what was noted before, nobody knows whose it was."""
    run(
        db,
        """
        CREATE TABLE asked (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (subscriber_id, key)
        );
        CREATE INDEX asked_at ON asked (at);
        DELETE FROM notes WHERE name LIKE 'asked/%'
        """,
    )


def lengths(db: Toolbox) -> None:
    """A digest's length is brief, normal or full; it was short, normal or long."""
    for row in list(db.query("SELECT id, preferences FROM subscribers")):
        today = older_values.length(row["preferences"])
        if today != row["preferences"]:
            db.execute("UPDATE subscribers SET preferences = ? WHERE id = ?", (today, row["id"]))
