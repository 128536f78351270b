"""The tables, as migrations applied in order when the database is opened. A released migration is never edited."""

from sqlite_utils import Database as Toolbox
from sqlite_utils import Migrations

from digests.store.engine import carried, topics

migrations = Migrations("trilateral")


def _run(db: Toolbox, script: str) -> None:
    """Statement by statement: ``executescript`` would commit the migration's own transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def feeds(db: Toolbox) -> None:
    """The catalogue as it stands, what the last polls said, and how the next is to be asked."""
    _run(
        db,
        """
        CREATE TABLE feeds (
            url TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            country TEXT NOT NULL,
            language TEXT,
            interval INTEGER,
            full_text INTEGER NOT NULL DEFAULT 0,
            enabled INTEGER NOT NULL DEFAULT 1,
            switched INTEGER,
            origin TEXT NOT NULL DEFAULT 'catalogue',
            state TEXT NOT NULL DEFAULT '{}',
            next_poll INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX feeds_next_poll ON feeds (next_poll);
        CREATE TABLE feed_results (
            url TEXT NOT NULL,
            at INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            detail TEXT NOT NULL DEFAULT '',
            entries INTEGER NOT NULL DEFAULT 0,
            added INTEGER NOT NULL DEFAULT 0,
            milliseconds INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX feed_results_url ON feed_results (url, at);
        """,
    )


@migrations()
def items(db: Toolbox) -> None:
    """Items, the places each was seen at, and fingerprints that outlive both."""
    _run(
        db,
        """
        CREATE TABLE stories (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            lead_id INTEGER NOT NULL,
            grade TEXT NOT NULL,
            countries TEXT NOT NULL,
            sectors TEXT NOT NULL,
            mechanisms TEXT NOT NULL,
            follows INTEGER,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            changed INTEGER NOT NULL
        );
        CREATE INDEX stories_last_seen ON stories (last_seen);
        CREATE TABLE story_aliases (
            old_id INTEGER PRIMARY KEY,
            story_id INTEGER NOT NULL
        );
        CREATE TABLE story_pins (
            item_id INTEGER PRIMARY KEY,
            story_id INTEGER NOT NULL
        );
        CREATE INDEX stories_changed ON stories (changed);
        CREATE INDEX stories_countries ON stories (countries, last_seen);
        CREATE INDEX stories_follows ON stories (follows) WHERE follows IS NOT NULL;
        CREATE TABLE items (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            source TEXT NOT NULL,
            feed TEXT NOT NULL,
            publisher TEXT NOT NULL,
            country TEXT NOT NULL,
            url TEXT,
            guid TEXT,
            title TEXT NOT NULL,
            lead TEXT NOT NULL,
            text TEXT NOT NULL,
            author TEXT,
            published INTEGER NOT NULL,
            published_given INTEGER,
            published_raw TEXT,
            declared_language TEXT,
            first_seen INTEGER NOT NULL,
            pushable INTEGER NOT NULL DEFAULT 1,
            language TEXT NOT NULL,
            grade TEXT NOT NULL,
            countries TEXT NOT NULL,
            sectors TEXT NOT NULL,
            mechanisms TEXT NOT NULL,
            summary TEXT NOT NULL,
            why_grade TEXT NOT NULL DEFAULT '[]',
            vector BLOB NOT NULL,
            story_id INTEGER REFERENCES stories (id)
        );
        CREATE INDEX items_published ON items (published);
        CREATE INDEX items_story ON items (story_id);
        CREATE INDEX items_first_seen ON items (first_seen);
        CREATE TABLE item_sources (
            item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
            publisher TEXT NOT NULL,
            country TEXT NOT NULL,
            url TEXT,
            feed TEXT NOT NULL,
            published INTEGER NOT NULL,
            title TEXT NOT NULL,
            seen INTEGER NOT NULL
        );
        CREATE INDEX item_sources_item ON item_sources (item_id);
        CREATE TABLE fingerprints (
            key TEXT PRIMARY KEY,
            item_id INTEGER NOT NULL,
            seen INTEGER NOT NULL
        );
        """,
    )


@migrations()
def search(db: Toolbox) -> None:
    """Tokens of the folded text as ``language.tokens`` makes them, separated by spaces; ``items`` has the original.

    The ``ascii`` tokenizer takes every character beyond ASCII as a letter, so that it leaves those tokens whole; the
    index of one-character prefixes serves one-character queries.
    """
    _run(
        db,
        """
        CREATE VIRTUAL TABLE item_search USING fts5 (
            title, summary, text, facets,
            content='', contentless_delete=1, tokenize="ascii tokenchars '%'", prefix='1'
        )
        """,
    )


@migrations()
def subscribers(db: Toolbox) -> None:
    """Who reads us, what they follow, what they have had."""
    _run(
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


@migrations()
def outbox(db: Toolbox) -> None:
    """Editions, the parts to be sent for each, and broadcasts."""
    _run(
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


@migrations()
def notes(db: Toolbox) -> None:
    """Small things to remember: one text a name."""
    _run(db, "CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)")


@migrations()
def heard(db: Toolbox) -> None:
    """Whether anything of a country's media was read in some days."""
    _run(db, "CREATE INDEX item_sources_heard ON item_sources (country, published)")


@migrations()
def parts(db: Toolbox) -> None:
    """The index once more, with what finds numbers and letters that a query cuts; filled again when it is opened."""
    db.execute("DROP TABLE item_search")
    db.execute(
        """
        CREATE VIRTUAL TABLE item_search USING fts5 (
            title, summary, text, facets, parts,
            content='', contentless_delete=1, tokenize="ascii tokenchars '%'", prefix='1'
        )
        """
    )


@migrations()
def publishers(db: Toolbox) -> None:
    """Who has published, and when last, without a look at every report."""
    _run(db, "CREATE INDEX item_sources_publisher ON item_sources (publisher, country, feed, published)")


@migrations()
def caught_up(db: Toolbox) -> None:
    """Databases from before the first release, whose first migrations made other tables: whatever theirs lack of the
    tables above. A message that was kept in the row itself becomes a body."""
    _add(db, "feeds", "switched", "INTEGER")
    _run(
        db,
        """
        CREATE TABLE IF NOT EXISTS story_pins (item_id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS bodies (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            body TEXT NOT NULL,
            created INTEGER NOT NULL
        );
        """,
    )
    for column in ("form", "step", "unknowns"):
        _add(db, "outbox", column, "INTEGER NOT NULL DEFAULT 0")
    _add(db, "broadcasts", "chat_id", "INTEGER NOT NULL DEFAULT 0")
    for column, definition in (
        ("filled", "INTEGER NOT NULL DEFAULT 0"),
        ("progress_message", "INTEGER"),
        ("progress_text", "TEXT NOT NULL DEFAULT ''"),
    ):
        _add(db, "broadcasts", column, definition)
    for table in ("outbox", "broadcasts"):
        _payloads_to_bodies(db, table)
    if "progress_chat" in db["broadcasts"].columns_dict:
        db.execute("UPDATE broadcasts SET chat_id = progress_chat WHERE progress_chat IS NOT NULL")
        db.execute("ALTER TABLE broadcasts DROP COLUMN progress_chat")
    db.execute("UPDATE broadcasts SET chat_id = admin_id WHERE chat_id = 0")
    _run(
        db,
        """
        DROP INDEX IF EXISTS outbox_chat;
        DROP INDEX IF EXISTS feeds_next_poll;
        CREATE INDEX feeds_next_poll ON feeds (next_poll);
        CREATE INDEX IF NOT EXISTS stories_changed ON stories (changed);
        CREATE INDEX IF NOT EXISTS stories_countries ON stories (countries, last_seen);
        CREATE INDEX IF NOT EXISTS stories_follows ON stories (follows) WHERE follows IS NOT NULL;
        CREATE INDEX IF NOT EXISTS subscribers_paused ON subscribers (paused_until) WHERE state = 'paused';
        CREATE INDEX IF NOT EXISTS follows_value ON follows (kind, value);
        CREATE INDEX IF NOT EXISTS outbox_open ON outbox (chat_id) WHERE state IN ('pending', 'sending', 'held');
        CREATE INDEX IF NOT EXISTS outbox_sending ON outbox (lease) WHERE state = 'sending';
        CREATE INDEX IF NOT EXISTS outbox_broadcast ON outbox (broadcast_id, state) WHERE broadcast_id IS NOT NULL;
        CREATE INDEX IF NOT EXISTS editions_subscriber ON editions (subscriber_id, created);
        """,
    )


@migrations()
def values(db: Toolbox) -> None:
    """What older versions wrote: see ``carried``."""
    for table, key, column, carry in (
        ("subscribers", "id", "preferences", carried.preferences),
        ("feeds", "url", "state", carried.poll_state),
    ):
        for row in db.query(f"SELECT {key} AS key, {column} AS text FROM {table}"):  # noqa: S608 - named above
            today = carry(row["text"])
            if today != row["text"]:
                db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (today, row["key"]))  # noqa: S608


@migrations()
def set_aside(db: Toolbox) -> None:
    """Rows that cannot be read, by what they are and their key, with the reason."""
    _run(db, "CREATE TABLE set_aside (kind TEXT, key TEXT, reason TEXT NOT NULL, PRIMARY KEY (kind, key))")


@migrations()
def revisions(db: Toolbox) -> None:
    """What an article said before, and which words each fingerprint stood for when it was met last.

    Feeds that were known by link and title for one repeated guid are asked for their guids again.
    """
    _run(
        db,
        """
        ALTER TABLE fingerprints ADD COLUMN wording INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE items ADD COLUMN corrected INTEGER;
        CREATE INDEX items_corrected ON items (corrected) WHERE corrected IS NOT NULL;
        CREATE TABLE item_versions (
            item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
            until INTEGER NOT NULL,
            title TEXT NOT NULL,
            lead TEXT NOT NULL,
            text TEXT NOT NULL,
            url TEXT,
            published_given INTEGER,
            summary TEXT NOT NULL,
            changes TEXT NOT NULL DEFAULT '[]'
        );
        CREATE INDEX item_versions_item ON item_versions (item_id, until);
        DELETE FROM notes WHERE name LIKE 'identity:%' AND text LIKE '%stand at several entries%'
        """,
    )


@migrations()
def kept_updates(db: Toolbox) -> None:
    """Updates as they came, which Telegram need not keep while they wait here."""
    _run(db, "CREATE TABLE kept_updates (update_id INTEGER PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL)")


@migrations()
def submissions(db: Toolbox) -> None:
    """Documents and links that were sent in Telegram, until their sender is told what became of them."""
    _run(
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


@migrations()
def one_reader(db: Toolbox) -> None:
    """Who never set up digests is neither paused nor stopped, and who stopped them is due at no time; the topics of a
    private chat are one reader; feedback knows who wrote it, so that one member of a group does not write for all."""
    _run(
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


@migrations()
def habits(db: Toolbox) -> None:
    """The lines that the items of each feed share."""
    _run(db, "CREATE TABLE feed_habits (feed TEXT PRIMARY KEY, articles INTEGER NOT NULL, lines TEXT NOT NULL)")


@migrations()
def asked(db: Toolbox) -> None:
    """What readers searched for, each their own. Of what was noted before, nobody knows whose it was."""
    _run(
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


def _add(db: Toolbox, table: str, column: str, definition: str) -> None:
    if column not in db[table].columns_dict:
        db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {definition}")


def _payloads_to_bodies(db: Toolbox, table: str) -> None:
    if "payload" not in db[table].columns_dict:
        return
    _add(db, table, "body_id", "INTEGER REFERENCES bodies (id)")
    for row in list(db.query(f"SELECT id, payload, created FROM {table} WHERE body_id IS NULL")):  # noqa: S608
        body = (row["payload"], row["created"])
        body_id = db.execute("INSERT INTO bodies (body, created) VALUES (?, ?) RETURNING id", body).fetchone()[0]
        db.execute(f"UPDATE {table} SET body_id = ? WHERE id = ?", (body_id, row["id"]))  # noqa: S608
    db.execute(f"ALTER TABLE {table} DROP COLUMN payload")
