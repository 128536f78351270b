"""What a document says of one item -> an entry: a title, a lead, a text, an address and a moment."""

import re

from digests.language.segment import sentences
from digests.model import Entry, Feed
from digests.sources.dates.calendar import Calendar
from digests.sources.text.edges import trimmed
from digests.sources.text.links import clean
from digests.sources.text.markup import line

_LONGEST_TITLE = 500
_LONGEST_LEAD = 800
"""Characters; editors' leads are shorter, articles longer."""
_MADE_TITLE = 100
"""Characters of the lead that stand in for a title that is missing."""
_NO_TITLE = frozenset(("untitled", "no title", "無題", "タイトルなし", "无标题", "無標題", "제목 없음"))
"""What programs write where there is no title."""


def make_entry(
    feed: Feed, calendar: Calendar, *, title: str, summary: str, content: str, link: str | None, guid: str | None,
    author: str | None, raw: str | None, language: str | None, base: str,
) -> Entry:  # fmt: skip
    """``title``, ``summary`` and ``content`` are plain text. The title stays empty where there is nothing to read:
    an id or an address is no headline."""
    lead, whole = _lead_and_text(summary, content)
    address = clean(link, base)
    return Entry(
        source="feed",
        feed=feed.url,
        publisher=feed.name,
        country=feed.country,
        title=_headline(title)[:_LONGEST_TITLE] or _stand_in(lead or whole, language),
        lead=lead,
        text=trimmed(whole),
        url=address,
        guid=guid,
        author=line(author or "") or None,
        published=calendar.epoch(raw),
        published_raw=raw,
        language=language,
    )


def _headline(title: str) -> str:
    """The title, or nothing where it says nothing: an address, dots, the word that a program puts for a missing one."""
    said = re.search(r"[^\W_]", title) and not re.fullmatch(r"https?://\S+", title)
    return title if said and title.strip("()[]（）［］<>〈〉 .").casefold() not in _NO_TITLE else ""


def _lead_and_text(description: str, content: str) -> tuple[str, str]:
    """The content counts where it says more than the description; a description as long as an article is one."""
    if len(content) > len(description):
        return description, content
    return ("", description) if len(description) > _LONGEST_LEAD else (description, "")


def _stand_in(text: str, language: str | None) -> str:
    """A title for an entry that has none: the first sentence of what it says, cut where it is long."""
    first = text.split("\n", 1)[0]
    spans = sentences(first[: 2 * _MADE_TITLE], language or ("ja" if first > "\u2e80" else "en"))
    first = first[spans[0][0] : spans[0][1]] if spans else first
    return first if len(first) <= _MADE_TITLE else first[: _MADE_TITLE - 1].rstrip() + "…"
