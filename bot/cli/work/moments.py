"""``--from`` and ``--to`` as people write them -> epoch seconds. What names no zone is of UTC, as in a query."""

import re
import unicodedata

import typer

from digests.language.spans import span
from digests.sources.dates.calendar import Calendar
from digests.sources.dates.daytimes import find_time

_DAY = 86_400
_LONG = re.compile(
    r"-?\s*(?P<count>\d{1,4})\s*(?:(?P<h>h|hours?|hrs?|시간|時間|小时|小時)|(?P<d>d|days?|天|日間|일간)"
    r"|(?P<w>w|weeks?|주|주간|週間?|周)|(?P<m>m|months?|개월|[かヶカ]月|个月|個月)|(?P<y>y|years?|年間|년간))"
    r"(?:\s*(?:ago|前|전))?"
)
"""24h, 7 days, -2w, 3天, 6시간 전."""
_RIGHT = "write 2026-03-04, 2026-03-04T10:00, 10:00, yesterday, 24h or 7d"


def parse_window(start: str | None, end: str | None, now: int) -> tuple[int | None, int | None]:
    """From when and up to when; a time of day is the last one that was, or for ``--to`` the first after ``--from``.

    Raises:
        typer.BadParameter: one is no time, or the window is empty.
    """
    since, until = _moment("--from", start, now), _moment("--to", end, now)
    if since is not None and until is not None and since >= until:
        if end is not None and _time_of_day(_plain(end)) is not None and since < until + _DAY:
            return since, until + _DAY
        raise typer.BadParameter(f"{start} is not before --to {end}", param_hint="--from")
    return since, until


def _moment(option: str, text: str | None, now: int) -> int | None:
    if text is None:
        return None
    found = moment(text, now)
    if found is None:
        raise typer.BadParameter(f"{text} is no date or time; {_RIGHT}", param_hint=option)
    return found


def moment(text: str, now: int) -> int | None:
    """The moment that ``text`` names, ``now`` at most unless a later day is written; ``None`` where it names none."""
    plain = _plain(text)
    if not plain:
        return None
    if found := span(plain, now):
        return found.start
    if back := _LONG.fullmatch(plain):
        unit = next(name for name in "hdwmy" if back[name])
        counted = span(f"{back['count']}{unit}", now)
        return counted.start if counted else None
    daily = _time_of_day(plain)
    if daily is not None:
        return now - (now - daily) % _DAY
    return Calendar("XX", now).epoch(text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _time_of_day(text: str) -> int | None:
    """Seconds from midnight, where ``text`` is a time of day and nothing else."""
    found = find_time(text)
    if found is None or text[: found.start].strip() or text[found.end :].strip(" z"):
        return None
    if found.hour > 24 or found.minute > 59 or found.second > 59:
        return None
    return (found.hour * 3600 + found.minute * 60 + found.second) % _DAY
