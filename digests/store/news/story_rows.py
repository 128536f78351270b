"""Stories as rows of the database, and back."""

from collections.abc import Sequence

from digests.model import GRADES, Grade, Head, Item, Story
from digests.store.engine import encoding
from digests.store.engine.database import Row
from digests.stories.telling import Telling


def columns_of(telling: Telling, items: Sequence[Item]) -> dict[str, object]:
    published = [item.published for item in items]
    return {
        "lead_id": telling.lead_id,
        "grade": telling.grade,
        "countries": encoding.names_to_text(telling.countries),
        "sectors": encoding.names_to_text(telling.sectors),
        "mechanisms": encoding.names_to_text(telling.mechanisms),
        "first_seen": min(published),
        "last_seen": max(published),
    }


def head_of(row: Row) -> Head:
    return Head(
        row["id"],
        row["first_seen"],
        _grade(row),
        encoding.names_from_text(row["countries"]),
        encoding.names_from_text(row["sectors"]),
        encoding.names_from_text(row["mechanisms"]),
    )


def _grade(row: Row) -> Grade:
    """Raises:
    ValueError: it is none.
    """
    return GRADES[GRADES.index(row["grade"])]


def story_of(row: Row, items: Sequence[Item], heard: tuple[str, ...]) -> Story:
    ordered = tuple(sorted(items, key=lambda item: (item.published, item.id)))
    return Story(
        id=row["id"],
        items=ordered,
        lead_id=row["lead_id"] if any(item.id == row["lead_id"] for item in ordered) else ordered[0].id,
        grade=_grade(row),
        countries=encoding.names_from_text(row["countries"]),
        sectors=encoding.names_from_text(row["sectors"]),
        mechanisms=encoding.names_from_text(row["mechanisms"]),
        follows=row["follows"],
        heard=heard,
    )
