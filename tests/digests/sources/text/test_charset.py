"""Bytes become readable text whatever the header, the declaration and the bytes say of each other."""

import random
import unicodedata
from collections.abc import Iterator
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model import Feed
from digests.sources.feeds.parse import parse_feed
from digests.sources.text.charset import decode
from digests.sources.text.charset_names import codec_of
from digests.sources.text.readability import readability
from tests.digests.sources.headlines import JAPANESE, KOREAN, SIMPLIFIED, TRADITIONAL

HEADERS = (
    None, "utf-8", "iso-8859-1", "windows-1252", "us-ascii", "gb2312", "gbk", "gb18030", "big5", "euc-kr",
    "ks_c_5601-1987", "shift_jis", "euc-jp", "iso-2022-jp", "windows-1251", "koi8-r", "utf-16", "iso-8859-9",
    "windows-874", "x-unknown",
)  # fmt: skip
SERVED = {
    ("CN", "zh-Hans"): (SIMPLIFIED, ("gb2312", "gbk", "gb18030", "utf-8", "utf-16-le", "utf-16-be", "utf-16")),
    ("TW", "zh-Hant"): (TRADITIONAL, ("big5", "cp950", "big5hkscs", "gb18030", "utf-8", "utf-16-le", "utf-16-be")),
    ("JP", "ja"): (JAPANESE, ("cp932", "shift_jis", "euc_jp", "iso2022_jp", "utf-8", "utf-16-le", "utf-16-be")),
    ("KR", "ko"): (KOREAN, ("euc_kr", "cp949", "utf-8", "utf-16-le", "utf-16-be")),
}


def document(titles: tuple[str, ...], declared: str | None) -> str:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>https://e.org/{title}</link></item>" for title in titles
    )
    return f'{head}<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def combinations(encoding: str, country: str, language: str) -> Iterator[tuple[str | None, str | None, Feed]]:
    """Every header x no, a right or the header's declaration x hints or none."""
    feeds = (Feed("https://e.org/", "E", country, language), Feed("https://e.org/", "E", "XX"))
    for header in HEADERS:
        for declared in dict.fromkeys((None, encoding.replace("_", "-"), header)):
            for feed in feeds:
                yield header, declared, feed


def cases() -> Iterator[tuple[tuple[str, ...], bytes, str | None, Feed]]:
    """Every encoding x every combination x 1, 3 and 16 titles: a few of the titles in turn, so that all meet most
    headers."""
    for (country, language), (headlines, encodings) in SERVED.items():
        for encoding in encodings:
            known = [title for title in headlines if title.encode(encoding, "ignore").decode(encoding) == title]
            for size, every in ((1, 48), (3, 18), (16, 3)):
                groups = [tuple(known[start : start + size]) for start in range(0, len(known), size)]
                for turn, (header, declared, feed) in enumerate(combinations(encoding, country, language)):
                    for titles in groups[turn % every :: every]:
                        yield titles, document(titles, declared).encode(encoding), header, feed


def undecoded(titles: tuple[str, ...], body: bytes, header: str | None, feed: Feed) -> int:
    content_type = f"text/xml; charset={header}" if header else None
    text = decode(body, content_type=content_type, language=feed.language, country=feed.country).text
    got = unicodedata.normalize("NFKC", text)
    return sum(f"<title>{unicodedata.normalize('NFKC', escape(title))}</title>" not in got for title in titles)


def unreadable(titles: tuple[str, ...], body: bytes, header: str | None, feed: Feed) -> int:
    content_type = f"text/xml; charset={header}" if header else None
    parsed = parse_feed(body, content_type=content_type, feed=feed, now=0)
    got = {unicodedata.normalize("NFKC", entry.title) for entry in parsed.entries}
    return sum(" ".join(unicodedata.normalize("NFKC", title).split()) not in got for title in titles)


@pytest.mark.slow
def test_titles_are_readable_in_every_legacy_encoding_under_every_header() -> None:
    total = wrong = 0
    for titles, body, header, feed in cases():
        total += len(titles)
        wrong += undecoded(titles, body, header, feed)
    assert total > 15_000
    assert wrong / total < 0.005


def test_a_sample_of_encodings_and_headers_is_read_as_feeds() -> None:
    sample = random.Random(7).sample([case for case in cases() if len(case[0]) == 3], 400)
    assert sum(unreadable(*case) for case in sample) <= 6


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("EUC-KR", "cp949"), ("ks_c_5601-1987", "cp949"), ("Shift_JIS", "cp932"), ("x-sjis", "cp932"),
        ("gb2312", "gb18030"), ("GBK", "gb18030"), ("x-euc-jp", "euc_jp"), ("Big5", "cp950"),
        ("iso-8859-1", "cp1252"), ("UTF8", "utf_8"), ("x-none", None),
    ],
)  # fmt: skip
def test_a_label_means_what_publishers_write_under_it(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "unicode_escape", "raw-unicode-escape", "rot13", "undefined", "a\0b"]
)
def test_a_label_that_only_python_knows_is_no_charset(label: str) -> None:
    assert decode("한일중 정상회의 개최".encode("cp949"), content_type=f"text/xml; charset={label}").encoding == "cp949"
    assert codec_of(label) is None


