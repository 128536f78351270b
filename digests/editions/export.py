"""The data out, as JSON lines or CSV: one mapping a line, its keys a promise to those who build on them."""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from digests.editions.compose import worth
from digests.model import Feed, Item, Reading, Story, Tag
from digests.model.sources import without_login
from digests.printable import json_text
from digests.stories.telling import tags_as_told
from digests.stories.together import bonds

Record = Mapping[str, Any]
Format = Literal["jsonl", "csv"]


class Writes(Protocol):
    """What records are written to."""

    def write(self, text: str, /) -> object: ...


def iso(moment: int | None) -> str | None:
    """Seconds since the epoch as ISO 8601 in UTC (``2026-03-04T00:12:00Z``)."""
    return None if moment is None else datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")


def item_record(item: Item, story: Story | None) -> Record:
    """An item as ``export items`` and ``search --json`` print it; ``story`` is the one it belongs to."""
    tags = tags_as_told(item, story)
    return {
        "id": item.id,
        "url": item.entry.url,
        "feed": item.entry.feed,
        "publisher": item.entry.publisher,
        "publisher_country": item.entry.country,
        "title": item.title,
        "published": iso(item.published),
        "first_seen": iso(item.first_seen),
        "language": item.language,
        "grade": tags.grade,
        "countries": list(tags.countries),
        "sectors": list(tags.sectors),
        "mechanisms": list(tags.mechanisms),
        "story_id": item.story_id,
        "why": _why(item.reading),
        "summary": item.summary,
        "lead": item.entry.lead,
        "text": item.entry.text,
        "author": item.entry.author,
        "source": item.entry.source,
        "sources": [{"publisher": s.publisher, "country": s.country, "url": s.url} for s in item.sources],
    }


def _why(reading: Reading) -> Record:
    """What the item says by itself, and by what: the words and signs of its grade, and of each tag how sure it is, its
    words, and how much of it (in log-odds) is the meaning of the whole."""
    return {
        "words": [each.words for each in reading.why_grade],
        "signs": {sign.name: sign.weight for sign in reading.grade_signs},
        "sectors": {tag.name: _tag(tag) for tag in reading.sectors},
        "mechanisms": {tag.name: _tag(tag) for tag in reading.mechanisms},
    }


def _tag(tag: Tag) -> Record:
    return {"weight": tag.weight, "words": [each.words for each in tag.evidence], "meaning": tag.meaning}


def story_record(story: Story) -> Record:
    """A story as ``export stories`` prints it; ``worth`` is what an editor would give it (0 to 3), how likely that is 2
    or 3, and what weighed most; ``together`` what each further report shares with the one that stands for it."""
    told = worth(story)
    shared = bonds(story.lead, story.items)
    return {
        "id": story.id,
        "title": story.lead.title,
        "titles": {language: _title_in(story, language) for language in story.languages},
        "items": [item.id for item in story.items],
        "languages": list(story.languages),
        "countries": list(story.countries),
        "grade": story.grade,
        "sectors": list(story.sectors),
        "mechanisms": list(story.mechanisms),
        "first_seen": iso(story.first_seen),
        "last_seen": iso(story.last_seen),
        "follows": story.follows,
        "together": [
            {"item": each.item_id, "words": list(each.words), "headline": each.headline, "meaning": each.meaning}
            for each in shared
        ],
        "worth": {"value": round(told.value, 2), "good": round(told.good, 2), "because": dict(told.because)},
    }


def feed_record(feed: Feed) -> Record:
    """A feed with the fields of ``feeds.toml``."""
    return {
        "url": feed.shown,
        "name": feed.name,
        "country": feed.country,
        "language": feed.language,
        "interval": feed.interval,
        "full_text": feed.full_text,
        "enabled": feed.enabled,
        "alternates": list(map(without_login, feed.alternates)),
        "covers": list(feed.covers),
        "terms": feed.terms,
        "checked": feed.checked,
        "off": feed.off,
    }


def write_records(records: Iterable[Record], to: Writes, form: Format) -> int:
    """Write one record a line; lists and mappings are JSON inside a CSV cell. Returns how many were written."""
    return _write_csv(records, to) if form == "csv" else _write_jsonl(records, to)


def _write_jsonl(records: Iterable[Record], to: Writes) -> int:
    count = 0
    for record in records:
        to.write(json_text(record) + "\n")
        count += 1
    return count


def _write_csv(records: Iterable[Record], to: Writes) -> int:
    writer: csv.DictWriter[str] | None = None
    count = 0
    for record in records:
        if writer is None:
            writer = csv.DictWriter(to, list(record), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _cell(value) for key, value in record.items()})
        count += 1
    return count


def _cell(value: Any) -> Any:
    """A cell; what a spreadsheet would run as a formula is quoted, since titles come from outside."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def _title_in(story: Story, language: str) -> str:
    return next(item.title for item in story.items if item.language == language)
