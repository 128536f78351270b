"""Which language a text is written in: the script decides where it can, a detector and character lists elsewhere."""

import pycld2
import regex

_LETTERS = regex.compile(r"\p{L}+")
_HANGUL = regex.compile(r"\p{Hangul}")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}--[ー・]]", regex.VERSION1)
_HAN = regex.compile(r"\p{Han}")


def detect(text: str, hint: str | None = None) -> str:
    """The BCP-47 code of ``text``'s language: ``en zh-Hans zh-Hant ja ko`` or another; ``und`` where nothing is said.

    ``hint`` is what the publisher declares; it decides only where the text does not.
    """
    letters = "".join(_LETTERS.findall(text))
    if not letters:
        return "und"
    if _HANGUL.search(letters):
        return "ko"
    if _KANA.search(letters):
        return "ja"
    code: str = pycld2.detect(letters)[2][0][1]
    if _HAN.search(letters):
        return {"ja": "ja", "zh-Hant": "zh-Hant"}.get(code, "zh-Hans")
    return code if code != "un" else "en"