def test_what_publishers_write_beyond_the_standard_is_read() -> None:
    syllables = "한글 코드 이야기: 뷁, 똠방각하, 펲시"
    assert decode(syllables.encode("cp949"), content_type="text/xml; charset=euc-kr").text == syllables
    assert decode("①㈱髙島屋".encode("cp932"), content_type="text/xml; charset=Shift_JIS").text == "①㈱髙島屋"
    characters = "人名用字：镕、鎔、堃、喆"
    assert decode(characters.encode("gbk"), content_type="text/xml; charset=gb2312").text == characters
    euc = "①番と㈱の話をしよう".encode("euc_jis_2004")
    assert decode(euc, content_type="text/xml; charset=euc-jp").text == "①番と㈱の話をしよう"
    seven_bit = b"\x1b$B" + bytes(byte & 0x7F for byte in "①番".encode("euc_jis_2004")) + b"\x1b(B!"
    assert decode(seven_bit).text == "①番!"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Le président français a rencontré hier les ministres européens, déjà très engagés.", "cp1252"),
        ("Überraschung für Händler: Größere Märkte öffnen später", "cp1252"),
        ("El año pasado, según el señor, ¿cuántos niños?", "cp1252"),
        ("Министры трёх стран обсудили торговлю и энергетику в Сеуле", "cp1251"),
        ("Министры трёх стран обсудили торговлю и энергетику в Сеуле", "koi8_r"),
        ("Οι υπουργοί των τριών χωρών συζήτησαν το εμπόριο", "cp1253"),
        ("รัฐมนตรีสามประเทศหารือการค้าในกรุงโซล", "cp874"),
    ],
)
@pytest.mark.parametrize("header", [None, "utf-8", "gb2312", "euc-kr"])
def test_other_alphabets_are_read_too(text: str, codec: str, header: str | None) -> None:
    body = f"<rss><title>{text}</title></rss>".encode(codec)
    assert text in decode(body, content_type=f"text/xml; charset={header}" if header else None).text


def test_a_character_cut_in_half_costs_itself_alone() -> None:
    cut = "외교부는 오늘".encode("cp949")[:-1] + b"</title><title>" + "한중일 협력 강화 방안을 논의했다".encode("cp949")
    assert "한중일 협력 강화 방안을 논의했다" in decode(cut).text
    cut = "外交部发言人".encode()[:-1] + "</title><title>中日韩合作机制日益完善".encode()
    decoded = decode(cut, content_type="text/xml; charset=utf-8")
    assert "中日韩合作机制日益完善" in decoded.text
    assert any("could not be decoded" in problem for problem in decoded.problems)


def test_a_wrong_declaration_is_told() -> None:
    decoded = decode("한중일 정상회의가 서울에서 열렸다".encode("cp949"), content_type="text/xml; charset=utf-8")
    assert decoded.encoding == "cp949"
    assert decoded.problems == ("declared utf_8, but reads as cp949",)
    assert decode("정상회의".encode(), content_type="text/xml; charset=utf-8").problems == ()


@pytest.mark.parametrize("misread", ["latin-1", "cp1252"])
@pytest.mark.parametrize(("headlines", "codec"), [(KOREAN, "cp949"), (SIMPLIFIED, "gbk"), (JAPANESE, "utf-8")])
def test_what_was_encoded_twice_is_read(headlines: tuple[str, ...], codec: str, misread: str) -> None:
    text = "\n".join(headlines)
    wrong = "".join(bytes((byte,)).decode(misread, "ignore") or chr(byte) for byte in text.encode(codec))
    decoded = decode(wrong.encode(), content_type="text/xml; charset=utf-8")
    assert decoded.text == text
    assert "encoded again" in decoded.problems[-1]


def test_a_mark_that_lies_does_no_harm() -> None:
    text = "".join(SIMPLIFIED)
    assert decode(b"\xef\xbb\xbf" + text.encode("gbk")).text.endswith(text)


def test_mojibake_reads_worse_than_what_was_meant() -> None:
    for headlines, codec, wrong in (
        (SIMPLIFIED, "gbk", "big5"),
        (KOREAN, "cp949", "gbk"),
        (JAPANESE, "cp932", "cp949"),
    ):
        text = "".join(headlines)
        assert readability(text).score > 0.7
        assert readability(text.encode(codec).decode(wrong, "replace")).score < 0.55


@given(st.binary(max_size=300), st.sampled_from([None, "text/xml; charset=big5", "text/html; charset=utf-16"]))
def test_no_bytes_stop_the_decoding(body: bytes, content_type: str | None) -> None:
    assert isinstance(decode(body, content_type=content_type).text, str)


@given(st.text(min_size=1, max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_marked_and_declared_unicode_survives(text: str, codec: str) -> None:
    if any("\ud800" <= letter <= "\udfff" or "\x7f" < letter < "\xa0" or letter in "\x1b\0\ufeff" for letter in text):
        return
    assert decode(text.encode(codec), content_type="application/xml; charset=utf-8").text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gbk", "三国就自由贸易协定继续谈判"),
        ("shift_jis", "日中韓の自由貿易協定交渉"),
        ("big5", "三國就自由貿易協定繼續談判"),
    ],
)
def test_half_a_character_at_the_end_of_a_section_costs_no_item(encoding: str, text: str) -> None:
    cut = text.encode(encoding)[:-1]
    items = b"".join(
        b"<item><title>" + text.encode(encoding) + b"</title><description><![CDATA[" + cut + b"]]></description></item>"
        for _ in range(3)
    )
    body = b'<rss version="2.0"><channel><title>t</title>' + items + b"</channel></rss>"
    parsed = parse_feed(
        body, content_type=f"text/xml; charset={encoding}", feed=Feed("https://e.org/", "E", "XX"), now=0
    )
    assert [(entry.title, entry.lead[:-1]) for entry in parsed.entries] == [(text, text[:-1])] * 3


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "三国首脑在首尔举行会谈，就重启自由贸易协定谈判达成一致。",
        "日中韓の首脳がソウルで会談し、交渉の再開で一致した。",
    ],
)
def test_utf_16_without_a_mark_and_without_a_letter_of_ascii_is_read(encoding: str, text: str) -> None:
    assert decode((text * 5).encode(encoding)).text == text * 5
