"""What makes two entries one."""

from dataclasses import replace
from pathlib import Path

import pytest

from digests.model import Entry, Feed
from digests.sources.feeds.naming import changed_guids, keys_of, remark_on, repeated_guids
from digests.sources.feeds.parse import parse_feed
from digests.stories.identity import core_title, keys, rewrite_key

ENTRY = Entry(
    source="feed",
    feed="https://example.org/rss",
    publisher="Example Daily",
    country="KR",
    title="한중일 환경장관회의 서울서 개막",
    url="https://example.org/news/1",
    guid="example-1",
)


def test_an_entry_is_known_by_its_guid_whatever_becomes_of_title_and_link() -> None:
    later = replace(ENTRY, title="한중일 환경장관회의 폐막", url="https://example.org/news/1-2")
    assert keys(ENTRY)[0] == keys(later)[0]


def test_without_a_guid_it_is_known_by_link_and_title_together() -> None:
    bare = replace(ENTRY, guid=None)
    assert set(keys(bare)) & set(keys(replace(bare, published=5, lead="다른 요약")))
    assert keys(bare)[0] != keys(replace(bare, title="전혀 다른 공고"))[0]
    assert not set(keys(bare)) & set(keys(replace(bare, url="https://example.org/news/2")))


def test_without_either_it_is_known_by_its_content() -> None:
    bare = replace(ENTRY, guid=None, url=None, lead="첫 문장.")
    assert keys(bare)[0] == keys(replace(bare, published=7))[0]
    assert keys(bare) != keys(replace(bare, lead="다른 문장."))


def test_a_file_without_an_address_is_known_under_any_name() -> None:
    note = replace(ENTRY, source="drop", feed="drop:a.txt", guid=None, url=None)
    assert keys(note) == keys(replace(note, feed="drop:b.txt"))
    assert keys(replace(note, source="feed")) != keys(replace(note, source="feed", feed="https://other.example/rss"))


def test_https_www_and_a_last_slash_make_no_other_address() -> None:
    bare = replace(ENTRY, guid=None)
    assert keys(bare) == keys(replace(bare, url="http://www.example.org/news/1/"))


def test_guids_count_within_their_feed_alone() -> None:
    assert keys(ENTRY)[0] != keys(replace(ENTRY, feed="https://other.example.org/rss"))[0]


def test_several_items_on_one_link_stay_several() -> None:
    notices = [replace(ENTRY, guid=None, title=title) for title in ("公募について", "入札公告", "採用情報")]
    assert len({keys(notice) for notice in notices}) == 3


def test_a_new_guid_for_the_same_link_and_title_is_the_same_entry() -> None:
    assert set(keys(ENTRY)) & set(keys(replace(ENTRY, guid="example-1-again")))


def test_link_and_title_tell_nothing_where_two_entries_of_one_document_share_them() -> None:
    twins = [replace(ENTRY, guid=guid, title="人事") for guid in ("a", "b")]
    first, second = keys_of(twins)
    assert not set(first) & set(second)


def test_a_front_page_tells_nothing_without_the_day() -> None:
    front = replace(ENTRY, guid=None, url="https://example.org/", title="오늘의 주요 뉴스", published=86400)
    assert not set(keys(front)) & set(keys(replace(front, published=86400 * 2)))


def test_a_guid_that_repeats_within_a_document_is_given_up_alone_and_it_is_said() -> None:
    entries = [replace(ENTRY, title=f"기사 {n}", url=f"https://example.org/{n}", guid="same") for n in range(3)]
    good = replace(ENTRY, title="다른 기사", url="https://example.org/9", guid="9")
    assert repeated_guids([*entries, good]) == {"same"}
    assert "1 guids stand at several entries" in remark_on([*entries, good])
    named = keys_of([*entries, good])
    assert [found[0][0] for found in named] == ["l", "l", "l", "g"]
    assert len(set(named)) == 4
    assert remark_on([ENTRY, replace(ENTRY, lead="같은 글")]) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.bbc.example/news/articles/c1#0", "https://www.bbc.example/news/articles/c1#1"),
        ("https://example.org/a/77?rev=1", "https://example.org/a/77?rev=12"),
        ("http://example.org/a/77", "https://example.org/a/77/"),
        ("20261128-77@1", "20261128-77@2"),
    ],
)
def test_revisions_of_one_guid_share_a_name(one: str, other: str) -> None:
    first, second = (replace(ENTRY, guid=guid, url=None) for guid in (one, other))
    assert set(keys(first)) & set(keys(second))


def test_parts_of_one_page_do_not_share_a_name_where_they_stand_beside_each_other() -> None:
    notices = [
        replace(ENTRY, guid=f"https://example.org/notices#{n}", url="https://example.org/notices", title=f"공고 {word}")
        for n, word in enumerate(("입찰", "채용", "공모"))
    ]
    first, second, third = map(set, keys_of(notices))
    assert not first & second | second & third | first & third


