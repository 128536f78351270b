"""One record -> an entry: the fields of ``trilateral export items``, or those of a JSON Feed item."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from digests.errors import DropRejected
from digests.model import Entry, outlet_of
from digests.sources.dates.calendar import NOON, Calendar
from digests.sources.text.edges import trimmed
from digests.sources.text.heading import COUNTRY
from digests.sources.text.links import clean
from digests.sources.text.markup import line, plain
from digests.sources.text.plain_text import CONTROL

_NEVER = 86_400
"""What programs write where there is no date lies at or before it: 1970, and the year 1 (or 0, east of Greenwich)."""
_EXPORTED = {"publisher_country", "lead", "text"}
"""Fields that stand together in exports only: what such a record holds is plain text, and read back to the letter."""
_NO_CLAMP = 250_000_000_000
"""A moment later than any date: what lies in the future is put right by whoever takes the file."""


def entry_of_record(name: str, where: str, row: Mapping[str, Any]) -> Entry:
    """The entry in a record; ``where`` is its place in the file. Raises DropRejected, which names the place."""
    title, lead, body = _words(row)
    if not title or not (lead or body or row.keys() >= _EXPORTED):
        missing = "title" if not title else "summary or text"
        raise DropRejected(name, f"{where} has no {missing}", "give each record a title and a summary or text")
    raw = _text(row, "published", "date_published", "date") or None
    url = clean(_text(row, "url", "link") or None)
    return Entry(
        source="drop",
        feed=f"drop:{name}",
        publisher=_publisher(row) or urlsplit(url or "").hostname or name,
        country=_country(row),
        title=title,
        lead=lead,
        text=body,
        url=url,
        guid=None if url else _text(row, "id") or None,
        author=line(_text(row, "author")) or None,
        published=_published(row, raw),
        published_raw=raw,
        language=_text(row, "language", "lang") or None,
    )


def _words(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """Title, lead and text. A record of ours gives its own lead: its summary was quoted from it."""
    if row.keys() >= _EXPORTED:
        title, lead, body = (CONTROL.sub("", _text(row, name)) for name in ("title", "lead", "text"))
        return " ".join(title.split("\n")), lead, body
    title = line(_text(row, "title", "headline"))
    lead = plain(_text(row, "summary", "description", "lead"))
    return title, lead, trimmed(plain(_text(row, "text", "content_text", "content_html", "content", "body")))


def _publisher(row: Mapping[str, Any]) -> str:
    """The outlet as named; of a document that was dropped before, its file's name is none."""
    outlet = line(_text(row, "publisher", "outlet", "source_name", "author"))
    return outlet_of(outlet, _text(row, "feed"))


def _text(row: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = row.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value).encode("utf-8", "replace").decode().strip()  # half an escaped emoji is no text
    return ""


def _country(row: Mapping[str, Any]) -> str:
    country = _text(row, "publisher_country", "country", "outlet_country").upper()
    return country if len(country) == 2 and country.isascii() and country.isalpha() else "XX"


def _published(row: Mapping[str, Any], raw: str | None) -> int | None:
    if raw is None:
        return None
    country = _country(row)
    whose = country if country != "XX" else COUNTRY.get(_text(row, "language", "lang"), "XX")
    calendar = Calendar(whose, _NO_CLAMP, untimed=NOON)
    if _is_day(raw):
        return calendar.epoch(raw)
    try:
        moment = datetime.fromisoformat(raw)
        seconds = int((moment if moment.tzinfo else moment.replace(tzinfo=calendar.zone)).timestamp())
        return seconds if seconds > _NEVER else None
    except (ValueError, OverflowError):
        return calendar.epoch(raw)


def _is_day(raw: str) -> bool:
    """Whether it is an ISO date without a time, which a ``datetime`` would take for midnight."""
    try:
        date.fromisoformat(raw)
    except ValueError:
        return False
    return True
