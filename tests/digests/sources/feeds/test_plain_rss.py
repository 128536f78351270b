"""The quick way gives what feedparser gives, or declines."""

import io
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.feeds import plain_rss
from digests.sources.feeds.plain_rss import PlainRss
from digests.sources.feeds.prolog import prepare
from digests.sources.text.charset import decode

FEED = ("title", "link", "language", "ttl", "sy_updateperiod", "sy_updatefrequency")
ENTRY = ("title", "link", "id", "published", "updated", "summary", "author")


def _by_feedparser(text: str) -> Any:
    return feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": "https://f.example/"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _must_agree(text: str, quick: PlainRss) -> None:
    slow = _by_feedparser(text)
    assert not slow.bozo
    assert len(quick.entries) == len(slow.entries)
    assert {name: quick.feed.get(name) for name in FEED} == {name: dict.get(slow.feed, name) for name in FEED}
    for mine, theirs in zip(quick.entries, slow.entries, strict=True):
        assert {name: mine.get(name) for name in ENTRY} == {name: dict.get(theirs, name) for name in ENTRY}
        assert [part["value"] for part in mine.get("content", [])] == [
            part["value"] for part in dict.get(theirs, "content", [])
        ]


def _documents(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*.*")) if path.stat().st_size < 2_000_000)


def test_no_document_of_the_outside_suites_comes_out_differently(testdata: Path) -> None:
    taken = 0
    for path in _documents(testdata / "feeds"):
        body = path.read_bytes()
        if b"<rss" in body[:3000]:
            text, _ = prepare(decode(body).text)
            if (quick := plain_rss.read(text)) is not None:
                taken += 1
                _must_agree(text, quick)
    assert taken > 500


NEWS = """
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>소식</title>
<link>https://n.example/</link><atom:link href="https://n.example/rss" rel="self" type="application/rss+xml"/>
<description>날마다</description><language>ko</language><ttl>30</ttl><image><title>x</title><url>https://n.example/i</url>
<link>https://n.example/</link></image><skipHours><hour>3</hour></skipHours>
<item><title><![CDATA[ [속보] A&B <단독> ]]></title><link>https://n.example/1?a=1&amp;b=2</link>
<guid isPermaLink="false">1</guid>
<pubDate>Mon, 21 Sep 2026 09:00:00 +0900</pubDate><description>&lt;p&gt;하나&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>둘</p>]]></content:encoded><dc:creator>기자</dc:creator><category>정치</category>
<media:thumbnail url="https://n.example/1.jpg"/>
<enclosure url="https://n.example/1.mp3" length="1" type="audio/mpeg"/></item>
<item><title>둘</title><guid>https://n.example/2</guid><dc:date>2026-09-21</dc:date></item></channel></rss>
"""


def test_an_ordinary_document_is_read_quickly_and_alike() -> None:
    quick = plain_rss.read(NEWS)
    assert quick
    _must_agree(NEWS, quick)
    assert quick.entries[0]["title"] == "[속보] A&B <단독>"
    assert quick.entries[1]["link"] == "https://n.example/2"


@pytest.mark.parametrize(
    "odd",
    [
        NEWS.replace("<rss", "<RSS"),
        NEWS.replace("</channel>", ""),
        NEWS.replace("<item>", "<item xml:lang='ja'>"),
        NEWS.replace("<title>둘</title>", "<title>둘</title><title>셋</title>"),
        NEWS.replace("<title>둘</title>", "<title><b>둘</b></title>"),
        NEWS.replace("<title>둘</title>", "<media:title>둘</media:title>"),
        NEWS.replace("<guid>https://n.example/2", "<guid>2"),
        NEWS.replace("<guid>https://n.example/2</guid>", ""),
        NEWS.replace('rel="self"', 'rel="alternate"'),
        NEWS.replace("https://n.example/1?a", "/1?a"),
        NEWS.replace("<dc:date>", "<content:encoded>x</content:encoded><description>y</description><dc:date>"),
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title></feed>",
        "<rss><channel/><item/></rss>",
        "",
    ],
)
def test_whatever_is_out_of_the_ordinary_is_left_to_feedparser(odd: str) -> None:
    assert plain_rss.read(odd) is None


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=40)


@given(st.lists(st.tuples(_TEXT, _TEXT, _TEXT), max_size=3), _TEXT)
def test_whatever_the_words_are_they_come_out_alike(items: list[tuple[str, str, str]], name: str) -> None:
    body = "".join(
        f"<item><title>{escape(title)}</title><link>https://n.example/{number}</link><author>{escape(author)}</author>"
        f"<description>{escape(text)}</description><guid isPermaLink='false'>{number}</guid></item>"
        for number, (title, text, author) in enumerate(items)
    )
    text = f"<rss version='2.0'><channel><title>{escape(name)}</title>{body}</channel></rss>"
    quick = plain_rss.read(text)
    assert quick is not None
    _must_agree(text, quick)
