"""The only SQL of the house: SQLite, one writer connection, short ``BEGIN IMMEDIATE`` transactions.

SQL keeps to the subset that SQLite and PostgreSQL 15 share (named parameters, epoch integers, JSON as text,
``INSERT … ON CONFLICT … RETURNING``); only ``schema.py`` and ``search.py`` may be SQLite's alone.
"""

from dataclasses import dataclass
from pathlib import Path

from digests.store.aside import Aside
from digests.store.asked import AskedStore
from digests.store.broadcasts import BroadcastStore
from digests.store.database import Database
from digests.store.feeds import FeedStore
from digests.store.habits import HabitStore
from digests.store.items import ItemStore
from digests.store.notes import NoteStore
from digests.store.outbox import Outbox
from digests.store.readers import Readers
from digests.store.search import SearchIndex
from digests.store.stories import StoryStore
from digests.store.submissions import SubmissionStore
from digests.store.subscribers import SubscriberStore
from digests.store.updates import UpdateLog
from digests.store.versions import VersionStore


@dataclass(frozen=True, slots=True)
class Store:
    """Every table by the noun it holds, over one database."""

    db: Database
    feeds: FeedStore
    items: ItemStore
    versions: VersionStore
    habits: HabitStore
    notes: NoteStore
    stories: StoryStore
    search: SearchIndex
    submissions: SubmissionStore
    subscribers: SubscriberStore
    outbox: Outbox
    broadcasts: BroadcastStore
    readers: Readers
    updates: UpdateLog
    aside: Aside
    asked: AskedStore

    def close(self) -> None:
        self.db.close()


def open_store(path: Path | str) -> Store:
    """Open, and where needed create and migrate, the database at ``path``.

    Raises:
        StoreBroken: see :class:`Database`.
    """
    db = Database(path)
    items = ItemStore(db)
    store = Store(
        db=db,
        feeds=FeedStore(db),
        items=items,
        versions=VersionStore(db),
        habits=HabitStore(db),
        notes=NoteStore(db),
        search=SearchIndex(db),
        stories=StoryStore(db, items),
        submissions=SubmissionStore(db),
        subscribers=SubscriberStore(db),
        outbox=Outbox(db),
        broadcasts=BroadcastStore(db),
        readers=Readers(db),
        updates=UpdateLog(db),
        aside=Aside(db),
        asked=AskedStore(db),
    )
    store.search.fill(items.every())
    return store
