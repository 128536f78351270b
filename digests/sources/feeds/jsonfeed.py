"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), read leniently: a wrong field costs that field."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from digests.errors import ParseError

_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST = 5_000
"""Items that are read, as of any document."""


@dataclass(frozen=True, slots=True)
class JsonItem:
    """One item, its fields as text; ``""`` or ``None`` where the feed has none."""

    id: str | None
    url: str | None
    title: str
    summary: str
    html: str
    text: str
    """Plain text: what looks like markup in it are its words."""
    date: str | None
    author: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """A JSON Feed."""

    title: str
    link: str | None
    language: str | None
    items: tuple[JsonItem, ...]


def read(text: str, subject: str) -> JsonDocument:
    """Raises:
    ParseError: no JSON, or JSON that is no feed; ``subject`` is the feed's URL.
    """
    try:
        root = json.loads(text, strict=False, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise ParseError(subject, f"is no JSON: {error}") from error
    if not isinstance(root, dict) or not (
        isinstance(root.get("items"), list) or "jsonfeed.org" in str(root.get("version"))
    ):
        raise ParseError(subject, "is JSON but no JSON Feed")
    rows = root.get("items")
    items = tuple(_item(row) for row in rows[:_MOST] if isinstance(row, dict)) if isinstance(rows, list) else ()
    return JsonDocument(
        _text(root, "title"), _text(root, "home_page_url") or None, _text(root, "language") or None, items
    )


def _item(row: Mapping[str, Any]) -> JsonItem:
    return JsonItem(
        id=_text(row, "id") or None,
        url=_text(row, "url") or _text(row, "external_url") or None,
        title=_text(row, "title"),
        summary=_text(row, "summary"),
        html=_text(row, "content_html"),
        text=_text(row, "content_text"),
        date=_text(row, "date_published") or _text(row, "date_modified") or None,
        author=_author(row) or None,
        language=_text(row, "language") or None,
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    """Numbers come as text too (``read`` asks for that): ids are often written so."""
    value = row.get(name)
    return _SURROGATE.sub("", value).strip() if isinstance(value, str) else ""


def _author(row: Mapping[str, Any]) -> str:
    """1.1 has ``authors``, a list; 1.0 ``author``, one."""
    authors = row.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else row.get("author")
    return _text(first, "name") if isinstance(first, dict) else ""
