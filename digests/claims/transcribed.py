"""Mandarin as Korean transcribes it: one syllable of pinyin -> hangul, by the rules of the National Institute of Korean
Language: zhi 즈, yuan 위안, qian 첸, xiong 슝."""

import regex

from digests.claims.words import table

_SPLIT = regex.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?(.*)")
_INITIALS = dict(
    zip(
        "b p m f d t n l g k h j q x zh ch sh r z c s".split(),  # noqa: SIM905 - read as a table
        "ㅂ ㅍ ㅁ ㅍ ㄷ ㅌ ㄴ ㄹ ㄱ ㅋ ㅎ ㅈ ㅊ ㅅ ㅈ ㅊ ㅅ ㄹ ㅉ ㅊ ㅆ".split(),  # noqa: SIM905
        strict=True,
    )
)
_FINALS = table("mandarin")["finals"]
_HISSING = frozenset(("zh", "ch", "sh", "r", "z", "c", "s"))
_PALATAL = frozenset(("j", "q", "x"))
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_BARE = {2: 0, 3: 1, 6: 4, 7: 5, 12: 8, 17: 13}
"""Vowels with a glide, which nothing that hisses keeps: ㅑ -> ㅏ."""


def hangul_of_pinyin(syllable: str) -> str:
    """``zhong`` -> 중; what is no syllable comes back as nothing."""
    found = _SPLIT.fullmatch(syllable)
    initial, final = (found[1] or "", found[2]) if found else ("", "")
    if initial in _PALATAL and final[:1] == "u":
        final = "v" + final[1:]
    if initial in _HISSING and final == "i":
        return _joined(_INITIALS[initial], "으")
    said: str = _FINALS.get(final, "")
    if not said or not initial:
        return said
    return _joined(_INITIALS[initial], said)


def _joined(lead: str, said: str) -> str:
    code = ord(said[0]) - 0xAC00
    vowel = code // 28 % 21
    if lead in "ㅈㅉㅊ":
        vowel = _BARE.get(vowel, vowel)
    return chr(0xAC00 + (_LEADS.index(lead) * 21 + vowel) * 28 + code % 28) + said[1:]
