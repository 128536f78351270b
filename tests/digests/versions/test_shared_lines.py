"""What a feed's items share at their edges is their publisher's."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from digests.model import Entry
from digests.versions.shared_lines import Habits

CITIES = ("釜山", "神戸", "上海", "済州", "青島", "仁川", "横浜", "大連")
EVENTS = (
    "港湾会議",
    "水素船の進水",
    "観測の協定",
    "関税の会合",
    "映画祭",
    "地震の訓練",
    "半導体の展示",
    "高校生の交流",
)
FOOTER = "本紙は三か国の経済を毎日伝える。購読は窓口まで。\n© 三海新聞"


def article(number: int, closing: str = FOOTER, *, opening: str = "") -> Entry:
    city, event = CITIES[number % 8], EVENTS[(number * 3) % 8]
    body = f"{city}で{event}が開かれ、{number + 20}人が参加した。{event}は{CITIES[(number + 3) % 8]}でも続く。"
    return Entry("feed", "f", "三海新聞", "JP", f"{city}で{event}", text=f"{opening}{body}\n{closing}".strip())


def body(number: int) -> str:
    return article(number, "").text


def test_closing_lines_are_known_at_the_first_sight_of_a_feed() -> None:
    entries = [article(number) for number in range(8)]
    known = Habits().learnt(entries)
    assert [known.without(entry).text for entry in entries] == [body(number) for number in range(8)]


def test_a_standing_opening_is_known_too() -> None:
    entries = [article(number, "", opening="三海新聞がお伝えします。") for number in range(5)]
    known = Habits().learnt(entries)
    assert [known.without(entry).text for entry in entries] == [body(number) for number in range(5)]


def test_it_is_learnt_from_items_that_come_one_by_one() -> None:
    known = Habits()
    for number in range(4):
        known = known.learnt([article(number)])
    assert known.without(article(5)).text == body(5)


def test_a_teaser_loses_its_closing_sentence_within_the_line() -> None:
    entries = [
        Entry("feed", "f", "Paper", "KR", title, lead=f"{lead} Subscribe to our daily letter at https://p.example/{n}.")
        for n, (title, lead) in enumerate(
            [
                ("Busan opens a port", "The port opened on Monday."),
                ("Kobe launches a ship", "A ship of steel went to sea."),
                ("Film week in Jeju", "Directors from nine towns came."),
            ]
        )
    ]
    known = Habits().learnt(entries)
    assert [known.without(entry).lead for entry in entries] == [
        "The port opened on Monday.",
        "A ship of steel went to sea.",
        "Directors from nine towns came.",
    ]


VERSIONS = [
    "三か国の代表は釜山で会談した。共同声明は海洋観測に百億円を出すとした。観測船は来年の夏に横浜を出港する。",
    "【更新】三か国の代表は釜山で会談し、午後に閉会した。共同声明は海洋観測に百億円を出すとした。観測船は来年の夏に横浜を出港する。",
    "会談は二日目に入った。三か国の代表は釜山で協議した。共同声明は海洋観測に百億円を出すとした。観測船は来年の夏に横浜を出港する。",
    "各国の反応が出た。共同声明は海洋観測に百億円を出すとした。観測船は来年の夏に横浜を出港する。",
]


@pytest.mark.parametrize(
    "titles",
    [
        ["三か国、釜山で会談"] * 4,
        ["三か国、釜山で会談", "海洋観測に百億円", "共同声明を発表", "夏に横浜を出港"],
    ],
    ids=["one title", "four titles"],
)
def test_what_versions_of_one_article_share_is_their_own(titles: Sequence[str]) -> None:
    versions = [Entry("feed", "f", "P", "JP", title, text=text) for title, text in zip(titles, VERSIONS, strict=True)]
    others = [article(number, "") for number in range(4)]
    known = Habits().learnt([*versions, *others])
    assert [known.without(entry) for entry in versions] == versions


def test_what_reports_of_one_event_share_is_their_own() -> None:
    background = "三か国の首脳会談は2008年に福岡で始まり、前回は2024年5月にソウルで開かれた。"
    reports = [
        Entry("feed", "f", "P", "JP", title, text=f"{text}\n{background}")
        for title, text in (
            ("三か国首脳会談、神戸で開催へ", "三か国の首脳会談が来月、神戸で開かれる。ソウルでの会談以来となる。"),
            ("福岡の学生、首脳に手紙", "三か国の首脳会談を前に、福岡の学生が2008年の開始を振り返り、手紙を送った。"),
            (
                "前回から二年、三か国首脳の日程決まる",
                "ソウルで前回開かれた三か国の首脳会談は、2024年5月から間があいた。",
            ),
        )
    ]
    assert Habits().learnt(reports).without(reports[0]) == reports[0]


def test_items_made_by_one_pattern_are_articles_of_their_own() -> None:
    names = ("Busan", "Kobe", "Shanghai", "Jeju", "Qingdao")
    entries = [
        Entry("feed", "f", "P", "KR", f"{name} port report", text=f"The port of {name} handled {n}1 ships. {FOOTER}")
        for n, name in enumerate(names, 1)
    ]
    known = Habits().learnt(
        [replace(entry, title=f"{name}: more ships") for entry, name in zip(entries, names, strict=True)]
    )
    assert not any("本紙" in known.without(entry).text for entry in entries)


@pytest.mark.parametrize(
    "line",
    [
        "記事番号 {n}　三海新聞",
        "[기사번호 2026{n:05}] 무단 전재 금지",
        "本文已被阅读{n}次，欢迎转发",
        "Story no. {n:,} of this year. Read more with us.",
        "© 三海新聞 第{n}号",
    ],
)
def test_closing_lines_that_differ_in_a_number_alone_are_one_line(line: str) -> None:
    entries = [article(number, line.format(n=1_187 + 613 * number)) for number in range(6)]
    known = Habits().learnt(entries)
    assert [known.without(entry).text for entry in entries] == [body(number) for number in range(6)]
    assert known.without(article(7, line.format(n=98_765))).text == body(7), "nor does the number of the next matter"


@pytest.mark.parametrize("line", ["参加費は{n}円だった。", "참가자는 {n}명이었다.", "Visitors rose by {n} percent."])
def test_a_figure_with_its_unit_is_the_articles_own(line: str) -> None:
    entries = [article(number, line.format(n=120 + 37 * number)) for number in range(6)]
    assert [Habits().learnt(entries).without(entry).text for entry in entries] == [entry.text for entry in entries]


def test_two_items_show_nothing() -> None:
    entries = [article(0), article(1)]
    assert Habits().learnt(entries).without(entries[0]) == entries[0]


def test_what_a_few_of_many_share_stays() -> None:
    few = [article(number, "取材は釜山支局が行った。") for number in range(3)]
    many = [article(number, "") for number in range(3, 8)] + [
        Entry(
            "feed", "f", "P", "JP", f"第{n}号", text=f"{EVENTS[n % 8]}について{n}人に聞いた。{CITIES[n % 8]}で{n}日。"
        )
        for n in range(30)
    ]
    assert Habits().learnt([*few, *many]).without(few[0]) == few[0]


def test_it_stays_bounded() -> None:
    known = Habits()
    for number in range(300):
        known = known.learnt([article(number, f"第{number}の結び。")])
    assert len(known.lines) <= 400
