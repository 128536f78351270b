"""Tables of what a language model writes: the queue that is the cache as well, and the account of each day."""

from sqlite_utils import Database as Toolbox

from digests.store.engine.migrations.steps import run


def writings(db: Toolbox) -> None:
    """What was asked for, once for each model, language and text; and what each day took."""
    run(
        db,
        """
        CREATE TABLE writings (
            key TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            language TEXT NOT NULL,
            model TEXT NOT NULL,
            story_id INTEGER NOT NULL,
            grounds TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting',
            statements TEXT NOT NULL DEFAULT '[]',
            reason TEXT NOT NULL DEFAULT '',
            said TEXT NOT NULL DEFAULT '',
            rejects INTEGER NOT NULL DEFAULT 0,
            faults INTEGER NOT NULL DEFAULT 0,
            due INTEGER NOT NULL,
            readers INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL
        );
        CREATE INDEX writings_waiting ON writings (due) WHERE state = 'waiting';
        CREATE TABLE writing_account (
            day TEXT NOT NULL,
            what TEXT NOT NULL,
            amount INTEGER NOT NULL,
            PRIMARY KEY (day, what)
        );
        """,
    )
