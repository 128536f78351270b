"""Why reports are one story, in words that stand in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.stories.together import Bond, bonds
from tests.digests.stories.press import MONDAY, item, vector


def bond(one: tuple[str, str], other: tuple[str, str]) -> Bond:
    """What two headlines, each with its language, share."""
    first, second = (item(n, text, "", language, MONDAY, vector(1)) for n, (text, language) in enumerate((one, other)))
    (found,) = bonds(first, [first, second])
    return found


def test_two_reports_in_english_share_words_and_none_that_tell_nothing() -> None:
    found = bond(("Ferry sinks off Jeju with 30 aboard", "en"), ("Thirty saved after ferry sinks off Jeju", "en"))
    assert found.words == ("Ferry", "sinks", "Jeju")
    assert found.headline > 0.5


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (("釜山港で貨物船が炎上", "ja"), ("貨物船が炎上、釜山港沖", "ja"), ("釜山港", "貨物船が炎上")),
        (("釜山港货轮起火", "zh-Hans"), ("貨輪於釜山港起火", "zh-Hant"), ("釜山港", "货轮", "起火")),
        (("부산항 화물선 화재", "ko"), ("화물선 화재로 부산항 마비", "ko"), ("부산항", "화물선", "화재")),
    ],
)
def test_two_reports_in_one_language_share_the_longest_runs(
    one: tuple[str, str], other: tuple[str, str], words: tuple[str, ...]
) -> None:
    assert set(words) <= set(bond(one, other).words)


def test_reports_in_two_languages_share_what_both_speak_of_in_the_words_of_the_first() -> None:
    found = bond(("China and Japan resume tariff talks in Kanazawa", "en"), ("金沢で関税協議、日本と中国が再開", "ja"))
    assert {"China", "Japan", "tariff"} <= set(found.words)
    assert found.headline == 0.0


def test_a_name_in_two_scripts_is_shared() -> None:
    assert "CoinMaru" in bond(("CoinMaru halts trading", "en"), ("コインマルが取引停止", "ja")).words


def test_a_report_shares_nothing_with_itself() -> None:
    alone = item(1, "Ferry sinks off Jeju", "", "en", MONDAY, vector(1))
    assert bonds(alone, [alone]) == ()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), *[st.sampled_from(("en", "zh-Hant", "ja", "ko", "ar"))] * 2)
def test_any_two_reports_can_be_compared(one: str, other: str, first: str, second: str) -> None:
    assert 0 <= bond((one, first), (other, second)).headline <= 1
