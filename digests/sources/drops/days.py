"""The day of a dropped document: completed, kept from the future, and doubted where only its template names it."""

from dataclasses import replace
from datetime import UTC, datetime

from digests.language.detect import detect
from digests.model import Entry
from digests.sources.dates.calendar import NOON, Calendar
from digests.sources.text.heading import COUNTRY

_DETECTED = 2_000
"""Characters that tell a document's language."""
_FUTURE = 900
"""Seconds that a document's date may lie ahead of us, as for feeds."""
_BELIEVED = 2 * 366 * 86_400
"""Seconds that a day from a document's properties may lie before its file's own time; templates carry older ones."""


def settled(entry: Entry, made: int, now: int) -> Entry:
    """The entry with a day that can be believed; ``made`` = its file's own time, in epoch seconds."""
    return _clamped(_believed(_dated(entry, made, now), made), now)


def _dated(entry: Entry, made: int, now: int) -> Entry:
    """A day that was written without its year is the last such day; three hours ago are so from when its file was made,
    where that can be believed."""
    if entry.published is not None or not entry.published_raw:
        return entry
    country = COUNTRY.get(entry.language or detect(entry.text[:_DETECTED]), "XX")
    calendar = Calendar(country, now, untimed=NOON)
    if calendar.is_counted_back(entry.published_raw) and made > now - _BELIEVED:
        calendar = Calendar(country, made, untimed=NOON)
    return replace(entry, published=calendar.epoch(entry.published_raw))


def _clamped(entry: Entry, now: int) -> Entry:
    """A date that lies ahead of us by more than clocks differ is the day the file was taken."""
    ahead = entry.published is not None and entry.published > now + _FUTURE
    return replace(entry, published=now) if ahead else entry


def _believed(entry: Entry, made: int) -> Entry:
    """A day that only the document's properties name (it stands nowhere in words), years before the file was made, is
    its template's, unless the text speaks of that year."""
    if entry.published is None or entry.published_raw is not None or entry.published >= made - _BELIEVED:
        return entry
    year = str(datetime.fromtimestamp(entry.published, UTC).year)
    return entry if year in entry.title or year in entry.text else replace(entry, published=None)
