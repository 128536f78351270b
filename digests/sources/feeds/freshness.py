"""For how long a server asks to be left alone: Retry-After, Cache-Control and Expires -> seconds. Pure."""

from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

_LONGEST = 86_400
LONGEST_RETRY_AFTER = 7 * 86_400


def retry_after(value: str | None, now: int) -> int | None:
    """Seconds from a ``Retry-After`` header, which gives seconds or a date; ``None`` where it says nothing."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:9]), LONGEST_RETRY_AFTER)
    at = http_date(text)
    return None if at is None else max(0, min(at - now, LONGEST_RETRY_AFTER))


def freshness(headers: Mapping[str, str], now: int) -> int:
    """Seconds for which the server calls its answer fresh (Cache-Control before Expires), at most a day."""
    directives = [part.strip().lower() for part in headers.get("cache-control", "").split(",")]
    if any(part in ("no-cache", "no-store") or part.startswith("no-cache=") for part in directives):
        return 0
    ages = [part.partition("=")[2].strip('" ') for part in directives if part.startswith("max-age=")]
    if ages:
        return min(int(ages[0][:9]), _LONGEST) if ages[0].isascii() and ages[0].isdigit() else 0
    expires = http_date(headers.get("expires", ""))
    if expires is None:
        return 0
    served = http_date(headers.get("date", "")) or now
    return max(0, min(expires - served, _LONGEST))


def http_date(text: str) -> int | None:
    """A date of a header as seconds since 1970, in any of the three forms; ``None`` where it is none."""
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
        # asctime's form names no zone
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
