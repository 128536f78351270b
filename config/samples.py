"""The demo sources: feeds and drops written for the project, dated by the day they are looked at.

The files under ``demo/`` hold marks that stand for moments: ``{{rfc822:-5h}}``, ``{{iso:-5h}}``, ``{{date}}``,
``{{day:-1}}`` (the day of the month), ``{{on_weekday:0}}`` and ``{{cjkdate:0}}``, counted from now in hours or days.
``{{rfc822:-5h:0}}`` lies on the day that the item's text names (0 = today) or after it: nobody reports on Monday what
happens on Tuesday. Early in the day its hours are shortened.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from config.settings import PACKAGED
from digests.model import Feed

DEMO = PACKAGED / "demo"
DEMO_FEED = "demo:"
"""How the feed of a demo item begins, so that it is told from a real one."""
DEMO_DROP = "demo-"
"""How the file name of a demo drop begins."""

_MARK = re.compile(r"\{\{(\w+)(?::(-?\d+)h?)?(?::(-?\d+))?\}\}")
_LONGEST = {0: 17, -1: 31}
"""Hours that fit between the beginning of the day an item names and now, for the oldest item of that day."""
_HEAD = re.compile(r"<!-- country: ([A-Z]{2}) -->[^<]*(?:<[a-z][^<]*)*?<title>([^<]+)</title>", re.DOTALL)


def demo_feeds(now: int) -> Iterator[tuple[Feed, bytes]]:
    """Each demo feed with the document it would serve at ``now``; no network is needed to read it."""
    for path in sorted((DEMO / "feeds").glob("*.xml")):
        document = _dated(path.read_text(encoding="utf-8"), now)
        head = _HEAD.search(document)
        if head is None:
            raise ValueError(f"{path}: a demo feed names its country in a comment and its title")
        yield Feed(DEMO_FEED + path.stem, head[2], head[1]), document.encode()


def demo_drops(now: int) -> Iterator[tuple[str, bytes]]:
    """Each demo drop as (file name, content)."""
    for path in sorted((DEMO / "drops").iterdir()):
        yield DEMO_DROP + path.name, _dated(path.read_text(encoding="utf-8"), now).encode()


def demo_day(now: int) -> str:
    """The day that marks like ``{{date}}`` stand for; demo items of another day are out of date."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y%m%d")


def _dated(template: str, now: int) -> str:
    moment = datetime.fromtimestamp(now, UTC)

    def fill(mark: re.Match[str]) -> str:
        number = int(mark[2] or 0)
        return _moment(mark[1], moment, number * (1.0 if mark[3] is None else _share(moment, int(mark[3]))))

    return _MARK.sub(fill, template)


def _share(now: datetime, day: int) -> float:
    """Of its hours, what an item keeps that names the day ``day`` days from today."""
    begun = now.replace(hour=0, minute=0, second=0) + timedelta(days=day)
    return min(1.0, (now - begun) / timedelta(hours=_LONGEST[day]))


def _moment(kind: str, now: datetime, number: float) -> str:
    day = now + timedelta(days=number)
    match kind:
        case "rfc822":
            return format_datetime((now + timedelta(hours=number)).replace(microsecond=0))
        case "iso":
            return (now + timedelta(hours=number)).isoformat(timespec="seconds")
        case "date":
            return day.strftime("%Y%m%d")
        case "day":
            return str(day.day)
        case "on_weekday":
            return f"on {day:%A}"
        case "cjkdate":
            return f"{day.year}年{day.month}月{day.day}日"
    raise ValueError(f"the demo knows no mark {kind}")
