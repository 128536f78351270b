"""The rows that belong to some stories, and what became of each: how a change is remembered so that it can be undone.

read before -> (the change) -> read after -> differences -> audit_rows
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import marks_for

Values: TypeAlias = dict[str, object]
Snapshot: TypeAlias = Mapping[tuple[str, str], Values]
"""(part, key) -> the columns."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as far as it belongs to stories."""

    table: str
    keys: tuple[str, ...]
    where: str
    """What selects the rows of some stories: ``{ids}`` stands for their numbers, ``{texts}`` for the same as text."""
    columns: str = "*"
    structural: bool = False
    """It says which reports are one story: it is put back as a whole or not at all."""


PARTS = (
    Rows("stories", ("id",), "id IN ({ids}) OR follows IN ({ids})"),
    Rows("items", ("id",), "story_id IN ({ids})", columns="id, story_id", structural=True),
    Rows("story_aliases", ("old_id",), "story_id IN ({ids}) OR old_id IN ({ids})", structural=True),
    Rows("story_pins", ("item_id",), "story_id IN ({ids})", structural=True),
    Rows("story_sectors", ("story_id",), "story_id IN ({ids})", structural=True),
    Rows("seen", ("subscriber_id", "story_id"), "story_id IN ({ids})"),
    Rows("votes", ("subscriber_id", "story_id"), "story_id IN ({ids})"),
    Rows("follows", ("subscriber_id", "kind", "value"), "kind = 'story' AND value IN ({texts})"),
)
"""In the order in which rows are put back: a report needs its story."""
STRUCTURAL = frozenset(part.table for part in PARTS if part.structural)


@dataclass(frozen=True, slots=True)
class Difference:
    """One row before and after a change; ``None`` = there was none."""

    part: str
    key: str
    before: Values | None
    after: Values | None

    @property
    def subscriber_id(self) -> object:
        """Whose row it is, where it is a reader's."""
        return (self.before or self.after or {}).get("subscriber_id")


def of_stories(db: Database, story_ids: Sequence[int]) -> Snapshot:
    """Every row that belongs to the stories of ``story_ids``."""
    marks, numbers = marks_for(story_ids)
    text_marks, texts = marks_for([str(each) for each in story_ids], "t")
    found: dict[tuple[str, str], Values] = {}
    for part in PARTS:
        where = part.where.format(ids=marks, texts=text_marks)
        asked = texts if "{texts}" in part.where else numbers
        for row in db.query(f"SELECT {part.columns} FROM {part.table} WHERE {where}", asked):  # noqa: S608 - from above
            found[part.table, _key(part, row)] = dict(row)
    return found


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """The rows that are not as they were, each once."""
    return [
        Difference(*name, before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def standing(db: Database, difference: Difference) -> Values | None:
    """The row as it is now."""
    part, key = _of(difference)
    where = " AND ".join(f"{name} = :{name}" for name in part.keys)
    row = db.one(f"SELECT {part.columns} FROM {part.table} WHERE {where}", key)  # noqa: S608 - names from above
    return dict(row) if row else None


def merged(difference: Difference, there: Values | None) -> Difference | None:
    """What is to be put back where the row is ``there`` now; ``None`` = leave it.

    A row that stands as the change left it becomes what it was, and so does a story that the change made. Of what a
    reader had since, only the reports that the change moved are taken off or added.
    """
    if there == difference.after or (difference.part == "stories" and difference.before is None):
        return difference
    if difference.part != "seen" or there is None or difference.before is None or difference.after is None:
        return None
    had = [int(str(each["reports"])) for each in (there, difference.before, difference.after)]
    return replace(difference, before=there | {"reports": max(0, had[0] + had[1] - had[2])})


def put_back(difference: Difference) -> tuple[str, Values]:
    """The statement that makes the row what it was before, and its values."""
    part, key = _of(difference)
    where = " AND ".join(f"{name} = :{name}" for name in part.keys)
    if difference.before is None:
        return f"DELETE FROM {part.table} WHERE {where}", key  # noqa: S608 - names from above
    if part.columns != "*":  # an item is never made anew, only moved
        return f"UPDATE {part.table} SET story_id = :story_id WHERE {where}", difference.before  # noqa: S608
    names = list(difference.before)
    rest = ", ".join(f"{name} = excluded.{name}" for name in names if name not in part.keys)
    return (
        f"INSERT INTO {part.table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(part.keys)}) DO UPDATE SET {rest}",
        difference.before,
    )


def in_order(found: Sequence[Difference]) -> Iterator[Difference]:
    """What makes and changes rows, then what removes them, stories last."""
    order = {part.table: number for number, part in enumerate(PARTS)}
    yield from sorted((each for each in found if each.before is not None), key=lambda each: order[each.part])
    yield from sorted((each for each in found if each.before is None), key=lambda each: -order[each.part])


def _of(difference: Difference) -> tuple[Rows, Values]:
    part = next(part for part in PARTS if part.table == difference.part)
    return part, dict(zip(part.keys, json.loads(difference.key), strict=True))


def _key(part: Rows, row: Row) -> str:
    return json.dumps([row[name] for name in part.keys], ensure_ascii=False)
