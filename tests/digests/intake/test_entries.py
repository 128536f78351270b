"""Entries become items once, however often and under whatever address they come."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from digests.intake.entries import Intake
from digests.language.query import parse_query
from digests.model import Entry, Item, Reading, Sentence
from digests.store import Store, open_store

NOW = 1_795_521_600
DAY = 86_400
ARTICLE = Entry(
    source="feed",
    feed="https://news.example/rss",
    publisher="News",
    country="JP",
    title="Three ministers agree on a hydrogen corridor in Busan",
    lead="A lead.",
    text="A text.",
    url="https://news.example/1",
    guid="1",
    published=NOW - 3600,
)


class PlainAnalyser:
    """Reads every entry alike and counts what it was asked to read."""

    def __init__(self) -> None:
        self.read_titles: list[str] = []

    def read(self, entries: Sequence[Entry]) -> list[Reading]:
        self.read_titles += [entry.title for entry in entries]
        return [
            Reading("en", "none", (), (), (), (Sentence(entry.title, "title", 0, len(entry.title)),))
            for entry in entries
        ]


class Recorder:
    """A joiner that remembers what it was given, and fails when told to."""

    def __init__(self) -> None:
        self.joined: list[int] = []
        self.fails = False

    def join(self, items: Sequence[Item], now: int) -> tuple[int, ...]:
        if self.fails:
            raise RuntimeError
        self.joined += [item.id for item in items]
        return ()


class Copies:
    """Finds copies by their text alone."""

    def __init__(self) -> None:
        self.by_text: dict[str, int] = {}

    def of(self, entry: Entry, reading: Reading, published: int) -> int | None:
        return self.by_text.get(entry.text)

    def add(self, item_id: int, entry: Entry, reading: Reading, published: int) -> None:
        if entry.text:
            self.by_text[entry.text] = item_id


class Desk:
    """An intake with its fakes at hand."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.analyser = PlainAnalyser()
        self.joiner = Recorder()
        self.intake = Intake(store, self.analyser, self.joiner, Copies())

    def take(self, *entries: Entry, now: int = NOW) -> tuple[int, int, int]:
        taken = self.intake.take(entries, now=now, pushable=True)
        return len(taken.added), taken.known, taken.repeats


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(open_store(tmp_path / "trilateral.db"))


