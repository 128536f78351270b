"""The tables, as migrations applied in order when the database is opened.

A new one is a function in ``migrations/`` and a line at the end here; its name is what the database remembers. Those
above are never edited, renamed or moved.
"""

from sqlite_utils import Migrations

from digests.store.engine.migrations import editing, news, older, people, sending, writing

_IN_ORDER = (
    news.feeds,
    news.items,
    news.search,
    people.subscribers,
    sending.outbox,
    sending.notes,
    news.heard,
    news.parts,
    news.publishers,
    older.caught_up,
    older.values,
    sending.set_aside,
    news.revisions,
    sending.kept_updates,
    sending.submissions,
    people.one_reader,
    news.habits,
    people.asked,
    news.particulars,
    news.signs,
    people.lengths,
    writing.writings,
    editing.audit,
)

KNOWN = frozenset(migration.__name__ for migration in _IN_ORDER)
"""Every name that a database may remember; another is a newer version's."""
migrations = Migrations("trilateral")
for _migration in _IN_ORDER:
    migrations()(_migration)
