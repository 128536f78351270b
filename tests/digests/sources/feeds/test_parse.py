"""Bytes -> entries: formats, titles, texts, and what a broken or hostile document costs."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import ParseError
from digests.model import Entry, Feed
from digests.sources.feeds.parse import ParsedFeed, parse_feed
from tests.growth.clock import cut_off

FEED = Feed("https://www.example.co.jp/rss/index.xml", "Example Shimbun", "JP", language="ja")
NOW = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp())


def parse(text: str | bytes, content_type: str | None = "application/xml") -> ParsedFeed:
    body = text.encode() if isinstance(text, str) else text
    return parse_feed(body, content_type=content_type, feed=FEED, now=NOW)


def item(inner: str, around: str = "") -> Entry:
    (entry,) = parse(
        f"<rss version='2.0'><channel><title>t</title>{around}<item>{inner}</item></channel></rss>"
    ).entries
    return entry


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>新聞</title><link>https://www.example.co.jp/</link><language>ja</language><ttl>45</ttl>
<skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>
<item><title>三か国が協力で合意</title><link>/news/1.html?utm_source=rss</link><guid isPermaLink="false">n-1</guid>
<dc:creator>編集部</dc:creator><pubDate>Sun, 01 Mar 2026 09:00:00 +0900</pubDate>
<description>三か国の閣僚は協力で合意した。</description>
<content:encoded><![CDATA[<p>三か国の閣僚は協力で合意した。</p><p>次回は来年開く。</p><script>x()</script>]]></content:encoded>
</item></channel></rss>"""


def test_an_rss_item_is_read_with_all_its_fields() -> None:
    parsed = parse(RSS)
    assert (parsed.title, parsed.language, parsed.link) == ("新聞", "ja", "https://www.example.co.jp/")
    assert (parsed.ttl, parsed.skip_hours, parsed.skip_days) == (2700, frozenset({0, 3}), frozenset({7}))
    assert parsed.problems == ()
    assert parsed.entries == (
        Entry(
            source="feed",
            feed=FEED.url,
            publisher="Example Shimbun",
            country="JP",
            title="三か国が協力で合意",
            lead="三か国の閣僚は協力で合意した。",
            text="三か国の閣僚は協力で合意した。\n次回は来年開く。",
            url="https://www.example.co.jp/news/1.html",
            guid="n-1",
            author="編集部",
            published=int(datetime(2026, 3, 1, tzinfo=UTC).timestamp()),
            published_raw="Sun, 01 Mar 2026 09:00:00 +0900",
            language="ja",
        ),
    )


def json_feed(**item: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [item]})


@pytest.mark.parametrize(
    "text",
    [
        '<rss version="0.91"><channel><title>t</title><item><title>Hello</title><link>http://e.org/a</link></item>'
        "</channel></rss>",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>'
        '<title>t</title></channel><item rdf:about="http://e.org/a"><title>Hello</title><link>http://e.org/a</link></item>'
        "</rdf:RDF>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>Hello</title><id>x</id>'
        '<link rel="enclosure" href="http://e.org/x.mp3"/><link href="http://e.org/a"/></entry></feed>',
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>t</title><entry><title>Hello</title>'
        '<link rel="alternate" href="http://e.org/a"/></entry></feed>',
        json_feed(id=5, url="http://e.org/a", title="Hello"),
        json_feed(external_url="http://e.org/a", content_text="Hello"),
    ],
    ids=["rss 0.91", "rdf", "atom 1.0", "atom 0.3", "json 1.0", "json 1.1"],
)  # fmt: skip
def test_every_format_gives_its_entry(text: str) -> None:
    parsed = parse(text)
    assert parsed.title == "t"
    assert [(entry.title, entry.url) for entry in parsed.entries] == [("Hello", "http://e.org/a")]


