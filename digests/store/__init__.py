"""The only SQL of the house: SQLite, one writer connection, short ``BEGIN IMMEDIATE`` transactions.

SQL keeps to the subset that SQLite and PostgreSQL 15 share (named parameters, epoch integers, JSON as text,
``INSERT … ON CONFLICT … RETURNING``); only ``engine/migrations`` and ``news/search*.py`` may be SQLite's alone.
"""

from dataclasses import dataclass
from pathlib import Path

from digests.store.editing.audit import Audit
from digests.store.editing.edits import Edits
from digests.store.engine.aside import Aside
from digests.store.engine.database import Database
from digests.store.engine.notes import NoteStore
from digests.store.news.feeds import FeedStore
from digests.store.news.fingerprints import FingerprintStore
from digests.store.news.habits import HabitStore
from digests.store.news.items import ItemStore
from digests.store.news.joins import JoinStore
from digests.store.news.outlets import OutletStore
from digests.store.news.search import SearchIndex
from digests.store.news.stories import StoryStore
from digests.store.news.versions import VersionStore
from digests.store.news.writing_account import WritingAccount
from digests.store.news.writings import WritingStore
from digests.store.people.audiences import AudienceStore
from digests.store.people.feedback import FeedbackStore
from digests.store.people.interests import InterestStore
from digests.store.people.personal_data import PersonalData
from digests.store.people.readers import Readers
from digests.store.people.searches import SearchHistory
from digests.store.people.subscribers import SubscriberStore
from digests.store.sending.broadcast_messages import BroadcastMessages
from digests.store.sending.broadcasts import BroadcastStore
from digests.store.sending.deliveries import Deliveries
from digests.store.sending.editions import EditionStore
from digests.store.sending.outbox import Outbox
from digests.store.sending.submissions import SubmissionStore
from digests.store.sending.updates import UpdateLog


@dataclass(frozen=True, slots=True)
class Store:
    """Every table by the noun it holds, over one database."""

    db: Database
    feeds: FeedStore
    items: ItemStore
    fingerprints: FingerprintStore
    outlets: OutletStore
    versions: VersionStore
    habits: HabitStore
    notes: NoteStore
    stories: StoryStore
    joins: JoinStore
    search: SearchIndex
    submissions: SubmissionStore
    subscribers: SubscriberStore
    audiences: AudienceStore
    interests: InterestStore
    feedback: FeedbackStore
    personal_data: PersonalData
    editions: EditionStore
    outbox: Outbox
    deliveries: Deliveries
    broadcasts: BroadcastStore
    broadcast_messages: BroadcastMessages
    readers: Readers
    updates: UpdateLog
    aside: Aside
    searches: SearchHistory
    writings: WritingStore
    writing_account: WritingAccount
    audit: Audit
    edits: Edits

    def close(self) -> None:
        self.db.close()


def open_store(path: Path | str) -> Store:
    """Open, and where needed create and migrate, the database at ``path``.

    Raises:
        StoreBroken: see :class:`Database`.
    """
    db = Database(path)
    items = ItemStore(db)
    stories = StoryStore(db, items)
    joins = JoinStore(db, stories)
    audit = Audit(db)
    store = Store(
        db=db,
        feeds=FeedStore(db),
        items=items,
        fingerprints=FingerprintStore(db),
        outlets=OutletStore(db),
        versions=VersionStore(db),
        habits=HabitStore(db),
        notes=NoteStore(db),
        search=SearchIndex(db),
        stories=stories,
        joins=joins,
        submissions=SubmissionStore(db),
        subscribers=SubscriberStore(db),
        audiences=AudienceStore(db),
        interests=InterestStore(db),
        feedback=FeedbackStore(db),
        personal_data=PersonalData(db),
        editions=EditionStore(db),
        outbox=Outbox(db),
        deliveries=Deliveries(db),
        broadcasts=BroadcastStore(db),
        broadcast_messages=BroadcastMessages(db),
        readers=Readers(db),
        updates=UpdateLog(db),
        aside=Aside(db),
        searches=SearchHistory(db),
        writings=WritingStore(db),
        writing_account=WritingAccount(db),
        audit=audit,
        edits=Edits(db, stories, joins, audit),
    )
    store.search.fill(items.every())
    return store
