"""What is rare and shared speaks for one event; what contradicts speaks against it; any text can be compared."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.model import Item
from digests.stories.clues import clues, days_away
from digests.stories.cluster import cluster
from digests.stories.evidence import FEATURES, Window
from tests.digests.stories.press import DAY, MONDAY, item, vector

HARD = {
    "empty": "",
    "one character": "韓",
    "one token of a megabyte": "가" * 1_000_000,
    "a megabyte of digits": "7" * 1_000_000,
    "mixed scripts": "日中韓 summit 정상회의 Саммит قمة",
    "right to left": "قمة ثلاثية بين الصين واليابان وكوريا الجنوبية في سيول",
    "emoji only": "🇨🇳🇯🇵🇰🇷🤝👨‍👩‍👧‍👦",
    "control characters": "\x00\x07\x1b[31m\u202e\ufeff首脳会談\x00",
    "HTML left in": "<p>第27回&nbsp;会合<script>alert(1)</script><!--<!--<!--",
    "a lone surrogate": "会合\ud83d",
}


def pair(one: tuple[str, str], other: tuple[str, str]) -> dict[str, float]:
    """Evidence of two items, each (text, language), among eight others."""
    items = [
        item(number, text, text, language, MONDAY, vector(1))
        for number, (text, language) in enumerate((one, other), start=1)
    ]
    rest = [item(number, f"other {number}", "", "en", MONDAY, vector(0, 1)) for number in range(3, 11)]
    row = Window([clues(part) for part in (*items, *rest)]).evidence(np.array([0]), np.array([1]))[0]
    return dict(zip(FEATURES, row.tolist(), strict=True))


def test_an_amount_shared_across_scripts_speaks_for_one_event() -> None:
    assert pair(("40 million visits", "en"), ("인적교류 4000만 명", "ko"))["amounts"] > 1
    assert pair(("40 million visits", "en"), ("인적교류 3000만 명", "ko"))["amounts"] == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ministers met in Kanazawa", "en"), ("金沢市で開いた", "ja")),
        (("Ministers met in Kanazawa", "en"), ("가나자와에서 열렸다", "ko")),
        (("在青岛举行", "zh-Hans"), ("칭다오에서 열렸다", "ko")),
        (("the exchange CoinMaru", "en"), ("暗号資産のコインマル", "ja")),
        (("RCEP 서명", "ko"), ("RCEPに署名", "ja")),
    ],
)
def test_a_name_in_two_scripts_speaks_for_one_event(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert pair(one, other)["names"] > 1


def test_another_of_the_series_and_another_day_contradict() -> None:
    found = pair(("第17回会合が12日に閉幕", "ja"), ("제19차 회의 25일 폐막", "ko"))
    assert (found["ordinal_other"], found["day"], found["day_other"]) == (1, 0, 1)


def test_a_day_that_everybody_names_on_that_day_says_less_than_a_day_that_few_name() -> None:
    elsewhere = [
        item(n, f"{n}日に会合が開かれた", "", "ja", MONDAY + (n - 2) * DAY, vector(0, 1)) for n in range(3, 20)
    ]
    said = {}
    for day in (2, 12):
        two = [item(n, f"{day}日に署名した", "", "ja", MONDAY, vector(1)) for n in (100, 101)]
        window = Window([clues(part) for part in two], [clues(part) for part in elsewhere])
        said[day] = window.evidence(np.array([0]), np.array([1]))[0][FEATURES.index("day")]
    assert 0 < said[2] < 0.5 < said[12]


def test_a_day_is_as_far_away_as_the_nearest_date_of_that_number() -> None:
    assert [days_away(day, MONDAY) for day in (1, 2, 3, 28)] == [-1, 0, 1, -2]
    assert days_away(31, MONDAY + 35 * DAY) == -6  # 6 April
    assert days_away(0, MONDAY) == 99


def test_that_few_items_are_at_hand_makes_none_likelier_to_be_one_event() -> None:
    few, more = (
        Window([clues(item(n, "会合", "", "ja", MONDAY, vector(1))) for n in range(1, count)]) for count in (3, 9)
    )
    crowd = FEATURES.index("crowd")
    one, other = (window.evidence(np.array([0]), np.array([1]))[0][crowd] for window in (few, more))
    assert one == other


def test_words_are_alike_by_characters_and_by_their_korean_reading() -> None:
    assert pair(("環境大臣会合", "ja"), ("环境大臣会合", "zh-Hans"))["words_han"] > 0.9
    assert pair(("经济通商部长会议", "zh-Hans"), ("경제통상부장회의", "ko"))["words_korean"] > 0.9
    assert pair(("環境大臣会合", "ja"), ("environment ministers", "en"))["foreign"] == 1


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "ar", "und"])
def test_bad_input_is_read_and_stays_an_item(text: str, language: str) -> None:
    bad = item(1, text, text, language, MONDAY, b"")
    good = item(2, "日中韓首脳会談", "27日、ソウルで。", "ja", MONDAY, vector(1))
    assert cluster([clues(bad), clues(good)]) == [(1,), (2,)]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=80), st.sampled_from(["en", "ja", "ko", "zh-Hant", "ar"])), max_size=8))
def test_evidence_is_finite_for_any_texts(texts: list[tuple[str, str]]) -> None:
    items: list[Item] = [
        item(number, text, text, language, MONDAY + number * DAY, vector(1, number))
        for number, (text, language) in enumerate(texts)
    ]
    window = Window([clues(one) for one in items])
    left, right = np.triu_indices(len(items), k=1)
    assert np.isfinite(window.evidence(left, right)).all()