def test_xml_base_and_permalinks_give_the_address() -> None:
    head = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://base.example/x/">'
    assert parse(f'{head}<entry><link href="a"/></entry></feed>').entries[0].url == "http://base.example/x/a"
    assert item("<title>t</title><guid>https://example.co.jp/p/1</guid>").url == "https://example.co.jp/p/1"
    assert item('<title>t</title><guid isPermaLink="false">tag:x</guid>').url is None


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("&lt;단독&gt; 3국 &lt;공동성명&gt; 채택", "<단독> 3국 <공동성명> 채택"),
        ("<![CDATA[<단독> 3국 정상 ‹서울선언› 채택]]>", "<단독> 3국 정상 ‹서울선언› 채택"),
        ("<단독> 날 것 그대로의 괄호", "<단독> 날 것 그대로의 괄호"),
        ("&lt;The Trade&gt; 1회", "<The Trade> 1회"),
        ("&lt;b&gt;굵은&lt;/b&gt; 제목", "굵은 제목"),
        ("AT&T and Q&amp;A &amp;amp; more", "AT&T and Q&A & more"),
        ("세계&nbsp;&middot;&#8230;&#x201C;끝&#x201D;", "세계 ·…“끝”"),
        ("<![CDATA[ 두 줄로\n  쓴   제목 ]]>", "두 줄로 쓴 제목"),
        ("<ruby>大<rp>(</rp><rt>おお</rt><rp>)</rp></ruby>雪", "大雪"),
        ("&lt;ruby&gt;大&lt;rt&gt;おお&lt;/rt&gt;&lt;/ruby&gt;雪", "大雪"),
        ("1 < 2 그리고 3 &gt; 2", "1 < 2 그리고 3 > 2"),
        ("제어\x08문자&#x1F;와 \u200b빈칸", "제어문자와 빈칸"),
        ("&amp;quot;두 번 이스케이프&amp;quot;", '"두 번 이스케이프"'),
    ],
)
def test_titles_are_plain_text_on_one_line_and_keep_their_words(written: str, title: str) -> None:
    assert item(f"<title>{written}</title>").title == title


@pytest.mark.parametrize(
    ("written", "lead"),
    [
        ("&lt;p&gt;하나.&lt;/p&gt;&lt;p&gt;둘.&lt;br/&gt;셋.&lt;/p&gt;", "하나.\n둘.\n셋."),
        ("&amp;lt;p&amp;gt;두 번 &amp;amp;lt;이스케이프&amp;amp;gt;&amp;lt;/p&amp;gt;", "두 번 <이스케이프>"),
        ("<![CDATA[<img src='x.jpg' alt='사진'>본문<style>p{}</style><!-- 주석 -->입니다]]>", "본문입니다"),
        ("<![CDATA[<table><tr><td>가</td><td>나</td></tr></table>]]>", "가 나"),
        ("<![CDATA[잘린 태그 <a href='http://e.org]]>", "잘린 태그"),
        ("<![CDATA[1분기 <표> 참조 <b>강조</b>]]>", "1분기 <표> 참조 강조"),
    ],
)
def test_descriptions_become_paragraphs_of_plain_text(written: str, lead: str) -> None:
    assert item(f"<title>t</title><description>{written}</description>").lead == lead


def test_a_text_no_longer_than_the_lead_is_not_kept_twice() -> None:
    entry = item(
        "<title>t</title><description>같은 문장.</description><content:encoded>같은 문장.</content:encoded>",
        '<x xmlns:content="http://purl.org/rss/1.0/modules/content/"/>',
    )
    assert (entry.lead, entry.text) == ("같은 문장.", "")


def test_a_description_as_long_as_an_article_is_the_text() -> None:
    article = "세 나라는 협력을 이어 가기로 했다. " * 60
    entry = item(f"<title>t</title><description>{article}</description>")
    assert (entry.lead, entry.text) == ("", article.strip())


def test_what_has_no_title_takes_its_first_sentence() -> None:
    assert item("<description>첫 줄이다.&lt;br&gt;둘째 줄.</description>").title == "첫 줄이다."
    assert item("<description>三か国が合意した。来年に始める。</description>").title == "三か国が合意した。"
    assert item("<title>(제목 없음)</title><description>첫 줄이다. 둘째.</description>").title == "첫 줄이다."
    assert len(item(f"<description>{'긴 글 ' * 100}</description>").title) <= 100


