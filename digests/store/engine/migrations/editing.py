"""Tables of what editors do by hand: the record of every change, and the sectors that they gave to stories."""

from sqlite_utils import Database as Toolbox

from digests.store.engine.migrations.steps import run


def audit(db: Toolbox) -> None:
    """Who changed what and when, each row as it was before and after (none: there was none), and chosen sectors.

    What a change did to the rows of a reader leaves with the reader.
    """
    run(
        db,
        """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            user_id INTEGER NOT NULL,
            act TEXT NOT NULL,
            subject TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            undone INTEGER
        );
        CREATE TABLE audit_rows (
            audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE CASCADE,
            part TEXT NOT NULL,
            key TEXT NOT NULL,
            subscriber_id INTEGER REFERENCES subscribers (id) ON DELETE CASCADE,
            before TEXT,
            after TEXT,
            PRIMARY KEY (audit_id, part, key)
        );
        CREATE INDEX audit_rows_subscriber ON audit_rows (subscriber_id) WHERE subscriber_id IS NOT NULL;
        CREATE TABLE story_sectors (
            story_id INTEGER PRIMARY KEY,
            sectors TEXT NOT NULL
        );
        """,
    )
