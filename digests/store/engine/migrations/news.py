"""Tables of what is read: feeds, items and their versions, stories, search."""

from sqlite_utils import Database as Toolbox

from digests.store.engine.migrations.steps import run


def feeds(db: Toolbox) -> None:
    """The catalogue as it stands, what the last polls said, and how the next is to be asked."""
    run(
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


def items(db: Toolbox) -> None:
    """Items, the places each was seen at, and fingerprints that outlive both."""
    run(
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


def search(db: Toolbox) -> None:
    """Tokens of the folded text as ``language.tokens`` makes them, separated by spaces; ``items`` has the original.

    The ``ascii`` tokenizer takes every character beyond ASCII as a letter, so that it leaves those tokens whole; the
    index of one-character prefixes serves one-character queries.
    """
    run(
        db,
        """
        CREATE VIRTUAL TABLE item_search USING fts5 (
            title, summary, text, facets,
            content='', contentless_delete=1, tokenize="ascii tokenchars '%'", prefix='1'
        )
        """,
    )


def heard(db: Toolbox) -> None:
    """Whether anything of a country's media was read in some days."""
    run(db, "CREATE INDEX item_sources_heard ON item_sources (country, published)")


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


def publishers(db: Toolbox) -> None:
    """Who has published, and when last, without a look at every report."""
    run(db, "CREATE INDEX item_sources_publisher ON item_sources (publisher, country, feed, published)")


def revisions(db: Toolbox) -> None:
    """What an article said before, and which words each fingerprint stood for when it was met last.

    Feeds that were known by link and title for one repeated guid are asked for their guids again.
    """
    run(
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


def habits(db: Toolbox) -> None:
    """The lines that the items of each feed share."""
    run(db, "CREATE TABLE feed_habits (feed TEXT PRIMARY KEY, articles INTEGER NOT NULL, lines TEXT NOT NULL)")


def particulars(db: Toolbox) -> None:
    """What the catalogue says of a feed beside how it is polled: alternates, what it covers, terms, evidence."""
    run(db, "ALTER TABLE feeds ADD COLUMN particulars TEXT NOT NULL DEFAULT '{}'")


def signs(db: Toolbox) -> None:
    """What the model of grades saw in each item."""
    run(db, "ALTER TABLE items ADD COLUMN grade_signs TEXT NOT NULL DEFAULT '[]'")
