"""Catalogues as OPML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import ParseError
from digests.model import Feed
from digests.sources.feeds import opml

NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=30).map(
    lambda name: " ".join(name.split()) or "x"
)
FEEDS = st.builds(
    Feed,
    url=st.integers(0, 10**6).map(lambda n: f"https://example.org/{n}?a=1&b=2"),
    name=NAMES,
    country=st.sampled_from(["CN", "JP", "KR", "HK", "XX"]),
    language=st.sampled_from([None, "ja", "zh-Hans"]),
    interval=st.none() | st.integers(60, 86400),
    full_text=st.booleans(),
    enabled=st.booleans(),
    alternates=st.lists(st.integers(0, 99).map(lambda n: f"https://example.org/other/{n}"), max_size=3).map(tuple),
    covers=st.lists(st.sampled_from(["ip", "asean+3", "mfa-jp"]), max_size=3).map(tuple),
    terms=st.just("") | NAMES,
    checked=st.just("") | NAMES,
    off=st.just("") | NAMES,
)


@given(st.lists(FEEDS, unique_by=lambda feed: feed.url))
def test_a_written_catalogue_is_read_back_as_it_was(feeds: list[Feed]) -> None:
    feeds.sort(key=lambda feed: feed.country)
    assert opml.read(opml.write(feeds).encode()) == tuple(feeds)


def test_other_readers_files_are_read_nested_and_with_what_they_leave_out() -> None:
    text = """<?xml version="1.0" encoding="utf-8"?>
    <opml version="1.1"><head><title>Subscriptions</title></head><body>
      <outline text="東アジア" language="ja"><outline text="日本"><outline type="rss" text="省庁" xmlUrl="https://www.example.go.jp/rss"/>
      </outline></outline>
      <outline title="Agency" xmlUrl="http://english.example.cn/feed?a=1&b=2" country="cn"/>
      <outline text="Twice" xmlUrl="https://www.example.go.jp/rss"/>
      <outline text="No feed" url="https://example.org"/>
    </body></opml>"""
    assert opml.read(text.encode()) == (
        Feed("https://www.example.go.jp/rss", "省庁", "JP", language="ja"),
        Feed("http://english.example.cn/feed?a=1&b=2", "Agency", "CN"),
    )


def test_a_country_that_nobody_names_is_guessed_from_the_address_then_from_the_language() -> None:
    urls = {
        "https://a.example.kr/rss": "ja",
        "https://a.example.com/rss": "ko",
        "https://b.example.com/rss": "en",
        "https://c.example.com/rss": "zh-Hant",
    }
    outlines = "".join(f'<outline xmlUrl="{url}" language="{language}"/>' for url, language in urls.items())
    feeds = opml.read(f"<opml><body>{outlines}</body></opml>".encode())
    assert [feed.country for feed in feeds] == ["KR", "KR", "XX", "XX"]


@pytest.mark.parametrize("body", [b"", b"not xml", b"<rss><channel/></rss>", b"<opml><body><outline"])
def test_what_is_no_opml_is_named(body: bytes) -> None:
    with pytest.raises(ParseError, match=r"subscriptions\.xml"):
        opml.read(body, "subscriptions.xml")


def test_a_deeply_nested_or_exploding_file_harms_nobody() -> None:
    deep = b"<opml><body>" + b"<outline text='x'>" * 5000 + b"</outline>" * 5000 + b"</body></opml>"
    assert opml.read(deep) == ()
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>'
    bomb += b'<opml><body><outline xmlUrl="http://e.org/" text="&b;"/></body></opml>'
    assert opml.read(bomb)[0].name == "&b;"