def test_a_date_in_the_future_is_clamped_and_kept_as_given() -> None:
    entry = item("<title>t</title><pubDate>Mon, 01 Mar 2027 00:00:00 GMT</pubDate>")
    assert (entry.published, entry.published_raw) == (NOW, "Mon, 01 Mar 2027 00:00:00 GMT")
    assert item("<title>t</title>").published is None


def test_a_feed_that_is_not_well_formed_is_read_all_the_same_and_it_is_said() -> None:
    parsed = parse("<rss><channel><title>t</title><item><title>One</title><b></item><item><title>Two</title></item>")
    assert [entry.title for entry in parsed.entries] == ["One", "Two"]
    assert any("not well-formed" in problem for problem in parsed.problems)


@pytest.mark.parametrize(
    "noise",
    ["&#55296;", "&#x110000;", "&#99999999999999999999;", "<gml:posList>1 2", "<georss:point/>", "]]>", "<![CDATA["],
)
def test_what_makes_a_parser_stumble_costs_no_item(noise: str) -> None:
    extensions = 'xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"'
    text = f"<rss {extensions}><channel><item><title>One</title><x>{noise}</x></item><item><title>Two</title></item>"
    assert [entry.title for entry in parse(text).entries][:1] == ["One"]


def test_noise_before_the_declaration_does_no_harm() -> None:
    assert [entry.title for entry in parse("\n\nWarning: x in y.php\n" + RSS).entries] == ["三か国が協力で合意"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html><head><title>News</title></head><body>hello</body></html>", "HTML page"),
        (b"GIF89a\x01\x00", "holds no feed"),
        (b'{"error": "not found"}', "no JSON Feed"),
        (b'{"version": ', "no JSON"),
        (b"[" * 100_000, "holds no feed"),
        (b'{"items": ' + b"[" * 100_000, "no JSON"),
    ],
)
def test_what_is_no_feed_is_refused_by_name(body: bytes, says: str) -> None:
    with pytest.raises(ParseError, match=rf"www\.example\.co\.jp.*{says}"):
        parse(body)


def test_an_empty_feed_is_a_feed() -> None:
    assert parse("<rss version='2.0'><channel><title>t</title></channel></rss>").entries == ()


BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(9)
)
EXTERNAL = "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/hosts'>]>"


def document(inner: str) -> str:
    return f"<rss><channel><item><title>kept</title>{inner}</item></channel></rss>"


@pytest.mark.parametrize(
    "body",
    [
        BOMB + "]>" + document("<description>&j;</description>"),
        EXTERNAL + document("<description>&f;</description>"),
        document("<x>" * 50_000 + "</x>" * 50_000),
        document("<description><![CDATA[" + "<div>" * 50_000 + "]]></description>"),
        document("<description>" + "&lt;!--" * 60_000 + "</description>"),
        document("<description><![CDATA[" + "<!--" * 60_000 + "]]></description>"),
        document("<description>" + "<!--" * 60_000 + "</description>"),
        document("<description>" + "&" * 300_000 + "</description>"),
        document("<description>" + "<p " * 100_000 + "</description>"),
        " " * 1_000_000 + document(""),
    ],
    ids=[
        "entities",
        "external",
        "deep xml",
        "deep html",
        "escaped <!--",
        "cdata <!--",
        "raw <!--",
        "&",
        "<p",
        "blanks",
    ],
)
def test_a_hostile_document_keeps_its_item_and_costs_little(body: str) -> None:
    with cut_off(5):
        (entry,) = parse(body).entries
    assert entry.title == "kept"
    assert "localhost" not in entry.lead + entry.text
    assert len(entry.lead + entry.text) < 400_000


def test_of_a_hundred_thousand_items_the_first_five_thousand_are_read() -> None:
    parsed = parse("<rss><channel><title>t</title>" + "<item><title>x</title></item>" * 100_000 + "</channel></rss>")
    assert len(parsed.entries) == 5_000
    assert parsed.problems == ("has 100000 entries; the first 5000 are read",)


@given(st.binary(max_size=200), st.text(max_size=100))
def test_no_bytes_raise_anything_but_a_parse_error(noise: bytes, text: str) -> None:
    for body in (
        noise,
        b"<rss><channel><item><title>" + noise,
        f"<feed><entry><title>{text}</title></entry></feed>".encode(),
    ):
        try:
            assert all("\n" not in entry.title for entry in parse(body, None).entries)
        except ParseError:
            continue


