"""A language is known by its code, its name in any of our languages, and what people call it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phrases.languages import meant, several
from bot.render.words import language_in
from config.languages import LANGUAGES
from tests import loaded

TEXTS = loaded.texts()
BOTH = ("zh-Hans", "zh-Hant")


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ("en EN en-GB en_US English 영어 英語 英文 英语 eng us", ("en",)),
        ("ja jp ja-JP JPN Japanese 日本語 日文 日语 일본어 일어", ("ja",)),
        ("ko kr ko_KR kor Korean 한국어 韓国語 韩语 韓文 한글 朝鮮語", ("ko",)),
        ("zh-Hans zh-CN cn 简体中文 簡体字 簡體 간체 ＣＮ", ("zh-Hans",)),
        ("zh-Hant zh-TW zh-HK zh_hk tw hk 繁體中文 繁体中文 正體中文 繁体字 번체", ("zh-Hant",)),
        ("zh Chinese 中文 中国語 중국어 汉语 漢語 華語 zho", BOTH),
        ("tlh Klingon 言語 jap zh-XX-latin x - ?", ()),
    ],
)
def test_a_language_goes_by_many_names(names: str, codes: tuple[str, ...]) -> None:
    for name in names.split():
        assert meant(name, TEXTS) == codes, name


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_is_known_by_its_name_in_every_language(code: str) -> None:
    for texts in TEXTS.values():
        assert meant(language_in(texts, code), TEXTS) == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ja en", ["ja", "en"]),
        ("Traditional Chinese, Japanese and English", ["zh-Hant", "ja", "en"]),
        ("日本語と英語", ["ja", "en"]),
        ("일본어와 영어", ["ja", "en"]),
        ("日語、韓文和英文", ["ja", "ko", "en"]),
        ("Simplified Chinese Korean", ["zh-Hans", "ko"]),
    ],
)
def test_several_languages_are_parted_as_people_part_them(text: str, codes: list[str]) -> None:
    assert [code for _, found in several(text, TEXTS) for code in found] == codes


@given(st.text(max_size=60))
def test_whatever_is_written_each_piece_is_known_or_named_as_unknown(text: str) -> None:
    for name, codes in several(text, TEXTS):
        assert name
        assert set(codes) <= set(LANGUAGES)
