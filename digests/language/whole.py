"""Characters as they were meant, restored from what programs left of them (radicals for ideographs, letters taken
apart, half-width kana, invisible marks, headings set letter by letter) -> the text that its writer wrote, in NFC. Pure.

What carries a meaning stays: joiners in emoji and Indic scripts, direction marks, full-width letters, variation
selectors.
"""

import unicodedata

import regex

from digests.language.radicals import IDEOGRAPHS, JAPANESE

_RADICAL = regex.compile("[\u2e80-\u2fd5]")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_HALF_WIDTH = regex.compile("[\uff61-\uff9f]+")
_MARKED = regex.compile("([ぁ-ヿ])([\u309b\u309c])")
"""A kana and the mark beside it that belongs on it."""
_COMBINING = {"\u309b": "\u3099", "\u309c": "\u309a"}
_DIVIDED = regex.compile(r"(?<=\p{Ll})\u00ad[ \t]*\r?\n[ \t]*(?=\p{Ll})")
"""A soft hyphen at the end of a line: the word goes on in the next."""
_NOTHING = regex.compile("[\u00ad\u200b\u2060\ufeff]+")
"""Soft hyphens, zero-width spaces, word joiners, byte order marks."""
_JOINERS = regex.compile(
    r"(?<=[\p{Latin}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Nd}])[\u200c-\u200f]+"
    r"(?=[\p{Latin}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Nd}])"
)
"""Zero-width joiners and direction marks between letters that neither join nor turn."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_LIGATURE = regex.compile("[\ufb00-\ufb06]")
_SUSPECT = regex.compile("[\u2e80-\u2fd5\uff61-\uff9f\u3099-\u309c\u00ad\u200b-\u200f\u2060\ufeff\ufb00-\ufb06]")
"""Where none of these stands a text in NFC is whole: nearly every text, asked once."""
_BLANK = r"[ \t\u00a0\u2000-\u200a\u202f\u3000]"
_OPENS = r"[「『（(〈《【\[〔“‘]"
_CLOSES = r"[」』）)〉》】\]〕”’、。，．！？!?:：・·･]"
_SINGLE = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー々〇]"
_CELL = rf"{_OPENS}?(?:{_SINGLE}|[0-9０-９]{{1,4}}|[・·･]){_CLOSES}?"
_SPACED = regex.compile(rf"(?m)^({_BLANK}*)({_CELL}(?:{_BLANK}+{_CELL})+)(?={_BLANK}*$)")
_CAPITALS = r"(?:\p{Lu}[ \u00a0\u2009]){3,}\p{Lu}(?:[ \u00a0\u2009]{2,}(?:\p{Lu} )*\p{Lu})*"
_SPACED_LATIN = regex.compile(rf"(?m)^([ \t]*)({_CAPITALS})(?=[ \t]*$)")
_FEWEST = 4
"""Letters of a heading that is spaced by single blanks; two or three may be words."""


def whole(text: str) -> str:
    """``text`` with its characters as they were meant, in NFC; what is whole already is returned as it is."""
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _SUSPECT.search(text)):
        return _letters_joined(text)
    text = _ideographs(text)
    text = unicodedata.normalize("NFC", _HALF_WIDTH.sub(lambda run: _full_width(run.group()), text))
    text = _MARKED.sub(_with_its_mark, text)
    text = _NOTHING.sub("", _DIVIDED.sub("", text))
    text = _JOINERS.sub("", text)
    if _LIGATURE.search(text):
        text = text.translate(_LIGATURES)
    return _letters_joined(unicodedata.normalize("NFC", text))


def _ideographs(text: str) -> str:
    if not _RADICAL.search(text):
        return text
    return text.translate(IDEOGRAPHS | JAPANESE if _KANA.search(text) else IDEOGRAPHS)


def _full_width(kana: str) -> str:
    return unicodedata.normalize("NFKC", kana)


def _with_its_mark(found: regex.Match[str]) -> str:
    one = unicodedata.normalize("NFC", found[1] + _COMBINING[found[2]])
    return one if len(one) == 1 else found.group()


def _letters_joined(text: str) -> str:
    """A line whose letters all stand apart (日　中　韓, 공 동 선 언, J O I N T) closed up; where some stand further
    apart than others a blank stays between the words."""
    text = _SPACED.sub(lambda found: found[1] + _closed(found[2]), text)
    return _SPACED_LATIN.sub(lambda found: found[1] + _closed(found[2]), text)


def _closed(line: str) -> str:
    cells = regex.split(rf"({_BLANK}+)", line)
    gaps = cells[1::2]
    letters = sum(1 for cell in cells[::2] if regex.search(r"\p{L}", cell))
    wide = all("\u3000" in gap or len(gap) > 1 for gap in gaps)
    if letters < (2 if wide else _FEWEST):
        return line
    usual = min(map(len, gaps))
    return "".join(cell if number % 2 == 0 else _gap(cell, usual) for number, cell in enumerate(cells))


def _gap(blanks: str, usual: int) -> str:
    """Nothing between the letters of a word; what is wider parts words."""
    return " " if len(blanks) > usual else ""
