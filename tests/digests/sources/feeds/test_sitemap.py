"""News sitemaps, read as feeds."""

import gzip
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import ParseError
from digests.intake.checking import check_feed
from digests.model import Entry, Feed
from digests.sources.feeds.parse import ParsedFeed, parse_feed
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.discovery import discover
from digests.sources.web.fetch import Fetcher
from tests.loopback import Loopback, answer

NOW = 1_790_000_000
FEED = Feed("https://news.example.jp/sitemap-news.xml", "夕刊みなと", "JP", "ja")
OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/xsl" href="/s.xsl"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)


def _url(
    number: int, title: str, date: str = "2026-09-20T09:00:00+09:00", name: str = "夕刊みなと", language: str = "ja"
) -> str:
    return (
        f"<url><loc>https://news.example.jp/a/{number}</loc><lastmod>2026-09-21</lastmod><news:news><news:publication>"
        f"<news:name>{name}</news:name><news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{date}</news:publication_date><news:title>{title}</news:title>"
        "<news:keywords>港, 貿易</news:keywords></news:news><image:image>"
        f"<image:loc>https://news.example.jp/p/{number}.jpg</image:loc><image:title>写真</image:title></image:image></url>"
    )


def _sitemap(*urls: str) -> bytes:
    return f"{OPEN}{''.join(urls)}</urlset>".encode()


def _parsed(body: bytes, feed: Feed = FEED) -> ParsedFeed:
    return parse_feed(body, content_type="application/xml", feed=feed, now=NOW)


def test_each_article_has_its_title_address_date_language_and_paper() -> None:
    parsed = _parsed(_sitemap(_url(1, "日中韓の港湾局長が会合"), _url(2, "水素の輸送で覚書", "2026-09-19")))
    first, second = parsed.entries
    assert (first.title, first.url) == ("日中韓の港湾局長が会合", "https://news.example.jp/a/1")
    assert (first.published, second.published) == (1_789_862_400, 1_789_743_600)
    assert (first.language, first.publisher, first.lead, first.text) == ("ja", "夕刊みなと", "", "")
    assert (parsed.title, parsed.language, parsed.problems) == ("夕刊みなと", "ja", ())


def test_a_paper_of_its_own_among_those_of_one_house_is_named() -> None:
    house = _sitemap(_url(1, "港の話"), _url(2, "山の話"), _url(3, "谷の話", name="朝刊たに"))
    assert [entry.publisher for entry in _parsed(house).entries] == ["夕刊みなと", "夕刊みなと", "朝刊たに"]


@pytest.mark.parametrize(
    ("declared", "language"),
    [("ja", "ja"), ("zh-cn", "zh-cn"), ("zh-tw", "zh-tw"), ("kor", "ko"), ("eng", "en"), ("", None)],
)
def test_languages_of_two_and_of_three_letters_are_known(declared: str, language: str | None) -> None:
    assert _parsed(_sitemap(_url(1, "港の話", language=declared))).entries[0].language == language


def test_other_prefixes_and_undeclared_ones_are_the_same_news() -> None:
    for prefix in ("n:", "", "gnews:"):
        assert _parsed(_sitemap(_url(1, "港の話")).replace(b"news:", prefix.encode())).entries[0].title == "港の話"
    undeclared = _sitemap(_url(1, "港の話")).replace(
        b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', b""
    )
    assert _parsed(undeclared).entries[0].title == "港の話"


def test_titles_in_cdata_and_with_entities_are_plain_text() -> None:
    written = _sitemap(_url(1, "<![CDATA[円安 & 株高 <速報>]]>"), _url(2, "A &amp; B&nbsp;C"), _url(3, "Q & A"))
    assert [entry.title for entry in _parsed(written).entries] == ["円安 & 株高 <速報>", "A & B C", "Q & A"]


def test_where_no_date_of_publication_stands_that_of_the_last_change_counts() -> None:
    assert _parsed(_sitemap(_url(1, "港の話", date=""))).entries[0].published_raw == "2026-09-21"


def test_addresses_without_news_are_passed_over_and_said() -> None:
    parsed = _parsed(_sitemap(_url(1, "港の話"), "<url><loc>https://news.example.jp/about</loc></url>"))
    assert len(parsed.entries) == 1
    assert parsed.problems == ("1 addresses without news are passed over",)


def test_an_article_without_a_title_is_none() -> None:
    parsed = _parsed(_sitemap(_url(1, ""), _url(2, "港の話")))
    assert [entry.title for entry in parsed.entries] == ["", "港の話"]
    assert "1 items hold nothing to read" in parsed.problems[0]


