"""JSON Feed: a wrong field costs that field."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import ParseError
from digests.model import Entry, Feed
from digests.sources.feeds.jsonfeed import read
from digests.sources.feeds.parse import parse_feed

VERSION = "https://jsonfeed.org/version/1.1"


def test_both_versions_name_their_author_and_content() -> None:
    first = {"id": 1, "author": {"name": "가나"}, "content_text": "1 < 2 & 3", "date_modified": "2026-01-02"}
    second = {"id": "b", "authors": [{"name": "다라"}], "content_html": "<p>x</p>", "date_published": "2026-01-01"}
    document = read(json.dumps({"version": VERSION, "title": "t", "language": "ko", "items": [first, second]}), "feed")
    assert (document.title, document.language) == ("t", "ko")
    assert [(item.id, item.author, item.text, item.html, item.date) for item in document.items] == [
        ("1", "가나", "1 < 2 & 3", "", "2026-01-02"),
        ("b", "다라", "", "<p>x</p>", "2026-01-01"),
    ]


@pytest.mark.parametrize("title", ["水素 <2% の 目標", "Use <b> and <p> well", "A &amp; B", "<속보> x</b>"])
def test_titles_are_plain_text(title: str) -> None:
    items = [{"id": "1", "title": title, "content_text": "x"}]
    feed = Feed("https://e.example/feed.json", "E", "JP")
    parsed = parse_feed(
        json.dumps({"version": VERSION, "title": title, "items": items}).encode(), content_type=None, feed=feed, now=0
    )
    assert (parsed.title, parsed.entries[0].title) == (title, title)


def the_entry(**item: object) -> Entry:
    body = json.dumps({"version": VERSION, "title": "t", "items": [{"id": "1", "title": "t", **item}]}).encode()
    return parse_feed(body, content_type=None, feed=Feed("https://e.example/f.json", "E", "JP"), now=0).entries[0]


@pytest.mark.parametrize(
    "text",
    [
        "三国で<p>と書くと段落になる。</p>も要る。",
        "Write <b>bold</b> or <br> and &amp;lt; for a <.",
        "<속보> 한중일 <2% 목표> A&B",
        "<script>alert(1)</script> is only text",
        "]]> and <![CDATA[ mean nothing here",
    ],
)
def test_content_text_is_plain_text_whatever_looks_like_markup_in_it(text: str) -> None:
    assert the_entry(content_text=text).text == text
    assert the_entry(content_text=f"First.\r\n\r\n{text}").text == f"First.\n{text}"


def test_content_html_comes_before_content_text() -> None:
    assert the_entry(content_html="<p>The page</p>", content_text="The page").text == "The page"
    assert the_entry(content_html="<p></p>", content_text="Only <here>").text == "Only <here>"


def test_fields_of_the_wrong_type_cost_themselves_alone() -> None:
    odd = {"id": ["x"], "title": {"a": 1}, "authors": "me", "url": None, "summary": "남는 요약", "content_html": True}
    (item,) = read(json.dumps({"version": VERSION, "items": [odd, "no item", None]}), "feed").items
    assert (item.id, item.title, item.author, item.url) == (None, "", None, None)
    assert (item.summary, item.html) == ("남는 요약", "")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"items": 3}', "[" * 100_000, '{"items": ' + "9" * 10_000 + "}"]
)
def test_what_is_no_json_feed_is_named(text: str) -> None:
    with pytest.raises(ParseError, match="feed: is"):
        read(text, "feed")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(ANYTHING)
def test_no_json_raises_anything_else(value: object) -> None:
    document = read(json.dumps({"version": VERSION, "items": [value, {"title": value, "author": value}]}), "feed")
    assert len(document.items) >= 1
