"""Which of our languages a reader means: by code, by name in any of our languages, by what people call it."""

import re
from collections.abc import Mapping
from functools import cache

from babel.core import get_global

from bot.phrases.locales import locales
from bot.render.texts import Texts
from bot.render.words import language_in
from config.languages import LANGUAGES
from digests.language.fold import fold

CHINESE = ("zh-Hans", "zh-Hant")
"""Both, where somebody says Chinese and not which."""
_CALLED = {
    "en": "英文|영문|us|uk|gb",
    "zh-Hans": (
        "cn|zh-cn|zh-sg|zh-my|简体|简中|简体字"
        "|中文简体|中文(简体)|中国語簡体字|簡体|간체|간체자|간체 중국어|중국어 간체"
        "|simplified|chinese simplified|chinese (simplified)"
    ),
    "zh-Hant": (
        "tw|hk|mo|zh-tw|zh-hk|zh-mo|繁體|繁中|繁體字|正體|正體字|正體中文|中文繁體|中文(繁體)|台灣中文|中国語繁体字|번체|번체자"
        "|번체 중국어|중국어 번체|traditional|chinese traditional|chinese (traditional)"
    ),
    "ja": "jp|日文|和文|일어|일문",
    "ko": "kr|韓文|朝鮮語|朝鲜语|ハングル|한글|한국말|조선말|hangul",
    "zh": "中国话|汉语|漢語|漢文|華語|普通话|中文|중문|mandarin",
}
"""What people call a language, or the country for it, beside the names that Unicode knows; parted by ``|``."""
_BETWEEN = re.compile(r"[,、，;/&+・]+|\s(?:and|및)\s|(?<=[語语文어])(?:と|와|과|和|及)")
_LONGEST_NAME = 3
"""Words in a row that can be one name: ``Traditional Chinese``."""


def meant(text: str, texts: Mapping[str, Texts]) -> tuple[str, ...]:
    """The languages of ours that ``text`` names: one, both kinds of Chinese for a bare ``中文``, or none."""
    wanted = " ".join(fold(text).replace("_", "-").split())
    named = {fold(language_in(speech, code)): code for speech in texts.values() for code in LANGUAGES}
    code = named.get(wanted) or _names().get(wanted) or _by_code(wanted)
    if code == "zh":
        return CHINESE
    return (code,) if code else ()


def several(text: str, texts: Mapping[str, Texts]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each name in ``text`` with the languages it means, however the names are parted."""
    return tuple(
        pair for piece in _BETWEEN.split(fold(text)) if piece.strip() for pair in _in_a_row(piece.split(), texts)
    )


def _in_a_row(words: list[str], texts: Mapping[str, Texts]) -> list[tuple[str, tuple[str, ...]]]:
    """Names parted by spaces alone, the longest first."""
    found = []
    while words:
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            name = " ".join(words[:length])
            codes = meant(name, texts)
            if codes or length == 1:
                found.append((name, codes))
                words = words[length:]
                break
    return found


def _by_code(wanted: str) -> str | None:
    """``ja-jp`` and ``jpn``."""
    language, _, region = wanted.partition("-")
    language = str(get_global("language_aliases").get(language, language))
    if not region or (len(region) == 2 and region.isascii() and language != "zh"):
        return language if language in (*LANGUAGES, "zh") else None
    return None


@cache
def _names() -> Mapping[str, str]:
    """Folded name or code -> the language, ``zh`` where it says only Chinese."""
    codes = (*LANGUAGES, "zh")
    names = {code.lower(): code for code in codes}
    for locale in locales():
        names |= {fold(str(locale.languages[code.replace("-", "_")])): code for code in codes}
    return names | {fold(name): code for code, called in _CALLED.items() for name in called.split("|")}
