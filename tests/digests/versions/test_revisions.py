"""An article's newer words are taken in, another article under its name becomes another item."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from digests.intake.entries import Intake
from digests.intake.repeats import Repeats
from digests.intake.understanding import Analyser
from digests.language.query import parse_query
from digests.model import Entry, Feed, Item, Reading
from digests.sources.drops.records import jsonl_records
from digests.sources.feeds.parse import parse_feed
from digests.store import Store, open_store

NOW = 1_795_521_600
HOUR, DAY = 3600, 86_400
FEED = Feed("https://x.example/rss", "Probe", "JP")
COST = "三か国は海洋観測に十億円を出す。観測船は来年の夏に横浜を出港する。"
ARTICLE = Entry(
    source="feed",
    feed=FEED.url,
    publisher="Probe",
    country="JP",
    title="三か国、観測の費用を発表",
    lead=COST,
    url="https://x.example/g2",
    guid="g2",
    published=NOW - HOUR,
)
CORRECTED = replace(ARTICLE, lead=COST.replace("十億", "百億"))


class CountingAnalyser:
    """The real reader, that counts what it was asked to read."""

    def __init__(self, reader: Analyser) -> None:
        self._reader = reader
        self.count = 0

    def read(self, entries: Sequence[Entry]) -> list[Reading]:
        self.count += len(entries)
        return self._reader.read(entries)


class NoJoiner:
    def __init__(self) -> None:
        self.joined: list[int] = []

    def join(self, items: Sequence[Item], now: int) -> None:
        self.joined += [item.id for item in items]


class Desk:
    def __init__(self, path: Path, reader: Analyser) -> None:
        self.store: Store = open_store(path / "t.db")
        self.analyser, self.joiner = CountingAnalyser(reader), NoJoiner()
        self.intake = Intake(self.store, self.analyser, self.joiner, Repeats(self.store))

    def take(self, *entries: Entry, now: int = NOW) -> tuple[int, int]:
        """How many were new, how many had newer words."""
        taken = self.intake.take(entries, now=now, pushable=True)
        return len(taken.added), taken.revised

    @property
    def items(self) -> list[Item]:
        return list(self.store.items.every())

    def found(self, words: str) -> int:
        return self.store.search.search(parse_query(words, NOW), limit=5, offset=0, now=NOW).total


@pytest.fixture
def desk(tmp_path: Path, model_analyser: Analyser) -> Desk:
    return Desk(tmp_path, model_analyser)


def parsed(testdata: Path, case: str, number: int, now: int) -> tuple[Entry, ...]:
    body = (testdata / "field" / case / f"{number}.xml").read_bytes()
    return parse_feed(body, content_type=None, feed=FEED, now=now).entries


# ------------------------------------------------------------------ newer words


def test_it_takes_the_corrected_text_in_and_keeps_what_was_said_before(desk: Desk) -> None:
    desk.take(ARTICLE)
    assert desk.take(CORRECTED, now=NOW + HOUR) == (0, 1)
    [item] = desk.items
    assert item.entry.lead == CORRECTED.lead
    assert "百億" in item.summary
    assert "十億" not in item.summary
    assert desk.found("百億円") == 1
    assert desk.found("十億円") == 0
    assert item.corrected == NOW + HOUR
    [before] = desk.store.versions.of(item.id)
    assert (before.lead, before.until) == (ARTICLE.lead, NOW + HOUR)
    assert before.summary[0].text.startswith("三か国は海洋観測に十億円")
    assert len(before.changes) == 1

    assert set(desk.joiner.joined) == {item.id}


@pytest.mark.parametrize(
    "changes",
    [
        {"guid": None},
        {"guid": None, "published": None},
        {"published": None},
        {"guid": None, "url": None},
        {"guid": None, "url": None, "published": None},
        {"source": "drop", "feed": "drop:a.jsonl", "guid": None},
        {"source": "drop", "feed": "drop:a.jsonl", "guid": None, "url": None},
    ],
    ids=["link", "link, no date", "guid, no date", "title and date", "title", "record", "record without a link"],
)
def test_it_takes_it_in_under_whatever_name_the_article_goes(desk: Desk, changes: dict[str, object]) -> None:
    other = replace(ARTICLE, guid="h1", url="https://x.example/h1", title="港湾の歴史を振り返る", lead="振り返る。")
    desk.take(replace(ARTICLE, **changes), replace(other, **changes))  # type: ignore[arg-type]
    assert desk.take(replace(CORRECTED, **changes), replace(other, **changes)) == (0, 1)  # type: ignore[arg-type]
    assert len(desk.items) == 2
    assert desk.found("百億円") == 1


def test_it_takes_a_record_in_again_whatever_its_file_is_called(desk: Desk) -> None:
    row = '{{"title": "観測の費用を発表", "url": "https://x.example/g2", "text": "三か国は海洋観測に{}円を出す。"}}\n'
    rest = '{"title": "港湾の歴史を振り返る", "url": "https://x.example/h1", "text": "港湾の歴史を振り返る。"}\n'
    desk.take(*jsonl_records("a.jsonl", (row.format("十億") + rest).encode()).entries)
    assert desk.take(*jsonl_records("b.jsonl", (row.format("百億") + rest).encode()).entries) == (0, 1)
    assert desk.found("百億円") == 1


def test_the_operator_is_told_that_words_are_newer(desk: Desk) -> None:
    desk.intake.take([ARTICLE], now=NOW, pushable=True)
    assert desk.intake.take([ARTICLE], now=NOW, pushable=True).remark == ""
    assert desk.intake.take([CORRECTED], now=NOW, pushable=True).remark == "1 known with newer words"


def test_it_fills_in_a_text_that_was_empty_at_first(desk: Desk) -> None:
    names: list[dict[str, Any]] = [{}, {"guid": None}, {"guid": None, "url": None}]
    for number, changes in enumerate(names):
        flash = replace(ARTICLE, **changes, title=f"三か国、第{number + 2}回の観測で声明", lead="")
        if flash.url:
            flash = replace(flash, url=f"https://x.example/f{number}", guid=flash.guid and f"f{number}")
        desk.take(flash)
        assert desk.take(replace(flash, lead=f"三か国は第{number + 2}回の観測で声明に署名した。")) == (0, 1)
    assert [bool(item.summary) for item in desk.items] == [True, True, True]


def test_the_feed_whose_text_changed_is_read_as_it_is_now(desk: Desk, testdata: Path) -> None:
    for number in (1, 2):
        desk.take(*parsed(testdata, "feed-text-changed", number, NOW), now=NOW)
    assert len(desk.items) == 3
    assert desk.found("百億円") == 1
    assert desk.found("十億円") == 0
    assert desk.found("横浜を出港") == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("閣僚が会談した。閲覧数 123", "閣僚が会談した。閲覧数 4,567"),
        ("Ministers met in Busan. Updated 3 minutes ago.", "Ministers met in Busan. Updated 2 hours ago."),
        ("장관들이 만났다. 조회수 12회", "장관들이 만났다. 조회수 99회"),
        ("部长们会面。阅读 12次", "部长们会面。阅读 13次"),
        ("部长们会面。更新时间：2026-11-28 10:00", "部长们会面。更新时间：2026-11-28 11:30"),
        ("“Ministers” met — in Busan .", "'Ministers' met - in Busan."),
        ("閣僚が会談した。", "閣僚が会談した。会員登録はこちら。"),
    ],
)
def test_what_changes_in_the_furniture_alone_is_no_newer_text(desk: Desk, before: str, after: str) -> None:
    desk.take(replace(ARTICLE, lead=before))
    read = desk.analyser.count
    for poll in range(5):
        assert desk.take(replace(ARTICLE, lead=after), now=NOW + poll) == (0, 0)
    assert desk.analyser.count == read


def test_a_page_that_shows_something_else_at_every_poll_is_read_ever_less_often(desk: Desk) -> None:
    desk.take(ARTICLE)
    for poll in range(1, 48 * 30):
        desk.take(replace(ARTICLE, lead=f"{COST}本日の広告は第{poll % 2 + 1}企画です。"), now=NOW + poll * HOUR // 2)
    assert desk.analyser.count < 20
    assert len(desk.items) == 1
    corrected = replace(CORRECTED, lead=CORRECTED.lead + "本日の広告は第三企画です。")
    assert desk.take(corrected, now=NOW + 90 * DAY) == (0, 1)


FULL = "".join(
    f"三か国の代表は{city}で会談し、観測船の{what}について合意した。"
    for city, what in (("釜山", "日程"), ("神戸", "費用"), ("上海", "航路"), ("済州", "乗員"), ("青島", "整備"))
)


@pytest.mark.parametrize("teaser", [FULL[:40], FULL[:120] + "…", "三か国の代表が各地で会談した。", ""])
def test_a_teaser_does_not_replace_the_whole_text(desk: Desk, teaser: str) -> None:
    desk.take(replace(ARTICLE, lead="", text=FULL))
    assert desk.take(replace(ARTICLE, lead=teaser)) == (0, 0)
    assert desk.items[0].entry.text == FULL


@pytest.mark.parametrize(
    "shorter",
    [
        FULL.replace("三か国の代表は上海で会談し、観測船の航路について合意した。", ""),
        "三か国の代表は釜山で会談し、観測船の日程について合意した。ほかの合意の記事は取り消し、訂正します。",
        FULL[:40].replace("釜山", "仁川"),
    ],
    ids=["a sentence is gone", "says so", "another place"],
)
def test_a_shorter_text_that_corrects_does(desk: Desk, shorter: str) -> None:
    desk.take(replace(ARTICLE, lead="", text=FULL))
    assert desk.take(replace(ARTICLE, lead=shorter)) == (0, 1)
    assert (desk.items[0].entry.lead or desk.items[0].entry.text) == shorter


def test_what_another_feed_says_under_the_address_changes_nothing(desk: Desk) -> None:
    desk.take(ARTICLE)
    section = replace(CORRECTED, feed="https://x.example/section", guid="s2")
    assert desk.take(section) == (0, 0)
    assert desk.items[0].entry.lead == ARTICLE.lead


def test_an_article_that_stands_twice_in_a_document_is_not_read_at_every_poll(desk: Desk) -> None:
    twice = (ARTICLE, replace(ARTICLE, lead=f"{COST}三か国は来週また会う。"))
    for poll in range(10):
        desk.take(*twice, now=NOW + poll * HOUR)
    assert desk.analyser.count <= 4


# ------------------------------------------------------------------ other articles under one name


def test_a_page_with_one_guid_for_ever_is_another_item_each_day(desk: Desk, testdata: Path) -> None:
    added = [desk.take(*parsed(testdata, "feed-fixed-guid", day, NOW + day * DAY), now=NOW + day * DAY)[0]
             for day in (1, 2, 3)]  # fmt: skip
    assert added == [2, 1, 1]
    days = [item.published // DAY for item in desk.items if item.title.startswith("朝の要約")]
    assert len(set(days)) == 3


BRIEFINGS = [
    ("朝の要約：釜山で港湾会議、三か国が参加", "釜山で港湾会議が開かれ、三か国が参加した。"),
    ("朝の要約：神戸で水素船が進水、上海も視察", "神戸で水素船が進水し、上海の一行も視察した。"),
    ("朝の要約：済州で観測会議、青島は延期", "済州で観測会議が始まり、青島の会議は延期された。"),
]


ENGLISH = [
    (
        "Morning briefing: port meeting opens in Busan, three countries attend",
        "A port meeting opened in Busan on Thursday and delegates of three countries attended. Read on.",
    ),
    (
        "Morning briefing: hydrogen ship launched in Kobe, Shanghai looks on",
        "A hydrogen ship was launched in Kobe on Friday while visitors from Shanghai looked on. Read on.",
    ),
    (
        "Morning briefing: observers gather on Jeju, Qingdao puts its talks off",
        "Observers gathered on Jeju on Saturday and Qingdao put its talks off by a month. Read on.",
    ),
]
KOREAN = [
    ("아침 브리핑: 부산서 항만 회의, 3국 참가", "부산에서 항만 회의가 열려 3국 대표가 참가했다."),
    ("아침 브리핑: 고베서 수소 선박 진수", "고베에서 수소 선박이 진수돼 상하이 대표단이 지켜봤다."),
    ("아침 브리핑: 제주서 관측 회의 시작", "제주에서 관측 회의가 시작됐고 칭다오 회의는 연기됐다."),
]
SAME_TITLE = [("朝の要約", lead) for _, lead in BRIEFINGS]


@pytest.mark.parametrize("briefings", [BRIEFINGS, ENGLISH, KOREAN, SAME_TITLE], ids=["ja", "en", "ko", "one title"])
@pytest.mark.parametrize(
    "name",
    [
        {"guid": "briefing", "url": "https://x.example/briefing"},
        {"guid": "https://x.example/", "url": "https://x.example/"},
        {"guid": None, "url": "https://x.example/briefing"},
        {"guid": "1", "url": None},
    ],
    ids=["fixed guid and link", "the home page", "fixed link", "a number that restarts"],
)
@pytest.mark.parametrize("dated", [True, False])
def test_other_words_under_one_name_are_other_items(
    desk: Desk, name: dict[str, str | None], dated: bool, briefings: list[tuple[str, str]]
) -> None:
    for day, (title, lead) in enumerate(briefings):
        now = NOW + day * DAY
        entry = replace(ARTICLE, title=title, lead=lead, published=now if dated else None, **name)  # type: ignore[arg-type]
        assert desk.take(entry, now=now) == (1, 0)
        assert desk.take(entry, now=now + HOUR) == (0, 0)
    assert len(desk.items) == 3


def test_a_report_of_one_title_is_another_item_each_week(desk: Desk) -> None:
    weekly = replace(ARTICLE, title="Weekly market report", url="https://x.example/market", lead="")
    for week in range(3):
        lead = f"Shipping rates ended the week at {1200 + 37 * week} points, {3 + week}.{week} % above the last one."
        for guid in (f"w{week}", "fixed"):
            issue = replace(weekly, guid=guid, url=f"https://x.example/{guid[0]}", lead=lead,
                            published=NOW + 7 * week * DAY, title=f"Weekly market report {guid[0]}")  # fmt: skip
            assert desk.take(issue, now=NOW + 7 * week * DAY) == (1, 0)
    assert len(desk.items) == 6


def test_one_repeated_guid_costs_the_other_guids_nothing(desk: Desk) -> None:
    def entry(guid: str, number: int, **changes: object) -> Entry:
        title = f"{('釜山', '神戸', '上海', '済州')[number]}で会議"
        fresh = replace(ARTICLE, guid=guid, title=title, url=f"https://x.example/{number}", lead=f"{title}が開かれた。")
        return replace(fresh, **changes)  # type: ignore[arg-type]

    assert desk.take(entry("same", 0), entry("same", 1), entry("good", 2)) == (3, 0)
    assert desk.take(entry("same", 1)) == (0, 0)
    retitled = entry("good", 2, title="上海で会議、三か国が参加", url="https://x.example/2-2")
    assert desk.take(entry("same", 0), entry("same", 1), retitled) == (0, 1)
    assert len(desk.items) == 3


def test_a_guid_that_ends_in_a_revision_is_one_article(desk: Desk) -> None:
    first = replace(ARTICLE, guid="https://x.example/news/c1#0")
    desk.take(first)
    retitled = replace(first, guid="https://x.example/news/c1#1", title="三か国、海洋観測の費用を改めて発表")
    assert desk.take(retitled) == (0, 1)
    assert [item.title for item in desk.items] == [retitled.title]


def test_a_further_revision_is_the_article_however_much_it_was_rewritten(desk: Desk) -> None:
    first = replace(
        ARTICLE, guid="https://x.example/news/c1#0", title="三か国の代表、釜山に到着", lead="代表が着いた。"
    )
    desk.take(first)
    later = replace(first, guid="https://x.example/news/c1#3", title="海洋観測に百億円、共同声明", lead=FULL)
    assert desk.take(later, now=NOW + HOUR) == (0, 1)


def test_an_address_made_anew_at_each_poll_grows_nothing(desk: Desk) -> None:
    for poll in range(40):
        name = f"visit{poll}"
        desk.take(replace(ARTICLE, guid=name, url=f"https://x.example/a?visit={name}"), now=NOW + poll * HOUR)
    [item] = desk.items
    assert len(item.sources) < 10
    assert desk.store.versions.of(item.id) == ()
    again = replace(
        ARTICLE, guid="a;jsessionid=9", url="https://x.example/a;jsessionid=9", title="神戸で水素船が進水", lead=""
    )
    assert desk.take(again) == (1, 0)
    renewed = replace(again, guid="a;jsessionid=10", title="神戸で水素船が進水、上海も視察")
    assert desk.take(renewed) == (0, 1)


def test_a_feed_that_makes_its_guids_anew_repeats_nothing(desk: Desk) -> None:
    for poll in range(4):
        entries = [
            replace(
                ARTICLE, guid=f"{poll}-{n}", title=f"{city}で会議", url=f"https://x.example/{n}", lead=f"{city}で。"
            )
            for n, city in enumerate(("釜山", "神戸", "上海", "済州"))
        ]
        desk.take(*entries, now=NOW + poll * HOUR)
    assert len(desk.items) == 4
    assert desk.analyser.count == 4


def test_equal_guids_in_two_feeds_are_two_articles(desk: Desk) -> None:
    other = replace(
        ARTICLE, feed="https://y.example/rss", url="https://y.example/1", title="神戸で水素船が進水", lead=""
    )
    assert desk.take(ARTICLE) == (1, 0)
    assert desk.take(other) == (1, 0)


# ------------------------------------------------------------------ a publisher's closing lines

CITIES = ("釜山", "神戸", "上海", "済州", "青島", "仁川")
EVENTS = ("港湾会議", "水素船の進水式", "関税の会合", "映画祭", "地震の訓練", "高校生の交流会")
FOOTER = "本紙は購読者の支えで毎日発行しています。\nご意見は読者室で受け付けます。"


def with_footer(number: int) -> Entry:
    city, event = CITIES[number], EVENTS[number]
    return replace(
        ARTICLE,
        guid=f"f{number}",
        url=f"https://x.example/f{number}",
        title=f"{city}で{event}",
        lead="",
        text=f"{city}で{event}が開かれ、{number + 20}人が参加した。{event}は来年も続く。\n{FOOTER}",
    )


def test_closing_lines_stand_in_no_text_no_summary_and_no_search(desk: Desk) -> None:
    desk.take(*map(with_footer, range(6)))
    assert not any("本紙" in item.entry.text or "読者室" in item.summary for item in desk.items)
    assert desk.found("読者室") == 0
    assert desk.found("映画祭") == 1


def test_closing_lines_that_were_learnt_make_no_newer_text(desk: Desk) -> None:
    for number in range(6):
        desk.take(with_footer(number))
    assert "本紙" in desk.items[0].entry.text
    assert "本紙" not in desk.items[5].entry.text
    shorter = replace(with_footer(0), text=with_footer(0).text.removesuffix(FOOTER))
    assert desk.take(shorter) == (0, 0)
