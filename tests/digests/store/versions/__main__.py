"""Write a database by the code that is installed, and keep it as SQL: two readers, a feed, a story, a message.

Runs under every version of the code so far: a value is left out where a table has no such column, and settings are
written as the model of the time has them. The search's index is not kept; it is filled when the database is opened.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import TypeAdapter
from sqlite_utils import Database as Toolbox

from digests.model import Preferences, Schedule
from digests.sources.feeds import polling
from digests.store.engine.schema import migrations

NOW = 1_790_000_000
TITLE = "Three countries agree on ports"
_FEED = "https://news.example/rss"
_LINK = "https://news.example/1"
_TAGS = json.dumps([["trade", 1.0, [["ports", "title", 25, 30]]]])
_SUMMARY = json.dumps([[TITLE, "title", 0, len(TITLE)]])
_BODY = json.dumps(
    {"part": {"text": "waited", "mode": "html", "fallback": [], "buttons": [], "preview": None, "photo": None}}
)


def _settings(pictures: str) -> str:
    """Preferences in Japanese; pictures as a theme, or as yes and no where they had none."""
    today = TypeAdapter(Preferences)
    held = json.loads(today.dump_json(Preferences(language="ja")))
    held["pictures"] = pictures != "off" if isinstance(held["pictures"], bool) else pictures
    return json.dumps(held)


def _state() -> str:
    state = getattr(polling, "PollState", None)
    if state is None:
        return "{}"
    names = "str" in str(state.__annotations__["skip_days"])
    return str(state(etag='"1"', skip_days=("Sunday",) if names else (7,)).to_json())


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """(table, columns), in the order in which they refer to each other."""
    yield "feeds", {"url": _FEED, "name": "News", "country": "JP", "state": _state(), "origin": "operator"}
    tags = {"grade": "trilateral", "countries": '["CN","JP","KR"]'}
    names = {"sectors": '["trade"]', "mechanisms": "[]", "first_seen": NOW - 900, "last_seen": NOW - 900}
    yield "stories", tags | names | {"id": 1, "lead_id": 1, "changed": NOW - 600}
    entry = {"source": "feed", "feed": _FEED, "publisher": "News", "country": "JP", "url": _LINK, "guid": "1"}
    text = {"title": TITLE, "lead": "", "text": "", "published": NOW - 900, "first_seen": NOW - 900, "language": "en"}
    reading = {"sectors": _TAGS, "mechanisms": "[]", "summary": _SUMMARY, "vector": b"", "story_id": 1, "id": 1}
    yield "items", entry | text | tags | reading
    source = {"item_id": 1, "publisher": "News", "country": "JP", "url": _LINK, "feed": _FEED, "title": TITLE}
    yield "item_sources", source | {"published": NOW - 900, "seen": NOW - 900}
    yield "fingerprints", {"key": "a", "item_id": 1, "seen": NOW - 900}
    schedule = TypeAdapter(Schedule).dump_json(Schedule(zone="Asia/Tokyo", minutes=(1392,))).decode()
    for number, pictures in ((1, "light"), (2, "off")):
        reader = {"id": number, "chat_id": 100 + number, "kind": "private", "preferences": _settings(pictures)}
        yield "subscribers", reader | {"schedule": schedule, "next_due": NOW, "created": 1, "active": 1}
    follow = {"subscriber_id": 1, "kind": "sector", "value": "trade", "created": 1}
    yield "follows", follow
    yield "votes", {"subscriber_id": 1, "story_id": 1, "vote": 1, "at": NOW}
    yield "bodies", {"id": 1, "body": _BODY, "created": NOW}
    waiting = {"chat_id": 101, "lane": 0, "body_id": 1, "payload": _BODY, "created": NOW, "updated": NOW}
    yield "outbox", waiting
    broadcast = {"admin_id": 7, "chat_id": 7, "progress_chat": 7, "body_id": 1, "payload": _BODY}
    yield "broadcasts", broadcast | {"created": NOW, "updated": NOW, "state": "scheduled", "scheduled": NOW}
    yield "notes", {"name": "alerts.looked", "text": str(NOW - 60)}


def dump(db: Toolbox) -> Iterator[str]:
    """The statements that make ``db`` again, those of the index's own tables left to SQLite."""
    own = "name NOT LIKE 'sqlite_sequence' AND name NOT LIKE 'item_search_%' AND sql IS NOT NULL"
    for row in list(db.query(f"SELECT type, name, sql FROM sqlite_master WHERE {own} ORDER BY rootpage")):  # noqa: S608
        yield f"{row['sql']};"
        if row["type"] == "table" and row["name"] != "item_search":
            for values in db.query(f'SELECT * FROM "{row["name"]}"'):  # noqa: S608
                literals = ", ".join(str(db.execute("SELECT quote(?)", (v,)).fetchone()[0]) for v in values.values())
                yield f'INSERT INTO "{row["name"]}" ({", ".join(values)}) VALUES ({literals});'  # noqa: S608


def main(target: Path) -> None:
    with TemporaryDirectory() as folder:
        db = Toolbox(str(Path(folder) / "kept.db"))
        migrations.apply(db)
        for table, values in rows():
            known = db[table].columns_dict
            if known:
                db.table(table).insert({name: value for name, value in values.items() if name in known})
        target.write_text("\n".join(dump(db)) + "\n", encoding="utf-8")
        db.close()


if __name__ == "__main__":
    main(Path(__file__).parent / f"{sys.argv[1]}.sql")
