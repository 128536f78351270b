"""Acts, matters and offices: every word is found and means one thing."""

from collections import Counter

import pytest

from digests.gloss.vocabulary import TABLES, kind_of, said, spoken, written_words
from digests.model import NAMED_IN


@pytest.mark.parametrize("language", ["en", "zh", "ja", "ko"])
def test_a_word_stands_for_one_thing_in_a_language(language: str) -> None:
    counted = Counter(word.casefold() for words in written_words(language).values() for word in words)
    assert not [word for word, times in counted.items() if times > 1]


@pytest.mark.parametrize("language", ["en", "zh", "ja", "ko"])
def test_every_word_is_found_where_it_stands_alone(language: str) -> None:
    for entry, words in written_words(language).items():
        for word in words:
            found = [mention.name.id for mention in spoken(word.removeprefix("_"), language)]
            assert found == [entry], word


def test_everything_is_said_in_all_five_languages() -> None:
    for entry in written_words("en"):
        assert kind_of(entry) in TABLES.values()
        assert all(said(entry, language).strip() for language in NAMED_IN), entry


@pytest.mark.parametrize(
    ("language", "text", "entry"),
    [
        ("ko", "정부가 수입을 허용했다", "permission"),
        ("ko", "양국 정상화 협력위원회", ""),
        ("ko", "배구 정지윤 부상", ""),
        ("ko", "관계자 설명", ""),
        ("zh-Hans", "发言人说", "spokesperson"),
        ("ja", "株式会社の社長", "chief-executive"),
        ("ja", "締約国会議", "conference"),
        ("en", "Deputy foreign minister visits", "visit"),
        ("en", "Premier League", ""),
    ],
)
def test_a_word_is_not_found_in_a_longer_one_of_another_meaning(language: str, text: str, entry: str) -> None:
    found = [mention.name.id for mention in spoken(text, language)]
    assert found[:1] == ([entry] if entry else []) or entry in found


def test_english_words_are_looked_for_in_english_alone() -> None:
    assert spoken("WEEKLY LETTER", "ko") == []
