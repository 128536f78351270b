"""The feeds of real news days on a server of their own, dated so that they are of today.

The items stand outside the repository (``TRILATERAL_TESTDATA``, sets of ``days``); nothing of them is kept.
"""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from email.utils import formatdate
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.feed_server import serving_apart
from config.settings import PACKAGED
from digests.evaluate.days import DayItem, load_days

DAYS = Path(os.environ.get("TRILATERAL_TESTDATA", "../shared")) / "days"
_Outlet = tuple[str, str, str]


def squeezed(sets: Sequence[str], *, seconds: int, end: int) -> list[DayItem]:
    """The items of all sets as if they had all come in the ``seconds`` before ``end``, the oldest first."""
    found: list[DayItem] = []
    for name in sets:
        items = load_days(DAYS / name).items
        first, last = min(item.published for item in items), max(item.published for item in items)
        scale = seconds / (last - first)
        found += (replace(item, published=end - round((last - item.published) * scale)) for item in items)
    return sorted(found, key=lambda item: (item.published, item.url))


def morning(name: str, *, now: int) -> list[DayItem]:
    """What a set's press had published by its last morning, as if that were ``now``."""
    days = load_days(DAYS / name)
    last = max(days.mornings)
    return [
        replace(item, published=item.published + now - last)
        for item in sorted(days.items, key=lambda item: item.published)
        if item.published <= last
    ]


def outlets(items: Iterable[DayItem]) -> list[_Outlet]:
    """Each feed's outlet, country and language, in the order of their numbers."""
    return sorted({(item.outlet, item.country, item.language) for item in items})


def publish(items: Iterable[DayItem], numbers: Sequence[_Outlet], web: Path) -> int:
    """Write a document for each outlet of ``items``, as its feed would be; how many."""
    by_outlet: defaultdict[_Outlet, list[DayItem]] = defaultdict(list)
    for item in items:
        by_outlet[item.outlet, item.country, item.language].append(item)
    for outlet, held in by_outlet.items():
        (web / f"{numbers.index(outlet)}.xml").write_text(_rss(outlet[0], held), encoding="utf-8")
    return len(by_outlet)


def configure(folder: Path, numbers: Sequence[_Outlet], port: int) -> None:
    """The packaged configuration with these feeds instead of its own."""
    shutil.copytree(PACKAGED, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    entries = (
        f'[[feed]]\nurl = "http://127.0.0.1:{port}/{number}.xml"\nname = {json.dumps(name, ensure_ascii=False)}\n'
        f'country = "{country}"\nlanguage = "{language}"\n'
        for number, (name, country, language) in enumerate(numbers)
    )
    (folder / "feeds.toml").write_text("\n".join(entries), encoding="utf-8")


def _rss(outlet: str, items: Sequence[DayItem]) -> str:
    entries = (
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link>"
        f'<guid isPermaLink="false">{item.id}</guid><pubDate>{formatdate(item.published)}</pubDate>'
        f"<description>{escape(item.lead)}</description></item>"
        for item in sorted(items, key=lambda item: -item.published)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{escape(outlet)}</title>'
        f"<link>https://feed.example/</link><description>{escape(outlet)}</description>{''.join(entries)}"
        "</channel></rss>"
    )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a request is no news."""


def _serve(web: str, told: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=web))
    told.send(server.server_port)
    server.serve_forever()


def serving(web: Path) -> AbstractContextManager[int]:
    """The port of a server of the files in ``web``; it answers 304 for what has not changed."""
    return serving_apart(_serve, str(web))
