"""Entries, readings and links as columns of the tables ``items`` and ``item_sources``, and back; what writes them."""

from digests.model import GRADES, Entry, Item, Reading, SourceLink
from digests.store.engine import encoding
from digests.store.engine.database import Row

INSERT_ITEM = """
    INSERT INTO items (source, feed, publisher, country, url, guid, title, lead, text, author, published,
        published_given, published_raw, declared_language, first_seen, pushable, language, grade, countries,
        sectors, mechanisms, summary, why_grade, grade_signs, vector)
    VALUES (:source, :feed, :publisher, :country, :url, :guid, :title, :lead, :text, :author, :published,
        :published_given, :published_raw, :declared_language, :first_seen, :pushable, :language, :grade,
        :countries, :sectors, :mechanisms, :summary, :why_grade, :grade_signs, :vector)
    RETURNING id
"""
INSERT_SOURCE = """
    INSERT INTO item_sources (item_id, publisher, country, url, feed, published, title, seen)
    VALUES (:item_id, :publisher, :country, :url, :feed, :published, :title, :seen)
"""
REVISE_ITEM = """
    UPDATE items SET title = :title, lead = :lead, text = :text, url = :url, author = :author,
        published_given = :published_given, published_raw = :published_raw,
        language = :language, grade = :grade, countries = :countries, sectors = :sectors,
        mechanisms = :mechanisms, summary = :summary, why_grade = :why_grade, grade_signs = :grade_signs,
        vector = :vector, corrected = COALESCE(:corrected, corrected)
    WHERE id = :id
"""
REVISE_SOURCE = """
    UPDATE item_sources SET title = :title WHERE item_id = :id AND feed = :feed AND title = :before
        AND (url = :url OR url IS NULL)
"""


def entry_columns(entry: Entry) -> dict[str, object]:
    return {
        "source": entry.source,
        "feed": entry.feed,
        "publisher": entry.publisher,
        "country": entry.country,
        "url": entry.url,
        "guid": entry.guid,
        "title": entry.title,
        "lead": entry.lead,
        "text": entry.text,
        "author": entry.author,
        "published_given": entry.published,
        "published_raw": entry.published_raw,
        "declared_language": entry.language,
    }


def reading_columns(reading: Reading) -> dict[str, object]:
    return {
        "language": reading.language,
        "grade": reading.grade,
        "countries": encoding.names_to_text(reading.countries),
        "sectors": encoding.tags_to_text(reading.sectors),
        "mechanisms": encoding.tags_to_text(reading.mechanisms),
        "summary": encoding.sentences_to_text(reading.summary),
        "why_grade": encoding.evidence_to_text(reading.why_grade),
        "grade_signs": encoding.signs_to_text(reading.grade_signs),
        "vector": reading.vector,
    }


def source_columns(item_id: int, link: SourceLink, now: int) -> dict[str, object]:
    return {
        "item_id": item_id,
        "publisher": link.publisher,
        "country": link.country,
        "url": link.url,
        "feed": link.feed,
        "published": link.published,
        "title": link.title,
        "seen": now,
    }


def link_of(row: Row) -> SourceLink:
    return SourceLink(row["publisher"], row["country"], row["url"], row["feed"], row["published"], row["title"])


def item_of(row: Row, links: tuple[SourceLink, ...]) -> Item:
    """Raises one of ``UNREADABLE`` where a column does not hold what it should."""
    if row["grade"] not in GRADES or not isinstance(row["vector"], bytes) or len(row["vector"]) % 4:
        raise ValueError(f"grade {row['grade']!r}, a vector of {type(row['vector']).__name__}")
    if not isinstance(row["published"], int) or not isinstance(row["first_seen"], int):
        raise ValueError(f"no times: {row['published']!r}, {row['first_seen']!r}")
    entry = Entry(
        source=row["source"],
        feed=row["feed"],
        publisher=row["publisher"],
        country=row["country"],
        title=row["title"],
        lead=row["lead"],
        text=row["text"],
        url=row["url"],
        guid=row["guid"],
        author=row["author"],
        published=row["published_given"],
        published_raw=row["published_raw"],
        language=row["declared_language"],
    )
    reading = Reading(
        language=row["language"],
        grade=row["grade"],
        countries=encoding.names_from_text(row["countries"]),
        sectors=encoding.tags_from_text(row["sectors"]),
        mechanisms=encoding.tags_from_text(row["mechanisms"]),
        summary=encoding.sentences_from_text(row["summary"]),
        vector=row["vector"],
        why_grade=encoding.evidence_from_text(row["why_grade"]),
        grade_signs=encoding.signs_from_text(row["grade_signs"]),
    )
    return Item(
        row["id"], entry, reading, row["published"], row["first_seen"], row["story_id"], links, bool(row["pushable"]),
        row["corrected"],
    )  # fmt: skip
