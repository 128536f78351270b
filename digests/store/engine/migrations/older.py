"""What databases from before the first release lack, and what older versions wrote into columns."""

from sqlite_utils import Database as Toolbox

from digests.store.engine import older_values
from digests.store.engine.migrations.steps import add_column, run


def caught_up(db: Toolbox) -> None:
    """Databases from before the first release, whose first migrations made other tables: whatever theirs lack of the
    tables above. A message that was kept in the row itself becomes a body."""
    add_column(db, "feeds", "switched", "INTEGER")
    run(
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
        add_column(db, "outbox", column, "INTEGER NOT NULL DEFAULT 0")
    add_column(db, "broadcasts", "chat_id", "INTEGER NOT NULL DEFAULT 0")
    for column, definition in (
        ("filled", "INTEGER NOT NULL DEFAULT 0"),
        ("progress_message", "INTEGER"),
        ("progress_text", "TEXT NOT NULL DEFAULT ''"),
    ):
        add_column(db, "broadcasts", column, definition)
    for table in ("outbox", "broadcasts"):
        _payloads_to_bodies(db, table)
    if "progress_chat" in db["broadcasts"].columns_dict:
        db.execute("UPDATE broadcasts SET chat_id = progress_chat WHERE progress_chat IS NOT NULL")
        db.execute("ALTER TABLE broadcasts DROP COLUMN progress_chat")
    db.execute("UPDATE broadcasts SET chat_id = admin_id WHERE chat_id = 0")
    run(
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


def values(db: Toolbox) -> None:
    """What older versions wrote: see ``older_values``."""
    for table, key, column, carry in (
        ("subscribers", "id", "preferences", older_values.preferences),
        ("feeds", "url", "state", older_values.poll_state),
    ):
        for row in db.query(f"SELECT {key} AS key, {column} AS text FROM {table}"):  # noqa: S608 - named above
            today = carry(row["text"])
            if today != row["text"]:
                db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (today, row["key"]))  # noqa: S608


def _payloads_to_bodies(db: Toolbox, table: str) -> None:
    if "payload" not in db[table].columns_dict:
        return
    add_column(db, table, "body_id", "INTEGER REFERENCES bodies (id)")
    for row in list(db.query(f"SELECT id, payload, created FROM {table} WHERE body_id IS NULL")):  # noqa: S608
        body = (row["payload"], row["created"])
        body_id = db.execute("INSERT INTO bodies (body, created) VALUES (?, ?) RETURNING id", body).fetchone()[0]
        db.execute(f"UPDATE {table} SET body_id = ? WHERE id = ?", (body_id, row["id"]))  # noqa: S608
    db.execute(f"ALTER TABLE {table} DROP COLUMN payload")
