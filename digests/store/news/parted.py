"""Reports leave a story that readers had: what they had of it goes with the reports, so that nobody is told twice."""

from collections.abc import Mapping, Sequence

from digests.model import Item
from digests.store.engine.database import Database
from digests.store.engine.parameters import chunks, marks_for

_HAD = """
    INSERT INTO seen (subscriber_id, story_id, reports, at)
    SELECT s.subscriber_id, :into, COUNT(*), s.at FROM seen s
    JOIN item_sources x ON x.seen <= s.at AND x.item_id IN ({marks})
    WHERE s.story_id = :old GROUP BY s.subscriber_id, s.at
    ON CONFLICT (subscriber_id, story_id) DO UPDATE SET reports = seen.reports + excluded.reports
"""
_LEFT = """
    UPDATE seen SET reports = reports - (
        SELECT COUNT(*) FROM item_sources x WHERE x.seen <= seen.at AND x.item_id IN ({marks})
    )
    WHERE story_id = :old
"""
"""A reader had the reports that had come in when they were told; of the two stories they had each one's share."""


def take_along(db: Database, items: Sequence[Item], into: int) -> None:
    """What readers had of the stories that ``items`` leave is had of ``into``; call it before they are moved."""
    for old, moved in _leaving(items, into).items():
        for chunk in chunks(moved):
            marks, parameters = marks_for(chunk)
            db.change(_HAD.format(marks=marks), parameters | {"old": old, "into": into})
            db.change(_LEFT.format(marks=marks), parameters | {"old": old})


def _leaving(items: Sequence[Item], into: int) -> Mapping[int, list[int]]:
    """Story left -> the ids of the items that leave it."""
    found: dict[int, list[int]] = {}
    for item in items:
        if item.story_id is not None and item.story_id != into:
            found.setdefault(item.story_id, []).append(item.id)
    return found
