"""A query is widened by what its words are called, and nothing that it found before is lost."""

import pytest

from digests.language.query import Query, exactly, parse_query, without_filter
from digests.language.synonyms import Synonyms, added, synonyms_of, widened
from tests import loaded

NOW = 1_772_582_400


@pytest.fixture(scope="module")
def synonyms() -> Synonyms:
    return synonyms_of(loaded.names(), [("Energy", "能源", "エネルギー", "에너지")])


def _wide(text: str, synonyms: Synonyms) -> Query:
    return widened(parse_query(text, NOW), synonyms)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hydrogen", {"수소", "水素", "氢能"}),
        ("수소", {"hydrogen", "水素"}),
        ("TSMC", {"台积电", "Taiwan Semiconductor"}),
        ("tsmc", {"台积电"}),
        ("시진핑", {"Xi Jinping", "习近平"}),
        ("Xi Jinping", {"시진핑", "习近平"}),
        ("supply chain", {"供应链", "サプライチェーン", "공급망"}),
        ("energy", {"能源", "エネルギー", "에너지"}),
        ("WHO", {"世界卫生组织", "세계보건기구"}),
        ("이란", {"Iran", "伊朗"}),
        ("hydrogen OR 特許", {"수소", "专利"}),
    ],
)
def test_a_word_is_looked_for_by_its_other_names(synonyms: Synonyms, query: str, expected: set[str]) -> None:
    assert expected <= set(added(_wide(query, synonyms)))


@pytest.mark.parametrize(
    "query",
    [
        '"hydrogen"',
        "“水素”",
        "match:exact hydrogen",
        "who",
        "-hydrogen",
        "lang:ja",
        "asdfgh",
        "中日韓",
        '"a" OR hydrogen',
    ],
)
def test_quoted_words_left_out_ones_and_ordinary_ones_stay_as_they_are(synonyms: Synonyms, query: str) -> None:
    assert added(_wide(query, synonyms)) == ()
    assert _wide(query, synonyms) == parse_query(query, NOW)


def test_ordinary_words_are_not_searched_for_and_a_single_han_character_is(synonyms: Synonyms) -> None:
    assert "WHO" not in added(_wide("世界卫生组织", synonyms))
    assert "이란" not in added(_wide("Iran", synonyms))
    assert "锑" in added(_wide("antimony", synonyms))


def test_no_name_of_two_letters_is_taken_from_ordinary_words(synonyms: Synonyms) -> None:
    assert added(_wide("us", synonyms)) == ()
    assert "美国" in added(_wide("US", synonyms))


def test_words_that_name_something_together_are_still_found_apart(synonyms: Synonyms) -> None:
    (term,) = _wide("Xi Jinping", synonyms).terms
    assert [each.text for each in term.apart] == ["xi", "jinping"]
    first, second = _wide("Xi Jinping 水素", synonyms).terms
    assert (first.text, second.text) == ("xi jinping", "水素")


def test_what_another_spelling_finds_already_is_not_looked_for(synonyms: Synonyms) -> None:
    """삼성전자 is found by 삼성, Samsung Electronics by Samsung: each phrase has its price."""
    (term,) = _wide("三星电子", synonyms).terms
    assert {("삼성",), ("samsung",)} <= {each.tokens for each in term.phrases}
    assert not {("삼성", "성전", "전자"), ("samsung", "electronics")} & {each.tokens for each in term.phrases}
    assert {"삼성전자", "Samsung Electronics"} <= set(term.also)


def test_the_filter_for_exact_words_is_put_and_taken_away() -> None:
    assert without_filter(exactly("hydrogen 水素")) == "hydrogen 水素"
    assert parse_query(exactly("hydrogen"), NOW).exact
    assert not parse_query("hydrogen", NOW).exact
