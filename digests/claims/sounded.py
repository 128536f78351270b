"""How a word of any script may sound, as keys that are equal where two scripts write one name. Pure."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import regex

from digests.claims.transcribed import hangul_of_pinyin
from digests.language.readings import readings
from digests.stories.sounds import sound_of_hangul, sound_of_kana, sound_of_latin

_LONG = regex.compile(r"(?<=[オコソトノホモヨロゴゾドボポョ])[ウオ]|(?<=[ウクスツヌフムユルグズヅブプュ])ウ|ー")
_SOFT = regex.compile("[シジチ]ュ(?![ーウアイオ])|ッシュ|ッチ$")
LOOSE = "~"
"""Begins a key of consonants alone."""
FOREIGN = regex.compile(
    "[阿艾安奥巴贝本比彼波伯勃博布查达戴丹道德登迪丁多厄恩尔法费芬弗福盖戈格古哈海汉赫亨霍基吉加贾杰卡凯坎康科克肯库拉莱兰朗劳勒雷里利林龙隆"
    "卢鲁路伦罗洛马玛迈麦曼梅门蒙米密莫默姆穆纳娜奈南内尼诺努欧帕潘佩皮普奇乔切瑞萨塞桑森沙莎山史舒斯丝苏索塔泰坦汤特提图托瓦万威韦维魏沃乌西希"
    "锡夏谢辛休雅亚扬耶伊易因尤约泽扎詹士逊宾顿斐茨兹珀乃什代涅蒂宁]{3,}"
)
"""Characters with which Chinese writes foreign names."""
_MOST = {1: 14, 2: 6, 3: 4}
"""Readings of each character that are tried, by how many there are."""
_SYLLABLE = regex.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|[aoeiuv])"
)
_SYLLABLES = regex.compile(rf"(?:{_SYLLABLE.pattern}){{1,4}}")
_ROMAN = {
    "박": "park", "이": "lee rhee yi", "최": "choi", "정": "chung jung", "조": "cho", "노": "roh", "유": "yoo yu",
    "허": "hur huh", "서": "suh", "구": "koo", "신": "shin", "임": "lim", "우": "woo", "오": "oh", "주": "joo",
    "여": "yeo",
    "반": "ban", "권": "kwon", "양": "yang", "류": "ryu yoo", "리": "lee ri", "림": "lim rim", "심": "shim",
    "성": "sung",
}  # fmt: skip
"""Family names as Koreans write them in English, where no rule tells it."""
_INITIAL_LAW = {
    "리": "이",
    "림": "임",
    "류": "유",
    "로": "노",
    "량": "양",
    "려": "여",
    "련": "연",
    "령": "영",
    "렬": "열",
    "녕": "영",
    "녀": "여",
    "란": "난",
    "라": "나",
    "래": "내",
    "뢰": "뇌",
    "룡": "용",
    "률": "율",
}
_LATIN_SAME = (
    ("ae", "a"),
    ("hee", "hui"),
    ("ou", "o"),
    ("uu", "u"),
    ("oo", "o"),
    ("oh", "o"),
    ("ph", "f"),
    ("v", "b"),
    ("wh", "w"),
    ("ng", "nk"),
)


@lru_cache(maxsize=20_000)
def sounds_of(script: str, part: str) -> frozenset[str]:
    """The keys of a word, or part of a name, of ``script``: latin, hangul, kana or han."""
    makers = {"latin": _latin, "hangul": _hangul, "kana": _kana, "han": _han}
    if script == "han" and len(part) > 3:
        return frozenset(_loose(_pinyin(part)))
    keys = frozenset(makers[script](part)) - {""}
    if script != "han" and len(part) > 2:
        return keys.union(*map(_loose, keys))
    return keys | frozenset(_loose(_pinyin(part)) if len(part) == 3 and FOREIGN.fullmatch(part) else ())


def _pinyin(part: str) -> str:
    return sound_of_latin("".join("".join(readings(character).pinyin[:1]) for character in part).replace("v", "u"))


def _loose(key: str) -> Iterator[str]:
    """The consonants alone, and of many of them all but one: how Chinese writes foreign names is no closer."""
    bare = regex.sub("[aiuh]", "", key)
    if len(bare) > 2:
        yield LOOSE + bare
    if len(bare) > 4:
        yield from (LOOSE + bare[:at] + bare[at + 1 :] for at in range(len(bare)))


def _latin(word: str) -> Iterator[str]:
    bare = (
        regex.sub(r"['’-]|(?<=..)['’]?s$", "", word) if word.endswith(("'s", "’s")) else regex.sub(r"['’-]", "", word)
    )
    yield sound_of_latin(bare)
    if _SYLLABLES.fullmatch(bare):
        yield sound_of_hangul("".join(map(hangul_of_pinyin, _SYLLABLE.findall(bare))))
    for same, other in _LATIN_SAME:
        if same in bare:
            yield sound_of_latin(bare.replace(same, other))


def _hangul(word: str) -> Iterator[str]:
    yield sound_of_hangul(word)
    for vowel, other in ((1, 5), (19, 20)):  # ㅐ as ㅔ, ㅢ as ㅣ
        changed = "".join(_with_vowel(character, vowel, other) for character in word)
        if changed != word:
            yield sound_of_hangul(changed)
    for roman in _ROMAN.get(word[0], "").split():
        yield sound_of_latin(roman) if len(word) == 1 else f"{sound_of_latin(roman)}{sound_of_hangul(word[1:])}"


def _with_vowel(character: str, vowel: int, other: int) -> str:
    code = ord(character) - 0xAC00
    return chr(ord(character) + (other - vowel) * 28) if code // 28 % 21 == vowel else character


def _kana(word: str) -> Iterator[str]:
    katakana = "".join(chr(ord(each) + 0x60) if "ぁ" <= each <= "ゖ" else each for each in word)
    yield sound_of_kana(katakana)
    yield sound_of_kana(_LONG.sub("", katakana))
    if "フ" in katakana:
        yield sound_of_kana(katakana.replace("フ", "プ"))
    if _SOFT.search(katakana):
        yield sound_of_kana(_SOFT.sub("ス", katakana))


def _han(word: str) -> Iterator[str]:
    characters = [readings(character) for character in word]
    for whole in readings(word).kana if len(word) > 1 else ():
        yield from _kana(whole)
    for pinyin in product(*(each.pinyin[:2] for each in characters)):
        joined = "".join(pinyin).replace("v", "u")
        yield from _latin(joined)
        yield sound_of_hangul("".join(map(hangul_of_pinyin, pinyin)))
    for hangul in product(*(each.hangul[:2] for each in characters)):
        yield from _hangul("".join(hangul))
        yield from _hangul(_INITIAL_LAW.get(hangul[0], hangul[0]) + "".join(hangul[1:]))
    most = _MOST.get(len(characters), 0)
    for kana in product(*(each.kana[:most] for each in characters)):
        yield from _kana("".join(kana))
