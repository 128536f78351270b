"""What an item offers for comparison: any text can be read and compared."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.model import Item
from digests.stories.clues import Clues, clues
from digests.stories.cluster import cluster
from digests.stories.space import Space
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


def read(text: str, language: str) -> Clues:
    return clues(item(1, text, "", language, MONDAY, vector(1)))


def shared(one: tuple[str, str], other: tuple[str, str], kind: str) -> int:
    """How many of one kind of clues two texts, each with its language, have in common."""
    return len(set(getattr(read(*one), kind).tolist()) & set(getattr(read(*other), kind).tolist()))


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
def test_a_name_in_two_scripts_is_one(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert shared(one, other, "name_keys") == 1


def test_an_amount_in_two_scripts_is_one() -> None:
    assert shared(("40 million visits", "en"), ("인적교류 4000만 명", "ko"), "amount_keys") == 1
    assert shared(("40 million visits", "en"), ("인적교류 3000만 명", "ko"), "amount_keys") == 0


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "ar", "und"])
def test_bad_input_is_read_and_stays_an_item(text: str, language: str) -> None:
    bad = item(1, text, text, language, MONDAY, b"")
    good = item(2, "日中韓首脳会談", "27日、ソウルで。", "ja", MONDAY, vector(1))
    assert cluster([clues(bad), clues(good)]) == [(1,), (2,)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=80), st.sampled_from(["en", "ja", "ko", "zh-Hant", "ar"])), max_size=8))
def test_likeness_is_finite_for_any_texts(texts: list[tuple[str, str]]) -> None:
    items: list[Item] = [
        item(number, text, text, language, MONDAY + number * DAY, vector(1, number))
        for number, (text, language) in enumerate(texts)
    ]
    left, right = np.triu_indices(len(items), k=1)
    space = Space([clues(one) for one in items])
    alike = space.likeness(left, right, space.sums(left, right))
    assert all(np.isfinite(column).all() for column in alike)
