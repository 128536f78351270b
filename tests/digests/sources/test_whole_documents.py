"""Every format comes in with whole characters: what is broken alike reads alike."""

import io
import json
import unicodedata
from collections.abc import Callable
from email.message import EmailMessage

import docx
import pytest

from digests.model import Entry, Feed
from digests.sources.drops.documents import read_document
from digests.sources.feeds.parse import parse_feed

BROKEN = (
    "⻘島と⻄部の港、⺠間の⽔素輸送で合意",
    "2026年11⽉27⽇",
    "⽇本の⺠間企業と中国の⻘島市は、ﾄﾞﾛｰﾝに"
    + unicodedata.normalize("NFD", "よるデータと한국")
    + "の港で⻝品の検\u200b査をする。",
)
MEANT = (
    "青島と西部の港、民間の水素輸送で合意",
    "2026年11月27日",
    "日本の民間企業と中国の青島市は、ドローンによるデータと한국の港で食品の検査をする。",
)


def txt(title: str, day: str, body: str) -> tuple[str, bytes]:
    return "a.txt", f"\ufeff{title}\n{day}\n\n{body}".encode()


def md(title: str, day: str, body: str) -> tuple[str, bytes]:
    return "a.md", f"---\ntitle: {title}\ndate: {day}\n---\n\n{body}".encode()


def html(title: str, day: str, body: str) -> tuple[str, bytes]:
    escaped = "".join(f"&#x{ord(character):x};" for character in body)
    page = f"<html lang=ja><title>{title}</title><body><h1>{title}</h1><p>{day}</p><p>{escaped}</p></body></html>"
    return "a.html", page.encode()


def word(title: str, day: str, body: str) -> tuple[str, bytes]:
    document, out = docx.Document(), io.BytesIO()
    for paragraph in (title, day, body):
        document.add_paragraph(paragraph)
    document.save(out)
    return "a.docx", out.getvalue()


def eml(title: str, day: str, body: str) -> tuple[str, bytes]:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = title, "A <a@b.example>", "Fri, 27 Nov 2026 12:00:00 +0000"
    message.set_content(body)
    return "a.eml", bytes(message)


def record(title: str, day: str, body: str) -> tuple[str, bytes]:
    return "a.json", json.dumps({"title": title, "published": day, "text": body, "language": "ja"}).encode()


def records(title: str, day: str, body: str) -> tuple[str, bytes]:
    return "a.jsonl", record(title, day, body)[1]


@pytest.mark.parametrize("made", [txt, md, html, word, eml, record, records])
def test_a_document_reads_as_it_was_meant(made: Callable[[str, str, str], tuple[str, bytes]]) -> None:
    (entry,) = read_document(*made(*BROKEN))
    assert said(entry) == said(read_document(*made(*MEANT))[0]) == (MEANT[0], 1795780800, MEANT[2])


def test_a_feed_reads_as_it_was_meant() -> None:
    def read(title: str, day: str, body: str) -> Entry:
        item = f"<item><title>{title}</title><pubDate>{day} 21:00</pubDate><description>{body}</description></item>"
        document = f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>"
        feed = Feed(url="http://x.example/", name="x", country="JP")
        return parse_feed(document.encode(), content_type=None, feed=feed, now=1_800_000_000).entries[0]

    assert said(read(*BROKEN)) == said(read(*MEANT)) == (MEANT[0], 1795780800, MEANT[2])


def said(entry: Entry) -> tuple[str, int | None, str]:
    return entry.title, entry.published, entry.text or entry.lead


@pytest.mark.parametrize(
    "title",
    ["日　中　韓　共　同　声　明", "日 中 韓 共 同 声 明", "日\u00a0中\u00a0韓\u00a0共\u00a0同\u00a0声\u00a0明"],
)
@pytest.mark.parametrize("made", [txt, md, html, word, eml, record])
def test_a_title_set_letter_by_letter_is_read_as_words(
    made: Callable[[str, str, str], tuple[str, bytes]], title: str
) -> None:
    assert read_document(*made(title, *MEANT[1:]))[0].title == "日中韓共同声明"
