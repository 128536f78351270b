"""What two languages call one thing is one concept; a word inside another word is none."""

import tomllib
from importlib.resources import files

import pytest

from digests.language.fold import fold
from digests.stories.concepts import concepts, names


def named(text: str, language: str) -> set[str]:
    return {names()[number] for number in concepts(fold(text), language)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tanker seized off Yemen after missile attack", "en"),
        ("也门附近油轮遭导弹袭击后被扣押", "zh-Hans"),
        ("葉門附近油輪遭飛彈襲擊後被扣押", "zh-Hant"),
        ("イエメン沖でタンカー拿捕、ミサイル攻撃の後", "ja"),
        ("예멘 앞바다서 유조선 나포…미사일 공격 뒤", "ko"),
    ],
)
def test_one_event_in_five_languages_names_the_same_concepts(text: str, language: str) -> None:
    assert {"tanker", "missile", "attack"} <= named(text, language)


def test_a_latin_word_inside_another_is_not_named() -> None:
    assert "war" not in named("Warsaw awards a warm software prize", "en")
    assert "oil" not in named("The boiler turmoil in the foil mill", "en")
    assert "gold" in named("Gold falls", "en")


def test_a_short_korean_word_begins_a_word() -> None:
    assert "iran" in named("이란 공습", "ko")
    assert "iran" not in named("다이란성 쌍둥이", "ko")


def test_han_characters_of_a_korean_headline_are_countries() -> None:
    assert {"japan", "china"} <= named("日, 中에 항의", "ko")


def tables() -> list[dict[str, dict[str, str]]]:
    folder = files("digests.stories").joinpath("vocabulary")
    return [tomllib.loads(file.read_text(encoding="utf-8"))["concepts"] for file in folder.iterdir()]


def test_every_concept_has_words_in_all_four_languages() -> None:
    concepts_ = [words for table in tables() for words in table.values()]
    assert all(set(words) == {"en", "zh", "ja", "ko"} for words in concepts_)
    assert all(word.strip(" *_") for words in concepts_ for cell in words.values() for word in cell.split(","))


def test_a_concept_stands_in_one_file_and_all_are_numbered() -> None:
    assert len(names()) == sum(map(len, tables()))


@pytest.mark.parametrize(
    ("text", "language", "unsaid"),
    [
        ("더불어민주당 원내대표 회견", "ko", "fish"),
        ("삿포로 눈축제 개막", "ko", "prisoner of war"),
        ("전기차 판매 급증", "ko", "train"),
        ("ドローン規制を強化", "ja", "loan"),
        ("ゼレンスキー氏が訪英", "ja", "ski"),
        ("日米首脳が会談", "ja", "brain"),
        ("アイルランド首相が来日", "ja", "lula"),
        ("报道指出多地降温", "zh-Hans", "dow jones"),
        ("熊猫馆开放", "zh-Hans", "bear"),
        ("运动员抵达广州", "zh-Hans", "mobiliz"),
        ("US opens probe into carmaker", "en", "grand slam tennis"),
        ("Foreign affairs committee meets", "en", "extramarital"),
    ],
)
def test_a_word_inside_one_of_another_meaning_is_not_named(text: str, language: str, unsaid: str) -> None:
    assert unsaid in names()
    assert unsaid not in named(text, language)


@pytest.mark.parametrize(
    ("concept", "texts"),
    [
        (
            "phishing",
            {
                "en": "Phishing gang held",
                "zh-Hans": "电信诈骗团伙落网",
                "ja": "特殊詐欺の疑い",
                "ko": "보이스피싱 조직 검거",
            },
        ),
        ("semifinal", {"en": "Into the semi-finals", "zh-Hant": "挺進四強", "ja": "準決勝へ", "ko": "4강 진출"}),
        (
            "visa-free",
            {"en": "Visa-free entry extended", "zh-Hans": "免签延长", "ja": "ビザ免除を延長", "ko": "무비자 연장"},
        ),
        (
            "emergency landing",
            {
                "en": "Jet makes emergency landing",
                "zh-Hant": "客機緊急降落",
                "ja": "旅客機が緊急着陸",
                "ko": "여객기 비상착륙",
            },
        ),
        (
            "zelensky",
            {
                "en": "Zelensky arrives",
                "zh-Hant": "澤倫斯基抵達",
                "zh-Hans": "泽连斯基抵达",
                "ja": "ゼレンスキー氏到着",
                "ko": "젤렌스키 도착",
            },
        ),
    ],
)
def test_what_headlines_of_several_languages_call_one_thing_is_one_concept(concept: str, texts: dict[str, str]) -> None:
    assert all(concept in named(text, language) for language, text in texts.items())