def other(number: int, **changes: object) -> Entry:
    """Another article of the same feed."""
    entry = replace(
        ARTICLE,
        guid=str(number),
        url=f"https://news.example/{number}",
        title=f"Report number {number} on shipping lanes",
        text=f"Text {number}.",
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


def test_a_second_pass_adds_nothing_and_reads_nothing(desk: Desk) -> None:
    assert desk.take(ARTICLE, other(2)) == (2, 0, 0)
    assert desk.take(ARTICLE, other(2)) == (0, 2, 0)
    assert len(desk.analyser.read_titles) == 2


def test_new_items_are_searchable_and_handed_to_the_joiner(desk: Desk) -> None:
    desk.take(ARTICLE)
    assert [
        hit.item_id
        for hit in desk.store.search.search(parse_query("hydrogen corridor", NOW), limit=5, offset=0, now=NOW).hits
    ] == [1]
    assert desk.joiner.joined == [1]


def test_an_article_twice_in_one_document_is_one_item(desk: Desk) -> None:
    assert desk.take(ARTICLE, ARTICLE) == (1, 1, 0)


def test_a_new_guid_for_the_same_link_and_title_is_the_same_item(desk: Desk) -> None:
    desk.take(ARTICLE)
    assert desk.take(replace(ARTICLE, guid="other")) == (0, 1, 0)


def test_an_article_changed_in_place_keeps_its_id_and_gets_its_new_words(desk: Desk) -> None:
    desk.take(ARTICLE)
    desk.take(replace(ARTICLE, title="Ministers sign the hydrogen corridor", text="Signed."))
    assert [item.title for item in desk.store.items.every()] == ["Ministers sign the hydrogen corridor"]
    assert desk.store.search.search(parse_query("sign", NOW), limit=5, offset=0, now=NOW).total == 1


def test_an_old_guid_for_another_article_is_another_item(desk: Desk) -> None:
    desk.take(ARTICLE)
    assert desk.take(other(2, guid="1")) == (1, 0, 0)


def test_a_flash_and_its_full_report_under_a_new_address_are_one_item_with_two_sources(desk: Desk) -> None:
    flash = other(1, title="[속보] 한중일 정상회의 내달 서울서 개최 합의", text="")
    full = other(2, title="한중일 정상회의 내달 서울서 개최 합의(종합)", text="전문.", published=NOW - 60)
    desk.take(flash)
    assert desk.take(full) == (0, 0, 1)
    item = next(desk.store.items.every())
    assert item.entry.text == "전문."
    assert len(item.sources) == 2


def test_the_flash_and_its_report_in_one_document_are_one_item_too(desk: Desk) -> None:
    flash = other(1, title="[속보] 한중일 정상회의 내달 서울서 개최 합의", text="")
    assert desk.take(flash, other(2, title="한중일 정상회의 내달 서울서 개최 합의", text="전문.")) == (1, 0, 1)


def test_a_briefing_of_the_same_name_a_day_later_is_another_item(desk: Desk) -> None:
    briefing = other(1, title="Press briefing by the spokesperson", text="On steel.", published=NOW - DAY - 3600)
    assert desk.take(briefing) == (1, 0, 0)
    assert desk.take(
        replace(briefing, guid="2", url="https://news.example/2", text="On fish.", published=NOW - 3600)
    ) == (
        1,
        0,
        0,
    )
    assert [item.entry.text for item in desk.store.items.every()] == ["On steel.", "On fish."]


def test_a_wrap_up_of_the_day_after_is_still_the_article(desk: Desk) -> None:
    desk.take(other(1, title="[속보] 한중일 정상회의 내달 서울서 개최 합의", published=NOW - DAY - 3600))
    assert desk.take(other(2, title="한중일 정상회의 내달 서울서 개최 합의", published=NOW - 3600)) == (0, 0, 1)


def test_a_title_that_comes_back_a_week_later_is_a_new_item(desk: Desk) -> None:
    desk.take(other(1, title="Weekly review of the three economies", published=NOW - 8 * DAY))
    assert desk.take(other(2, title="Weekly review of the three economies")) == (1, 0, 0)


def test_a_copy_at_another_publisher_is_a_further_source(desk: Desk) -> None:
    desk.take(ARTICLE)
    copy = replace(
        ARTICLE,
        feed="https://wire.example/rss",
        publisher="Wire",
        url="https://wire.example/9",
        guid="9",
        title="Hydrogen corridor agreed",
    )
    assert desk.take(copy) == (0, 0, 1)
    assert [link.publisher for link in next(desk.store.items.every()).sources] == ["News", "Wire"]


def dropped(**changes: object) -> Entry:
    return other(1, source="drop", feed="drop:a.html", guid=None, title="What the page itself is headed", **changes)


def test_a_dropped_page_with_the_address_of_a_known_article_is_that_article(desk: Desk) -> None:
    desk.take(other(1))
    assert desk.take(dropped(text="The whole of it.")) == (0, 0, 1)


def test_a_dropped_page_is_an_item_of_its_own_where_its_address_tells_nothing(desk: Desk) -> None:
    desk.take(other(1), other(2, url="https://news.example/1"), other(3, url="https://news.example/"))
    assert desk.take(dropped(text="On a shared address.")) == (1, 0, 0)
    front = replace(dropped(text="On a front page."), url="https://news.example/", title="Another page's own heading")
    assert desk.take(front) == (1, 0, 0)


def test_a_feed_with_repeating_guids_loses_nothing_and_says_so(desk: Desk) -> None:
    entries = [other(number, guid="same") for number in range(1, 6)]
    taken = desk.intake.take(entries, now=NOW, pushable=True)
    assert len(taken.added) == 5
    assert "guid" in taken.remark
    assert desk.take(*entries) == (0, 5, 0)


def test_entries_that_only_the_guid_tells_apart_stay_several(desk: Desk) -> None:
    notices = [replace(ARTICLE, guid=str(number), text=f"Notice {number}.") for number in range(3)]
    assert desk.take(*notices) == (3, 0, 0)
    assert desk.take(*notices) == (0, 3, 0)
    assert [item.entry.text for item in desk.store.items.every()] == ["Notice 0.", "Notice 1.", "Notice 2."]


def test_an_entry_without_a_word_is_passed_over(desk: Desk) -> None:
    assert desk.take(other(1, title="", text="", lead=""), other(2)) == (1, 0, 0)
    assert desk.take(other(1, title="", text="", lead="")) == (0, 0, 0)


def test_an_entry_with_no_date_is_dated_when_it_was_first_seen(desk: Desk) -> None:
    desk.take(other(1, published=None))
    assert next(desk.store.items.every()).published == NOW


def test_a_crash_before_the_joining_loses_no_item_and_the_next_call_joins_it(desk: Desk) -> None:
    desk.joiner.fails = True
    with pytest.raises(RuntimeError):
        desk.take(ARTICLE)
    desk.joiner.fails = False
    assert desk.take(ARTICLE) == (0, 1, 0)
    assert desk.joiner.joined == [1]


def test_many_documents_can_be_joined_together(desk: Desk) -> None:
    for number in range(1, 4):
        desk.intake.add([other(number)], now=NOW, pushable=True)
    assert desk.joiner.joined == []
    assert desk.intake.join(NOW) == 3
    assert desk.joiner.joined == [1, 2, 3]


def test_thousands_of_entries_in_one_document_all_arrive(desk: Desk) -> None:
    assert desk.take(*(other(number) for number in range(1, 2001))) == (2000, 0, 0)


def wired(number: int, title: str, said: str) -> Entry:
    """As an agency's feed gives it."""
    lead = f"({TOWNS[number]}=바다통신) {WRITERS[number]} 기자 = {said}"
    return Entry("feed", "https://wire.example/rss", "Wire", "KR", title, lead=lead, url=f"https://wire.example/{number}",
                 published=NOW - 600 * number)  # fmt: skip


TOWNS = ("부산", "인천", "제주", "강릉")
WRITERS = ("한가람", "서이든", "문다온", "남보라")
WIRE = [
    wired(0, "항구에 자동 하역기 도입", "새 하역기 열두 대가 부두에 들어온다."),
    wired(1, "갯벌에 새 관찰소", "관찰소가 문을 열고 학생들을 맞았다."),
    wired(2, "감귤 수출 늘어", "농가들이 보낸 양이 곱절이 됐다."),
    wired(3, "커피 축제 막 올라", "바닷가에서 솜씨 겨루기가 시작됐다."),
]


def test_what_a_feed_sets_around_its_texts_is_neither_read_nor_stored_nor_found(tmp_path: Path) -> None:
    store = open_store(tmp_path / "trilateral.db")
    heard: list[Entry] = []

    class Listening(PlainAnalyser):
        def read(self, entries: Sequence[Entry]) -> list[Reading]:
            heard.extend(entries)
            return super().read(entries)

    Intake(store, Listening(), Recorder(), Copies()).take(WIRE, now=NOW, pushable=True)
    bare = [entry.lead.partition(" = ")[2] for entry in WIRE]
    assert [entry.lead for entry in heard] == bare
    assert sorted(item.entry.lead for item in store.items.every()) == sorted(bare)
    assert not store.search.search(parse_query("바다통신", NOW), limit=9, now=NOW).hits


def test_a_lead_that_only_repeats_its_headline_is_not_stored(desk: Desk) -> None:
    title = "港湾の安全に関する白書を公表しました"
    notice = Entry("feed", "https://office.example/rss", "Office", "JP", title, lead=f"2031年4月2日 海洋省 {title}")
    desk.take(notice)
    assert [item.entry.lead for item in desk.store.items.every()] == [""]


QUARTERLY = Entry(
    "feed",
    "https://office.example/rss",
    "Office",
    "JP",
    "沿岸貿易の四半期統計について",
    lead="2026年11月23日 海洋省 沿岸貿易の四半期統計について",
    url="https://office.example/statistics",
    published=NOW - DAY,
)


def test_a_headline_that_its_office_announces_anew_on_a_later_day_is_another_item(desk: Desk) -> None:
    desk.take(QUARTERLY)
    later = replace(QUARTERLY, lead=QUARTERLY.lead.replace("2026年11月23日", "2027年2月22日"), published=NOW + 90 * DAY)
    for _ in range(2):
        desk.take(later, QUARTERLY, now=NOW + 91 * DAY)
    assert [item.published for item in desk.store.items.every()] == [QUARTERLY.published, later.published]


def test_a_headline_whose_feed_makes_its_date_anew_is_announced_once(desk: Desk) -> None:
    desk.take(QUARTERLY)
    for days in range(1, 5):
        made = replace(QUARTERLY, lead=f"{days} views {QUARTERLY.lead}", published=NOW + days * DAY)
        desk.take(made, now=NOW + days * DAY + 3600)
    assert len(list(desk.store.items.every())) == 1
