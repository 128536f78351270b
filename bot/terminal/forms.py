"""How a digest and records may be written."""

from enum import StrEnum


class DigestFormat(StrEnum):
    """How a digest is written."""

    text = "text"
    html = "html"
    rich = "rich"
    json = "json"


class RecordFormat(StrEnum):
    """How records are written."""

    jsonl = "jsonl"
    csv = "csv"


class Exported(StrEnum):
    """What can be exported."""

    items = "items"
    stories = "stories"
    feeds = "feeds"
    subscribers = "subscribers"
