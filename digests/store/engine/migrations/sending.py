"""Tables of what is sent and came (editions, outbox, broadcasts, updates, submitted documents), and of notes."""

from sqlite_utils import Database as Toolbox

from digests.store.engine.migrations.steps import run


def outbox(db: Toolbox) -> None:
    """Editions, the parts to be sent for each, and broadcasts."""
    run(
        db,
        """
        CREATE TABLE editions (
            key TEXT PRIMARY KEY,
            subscriber_id INTEGER NOT NULL,
            date TEXT NOT NULL,
            slot TEXT NOT NULL,
            stories TEXT NOT NULL DEFAULT '[]',
            created INTEGER NOT NULL
        );
        CREATE TABLE bodies (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            body TEXT NOT NULL,
            created INTEGER NOT NULL
        );
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            edition TEXT,
            part INTEGER NOT NULL DEFAULT 0,
            subscriber_id INTEGER,
            chat_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL DEFAULT 0,
            lane INTEGER NOT NULL,
            body_id INTEGER NOT NULL REFERENCES bodies (id),
            form INTEGER NOT NULL DEFAULT 0,
            step INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL DEFAULT 'pending',
            reason TEXT NOT NULL DEFAULT '',
            attempts INTEGER NOT NULL DEFAULT 0,
            unknowns INTEGER NOT NULL DEFAULT 0,
            not_before INTEGER NOT NULL DEFAULT 0,
            lease INTEGER,
            message_id INTEGER,
            broadcast_id INTEGER,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            UNIQUE (edition, part)
        );
        CREATE INDEX outbox_ready ON outbox (lane, id) WHERE state = 'pending';
        CREATE INDEX outbox_open ON outbox (chat_id) WHERE state IN ('pending', 'sending', 'held');
        CREATE INDEX outbox_sending ON outbox (lease) WHERE state = 'sending';
        CREATE INDEX outbox_broadcast ON outbox (broadcast_id, state) WHERE broadcast_id IS NOT NULL;
        CREATE INDEX editions_subscriber ON editions (subscriber_id, created);
        CREATE TABLE broadcasts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            admin_id INTEGER NOT NULL,
            chat_id INTEGER NOT NULL,
            audience TEXT NOT NULL DEFAULT '{}',
            state TEXT NOT NULL DEFAULT 'draft',
            scheduled INTEGER,
            filled INTEGER NOT NULL DEFAULT 0,
            body_id INTEGER NOT NULL REFERENCES bodies (id),
            progress_message INTEGER,
            progress_text TEXT NOT NULL DEFAULT '',
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL
        );
        CREATE TABLE updates (
            update_id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL
        );
        """,
    )


def notes(db: Toolbox) -> None:
    """Small things to remember: one text a name."""
    run(db, "CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)")


def set_aside(db: Toolbox) -> None:
    """Rows that cannot be read, by what they are and their key, with the reason."""
    run(db, "CREATE TABLE set_aside (kind TEXT, key TEXT, reason TEXT NOT NULL, PRIMARY KEY (kind, key))")


def kept_updates(db: Toolbox) -> None:
    """Updates as they came, which Telegram need not keep while they wait here."""
    run(db, "CREATE TABLE kept_updates (update_id INTEGER PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL)")


def submissions(db: Toolbox) -> None:
    """Documents and links that were sent in Telegram, until their sender is told what became of them."""
    run(
        db,
        """
        CREATE TABLE submissions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL DEFAULT 0,
            message_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            mark TEXT NOT NULL,
            outcome TEXT NOT NULL DEFAULT '',
            problem TEXT NOT NULL DEFAULT '',
            advice TEXT NOT NULL DEFAULT '',
            items TEXT NOT NULL DEFAULT '[]',
            entries INTEGER NOT NULL DEFAULT 0,
            added INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            UNIQUE (chat_id, message_id)
        );
        CREATE INDEX submissions_mark ON submissions (mark) WHERE outcome = '';
        """,
    )
