"""Words of lists found in texts of five languages, and the way back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model import Word
from digests.tagging.lexicon import Lexicon, Passage, Passages


def found(text: str, *words: Word | str) -> list[str]:
    lexicon = Lexicon([("x", [word if isinstance(word, Word) else Word(word) for word in words])])
    passage = Passage.of("text", text)
    return [passage.evidence(match.start, match.end).words for match in lexicon.find(passage)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Tariffs rise, tariffed goods fall", "tariff", ["Tariffs"]),
        ("Decarbonising steel", "decarboni*", ["Decarboni"]),
        ("Those who asked the WHO", "WHO", ["WHO"]),
        ("Ｅ－ｃｏｍｍｅｒｃｅ grows", "e-commerce", ["Ｅ－ｃｏｍｍｅｒｃｅ"]),
        ("中日韓自由貿易協定", "自由贸易", ["自由貿易"]),
        ("공동 구매와 공동구매", "공동 구매", ["공동 구매", "공동구매"]),
        ("한·일·중 정상", "한ㆍ일ㆍ중", ["한·일·중"]),
        ("내한일정과 한일 정상", "_한일", ["한일"]),
        ("the ‘people’s bank’", "people's bank", ["people’s bank"]),
    ],
)
def test_a_word_is_found_as_its_language_writes_it(text: str, word: str, expected: list[str]) -> None:
    assert found(text, word) == expected


def test_the_longest_word_wins_over_those_within_it() -> None:
    assert found("food security talks", "security", "food security") == ["food security"]


def test_an_exclusion_that_holds_the_word_takes_back_that_occurrence_alone() -> None:
    assert found("A potato chip and a memory chip", Word("chip", unless=("potato chip",))) == ["chip"]


def test_another_exclusion_takes_the_word_back_only_where_it_is_near() -> None:
    word = Word("Gemini", unless=("astrology",))
    assert found("Gemini in astrology", word) == []
    assert found("Gemini answers. " + "x" * 60 + " astrology", word) == ["Gemini"]


def test_evidence_points_into_the_original_past_characters_that_show_nothing() -> None:
    text = "㈱\u200bＡＩ\u200b 半導體"
    passage = Passage.of("title", text)
    [match] = Lexicon([("x", [Word("半导体")])]).find(passage)
    evidence = passage.evidence(match.start, match.end)
    assert (evidence.words, text[evidence.start : evidence.end]) == ("半導體", "半導體")


def test_blank_places_are_not_read() -> None:
    assert [passage.place for passage in Passages("T", " ", "", "en").folded] == ["title"]


@given(st.text(max_size=200))
def test_any_text_has_an_answer_whose_evidence_stands_in_it(text: str) -> None:
    passage = Passage.of("text", text)
    for match in Lexicon([("x", [Word("a"), Word("1*"), Word("中"), Word("가")])]).find(passage):
        evidence = passage.evidence(match.start, match.end)
        assert text[evidence.start : evidence.end] == evidence.words != ""
