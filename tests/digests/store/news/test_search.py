import string
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from digests.errors import QueryError
from digests.language.fold import fold
from digests.language.query import parse_query
from digests.language.synonyms import synonyms_of, widened
from digests.language.tokens import is_mixed
from digests.model import Entry, Item, Reading, Tag
from digests.store import Store, open_store
from digests.stories.telling import tell
from tests import loaded

NOW = 1_772_582_400  # 2026-03-04, midnight UTC
DAY = 86_400


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "trilateral.db")
    yield opened
    opened.close()


def add(
    store: Store, title: str = "Title", text: str = "", lead: str = "", published: int = NOW, **reading: Any
) -> Item:
    facts: dict[str, Any] = {
        "language": "en",
        "grade": "none",
        "countries": (),
        "sectors": (),
        "mechanisms": (),
        "summary": (),
    }
    entry = Entry("feed", "https://news.example/rss", "News", "JP", title, lead, text)
    item = store.items.add(entry, Reading(**(facts | reading)), published=published, first_seen=NOW, pushable=True)
    store.search.add([item])
    return item


def found(store: Store, query: str, **page: int) -> list[int]:
    return [
        hit.item_id for hit in store.search.search(parse_query(query, NOW), **({"limit": 50, "now": NOW} | page)).hits
    ]


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        (
            "中日韓領導人會議在首爾舉行",
            ["首尔", "首爾", "會議", "行", "韩", "中日韩", "日中韓", "한중일", "CJK", "领导人会议"],
        ),
        ("日中韓サミット、半導体で合意", ["サミット", "ｻﾐｯﾄ", "半導體", "半导体", "意", "ト、半", "中日韩"]),
        ("한·일·중 정상회의 4,000만 명", ["정상회의", "정상", "회의", "한일중", "日中韓", "4000만", "명", "회"]),
        (
            "AIㆍ반도체ㆍIT 협력, 경제∙문화",
            ["AI·반도체", "반도체·IT", "AIㆍ반도체", "체ㆍ", "ㆍIT", "제∙", "∙문", "경제·문화"],
        ),
        ("Growth of ６２％ in RCEP trade", ["62%", "62", "rcep", "ＲＣＥＰ", '"rcep trade"', "%"]),
        ("생성AI活用とIoTの5G展開🎉", ["AI", "活用", "iot", "5G", "展开", "🎉", "생성"]),
        ("ผู้นำทั้งสามประเทศตกลง", ["ประเทศ", "สาม"]),
        ("شراكة ثلاثية", ["ثلاثية"]),
    ],
)
def test_a_part_of_any_script_finds_the_item(store: Store, text: str, queries: list[str]) -> None:
    by_title, by_text, by_lead = add(store, title=text), add(store, text=text), add(store, lead=text)
    add(store, title="Something else", text="他の何か 다른 것 别的")
    for query in queries:
        assert set(found(store, query)) == {by_title.id, by_text.id, by_lead.id}, query


def test_numbers_and_letters_among_east_asian_characters_may_be_cut(store: Store) -> None:
    item = add(store, title="日中韓で40万人、AI人材育成へ1,200億円　OPEC参加国も")
    for query in ("0万人", "万人、A", "I人", "00億円", "200億", "EC参", "0万人、AI人材"):
        assert found(store, query) == [item.id], query
    assert found(store, "5万人") == []
    hit = store.search.search(parse_query("0万人", NOW), limit=1, now=NOW).hits[0]
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["0万人"]


def test_whole_numbers_come_before_those_that_the_query_cuts(store: Store) -> None:
    add(store, title="観光客が25万人に")
    whole = add(store, title="観光客が5万人に")
    assert found(store, "5万人")[0] == whole.id


def test_a_curly_quote_alone_is_a_sign_like_any_other(store: Store) -> None:
    item = add(store, title="한중일 장관 “수출통제 대화 재개”")
    assert found(store, "장관 “수출통제") == found(store, "재개”") == found(store, "“수출통제 대화”") == [item.id]


def test_an_index_of_an_earlier_version_is_filled_again(tmp_path: Path) -> None:
    earlier = open_store(tmp_path / "earlier.db")
    item = add(earlier, title="水素の共同研究")
    earlier.search.remove([item.id])
    earlier.close()
    assert found(open_store(tmp_path / "earlier.db"), "水素") == [item.id]


def test_words_of_spaced_scripts_are_whole(store: Store) -> None:
    item = add(store, title="AI rules agreed")
    add(store, title="He said the chain held by air")
    assert found(store, "ai") == [item.id]


