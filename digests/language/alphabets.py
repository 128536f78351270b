"""The language of texts in other than East Asian scripts: cld2 knows 80 in 1 MB; short headlines count as English."""

from collections.abc import Sequence

import pycld2
import regex

from digests.language.romanised import romanised

_SCRIPTS = (
    ("th", regex.compile(r"\p{Thai}")),
    ("he", regex.compile(r"\p{Hebrew}")),
    ("el", regex.compile(r"\p{Greek}")),
    ("ru", regex.compile(r"\p{Cyrillic}")),
    ("ar", regex.compile(r"\p{Arabic}")),
    ("hi", regex.compile(r"\p{Devanagari}")),
)
"""A script's most usual language, for what cld2 cannot name."""
_CODES = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "nb": "no", "fil": "tl"}
"""Codes that were replaced."""
_SHORT = 32
"""Letters. In shorter texts English names are easily taken for Hausa or Frisian: only ``_PROBABLE`` languages are
believed."""
_HEADLINE = 200
"""Letters. In shorter texts names are so large a part that only the small words between them decide."""
_PROBABLE = regex.compile(
    "de|fr|es|it|pt|nl|sv|da|no|fi|is|pl|cs|sk|hu|ro|hr|bs|sl|sq|et|lv|lt|ca|tr|az|uz|vi|id|ms|tl"
)
_NOT_ENGLISH = regex.compile(
    r"\b(?:la|el|los|las|del|il|di|della|per|un|una|le|les|des|du|et|der|das|und|ein|eine|mit|og|av|på|het|een|van|"
    r"voor|yang|untuk|dan|ke|ve|bir|ng|ang|mga|os|dos|da|com)\b",
    regex.IGNORECASE,
)
"""Little words that English headlines do without."""


def which_alphabetic(words: Sequence[str], hint: str | None) -> str:
    """The language of ``words``, at least one; ``hint`` where they are too few to tell, English behind it."""
    text = " ".join(words)
    sure, best = _ask(text, best_effort=False), _ask(text, best_effort=True)
    if not text.isascii():
        return best or next((code for code, script in _SCRIPTS if script.search(text)), hint or "und")
    if sure != "en" and (spelled := romanised(words)):
        return spelled
    if len(text) < _HEADLINE and (told := _among_names(words)):
        return told
    if best == "en" or (sure and len(text) >= _SHORT):
        return best or "en"
    if hint and hint in (sure, best):
        return hint
    if hint == "en" and not _NOT_ENGLISH.search(text):
        return "en"
    if sure and _PROBABLE.fullmatch(sure):
        return sure
    return best if best and _PROBABLE.fullmatch(best) and _NOT_ENGLISH.search(text) else "en"


def _among_names(words: Sequence[str]) -> str | None:
    """A headline's language by what stands between its names, where that is clear: ``Li Qiang to visit Seoul`` as a
    whole is Danish to cld2."""
    small = " ".join(word for word in words if word.islower())
    told, foreign = _ask(small, best_effort=True), _NOT_ENGLISH.search(small) is not None
    if told == "en":
        return None if foreign else "en"
    return told if foreign and told and _PROBABLE.fullmatch(told) else None


def _ask(text: str, *, best_effort: bool) -> str | None:
    """cld2's first guess; ``None`` where it has none."""
    code: str = pycld2.detect(text, bestEffort=best_effort)[2][0][1]
    return None if code == "un" or code.startswith("xx") else _CODES.get(code, code)
