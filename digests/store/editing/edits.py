"""What an editor does to stories: merge two, take reports out of one, say what one is about; and take that back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, TypeAlias

from digests.model import Story
from digests.store.editing import snapshots
from digests.store.editing.audit import Audit, Change
from digests.store.editing.snapshots import STRUCTURAL, Difference, Values
from digests.store.engine.database import Database
from digests.store.news.joins import JoinStore
from digests.store.news.stories import StoryStore
from digests.stories.telling import tell

Undone: TypeAlias = Literal["undone", "before", "moved"]
"""Taken back; it was taken back before, or there is nothing to take back; the reports that it moved were moved again
since."""
_AT_MOST = """
    UPDATE seen SET reports = counted.reports FROM (
        SELECT COUNT(*) AS reports FROM item_sources WHERE item_id IN (SELECT id FROM items WHERE story_id = :id)
    ) AS counted
    WHERE story_id = :id AND seen.reports > counted.reports
"""
"""Nobody had more reports of a story than it has."""


class Edits:
    """Changes stories by hand. What was decided so is never clustered again, and each change is in the audit."""

    def __init__(self, db: Database, stories: StoryStore, joins: JoinStore, audit: Audit) -> None:
        self._db = db
        self._stories = stories
        self._joins = joins
        self._audit = audit

    def merge(self, into: Story, other: Story, *, user_id: int, now: int) -> int:
        """``other`` is told as part of ``into``, which keeps its number; the number of the change."""
        members = sorted((*into.items, *other.items), key=lambda item: (item.published, item.id))
        with self._noted("merge", f"{into.id} {other.id}", [into.id, other.id], user_id, now) as change:
            self._joins.change(into.id, tell(members), members, now=now)
            self._joins.merge(other.id, into.id)
            self._joins.pin(into.id, [item.id for item in members])
        return change[0]

    def split(self, story: Story, item_ids: Sequence[int], *, user_id: int, now: int) -> tuple[int, int] | None:
        """Take ``item_ids`` out of the story: (the number of the change, that of their new story), or ``None`` where
        one of the two would hold nothing."""
        out = set(item_ids)
        apart = [item for item in story.items if item.id in out]
        rest = [item for item in story.items if item.id not in out]
        if not apart or not rest:
            return None
        stories = [story.id]
        subject = " ".join(map(str, (story.id, *(item.id for item in apart))))
        with self._noted("split", subject, stories, user_id, now) as change:
            new_id = self._joins.open(tell(apart), apart, follows=None, now=now)
            stories.append(new_id)
            self._joins.change(story.id, tell(rest), rest, now=now)
            self._joins.pin(new_id, [item.id for item in apart])
            self._joins.pin(story.id, [item.id for item in rest])
        return change[0], new_id

    def retag(self, story: Story, sectors: Sequence[str], *, user_id: int, now: int) -> int:
        """The story is about ``sectors`` from now on, the first above all; the number of the change."""
        with self._noted("retag", f"{story.id} {' '.join(sectors)}", [story.id], user_id, now) as change:
            self._joins.give(story.id, sectors, now)
        return change[0]

    def undo(self, change: Change, *, user_id: int, now: int) -> Undone:
        """Make every row what it was before ``change``, in one transaction.

        What readers did since (a digest had, a vote) and reports that joined since stay; the story that gained them is
        told anew from its reports.
        """
        with self._db.write():
            again = self._audit.get(change.id)
            if again is None or again.undone is not None:
                return "before"
            rows = self._audit.rows(change.id)
            if not rows:  # a change of another kind, or one that changed nothing
                return "before"
            now_there = [snapshots.standing(self._db, row) for row in rows]
            if self._has_moved(rows, now_there):
                return "moved"
            back = [
                found for row, there in zip(rows, now_there, strict=True) if (found := snapshots.merged(row, there))
            ]
            for row in snapshots.in_order(back):
                self._db.change(*snapshots.put_back(row))
            self._tell_anew(rows, now_there, now)
            self._audit.mark_undone(change.id, now)
            self._audit.note("undo", str(change.id), user_id=user_id, now=now, before=change.after, after=change.before)
        return "undone"

    def _has_moved(self, rows: Sequence[Difference], now_there: Sequence[Values | None]) -> bool:
        """Whether what the change says of reports and stories holds no more, reports that are gone left aside; or a
        story that it made has got others since."""
        if any(
            row.part in STRUCTURAL and there is not None and there != row.after
            for row, there in zip(rows, now_there, strict=True)
        ):
            return True
        made = [_number(row) for row in rows if row.part == "stories" and row.before is None]
        ours = {_number(row) for row in rows if row.part == "items"}
        return any(not ours.issuperset(items) for items in self._stories.members(made).values())

    def _tell_anew(self, rows: Sequence[Difference], now_there: Sequence[Values | None], now: int) -> None:
        """The stories that gained reports since, or of whose reports some are gone."""
        pairs = list(zip(rows, now_there, strict=True))
        all_there = all(there is not None for row, there in pairs if row.part == "items")
        for row, there in pairs:
            if row.part == "stories" and row.before is not None and (there != row.after or not all_there):
                story = self._stories.get(_number(row))
                if story is not None:
                    self._joins.change(story.id, tell(story.items), story.items, now=now)
                    self._db.change(_AT_MOST, {"id": story.id})

    @contextmanager
    def _noted(self, act: str, subject: str, stories: list[int], user_id: int, now: int) -> Iterator[list[int]]:
        """The transaction of a change to ``stories``, to which it may add; what it yields holds its number at the
        end."""
        change: list[int] = []
        with self._db.write():
            before = snapshots.of_stories(self._db, stories)
            yield change
            after = snapshots.of_stories(self._db, stories)
            rows = snapshots.differences(before, after)
            was, became = (_told(each) for each in (before, after))
            change.append(self._audit.note(act, subject, user_id=user_id, now=now, before=was, after=became, rows=rows))


def _number(row: Difference) -> int:
    return int(str((row.before or row.after or {})["id"]))


def _told(found: snapshots.Snapshot) -> str:
    """Which reports each story holds and what it is about, in a line: ``12: 1 2 3 (energy); 14: 4 (trade)``."""
    reports: dict[object, list[str]] = {}
    for (part, _), values in found.items():
        if part == "items":
            reports.setdefault(values["story_id"], []).append(str(values["id"]))
    about = {values["id"]: values["sectors"] for (part, _), values in found.items() if part == "stories"}
    return "; ".join(f"{number}: {' '.join(items)} {about.get(number, '')}" for number, items in reports.items())
