"""What only one side says is claimed of amounts that no other side gives, however these are written."""

import pytest

from digests.editions.sides import sides_of
from digests.model import Entry, Item, Reading, Sentence, SourceLink, Story

NOW = 1_800_014_400
LEAD = "The three agreed."


def report(number: int, country: str, text: str, *, also: str = "") -> Item:
    """A report that leads with one sentence and goes on with ``text``; ``also`` is where it is reprinted."""
    entry = Entry(
        "feed", "f", f"Publisher {number}", country, "Title", text=f"{LEAD}\n{text}", url=f"https://{number}/"
    )
    summary = tuple(Sentence(part, "text", 0, len(part)) for part in (LEAD, text))
    reading = Reading("en", "trilateral", ("CN", "JP", "KR"), (), (), summary)
    links = tuple(SourceLink("Reprint", place, None, "f", NOW, "Title") for place in (country, also) if also)
    return Item(number, entry, reading, NOW + number, NOW, sources=links)


def only(*reports: Item) -> list[str]:
    story = Story(1, reports, 1, "trilateral", ("CN", "JP", "KR"), (), ())
    return [quote.text for side in sides_of(story, "Title").sides for quote in side.only]


@pytest.mark.parametrize(
    "alike",
    [
        (
            "They certify 1.5 million tonnes a year.",
            "年150万トンを認証。",
            "연 150만t 인증.",
            "每年认证150万吨。",
            "每年認證150萬噸。",
        ),
        (
            "The label reaches 10 million users.",
            "利用者1千万人が対象。",
            "이용자 1000만 명.",
            "用户一千万人。",
            "用戶達千萬。",
        ),
        (
            "It stays at 10 billion dollars.",
            "100億ドルを維持。",
            "100억달러 유지.",
            "维持100亿美元。",
            "維持一百億美元。",
        ),
        ("A ten-billion-dollar line.", "100億ドルの枠。", "백억 달러 규모.", "规模百亿美元。", "規模為百億美元。"),
        ("Some 43 percent was fishing gear.", "漁具が4割。", "43%가 어구.", "渔具占43％。", "漁具占四成。"),
        ("It saves 12 days a cargo.", "1船で12日短縮。", "선적당 12일 단축.", "每船缩短12天。", "每船縮短十二天。"),
        ("They settled 1,200 payments.", "1200件を決済。", "1200건 결제.", "结算1200笔。", "結算一千二百筆。"),
        (
            "It has 1.5m users, or $10b.",
            "利用者150万人、100億ドル。",
            "150만 명, 100억 달러.",
            "150万人，100亿美元。",
            "150萬人，100億美元。",
        ),
    ],
)
def test_an_amount_in_another_script_is_the_same_amount(alike: tuple[str, ...]) -> None:
    places = ("XX", "JP", "KR", "CN", "TW")
    for here in range(len(places)):
        for there in range(len(places)):
            if here != there:
                pair = report(1, places[here], alike[here]), report(2, places[there], alike[there])
                assert only(*pair) == [], (alike[here], alike[there])


@pytest.mark.parametrize(
    "alone",
    [
        "They invest 4.5 billion dollars.",
        "投資額は4500億円。",
        "투자액은 4500억 원이다.",
        "投资额为4500亿元。",
        "投資額為4500億元。",
    ],
)
def test_an_amount_that_no_other_side_has_is_claimed_in_every_language(alone: str) -> None:
    others = report(2, "CN", "每年150万吨，2027年起。"), report(3, "KR", "연 150만t, 3월 12일부터.")
    assert only(report(1, "JP", alone), *others) == [alone]


def test_one_amount_that_others_have_too_is_enough_to_claim_nothing() -> None:
    both = report(1, "JP", "投資額は4500億円、年150万トン。")
    assert only(both, report(2, "CN", "每年150万吨。"), report(3, "KR", "올해 3000명 참가.")) == ["올해 3000명 참가."]


def test_an_amount_far_down_a_long_report_is_read_too() -> None:
    long = report(2, "CN", "合作。" * 2000 + "规模100亿美元。")
    assert only(report(1, "JP", "100億ドルを維持。"), long) == []


def test_what_is_reprinted_elsewhere_is_said_there_too() -> None:
    theirs = report(2, "KR", "연 150만t 인증.")
    assert only(report(1, "JP", "投資額は4500億円。", also="CN"), theirs) == ["연 150만t 인증."]


@pytest.mark.parametrize(
    "text", ["It began on 2026-11-24.", "午後2:30に開会。", "三家百货公司加入。", "2027년에 시작."]
)
def test_a_date_a_time_or_a_character_that_counts_nothing_is_no_figure(text: str) -> None:
    assert text not in only(report(1, "JP", text), report(2, "CN", "每年150万吨。"))


def test_nothing_is_claimed_beside_sides_that_give_no_figures() -> None:
    assert only(report(1, "JP", "投資額は4500億円。"), report(2, "CN", "三国商定合作。")) == []
