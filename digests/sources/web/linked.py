"""A page or document that somebody names by its address -> a file for the inbox; its address is checked as for
feeds."""

import hashlib
import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

from digests.errors import DropRejected
from digests.sources.formats import BY_MEDIA, PAGE
from digests.sources.text.extracted import Extracted
from digests.sources.web.articles import Workers, read_page
from digests.sources.web.responses import Limits, Pages

_LIMITS = Limits(bytes=20 << 20)
_FILES = {media: ending for media, ending in BY_MEDIA.items() if media != PAGE}


async def linked(url: str, pages: Pages, workers: Workers) -> tuple[str, bytes]:
    """(file name, content) of what stands at ``url``: the document itself, or a record of the page's article.

    Raises:
        FetchError: the address is refused or the network says no.
        ParseError: the page killed its reader.
        DropRejected: the page holds no text.
    """
    response = await pages.get(url, limits=_LIMITS)
    given = response.headers.get("content-type")
    kind = (given or "").partition(";")[0].strip().lower()
    if ending := _FILES.get(kind) or (".pdf" if response.body.startswith(b"%PDF-") else None):
        return _name(response.url, ending), response.body
    page = await workers.run(url, read_page, response.body, given, response.url, None, "")
    if not page.text.strip():
        raise DropRejected(url, "holds no text", "send the document itself")
    return _name(response.url, ".json"), json.dumps(_record(page, response.url), ensure_ascii=False).encode()


def _record(page: Extracted, url: str) -> dict[str, str | None]:
    published = None if page.published is None else datetime.fromtimestamp(page.published, UTC).isoformat()
    return {
        "title": page.title or url,
        "text": page.text,
        "url": url,
        "publisher": urlsplit(url).hostname,
        "author": page.author,
        "published": published,
        "language": page.language,
    }


def _name(url: str, suffix: str) -> str:
    """``host-1a2b3c4d.json``: one address, one name."""
    digest = hashlib.sha256(url.encode()).hexdigest()[:12]
    return f"{urlsplit(url).hostname or 'page'}-{digest}{suffix}"