def test_a_word_finds_what_it_begins_a_short_one_its_plural_a_quoted_one_itself(store: Store) -> None:
    plural = add(store, title="Semiconductors and FTAs")
    single = add(store, title="Semiconductor FTA")
    add(store, title="FTAAP")
    assert set(found(store, "semiconductor")) == set(found(store, "fta")) == {plural.id, single.id}
    assert found(store, '"semiconductor" "fta"') == [single.id]


def test_one_letter_or_digit_is_a_beginning(store: Store) -> None:
    item = add(store, title="Hydrogen 35")
    add(store, title="No such, 1 of 2")
    assert found(store, "h") == found(store, "3") == [item.id]


def test_a_beginning_of_a_word_is_enough_where_no_whole_word_is_found(store: Store) -> None:
    item = add(store, title="Semiconductor exports rise")
    assert found(store, "sem") == [item.id]
    assert found(store, '"semicond"') == [item.id]


def test_capitals_and_two_letters_are_no_beginning(store: Store) -> None:
    add(store, title="Every senator in the race for even more evidence; Ipoh's tcsh")
    assert found(store, "EV") == found(store, "ev") == found(store, "IPO") == found(store, "TCS") == []
    item = add(store, title="Carmakers price EVs anew")
    assert found(store, "EV") == [item.id]


def test_all_words_are_needed_phrases_hold_together_and_minus_excludes(store: Store) -> None:
    one = add(store, title="Free trade talks", text="Tariff cuts")
    two = add(store, title="Trade is free")
    assert set(found(store, "free trade")) == {one.id, two.id}
    assert found(store, '"free trade"') == [one.id]
    assert found(store, "trade -tariff") == [two.id]
    assert set(found(store, "-hydrogen")) == {one.id, two.id}
    assert found(store, "trade tariff free -talks") == []


def test_filters_narrow_what_is_found(store: Store) -> None:
    def tags(*names: str) -> tuple[Tag, ...]:
        return tuple(Tag(name, 1.0) for name in names)

    one = add(
        store, "協力", language="ja", grade="trilateral", countries=("CN", "JP", "KR"), sectors=tags("supply-chain")
    )
    two = add(store, "协力", language="zh-Hans", grade="bilateral", countries=("CN", "JP"), mechanisms=tags("asean+3"))
    for query, expected in {
        "協力 lang:ja": [one],
        "協力 lang:zh": [two],
        "协力 country:KR": [one],
        "協力 country:cn -nothing": [two, one],
        "sector:supply_chain": [one],
        "mechanism:asean+3": [two],
        "grade:trilateral,bilateral": [two, one],
        "协力 lang:ko": [],
    }.items():
        assert found(store, query) == [item.id for item in expected], query


def test_dates_bound_the_time_of_publication(store: Store) -> None:
    old, middle, new = (add(store, "Talks", published=NOW - days * DAY) for days in (400, 8, 0))
    assert found(store, "talks from:2026-03-04") == [new.id]
    assert set(found(store, "talks from:2026-02-24 to:2026-03-04")) == {middle.id, new.id}
    assert found(store, "talks to:2025") == [old.id]
    assert found(store, "talks from:7d") == [new.id]
    assert found(store, "to:yesterday from:1m") == [middle.id]
    assert found(store, "talks from:2025-06 to:2026-01") == []


def test_a_match_in_the_title_and_a_fresh_one_come_first(store: Store) -> None:
    in_text = add(store, "One", text="hydrogen " + "and more " * 20)
    in_title = add(store, "Hydrogen " + "and more " * 3)
    old = add(store, "Hydrogen " + "and more " * 3, published=NOW - 200 * DAY)
    assert found(store, "hydrogen") == [in_title.id, old.id, in_text.id]
    assert found(store, "-nothing", limit=1, offset=1) == [in_title.id]


def test_pages_follow_each_other_and_tell_the_total(store: Store) -> None:
    items = [add(store, f"Talks {number}") for number in range(7)]
    pages = [store.search.search(parse_query("talks", NOW), limit=3, offset=offset, now=NOW) for offset in (0, 3, 6, 9)]
    assert [page.total for page in pages] == [7, 7, 7, 7]
    assert sorted(hit.item_id for page in pages for hit in page.hits) == [item.id for item in items]


def test_far_pages_of_a_common_word_are_neither_lost_nor_repeated(store: Store) -> None:
    with store.db.write():
        ids = {add(store, "Talks").id for _ in range(1620)}
    seen = [item_id for offset in range(0, 1700, 90) for item_id in found(store, "talks", limit=90, offset=offset)]
    assert len(seen) == len(set(seen))
    assert set(seen) == ids