def test_a_link_that_is_everybodys_names_nobody() -> None:
    notices = [replace(ENTRY, guid=None, title=title) for title in ("公募について", "入札公告")]
    assert [key[0] for found in keys_of(notices) for key in found] == ["l", "l"]
    assert [key[0] for key in keys_of(notices[:1])[0]] == ["l", "u"]


def test_guids_that_change_while_link_and_title_stay_are_given_up_and_it_is_said() -> None:
    old = [replace(ENTRY, title=f"기사 {n}", url=f"https://example.org/{n}", guid=f"a{n}") for n in range(4)]
    known = {key: n for n, entry in enumerate(old) for key in keys(entry)}
    renewed = [replace(entry, guid=f"b{n}") for n, entry in enumerate(old)]
    assert "4 guids changed" in changed_guids(renewed, known)
    assert changed_guids(old, known) == ""
    assert changed_guids([renewed[0], *old[1:]], known) == ""


@pytest.mark.parametrize(
    "rewrite",
    [
        "[속보] 한중일 환경장관회의 서울서 개막",
        "[1보] 한중일 환경장관회의, 서울서 개막",
        "한중일 환경장관회의 서울서 개막(종합2보)",
        "(속보)(종합) 한중일 환경장관회의 서울서 개막",
        "<속보> 한중일 환경장관회의 서울서 개막 [업데이트]",
        "속보: 한중일 환경장관회의 서울서 개막",
    ],
)
def test_korean_rewrites_share_a_key_with_the_article(rewrite: str) -> None:
    again = replace(ENTRY, title=rewrite, url="https://example.org/news/2", guid="example-2")
    assert rewrite_key(again) == rewrite_key(ENTRY) is not None


@pytest.mark.parametrize(
    ("title", "rewrite"),
    [
        ("日中韓環境相会合が東京で開幕", "【速報】日中韓環境相会合が東京で開幕"),
        ("日中韓環境相会合が東京で開幕", "日中韓環境相会合が東京で開幕【更新】"),
        ("中日韩环境部长会议在北京开幕", "快讯：中日韩环境部长会议在北京开幕"),
        ("中日韩环境部长会议在北京开幕", "【突发】中日韩环境部长会议在北京开幕"),
        ("中日韓環境部長會議開幕", "快訊／中日韓環境部長會議開幕"),
        ("中日韓環境部長會議開幕", "獨家》中日韓環境部長會議開幕"),
        (
            "Environment ministers of three nations meet in Seoul",
            "BRIEF: Environment ministers of three nations meet in Seoul",
        ),
        (
            "Environment ministers of three nations meet in Seoul",
            "UPDATE 2-Environment ministers of three nations meet in Seoul",
        ),
        (
            "Environment ministers of three nations meet in Seoul",
            "(LEAD) Environment ministers of three nations meet in Seoul",
        ),
        (
            "Environment ministers of three nations meet in Seoul",
            "(2nd LD) Environment ministers of three nations meet in Seoul",
        ),
    ],
)
def test_other_rewrites_share_a_key_with_the_article(title: str, rewrite: str) -> None:
    first, again = replace(ENTRY, title=title), replace(ENTRY, title=rewrite, url="https://example.org/9")
    assert rewrite_key(again) == rewrite_key(first) is not None


def test_short_and_recurring_titles_join_nothing() -> None:
    assert rewrite_key(replace(ENTRY, title="[포토] 서울")) is None
    assert rewrite_key(replace(ENTRY, title="人事")) is None


def test_another_paper_with_the_same_title_is_another_article() -> None:
    assert rewrite_key(ENTRY) != rewrite_key(replace(ENTRY, url="https://other.example.com/news/1"))


def test_a_title_that_is_nothing_but_a_marker_keeps_its_words() -> None:
    assert core_title("속보") == "속보"
    assert core_title("【速報】") == "速報"
    assert core_title("…") == "..."
    assert core_title("令和7年度補正予算（令和7年7月調査）") == "令和7年度補正予算令和7年7月調査"


def test_a_year_of_a_governments_feed_gives_each_item_once(testdata: Path) -> None:
    feed = Feed("https://www.gov-online.go.jp/rss.xml", "Government", "JP", language="ja")
    stored: set[str] = set()
    distinct: set[tuple[str | None, str]] = set()
    items = 0
    for state in sorted((testdata / "feeds" / "ja-gov").glob("*.rss")):
        entries = parse_feed(
            state.read_bytes(), content_type="application/rss+xml", feed=feed, now=2_000_000_000
        ).entries
        for entry, found in zip(entries, keys_of(entries), strict=True):
            distinct.add((entry.url, entry.title))
            items += not stored.intersection(key for key in found if key[0] != "u")  # what a link names is held against
            stored.update(found)  # the item that it named before: tests.digests.test_revisions
    assert items == len(distinct) > 2000
