"""The lines that each feed's items share, as they are learnt."""

import json
import logging

from digests.store.engine.aside import UNREADABLE
from digests.store.engine.database import Database
from digests.versions.shared_lines import Habits, Line

_log = logging.getLogger(__name__)


class HabitStore:
    """One row a feed, bounded (``closings``)."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, feed: str) -> Habits:
        """What is known of the feed. A feed that is new, or whose row cannot be read, is learnt anew."""
        row = self._db.one("SELECT articles, lines FROM feed_habits WHERE feed = :feed", {"feed": feed})
        if row is None:
            return Habits()
        try:
            lines = {
                key: Line(int(count), int(since), str(title), bool(sure))
                for key, (count, since, title, sure) in json.loads(row["lines"]).items()
            }
            return Habits(int(row["articles"]), lines)
        except UNREADABLE as error:
            _log.warning("%s: the lines that its items share cannot be read and are learnt anew: %s", feed, error)
            return Habits()

    def keep(self, feed: str, habits: Habits) -> None:
        """Remember it."""
        lines = {key: [each.count, each.since, each.title, int(each.sure)] for key, each in habits.lines.items()}
        self._db.change(
            """
            INSERT INTO feed_habits (feed, articles, lines) VALUES (:feed, :articles, :lines)
            ON CONFLICT (feed) DO UPDATE SET articles = excluded.articles, lines = excluded.lines
            """,
            {"feed": feed, "articles": habits.articles, "lines": json.dumps(lines, ensure_ascii=False)},
        )
