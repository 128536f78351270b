"""Times that mean something only beside the moment at which they were fetched."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model import Feed
from digests.sources.dates.calendar import Calendar
from digests.sources.dates.relative import read_earlier
from digests.sources.drops.days import settled
from digests.sources.drops.documents import read_document
from digests.sources.feeds.parse import parse_feed
from tests.loopback import rss

NOW = int(datetime(2026, 11, 28, 3, 0, tzinfo=UTC).timestamp())
"""Noon in Japan and Korea, eleven in China."""


def read(raw: str, country: str) -> str | None:
    seconds = Calendar(country, NOW).epoch(raw)
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("raw", "country", "expected"),
    [
        ("3시간 전", "KR", "11-28 00:00"),
        ("두 시간 전", "KR", "11-28 01:00"),
        ("30분전", "KR", "11-28 02:30"),
        ("2時間前", "JP", "11-28 01:00"),
        ("二時間前", "JP", "11-28 01:00"),
        ("２時間前更新", "JP", "11-28 01:00"),
        ("約2時間前", "JP", "11-28 01:00"),
        ("3小时前", "CN", "11-28 00:00"),
        ("两小时前", "CN", "11-28 01:00"),
        ("半小时前", "CN", "11-28 02:30"),
        ("1小時半前", "TW", "11-28 01:30"),
        ("刚刚", "CN", "11-28 03:00"),
        ("방금 전", "KR", "11-28 03:00"),
        ("Updated 2 hours ago", "US", "11-28 01:00"),
        ("an hour ago", "GB", "11-28 02:00"),
        ("昨天 14:30", "CN", "11-27 06:30"),
        ("前天 09:05", "CN", "11-26 01:05"),
        ("昨晚8点", "CN", "11-27 12:00"),
        ("어제 오후 2시", "KR", "11-27 05:00"),
        ("오늘 09:30", "KR", "11-28 00:30"),
        ("今日午後3時", "JP", "11-28 03:00"),
        ("一昨日", "JP", "11-25 15:00"),
        ("3일 전", "KR", "11-24 15:00"),
        ("2週間前", "JP", "11-13 15:00"),
        ("霜月25日", "JP", "11-24 15:00"),
        ("令和八年霜月二十五日", "JP", "11-24 15:00"),
        ("令和8年神無月3日", "JP", "10-02 15:00"),
    ],
)
def test_it_is_counted_from_when_it_was_fetched(raw: str, country: str, expected: str) -> None:
    assert read(raw, country) == expected


@pytest.mark.parametrize(
    "raw", ["전후", "2時間", "3시간 전쟁", "前", "ago", "two hours", "今日性", "오늘의집", "長月の会"]
)
def test_what_only_looks_like_it_is_none(raw: str) -> None:
    assert read(raw, "JP") is None


def test_a_feed_may_say_so() -> None:
    body = rss("三港が増便で合意").decode().replace("<title>三港", "<pubDate>3時間前</pubDate><title>三港").encode()
    entry = parse_feed(body, content_type=None, feed=Feed("https://e.example/", "E", "JP"), now=NOW).entries[0]
    assert entry.published == NOW - 3 * 3600


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("3시간 전 · 이영희 기자", "이영희"),
        ("입력 3시간 전", None),
        ("3 hours ago by Jane Smith", "Jane Smith"),
        ("3時間前", None),
        ("3小时前 来源：海洋日报", None),
    ],
)
def test_a_document_may_say_so_and_is_dated_by_its_file(line: str, author: str | None) -> None:
    title = "Three ports agree on more ships"
    data = f"{title}\n{line}\n\nThe three ports agreed to add ships in spring.".encode()
    (entry,) = read_document("a.txt", data)
    assert (entry.title, entry.author, entry.text) == (title, author, "The three ports agreed to add ships in spring.")
    yesterday = NOW - 86_400
    assert settled(entry, yesterday, NOW).published == yesterday - 3 * 3600
    assert settled(entry, 0, NOW).published == NOW - 3 * 3600, "a file's time that cannot be believed"


@pytest.mark.parametrize(
    "title", ["전쟁 3년 전", "오늘 회의", "昨日 協議", "Yesterday", "今日のニュース", "三年前的约定"]
)
def test_a_headline_that_counts_back_stays_one(title: str) -> None:
    (entry,) = read_document("a.txt", f"{title}\n\nThe three ports agreed to add ships in spring.".encode())
    assert (entry.title, entry.published_raw) == (title, None)


@given(st.text(alphabet="0123456789 前전ago時間시간小时天日昨天今日어제オ:午後PM半年", max_size=60))
def test_whatever_is_written_nothing_is_raised(text: str) -> None:
    read_earlier(text)
    read(text, "JP")
