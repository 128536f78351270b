"""Sentences chosen from an entry."""

from pathlib import Path

import pytest

from digests.model import Entry
from digests.sources.drops.documents import read_document
from digests.summaries.summary import summarise


def entry(text: str, *, lead: str = "", title: str = "题") -> Entry:
    return Entry("feed", "https://a.example/feed", "A", "CN", title, lead, text)


def test_every_sentence_stands_verbatim_where_it_says() -> None:
    read = entry("三方商定明年起共同预报。费用由三国分担。会议在北京举行。", title="三方商定预报")
    chosen = summarise(read, "zh-Hans")
    assert chosen
    for sentence in chosen:
        assert getattr(read, sentence.place)[sentence.start : sentence.end] == sentence.text


def test_an_entry_without_prose_has_no_summary() -> None:
    assert summarise(entry("分享到：微信 微博"), "zh-Hans") == ()
    assert summarise(entry(""), "en") == ()


@pytest.mark.parametrize("name", ["000_533a638f6e0689a8.txt", "004_733c960163716fd3.txt"])
def test_the_summary_of_a_real_document_holds_no_furniture(testdata: Path, name: str) -> None:
    read = read_document(name, (testdata / "seeds" / name).read_bytes())[0]
    summary = " ".join(sentence.text for sentence in summarise(read, "en"))
    assert len(summary) > 80
    for furniture in ("Translate Now", "已阅读人数", "About the author", "Here’s what", "Q:", "?", "literary"):
        assert furniture not in summary
