"""The lines that each feed's items share, as they are learnt."""

import json

from digests.store.database import Database
from digests.stories.closings import Habits, Line


class HabitStore:
    """One row a feed, bounded (``closings``)."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, feed: str) -> Habits:
        """What is known of the feed; nothing of one that is new."""
        row = self._db.one("SELECT articles, lines FROM feed_habits WHERE feed = :feed", {"feed": feed})
        if row is None:
            return Habits()
        lines = {
            key: Line(count, since, title, bool(sure))
            for key, (count, since, title, sure) in json.loads(row["lines"]).items()
        }
        return Habits(row["articles"], lines)

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
