"""Small things to remember that have no table of their own: a text under a name."""

from digests.store.engine.database import Database


class NoteStore:
    """Reads and writes the table ``notes``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, name: str) -> str | None:
        row = self._db.one("SELECT text FROM notes WHERE name = :name", {"name": name})
        return None if row is None else str(row["text"])

    def set(self, name: str, text: str) -> None:
        self._db.change(
            """
            INSERT INTO notes (name, text) VALUES (:name, :text)
            ON CONFLICT (name) DO UPDATE SET text = excluded.text
            """,
            {"name": name, "text": text},
        )
