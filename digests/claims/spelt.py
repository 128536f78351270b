"""Does a name of the text stand in a source, as other languages write it? Told by its sound, or its characters. Pure.

    천즈위안 = 陈志远 = Chen Zhiyuan; 金民秀 = 김민수 = Kim Min-su = キム・ミンス; 田村一郎 = Ichiro Tamura

Every word of a source that may be a name has one key or several: how it sounds, roughly. A name of the text stands in a
source where one of its keys does, part by part (family name, given name).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product

import regex

from digests.claims.transcribed import hangul_of_pinyin
from digests.claims.words import plain_words
from digests.language.fold import fold
from digests.language.readings import readings
from digests.stories.sounds import plain_han, sound_of_hangul, sound_of_kana, sound_of_latin

Part = tuple[str, str]
"""A script and what is written in it."""
Span = tuple[int, int]
Heard = Mapping[str, tuple[tuple[str, Span], ...]]

_RUN = regex.compile(
    r"(?P<han>[\u3400-\u9fff々]{1,40})|(?P<hangul>[가-힣]{1,20})|(?P<kana>[ァ-ヺー]{2,20}|[ぁ-ゖ]{2,12})|(?P<latin>[a-zà-ÿ][a-zà-ÿ'’-]{0,30})"
)
_LONG = regex.compile(r"(?<=[オコソトノホモヨロゴゾドボポョ])[ウオ]|(?<=[ウクスツヌフムユルグズヅブプュ])ウ|ー")
_SOFT = regex.compile("[シジチ]ュ(?![ーウアイオ])|ッシュ|ッチ$")
_COMMON_ENDS = {"latin": "english", "kana": "katakana"}
_LOOSE = "~"
_MANY = 5
"""Consonants, with the mark, beyond which they alone tell a name in any script."""
_LONGEST_FOREIGN = 8
_FOREIGN = regex.compile(
    "[阿艾安奥巴贝本比彼波伯勃博布查达戴丹道德登迪丁多厄恩尔法费芬弗福盖戈格古哈海汉赫亨霍基吉加贾杰卡凯坎康科克肯库拉莱兰朗劳勒雷里利林龙隆"
    "卢鲁路伦罗洛马玛迈麦曼梅门蒙米密莫默姆穆纳娜奈南内尼诺努欧帕潘佩皮普奇乔切瑞萨塞桑森沙莎山史舒斯丝苏索塔泰坦汤特提图托瓦万威韦维魏沃乌西希"
    "锡夏谢辛休雅亚扬耶伊易因尤约泽扎詹士逊宾顿斐茨兹珀乃什代涅蒂宁]{3,}"
)
"""Characters with which Chinese writes foreign names."""
_MOST = {1: 14, 2: 6, 3: 4}
"""Readings of each character that are tried, by how many there are."""
_LONGEST_NAME = 10
_LONGEST_SOURCE = 600
"""Characters of a source in which names are looked for by their sound: of each thousands of readings are tried."""
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


def stands(name: str, sources: Sequence[str]) -> bool:
    """Whether ``name``, a word or a few in any script, stands in one of the ``sources`` in whatever script; ``a/b`` is
    one or the other."""
    if "/" in name:
        return any(stands(each, sources) for each in name.split("/") if each)
    parts = _parts(name)
    return not parts or any(_stands_in(parts, source) for source in sources)


_MOST_PARTS = 6
_MOST_PLACES = 24
"""Parts of a name, and places of each in a source, that are tried."""


def _parts(name: str) -> list[Part]:
    runs = islice(_RUN.finditer(plain_han(fold(name))), _MOST_PARTS)
    return [(run.lastgroup or "", run.group()) for run in runs if run.group() != "ー"]


def _places(script: str, said: str, text: str, heard: Heard) -> list[Span]:
    return [*_written(script, said, text), *_sounding(script, said, heard)][:_MOST_PLACES]


def where(name: str, source: str) -> Span | None:
    """Where a name stands in the folded ``source``, by its characters or its sound."""
    parts = _parts(name)
    text = plain_han(fold(source))[:_LONGEST_SOURCE]
    heard = _heard(source)
    for way in _ways(parts) if parts else ():
        spans = [_places(script, said, text, heard) for script, said in way]
        if all(spans) and _lie_together(way, text, heard):
            return min(several[0][0] for several in spans), max(several[0][1] for several in spans)
    return None


def _stands_in(parts: Sequence[Part], source: str) -> bool:
    """All parts, side by side in whatever order."""
    text = plain_han(fold(source))[:_LONGEST_SOURCE]
    heard = _heard(source)
    return any(_lie_together(way, text, heard) for way in _ways(parts))


def _ways(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """A name as its parts: as it is written, with hyphens undone, a single word cut in two, or without a common word
    at its end (Disneyland, カメリアライン)."""
    yield tuple(parts)
    halves = tuple(
        (script, half) for script, said in parts for half in (said.split("-") if script == "latin" else [said])
    )
    if len(halves) > len(parts):
        yield halves
    if len(parts) != 1:
        return
    script, said = parts[0]
    if script in ("han", "hangul") and len(said) <= _LONGEST_NAME:
        yield from (((script, said[:at]), (script, said[at:])) for at in range(1, len(said)))
    elif script in _COMMON_ENDS:
        ends = plain_words(_COMMON_ENDS[script])
        yield from (((script, said[:at]),) for at in range(3, len(said) - 2) if said[at:] in ends)


def _lie_together(parts: Sequence[Part], text: str, heard: Heard) -> bool:
    places: list[list[Span]] = [
        [*_written(script, said, text), *_sounding(script, said, heard)][:_MOST_PLACES] for script, said in parts
    ]
    reached = [span for span in places[0] if len(parts) > 1 or _begins(span, text)]
    for several in places[1:]:
        reached = [span for span in several if any(_beside(span, before, text) for before in reached)]
    return bool(reached)


def _beside(one: Span, other: Span, text: str) -> bool:
    first, last = sorted((one, other))
    return (
        _begins(first, text)
        and first[1] <= last[0] <= first[1] + 3
        and not any(map(str.isalpha, text[first[1] : last[0]]))
    )


def _begins(span: Span, text: str) -> bool:
    """Whether a word begins there, as far as its script parts words."""
    before, first = text[span[0] - 1 : span[0]], text[span[0] : span[0] + 1]
    return not (before and "가" <= before <= "힣" and "가" <= first <= "힣")


def _written(script: str, said: str, text: str) -> Iterator[Span]:
    """Where the source writes it the same: in Latin letters as a word, with or without a genitive's ``s``."""
    pattern = regex.escape(said)
    if script == "latin":
        bare = regex.sub("['’]s$", "", said)
        pattern = rf"(?<![a-z]){'[-]?'.join(map(regex.escape, bare.split('-')))}(?=(?:['’]?s)?(?![a-z]))"
    yield from (found.span() for found in regex.finditer(pattern, text))


