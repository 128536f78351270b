"""What a language model was asked to write: a queue and a cache in one table, a row for each text, language and model.

waiting -> good (it passed the claim gate) or verbatim (it did not, twice; the source's own words are shown)

One process works on the queue, so nothing is claimed: what was on its way when that process was killed still waits.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digests.model import Commission, Ground, Statement, WritingKind
from digests.store.engine.aside import Aside
from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import chunks, marks_for

_REASON = 1000
"""Characters kept of what was said of a rejected answer."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the queue."""

    key: str
    commission: Commission
    rejects: int
    """How many answers the gate has refused."""
    faults: int
    """How many times its call failed."""
    reason: str
    """Why the last answer was refused, for the model: ``""`` at first."""
    due: int
    """When the first digest goes out that would carry it."""


class WritingStore:
    """The table ``writings``."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def ask(self, wanted: Iterable[tuple[Commission, int, int]], model: str, now: int) -> int:
        """Put (commission, when due, how many readers) into the queue; how many of them were written before, for an
        earlier digest, and need no call.

        What waits already keeps its place; what was not ready for the digest it was meant for is meant for this one.
        """
        dues: dict[str, int] = {}
        rows: dict[str, dict[str, object]] = {}
        for commission, due, readers in wanted:
            key = commission.key(model)
            dues[key] = min(due, dues.get(key, due))
            rows[key] = {
                "key": key,
                "kind": commission.kind,
                "language": commission.language,
                "model": model,
                "story": commission.story_id,
                "grounds": _grounds_text(commission.grounds),
                "due": dues[key],
                "readers": readers + (int(str(rows[key]["readers"])) if key in rows else 0),
                "now": now,
            }
        known = self._done(rows)
        served = [key for key, due in known.items() if dues[key] > due]
        with self._db.write() as change:
            change.executemany(
                "UPDATE writings SET due = :due, updated = :now WHERE key = :key", [rows[key] for key in served]
            )
            change.executemany(
                "INSERT INTO writings (key, kind, language, model, story_id, grounds, due, readers, created, updated)"
                " VALUES (:key, :kind, :language, :model, :story, :grounds, :due, :readers, :now, :now)"
                " ON CONFLICT (key) DO UPDATE SET readers = excluded.readers, updated = excluded.updated, due = CASE"
                " WHEN writings.due < excluded.updated OR writings.due > excluded.due THEN excluded.due"
                " ELSE writings.due END",
                [row for key, row in rows.items() if key not in known],
            )
        return len(served)

    def waiting(self, model: str, since: int, limit: int) -> list[Waiting]:
        """What is due after ``since``, in the order in which it is to be written: what goes out first, translations
        before briefs, what most readers get; the texts of one story in one language together."""
        rows = self._db.query(
            "SELECT * FROM writings WHERE state = 'waiting' AND model = :model AND due > :since"
            " ORDER BY due, kind DESC, rejects, readers DESC, story_id, language, created, key LIMIT :limit",
            {"model": model, "since": since, "limit": limit},
        )
        return self._aside.readable("writing", rows, _waiting, key="key")

    def good(self, keys: Iterable[str]) -> dict[str, tuple[Statement, ...]]:
        """Of ``keys``, what was written and passed the gate."""
        found: dict[str, tuple[Statement, ...]] = {}
        for chunk in chunks(dict.fromkeys(keys)):
            marks, values = marks_for(chunk)
            rows = self._db.query(
                f"SELECT key, statements, grounds FROM writings WHERE state = 'good' AND key IN ({marks})",  # noqa: S608
                values,
            )
            found |= dict(self._aside.readable("writing", rows, _written, key="key"))
        return found

    def accept(self, key: str, statements: Sequence[tuple[str, Sequence[int]]], now: int) -> None:
        """It passed: sentences, each with the numbers of its grounds, counted from 1."""
        text = json.dumps([[said, list(cited)] for said, cited in statements], ensure_ascii=False)
        self._db.change(
            "UPDATE writings SET state = 'good', statements = :statements, reason = '', updated = :now"
            " WHERE key = :key",
            {"key": key, "statements": text, "now": now},
        )

    def refuse(self, key: str, reason: str, said: str, now: int, *, most: int) -> None:
        """The gate refused an answer; after ``most`` of them the source's own words are all there is."""
        self._db.change(
            "UPDATE writings SET rejects = rejects + 1, reason = :reason, said = :said, updated = :now,"
            " state = CASE WHEN rejects + 1 >= :most THEN 'verbatim' ELSE state END WHERE key = :key",
            {"key": key, "reason": reason[:_REASON], "said": said[:_REASON], "now": now, "most": most},
        )

    def fail(self, keys: Sequence[str], now: int, *, most: int) -> None:
        """A call for these failed; what makes ``most`` of them fail is not asked again."""
        self._db.change_many(
            "UPDATE writings SET faults = faults + 1, updated = :now,"
            " state = CASE WHEN faults + 1 >= :most THEN 'verbatim' ELSE state END,"
            " said = CASE WHEN faults + 1 >= :most THEN 'its calls fail' ELSE said END WHERE key = :key",
            [{"key": key, "now": now, "most": most} for key in keys],
        )

    def standing(self, since: int) -> Mapping[str, int]:
        """State -> how many rows, of what waits only that which is due after ``since``."""
        rows = self._db.query(
            "SELECT state, COUNT(*) AS n FROM writings WHERE state <> 'waiting' OR due > :since GROUP BY state",
            {"since": since},
        )
        return {row["state"]: row["n"] for row in rows}

    def prune(self, before: int) -> None:
        """Forget what no digest has carried since then."""
        self._db.change("DELETE FROM writings WHERE updated < :before AND due < :before", {"before": before})

    def _done(self, keys: Iterable[str]) -> dict[str, int]:
        """Of ``keys``, what need not be asked for any more, and the last digest it was meant for."""
        found: dict[str, int] = {}
        for chunk in chunks(keys):
            marks, values = marks_for(chunk)
            rows = self._db.query(
                f"SELECT key, due FROM writings WHERE state <> 'waiting' AND key IN ({marks})",  # noqa: S608
                values,
            )
            found |= {row["key"]: row["due"] for row in rows}
        return found


def _grounds_text(grounds: Sequence[Ground]) -> str:
    said = [[each.text, each.language, each.publisher, each.country, each.url] for each in grounds]
    return json.dumps(said, ensure_ascii=False)


def _grounds(row: Row) -> tuple[Ground, ...]:
    return tuple(Ground(*each) for each in json.loads(row["grounds"]))


def _written(row: Row) -> tuple[str, tuple[Statement, ...]]:
    grounds = _grounds(row)
    said = json.loads(row["statements"])
    return row["key"], tuple(Statement(text, tuple(grounds[each - 1] for each in cited)) for text, cited in said)


def _waiting(row: Row) -> Waiting:
    kind: WritingKind = "brief" if row["kind"] == "brief" else "translate"
    commission = Commission(kind, row["language"], _grounds(row), row["story_id"])
    return Waiting(row["key"], commission, row["rejects"], row["faults"], row["reason"], row["due"])
