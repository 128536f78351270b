"""How names sound, so that one name written in hangul, kana or Latin letters is seen to be one, and one form of a Han
character for all its forms."""

from functools import cache, lru_cache

import regex
from opencc import OpenCC

from digests.language.fold import fold

_INITIALS = "kknttrmppss.sssktph"
_VOWELS = "a a ia ia u i iu i u ua ua i iu u u ui ui iu u ui i".split()  # noqa: SIM905 - read as a table
_FINALS = ".kkknnn.rrrrrrrrmpp..nssk.ph"
"""Sounds of the 19 initials, 21 vowels and 28 finals of a hangul syllable, in the order of Unicode; "." is none."""
_LATIN_SOUNDS = (
    ("sch", "s"),
    ("tch", "s"),
    ("tsu", "su"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "s"),
    ("ts", "s"),
    ("th", "t"),
    ("ph", "p"),
    ("ck", "k"),
    ("ng", "n"),
    ("qu", "ku"),
    ("ce", "si"),
    ("ci", "si"),
    ("eo", "u"),
    ("eu", "u"),
    ("ae", "i"),
    ("oo", "u"),
    ("ee", "i"),
)
_LATIN = str.maketrans(
    {
        "c": "k",
        "g": "k",
        "q": "s",
        "x": "s",
        "z": "s",
        "j": "s",
        "d": "t",
        "b": "p",
        "f": "p",
        "v": "p",
        "l": "r",
        "e": "i",
        "y": "i",
        "o": "u",
        "w": "u",
    }
)
_KANA = (
    "ア a イ i ウ u エ i オ u カ ka キ ki ク ku ケ ki コ ku サ sa シ si ス su セ si ソ su "
    "タ ta チ si ツ su テ ti ト tu "
    "ナ na ニ ni ヌ nu ネ ni ノ nu ハ ha ヒ hi フ hu ヘ hi ホ hu マ ma ミ mi ム mu メ mi モ mu ヤ ia ユ iu ヨ iu "
    "ラ ra リ ri ル ru レ ri ロ ru ワ ua ヲ u ン n ガ ka ギ ki グ ku ゲ ki ゴ ku ザ sa ジ si ズ su ゼ si ゾ su "
    "ダ ta ヂ si ヅ su デ ti ド tu バ pa ビ pi ブ pu ベ pi ボ pu パ pa ピ pi プ pu ペ pi ポ pu ヴ pu "
    "ァ a ィ i ゥ u ェ i ォ u ャ ia ュ iu ョ iu"
)
_KANA_SOUNDS = dict(zip(_KANA.split()[::2], _KANA.split()[1::2], strict=True))
_DOUBLED = regex.compile(r"(.)\1+")
_FOREIGN_F = regex.compile(r"フ(?=[ァィェォ])")
_HELPING_VOWEL = regex.compile(r"(?<=[^aiu])u(?![aiu])")
"""The vowel that kana and hangul put after a consonant standing alone; with it goes every ``u`` in such a place."""


_WORDS = 10_000
"""Words of each script whose sound is remembered: the news of a day has its own few thousand."""


@cache
def _plain_table() -> dict[int, str]:
    """Traditional and Japanese forms of a character -> the simplified one."""
    han = [chr(code) for code in range(0x4E00, 0x9FFF)]
    modern = OpenCC("jp2t").convert("\n".join(han)).split("\n")
    return {ord(before): fold(after) for before, after in zip(han, modern, strict=True) if fold(after) != before}


def plain_han(text: str) -> str:
    """Traditional, simplified and Japanese forms of a character as one: ``澤`` and ``沢`` become ``泽``."""
    return text.translate(_plain_table())


@lru_cache(maxsize=_WORDS)
def sound_of_hangul(word: str) -> str:
    """``칭다오`` -> ``sintau``: a rough key that ``Qingdao`` and ``チンタオ`` share."""
    sounds = []
    for character in word:
        code = ord(character) - 0xAC00
        if 0 <= code < 11172:
            initial, vowel, final = code // 588, code // 28 % 21, code % 28
            sounds.append(_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final])
    return _squash("".join(sounds))


@lru_cache(maxsize=_WORDS)
def sound_of_kana(word: str) -> str:
    """``コインマル`` -> ``kuinmar``."""
    spelt = (
        _FOREIGN_F.sub("プ", word)
        .replace("プァ", "パ")
        .replace("プィ", "ピ")
        .replace("プェ", "ペ")
        .replace("プォ", "ポ")
    )
    return _squash("".join(_KANA_SOUNDS.get(character, "") for character in spelt))


@lru_cache(maxsize=_WORDS)
def sound_of_latin(word: str) -> str:
    """``CoinMaru`` -> ``kuinmar``."""
    word = word.casefold()
    for letters, sound in _LATIN_SOUNDS:
        word = word.replace(letters, sound)
    return _squash(word.translate(_LATIN))


def _squash(sounds: str) -> str:
    return _DOUBLED.sub(r"\1", _HELPING_VOWEL.sub("", sounds.replace(".", "")))