def _sounding(script: str, said: str, heard: Heard) -> Iterator[Span]:
    """Where it stands in another script, by its sound."""
    for key in _keys(script, said):
        for other, span in heard.get(key, ()):
            if other != script and (key[0] != _LOOSE or len(key) > _MANY or "han" in (other, script)):
                yield span


@lru_cache(maxsize=256)
def _heard(text: str) -> Heard:
    """How everything in a source that may be a name sounds: key -> in which script, and where."""
    heard: dict[str, set[tuple[str, Span]]] = {}
    before: regex.Match[str] | None = None
    for run in _RUN.finditer(plain_han(fold(text))[:_LONGEST_SOURCE]):
        script, said = run.lastgroup or "", run.group()
        for at, piece in _pieces(script, said):
            for key in _keys(script, piece):
                heard.setdefault(key, set()).add((script, (run.start() + at, run.start() + at + len(piece))))
        if script == "latin" and before:
            for key in _keys(script, before.group() + said):
                heard.setdefault(key, set()).add((script, (before.start(), run.end())))
        before = run if script == "latin" else None
    return {key: tuple(places) for key, places in heard.items()}


def _pieces(script: str, run: str) -> Iterator[tuple[int, str]]:
    """What of a run of one script may be a name, and where: all of it in Latin letters, or what hyphens part; all of
    it in kana, its beginning or its end; any short piece of other scripts."""
    if script == "latin":
        yield from ((found.start(), found.group()) for found in regex.finditer("[^-]+", run))
        if "-" in run:
            yield 0, run
    elif script == "kana":
        yield 0, run
        yield from ((0, run[:at]) for at in range(3, len(run)))
        yield from ((at, run[at:]) for at in range(1, len(run) - 2))
    else:
        longest = 3 if script == "han" else 6
        for start in range(len(run)):
            yield from ((start, run[start:end]) for end in range(start + 1, min(len(run), start + longest) + 1))
        for foreign in _FOREIGN.finditer(run) if script == "han" else ():
            for start in range(foreign.start(), foreign.end() - 3):
                ends = range(start + 4, min(foreign.end(), start + _LONGEST_FOREIGN) + 1)
                yield from ((start, run[start:end]) for end in ends)


@lru_cache(maxsize=20_000)
def _keys(script: str, part: str) -> frozenset[str]:
    makers = {"latin": _latin, "hangul": _hangul, "kana": _kana, "han": _han}
    if script == "han" and len(part) > 3:
        return frozenset(_loose(_pinyin(part)))
    keys = frozenset(makers[script](part)) - {""}
    if script != "han" and len(part) > 2:
        return keys.union(*map(_loose, keys))
    return keys | frozenset(_loose(_pinyin(part)) if len(part) == 3 and _FOREIGN.fullmatch(part) else ())


def _pinyin(part: str) -> str:
    return sound_of_latin("".join("".join(readings(character).pinyin[:1]) for character in part).replace("v", "u"))


def _loose(key: str) -> Iterator[str]:
    """The consonants alone, and of many of them all but one: how Chinese writes foreign names is no closer."""
    bare = regex.sub("[aiuh]", "", key)
    if len(bare) > 2:
        yield _LOOSE + bare
    if len(bare) > 4:
        yield from (_LOOSE + bare[:at] + bare[at + 1 :] for at in range(len(bare)))


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
