"""Korean words within words: which may begin where they stand."""

import pytest

from digests.tagging.compounds import begins


@pytest.mark.parametrize(
    ("phrase", "word", "expected"),
    [
        ("어민 지원", "어민", True),
        ("한국 어민", "어민", True),
        ("'어민", "어민", True),
        ("유니콘 기업", "니콘", False),
        ("제조업 경기", "조업", False),
        ("나무토막", "토막", True),
        ("강원은행", "은행", True),
        ("고환율 시대", "환율", True),
        ("정부도 동의", "부도", False),
        ("초고령사회 진입", "고령사회", True),
        ("친환경차", "환경차", True),
        ("대학생", "학생", False),
        ("AI반도체", "반도체", True),
        ("시스템반도체", "반도체", True),
        ("결승골", "골", False),
        ("골 넣은 선수", "골", True),
        ("食品안전", "안전", True),
    ],
)
def test_a_word_begins_a_phrase_or_stands_behind_another_word(phrase: str, word: str, expected: bool) -> None:
    start = phrase.index(word)
    assert begins(phrase, start, start + len(word)) is expected


def test_words_of_other_scripts_begin_anywhere() -> None:
    assert begins("日中韓首脳", 2, 3)
    assert begins("energy", 0, 6)
