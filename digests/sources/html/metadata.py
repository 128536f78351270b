"""What the head of a page and its structured data say of it: title, author, day, address."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from digests.language.whole import whole
from digests.sources.html.tree import one_line


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head of a page and its structured data say."""

    title: str | None
    author: str | None
    date: str | None
    url: str | None


def metadata_of(tree: Any) -> Metadata:
    data = list(_structured(tree))
    return Metadata(
        _meta(tree, "og:title", "twitter:title") or _first(data, "headline"),
        _first(data, "author") or _meta(tree, "author", "article:author", "dc.creator", "byl"),
        _first(data, "datePublished")
        or _meta(tree, "article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date")
        or next(iter(tree.xpath("//time/@datetime")), None),
        next(iter(tree.xpath("//link[@rel='canonical']/@href")), None) or _meta(tree, "og:url"),
    )


def _structured(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD, those inside ``@graph`` too."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(str(script))
        except (ValueError, RecursionError):
            continue
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                graph = one.get("@graph")
                yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else (one,)


def _first(data: list[dict[str, Any]], name: str) -> str | None:
    for one in data:
        value = one.get(name)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return whole(value.strip()[:300].encode("utf-8", "replace").decode())  # half an escaped emoji is no text
    return None


def _meta(tree: Any, *names: str) -> str | None:
    for name in names:
        for element in tree.xpath("//meta[@content]"):
            said = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            value = element.get("content").strip()
            if said == name and value and not (name.endswith("author") and value.startswith("http")):
                return whole(str(value)[:300])
    return None


def title_of(tree: Any) -> str | None:
    """The one ``h1``; else the ``title`` without the site's name behind a bar."""
    headings = [one_line(one) for one in tree.xpath("//h1[not(ancestor::header[@role='banner'])]")]
    named = [heading for heading in headings if heading]
    if len(named) == 1:
        return named[0]
    whole = next((one_line(one) for one in tree.xpath("//title")), "")
    match = next((heading for heading in named if heading in whole), None)
    return match or re.split(r"\s[|｜–—-]\s|[|｜]", whole)[0].strip() or (named[0] if named else None)