def test_a_rewritten_item_is_found_by_its_new_words_and_a_removed_one_not_at_all(store: Store) -> None:
    item = add(store, "Old words")
    entry = Entry("feed", "f", "News", "JP", "New words")
    store.items.revise(item, entry, item.reading, corrected=None)
    store.search.add([Item(item.id, entry, item.reading, NOW, NOW)])
    assert found(store, "old") == []
    assert found(store, "new") == [item.id]
    store.search.remove([item.id])
    assert found(store, "words") == []


def test_the_place_of_the_words_is_shown_as_it_stands(store: Store) -> None:
    add(store, "Title", text="昨日、各國の代表がＲＣＥＰについて話し合った。")
    hit = store.search.search(parse_query("rcep 各国", NOW), limit=1, now=NOW).hits[0]
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["各國", "ＲＣＥＰ"]


@pytest.mark.parametrize(
    "query", ['"', "AND", "OR NOT", "title:x", "NEAR(a b)", "a*", "{text}", "^a", "a + b", "';--", "\x00a"]
)
def test_the_syntax_of_the_index_is_no_syntax_of_ours(store: Store, query: str) -> None:
    add(store, "x")
    with suppress(QueryError):
        store.search.search(parse_query(query, NOW), limit=5, now=NOW)


LETTERS = st.sampled_from(
    "日中韓國会會議半導体サミッﾄーがの首爾서울정상회의의한 　、。・·「」AIai0123%½é🎉กข" + string.ascii_letters
)


@given(data=st.data(), texts=st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=1, max_size=4))
def test_every_item_that_holds_the_folded_query_is_found(store: Store, data: st.DataObject, texts: list[str]) -> None:
    """Any part of a text that does not cut a word of a spaced script, or holds East Asian characters too, finds every
    text that holds it."""
    with store.db.write():
        items = [add(store, title=text) for text in texts]
    whole = fold(texts[0])
    start = data.draw(st.integers(0, max(0, len(whole) - 1)))
    end = data.draw(st.integers(start, len(whole)))
    query = whole[start:end].strip()
    cuts = any(cuts_a_word(whole, place) for place in (start, end)) and not is_mixed(query)
    if cuts or '"' in query or len(query) > 100:
        return
    try:
        ids = set(found(store, f'"{query}"', limit=100_000))
    except QueryError:
        assert not any(character.isalnum() for character in query)
        return
    expected = {item.id for item in items if holds(fold(item.title), query)}
    assert items[0].id in ids
    assert expected <= ids
    store.search.remove([item.id for item in items])


def spaced(character: str) -> bool:
    return character.isalnum() and (character.isascii() or character in "é½")


def cuts_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and spaced(text[place - 1]) and spaced(text[place])


