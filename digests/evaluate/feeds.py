"""Gold items -> the feeds that would carry them, and back to entries through the parser that reads all feeds."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from digests.evaluate.gold import GoldItem
from digests.model import Entry, Feed
from digests.sources.feeds.parse import parse_feed


def entries_by_outlet(items: Iterable[GoldItem]) -> Mapping[str, tuple[Entry, ...]]:
    """Outlet -> its entries, read from an RSS document that carries title, description, full text and date."""
    outlets: dict[str, list[GoldItem]] = {}
    for item in items:
        outlets.setdefault(item.outlet, []).append(item)
    return {outlet: _entries(outlet, carried) for outlet, carried in outlets.items()}


def rss_date(moment: int) -> str:
    """Seconds since the epoch as RSS writes a date."""
    return format_datetime(datetime.fromtimestamp(moment, UTC))


def _entries(outlet: str, items: list[GoldItem]) -> tuple[Entry, ...]:
    feed = Feed(f"https://news.example/{outlet}/rss", outlet, items[0].outlet_country)
    latest = max(item.published for item in items)
    return parse_feed(rss(outlet, items), content_type="application/rss+xml", feed=feed, now=latest + 1).entries


def rss(outlet: str, items: Iterable[GoldItem]) -> bytes:
    """RSS 2.0 as most publishers write it, the full text in ``content:encoded``."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(outlet)}</title><link>https://news.example/</link>"
        f"{''.join(map(_item, items))}</channel></rss>"
    ).encode()


def _item(item: GoldItem) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in item.text.splitlines() if part)
    return (
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link>"
        f"<guid>{escape(item.url)}</guid><description>{escape(item.summary)}</description>"
        f"<content:encoded>{escape(paragraphs)}</content:encoded>"
        f"<pubDate>{rss_date(item.published)}</pubDate></item>"
    )