def test_a_number_that_is_none_costs_no_item() -> None:
    body = "<rss version='2.0'><channel><title>t</title><ttl>²</ttl><item><title>一</title></item></channel></rss>"
    parsed = parse_feed(body.encode(), content_type=None, feed=Feed("https://e.org/", "E", "JP"), now=0)
    assert (parsed.ttl, [entry.title for entry in parsed.entries]) == (None, ["一"])


@pytest.mark.parametrize(
    "fields",
    [
        "<guid isPermaLink='false'>a\n b</guid>",
        "<guid>https://e.org/a</guid><link>https://e.org/a</link>",
        "<title> </title><description>&lt;img src='a.png'/&gt;</description><guid>7</guid>",
        "<title>https://e.org/a</title><link>https://e.org/a</link>",
        "<title>…</title>",
        "<title>（無題）</title>",
    ],
)
def test_neither_a_guid_nor_an_address_is_a_headline_and_what_has_no_other_is_counted(fields: str) -> None:
    items = f"<item>{fields}</item><item><title>一</title></item>"
    body = f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"
    parsed = parse_feed(body.encode(), content_type=None, feed=Feed("https://e.org/", "E", "JP"), now=0)
    assert [entry.title for entry in parsed.entries] == ["", "一"]
    assert "1 items hold nothing to read and are passed over" in parsed.problems


@pytest.mark.parametrize(
    "said",
    [
        "<pubTime>2026-11-25 15:05:00</pubTime>",
        "<pubtime><![CDATA[2026年11月25日 15:05]]></pubtime>",
        "<pubDate/><pubTime>2026-11-25 15:05</pubTime>",
        "<pubDate>null</pubDate><pubTime>2026-11-25 15:05</pubTime>",
        "<pubDate>0000-00-00 00:00:00</pubDate><publishTime>2026-11-25 15:05</publishTime>",
        "<pub_time>2026-11-25 15:05</pub_time>",
        "<docPubTime>2026-11-25 15:05</docPubTime>",
        "<releaseDate>2026-11-25 15:05</releaseDate>",
        "<createTime>2026-11-25 15:05</createTime>",
    ],
)
def test_the_time_of_publication_goes_by_other_names_too(said: str) -> None:
    body = f"<rss version='2.0'><channel><title>t</title><item><title>t</title>{said}</item></channel></rss>".encode()
    feed = Feed("https://e.org/", "E", "CN")
    (entry,) = parse_feed(body, content_type=None, feed=feed, now=1_800_000_000).entries
    assert entry.published == 1_795_590_300


@pytest.mark.parametrize(
    ("feed", "link"),
    [
        ("https://www.bank.example.cn/goutong/index.html", "<link>www.bank.example.cn/a/1.html</link>"),
        ("https://www.bank.example.cn/goutong/index.html", "<link><![CDATA[ www.bank.example.cn/a/1.html ]]></link>"),
        ("https://www.bank.example.cn/goutong/index.html", "<link>//www.bank.example.cn/a/1.html</link>"),
        ("https://www.bank.example.cn/goutong/index.html", "<link>http:www.bank.example.cn/a/1.html</link>"),
        ("https://www.bank.example.cn/goutong/index.html", "<link>://www.bank.example.cn/a/1.html</link>"),
        ("https://www.bank.example.cn/goutong/index.html", "<guid>www.bank.example.cn/a/1.html</guid>"),
        ("https://live.bank.example/rss", "<link>www.bank.example/a/1.html</link>"),
        ("https://live.bank.example/rss", "<link>press.bank.example/a/1.html</link>"),
    ],
)
def test_a_link_without_a_scheme_leads_to_the_host_that_it_names(feed: str, link: str) -> None:
    body = f"<rss version='2.0'><channel><title>t</title><item><title>t</title>{link}</item></channel></rss>".encode()
    (entry,) = parse_feed(body, content_type=None, feed=Feed(feed, "Bank", "CN"), now=1_800_000_000).entries
    assert entry.url
    assert entry.url.endswith("/a/1.html")
    assert "goutong" not in entry.url
    assert entry.url.count("bank") == 1