def test_a_news_sitemap_of_a_quiet_day_is_empty_and_an_ordinary_one_is_no_feed() -> None:
    assert _parsed(_sitemap()).entries == ()
    ordinary = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>'
    )
    for body in (ordinary, b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'):
        with pytest.raises(ParseError, match="is a sitemap without news"):
            _parsed(body)


INDEX = (
    b'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<sitemap><loc>/pages.xml</loc><lastmod>2026-09-21</lastmod></sitemap>"
    b"<sitemap><loc>/news-1.xml</loc><lastmod>2026-09-19</lastmod></sitemap>"
    b"<sitemap><loc>/news-2.xml</loc><lastmod>2026-09-20</lastmod></sitemap></sitemapindex>"
)


def test_an_index_is_refused_with_the_sitemaps_that_it_names_news_and_the_latest_first() -> None:
    with pytest.raises(ParseError, match=r"index of sitemaps.*: /news-2.xml, /news-1.xml, /pages.xml"):
        _parsed(INDEX)


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with Loopback() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(AddressPolicy(allow_private=True), contact_url="x", clock=lambda: NOW) as running:
        yield running


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(1) as running:
        yield running


async def test_it_is_fetched_plain_compressed_and_as_a_gz_file(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    body = _sitemap(_url(1, "港の話"), _url(2, "山の話"))
    server.routes = {
        "/plain.xml": answer(body, content_type="application/xml"),
        "/coded.xml": answer(gzip.compress(body), content_type="text/xml", Content_Encoding="gzip"),
        "/file.xml.gz": answer(gzip.compress(body), content_type="application/x-gzip"),
    }
    for path in server.routes:
        check = await check_feed(Feed(server.url(path), "みなと", "JP", "ja"), fetcher, pool, now=NOW)
        assert (check.status, check.items, check.newest, check.language) == ("good", 2, 1_789_862_400, "ja")


async def test_the_news_sitemaps_behind_an_index_and_in_the_usual_places_are_found(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    server.routes = {
        "/index.html": answer(b"<html><body>no feed</body></html>", content_type="text/html"),
        "/sitemap.xml": answer(INDEX),
        "/news-sitemap.xml": answer(_sitemap(_url(1, "谷の話"))),
        "/pages.xml": answer(b"<urlset><url><loc>https://a.example/</loc></url></urlset>"),
        "/news-1.xml": answer(_sitemap(_url(1, "港の話"))),
        "/news-2.xml": answer(_sitemap(_url(2, "山の話"), _url(3, "川の話"))),
    }
    behind = await discover(server.url("/sitemap.xml"), fetcher, pool, now=NOW)
    found = [(each.url, each.entries) for each in behind]
    assert found == [(server.url("/news-2.xml"), 2), (server.url("/news-1.xml"), 1)]
    usual = await discover(server.url("/index.html"), fetcher, pool, now=NOW)
    assert [each.url for each in usual] == [server.url("/news-sitemap.xml")]


HOSTILE = {
    "twelve thousand articles": _sitemap(*(_url(n, "港の話") for n in range(12_000))),
    "a hundred thousand addresses": _sitemap(*("<url><loc>https://a.example/</loc></url>",) * 100_000, _url(1, "港")),
    "urls in urls": OPEN.encode() + b"<url>" * 200_000,
    "news in news": OPEN.encode() + b"<url>" + b"<news:news>" * 200_000,
    "one endless title": _sitemap(_url(1, "長" * 2_000_000)),
    "nothing closed": OPEN.encode() + b"<url><loc>https://a.example/<news:news><news:title>" * 50_000,
    "comments that do not end": OPEN.encode() + b"<!-- " * 400_000,
    "entities within entities": b'<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(12))
    + b"]>" + _sitemap(_url(1, "&a11;")),
    "a file of this machine": b'<!DOCTYPE urlset [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    + _sitemap(_url(1, "&f;港")),
    "an endless index": b"<sitemapindex>" + b"<sitemap><loc>https://a.example/news.xml</loc></sitemap>" * 120_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_one_costs_itself_alone(name: str, pool: ParserPool) -> None:
    """It is read or refused within the worker's own bounds, and what is read is no more than a feed may hold."""
    entries: tuple[Entry, ...] = ()
    with suppress(ParseError):
        entries = (await pool.parse(HOSTILE[name], content_type="application/xml", feed=FEED, now=NOW)).entries
    assert len(entries) <= 5_000
    assert all(len(entry.title) <= 500 and "root:" not in entry.title for entry in entries)
    good = await pool.parse(_sitemap(_url(1, "港の話")), content_type=None, feed=FEED, now=NOW)
    assert [entry.title for entry in good.entries] == ["港の話"]


@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=40))
def test_whatever_stands_in_one_it_is_read_or_refused(title: str, date: str, loc: str) -> None:
    body = _sitemap(_url(1, title, date), f"<url><loc>{loc}</loc></url>")
    try:
        parsed = _parsed(body)
    except ParseError:
        return
    assert all(entry.url is None or entry.url.startswith("http") for entry in parsed.entries)
