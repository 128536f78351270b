"""Links: resolved, unwrapped, and without what only counts readers."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.text.links import clean

TARGET = "https://www.example.co.jp/news/2026/03/01.html?id=7"


@pytest.mark.parametrize(
    ("link", "cleaned"),
    [
        ("https://example.org/a?utm_source=rss&utm_medium=feed&id=3", "https://example.org/a?id=3"),
        ("https://example.org/a?fbclid=x#xtor=RSS-1", "https://example.org/a"),
        ("https://example.org/a?ref=rss&from=page", "https://example.org/a?from=page"),
        ("https://example.org/a?cloc=etoday|rss|newsflash", "https://example.org/a"),
        ("https://example.org/a?id=3&x=%EA%B0%80", "https://example.org/a?id=3&x=%EA%B0%80"),
        ("https://example.org/a?key=%B0%A1%B3%AA&utm_source=rss", "https://example.org/a?key=%B0%A1%B3%AA"),
        ("https://example.org/a?12345&q=b%20c;d&fbclid=x", "https://example.org/a?12345&q=b%20c;d"),
        ("https://example.org/a?utm%5Fsource=rss", "https://example.org/a"),
        ("HTTP://Example.ORG:80/A", "http://example.org/A"),
        ("https://example.org/list#notice-4", "https://example.org/list#notice-4"),
        ("//example.org/b", "https://example.org/b"),
        ("https://example.org/a;jsessionid=0A1B?id=3", "https://example.org/a?id=3"),
        ("https://example.org/a?id=3&PHPSESSID=0a1b", "https://example.org/a?id=3"),
        ("https://host.examplehttps://example.org/a/b?c=1", "https://example.org/a/b?c=1"),
        ("http://host.example/https://example.org/a", "https://example.org/a"),
        ("https://host.example:8080http://example.org/a", "http://example.org/a"),
        ("host.example/https://example.org/a", "https://example.org/a"),
        ("https://host.example/https:/example.org/a", "https://example.org/a"),
        ("https://example.org/news/https://example.org/a/1", "https://example.org/a/1"),
        ("https://example.org/share/https-in-a-title", "https://example.org/share/https-in-a-title"),
        ("https://example.org/save/https://other.example/a", "https://example.org/save/https://other.example/a"),
        ("www.example.org/a/1.html", "https://www.example.org/a/1.html"),
        ("news.example.co.kr/view.do?id=1", "https://news.example.co.kr/view.do?id=1"),
        ("example.com", "https://example.com/"),
        ("view.do?id=1", "https://feeds.example.org/x/view.do?id=1"),
        ("index.php/a.b", "https://feeds.example.org/x/index.php/a.b"),
        ("2026.11.28/1.html", "https://feeds.example.org/x/2026.11.28/1.html"),
        ("../b?c=d", "https://feeds.example.org/b?c=d"),
        (" https://example.org/a\n b ", "https://example.org/a%20b"),
        ("https://https://example.org/a", "https://example.org/a"),
        ("https:/example.org/a", "https://example.org/a"),
        ("https//example.org/a", "https://example.org/a"),
        ("ttps://example.org/a", "https://example.org/a"),
        ("https：／／example．org／a？id＝3", "https://example.org/a?id=3"),
        ("http:\\\\example.org\\a", "http://example.org/a"),
        ("https/a.html", "https://feeds.example.org/x/https/a.html"),
        ("feed://example.org/rss", "http://example.org/rss"),
    ],
)
def test_links_are_resolved_and_cleaned(link: str, cleaned: str) -> None:
    assert clean(link, "https://feeds.example.org/x/rss.xml") == cleaned


@pytest.mark.parametrize(
    "wrapper",
    [
        "https://www.google.com/url?rct=j&sa=t&url={quoted}&ct=ga",
        "https://www.bing.com/news/apiclick.aspx?ref=FexRss&url={quoted}",
        "https://l.facebook.com/l.php?u={quoted}",
        "https://link.zhihu.com/?target={quoted}",
        "https://weibo.cn/sinaurl?u={quoted}",
        "https://news.example.net/rss/redirect.php?no=1&url={quoted}",
        "https://rd.yahoo.co.jp/rss/l/topics/*{plain}",
        "https://web.archive.org/web/20260301000000/{plain}",
        "https://href.li/?{plain}",
    ],
)
def test_known_wrappers_are_opened(wrapper: str) -> None:
    quoted = TARGET.replace(":", "%3A").replace("/", "%2F").replace("?", "%3F").replace("=", "%3D")
    assert clean(wrapper.format(quoted=quoted, plain=TARGET)) == TARGET


def test_google_news_identifiers_that_hold_the_address_are_opened() -> None:
    token = base64.urlsafe_b64encode(
        b"\x08\x13\x22" + bytes([len(TARGET)]) + TARGET.encode() + b"\xd2\x01\x00"
    ).decode()
    assert clean(f"https://news.google.com/rss/articles/{token}?oc=5") == TARGET


def test_a_wrapper_in_a_wrapper_is_opened_but_not_for_ever() -> None:
    link = TARGET
    for _ in range(3):
        link = "https://l.facebook.com/l.php?u=" + link.replace("%", "%25").replace("?", "%3F").replace("=", "%3D")
    assert clean(link) == TARGET
    assert clean("https://l.facebook.com/l.php?u=https://l.facebook.com/l.php") == "https://l.facebook.com/l.php"


@pytest.mark.parametrize(
    "link",
    [None, "", "javascript:alert(1)", "mailto:a@example.org", "data:text/html,x", "http://", "http://[::1", "tel:1"],
)
def test_what_is_no_web_address_is_none(link: str | None) -> None:
    assert clean(link) is None


@given(st.text(max_size=80), st.sampled_from(["", "https://example.org/feed"]))
def test_cleaning_never_fails_and_cleaning_twice_changes_nothing(link: str, base: str) -> None:
    once = clean(link, base)
    assert once is None or (once.startswith(("http://", "https://")) and clean(once) == once)