def holds(text: str, query: str) -> bool:
    place = text.find(query)
    if is_mixed(query):
        return place >= 0
    while place >= 0:
        if not cuts_a_word(text, place) and not cuts_a_word(text, place + len(query)):
            return True
        place = text.find(query, place + 1)
    return False


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("x" * 1_000_000, "x" * 150),
        ("国" * 300_000 + "末", "国末"),
        ("\x00\x07 bell \x1b[0m", "bell"),
        ("\u202eمرحبا abc\u202c", "مرحبا"),
        ("🎉" * 500, "🎉"),
        ("<p>left <b>in</b></p>", "left in"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_odd_texts_are_indexed_and_found(store: Store, text: str, query: str) -> None:
    item = add(store, text=text)
    hit = store.search.search(parse_query(query, NOW), limit=5, now=NOW).hits[0]
    assert hit.item_id == item.id
    assert len(hit.snippet) < 400


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u200b"])
def test_a_text_that_holds_nothing_is_found_by_its_filters_alone(store: Store, text: str) -> None:
    item = add(store, title=text, text=text)
    assert found(store, "lang:en") == [item.id]


_FILTERS = (
    "country:JP", "country:CN,KR", "lang:en", "lang:ja", "lang:ja,ko", "sector:ai", "grade:bilateral", "mechanism:tcs",
    "from:2026-03-01", "to:2026-03-01", "from:2026-02", "to:2026-02",
)  # fmt: skip
_WORDS = (
    "ship",
    "ship OR 船",
    "船",
    "-船",
    "ai",
    "EV",
    '"ship"',
    '"new ship"',
    "sector:ai",
    "country:JP -ship",
    "-lang:en",
    "shi",
)


def _tagged(name: str) -> tuple[Tag, ...]:
    return (Tag(name, 1.0, ()),)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Sixty items with all kinds of words and facets."""
    opened = open_store(tmp_path_factory.mktemp("mixed") / "trilateral.db")
    for number in range(60):
        add(
            opened,
            title=("new ship", "shipping", "船", "新しい船 AI", "EVs", "air")[number % 6],
            published=NOW - (number % 7) * DAY,
            language=("en", "ja", "ko", "zh-Hans")[number % 4],
            grade=("none", "national", "bilateral", "trilateral")[number // 2 % 4],
            countries=((), ("JP",), ("CN", "JP"), ("KR",))[number // 3 % 4],
            sectors=() if number % 5 else _tagged("ai"),
            mechanisms=_tagged("tcs") if number % 9 == 0 else (),
        )
    yield opened
    opened.close()


@given(st.sampled_from(_WORDS), st.sampled_from(_FILTERS))
def test_a_filter_and_its_opposite_part_what_the_words_find(mixed: Store, words: str, chosen: str) -> None:
    assume(f"{chosen.partition(':')[0]}:" not in words)  # the same filter twice means either
    every, those, others = (
        found(mixed, query, limit=100) for query in (words, f"{words} {chosen}", f"{words} -{chosen}")
    )
    assert sorted(those + others) == sorted(every)


@example('"ship"', "lang:ja")
@given(st.sampled_from(_WORDS), st.sampled_from(_FILTERS))
def test_so_it_is_with_stories(mixed: Store, words: str, chosen: str) -> None:
    assume(f"{chosen.partition(':')[0]}:" not in words)

    def items(query: str) -> list[int]:
        results = mixed.search.stories(parse_query(query, NOW), limit=100, now=NOW)
        return [hit.item_id for each in results.stories for hit in each.hits]

    assert sorted(items(f"{words} {chosen}") + items(f"{words} -{chosen}")) == sorted(items(words))


@pytest.mark.parametrize("chosen", _FILTERS)
def test_a_filter_that_is_left_out_finds_all_the_others(mixed: Store, chosen: str) -> None:
    assert len(found(mixed, chosen, limit=100)) + len(found(mixed, f"-{chosen}", limit=100)) == 60


def join(store: Store, *items: Item) -> int:
    telling = tell(items)
    return store.joins.open(telling, items, follows=None, now=NOW)


def stories(store: Store, query: str, **page: Any) -> list[tuple[int | None, list[int]]]:
    wanted = widened(parse_query(query, NOW), synonyms_of(loaded.names()))
    results = store.search.stories(wanted, **({"limit": 50, "now": NOW} | page))
    return [(each.story_id, [hit.item_id for hit in each.hits]) for each in results.stories]


def test_a_result_is_a_story_whatever_its_reports_are_written_in(store: Store) -> None:
    english = add(store, "Hydrogen ships leave Busan")
    japanese = add(store, "水素の輸送船が釜山を出港", language="ja")
    other = add(store, "수소차 보급 확대", language="ko")
    silent = add(store, "Ships leave", "of something else")
    story = join(store, english, japanese, silent)
    for query in ("hydrogen", "水素", "수소", "氢能"):
        assert {(story_id, *sorted(hits)) for story_id, hits in stories(store, query)} == {
            (story, english.id, japanese.id),
            (None, other.id),
        }, query
    assert [hits for _, hits in stories(store, '"hydrogen"')] == [[english.id]]


def test_pages_of_stories_hold_each_once(store: Store) -> None:
    items = [add(store, f"hydrogen {number}", published=NOW - number * DAY) for number in range(12)]
    story = join(store, items[0], items[5], items[11])
    paged = [each for offset in range(0, 12, 3) for each in stories(store, "hydrogen", limit=3, offset=offset)]
    assert len(paged) == 10
    assert [each for each, _ in paged].count(story) == 1
    assert store.search.stories(parse_query("hydrogen", NOW), limit=3, offset=6, now=NOW).more
    assert not store.search.stories(parse_query("hydrogen", NOW), limit=3, offset=9, now=NOW).more


def test_stories_beyond_the_ranked_window_follow_newest_first(store: Store) -> None:
    with store.db.write():
        items = [add(store, f"hydrogen {number}") for number in range(1510)]
    pages = stories(store, "hydrogen", limit=20, offset=1495)
    assert [hits for _, hits in pages][5:] == [[item.id] for item in reversed(items[:10])]


@pytest.mark.parametrize("query", ["hydrogen", "水素", "Xi Jinping", "trade TSMC", "supply chain", "AI", "韓国 수소"])
def test_what_a_query_finds_as_it_is_written_it_finds_widened(store: Store, query: str) -> None:
    for text in _TEXTS:
        add(store, text)
    wanted = widened(parse_query(query, NOW), synonyms_of(loaded.names()))
    wide = {hit.item_id for hit in store.search.search(wanted, limit=50, now=NOW).hits}
    assert set(found(store, query)) <= wide
    assert wide


_TEXTS = (
    "Hydrogen in Korea",
    "Jinping said that Xi",
    "TSMC and trade",
    "chain of supply",
    "AI in 韓国の수소",
    "시진핑",
)
