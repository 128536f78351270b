"""What a word names, and which names stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.language.fold import fold
from digests.language.names import Names
from digests.model import NAMED_IN, Name
from tests import loaded


@pytest.fixture(scope="module")
def names() -> Names:
    return loaded.names()


def _ids(names: Names, text: str, language: str) -> list[str]:
    return [mention.name.id for mention in names.found(text, language)]


@pytest.mark.parametrize("word", ["Xi Jinping", "习近平", "習近平", "시진핑", "xi jinping", "ＸＩ ＪＩＮＰＩＮＧ"])
def test_a_name_is_known_by_its_spelling_in_any_language_width_and_case(names: Names, word: str) -> None:
    assert [name.id for name in names.named(word)] == ["xi-jinping"]
    assert names.named("Xi") == ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Samsung Electronics and TSMC meet in Busan", ["samsung", "tsmc", "busan"]),
        ("zh-Hans", "中国外交部：台积电在釜山", ["chinese-foreign-ministry", "tsmc", "busan"]),
        ("zh-Hant", "台積電與三星電子", ["tsmc", "samsung"]),
        ("ja", "サムスン電子とTSMC、釜山で会談", ["samsung", "tsmc", "busan"]),
        ("ko", "삼성전자·TSMC, 부산서 회동", ["samsung", "tsmc", "busan"]),
        ("de", "TSMC baut in Dresden", ["tsmc"]),
    ],
)
def test_names_are_found_in_texts_of_any_language(names: Names, language: str, text: str, expected: list[str]) -> None:
    assert _ids(names, text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "absent"),
    [
        ("ko", "나무토막을 쌓아 올린 조형물", "muto-yoji"),
        ("ko", "오랜 꿈이란 말", "iran"),
        ("ko", "이란성 쌍둥이", "iran"),
        ("ko", "유일한 수단이다", "sudan"),
        ("ko", "창사 30주년", "changsha"),
        ("ko", "어떤 부산물이 나오나", "busan"),
        ("ko", "인도적 지원", "india"),
        ("ko", "이 후보라면 가능", "ramen"),
        ("zh-Hans", "沿海地区的新规划", "haiti"),
        ("zh-Hans", "他强调，李强调整了方案", "li-qiang"),
        ("zh-Hans", "加州之外，参加州长会议", "mars"),
        ("zh-Hans", "索马里海盗", "mali"),
        ("zh-Hans", "今日本报讯", "japan"),
        ("ja", "ペルージャの街", "peru"),
        ("ja", "タイヤの値上げ", "thailand"),
        ("ja", "アップルパイの作り方", "apple"),
        ("ja", "日中の気温は30度", "china"),
        ("ja", "南京錠をかける", "nanjing"),
        ("ja", "中国地方の大雨", "china"),
        ("en", "Who will tell us?", "world-health-organization"),
        ("en", "Who will tell us?", "united-states"),
        ("en", "an apple a day", "apple"),
        ("en", "Kim Jong Un", "united-nations"),
        ("en", "Up in Arms", "arm"),
        ("zh-Hans", "收入增长和经济增长同步", "ck-hutchison"),
        ("zh-Hans", "第33届东南亚运动会", "asian-games"),
        ("ko", "2009년 금융위기 이후", "financial-services-commission"),
        ("en", "a shell on the beach", "shell"),
        ("en", "the summits of Busanites", "busan"),
    ],
)
def test_a_word_within_another_is_no_name(names: Names, language: str, text: str, absent: str) -> None:
    assert absent not in _ids(names, text, language)
    assert absent not in names.ids(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "이란은 물러섰다", "iran"),
        ("ko", "수소차 보급", "fuel-cell-vehicle"),
        ("ko", "부산에서 만난다", "busan"),
        ("zh-Hans", "李强抵达首尔", "li-qiang"),
        ("ja", "タイと米国が合意", "thailand"),
        ("ja", "トヨタグループ各社", "toyota"),
        ("en", "Apple's new phones", "apple"),
        ("en", "the WHO says", "world-health-organization"),
        ("en", "semiconductors", "semiconductor"),
    ],
)
def test_and_a_word_of_its_own_is_one(names: Names, language: str, text: str, expected: str) -> None:
    assert expected in _ids(names, text, language)


def test_the_longer_name_is_meant(names: Names) -> None:
    assert _ids(names, "韩国外交部", "zh-Hans") == ["south-korean-ministry-of-foreign-affairs"]
    assert _ids(names, "South China Sea", "en") == ["south-china-sea"]
    assert _ids(names, "北朝鮮外務省", "ja") == ["north-korea"]
    assert _ids(names, "into South Korean air space", "en") == ["south-korea"]


def test_what_hides_one_name_does_not_hide_another(names: Names) -> None:
    assert _ids(names, "上海地区", "zh-Hans") == ["shanghai"]


def test_every_usual_spelling_is_found_where_it_stands_alone(names: Names) -> None:
    """None is hidden by its own exclusions or by a rule about word boundaries."""
    lost = [
        (name.id, language, spelling)
        for name in names.all
        for language in NAMED_IN
        for spelling in name.spellings[language][:1]
        if name.id not in names.ids(spelling, language)
    ]
    assert lost == []


def test_names_are_loaded_when_they_are_first_asked_for() -> None:
    asked: list[str] = []

    def load() -> list[Name]:
        asked.append("now")
        return [Name("a", "city", dict.fromkeys(NAMED_IN, ("Aby",)))]

    names = Names(load)
    assert asked == []
    assert names.named("aby")
    assert names.named("ABY")
    assert asked == ["now"]


@given(
    before=st.text(max_size=12),
    chosen=st.sampled_from(["시진핑", "台積電", "トヨタ", "Samsung", "水素", "ﾄﾖﾀ", "ＴＳＭＣ"]),
    after=st.text(max_size=12),
    language=st.sampled_from(["en", "zh-Hans", "zh-Hant", "ja", "ko"]),
)
def test_a_mention_stands_where_it_says(names: Names, before: str, chosen: str, after: str, language: str) -> None:
    text = before + chosen + after
    for mention in names.found(text, language):
        written = fold(text[mention.start : mention.end])
        known = {fold(each) for several in mention.name.spellings.values() for each in several}
        assert written in known
    assert names.ids(text, language) == frozenset(mention.name.id for mention in names.found(text, language))


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja", "ko"])
def test_where_no_name_is_known_none_is_found(language: str) -> None:
    assert Names().found("China and Japan 中国 日本", language) == []
