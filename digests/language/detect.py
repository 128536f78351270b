"""Which language a text is written in.

detect.py       which script carries the text: hangul is Korean, kana Japanese
han.py          Han alone: Japanese, simplified or traditional Chinese?
alphabets.py    everything else: English or another
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import regex

from digests.language.alphabets import which_alphabetic
from digests.language.han import Doubt, which_han
from digests.model import Entry

_ENOUGH = 2000
"""Characters that are looked at: more do not change the answer."""
_SAMPLE, _HEAD = 20, 500
"""Entries, and characters of each, that tell what a feed is written in."""
_FURNITURE = regex.compile(
    r"<[/!]?[a-zA-Z][^<>]{0,500}>|&#?\w{1,8};|https?://\S+|www\.\S+|"
    r"(?<![\w.%+-])[A-Za-z0-9_.%+-]{1,64}+@[A-Za-z0-9-]{1,63}+(?:\.[A-Za-z0-9-]{1,63}+)+"
)
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_HANGUL = regex.compile(r"\p{Hangul}")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_NATIVE = regex.compile(r"[\p{Hangul}\p{Hiragana}\p{Katakana}]")
_EAST = regex.compile(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]")
_QUOTED = regex.compile(r"「[^「」]*」|『[^『』]*』|[“\"][^“”\"]*[”\"]|[‘'][^‘’']*[’']")
_HANGUL_SHARE = 0.2
"""From this share of its East Asian letters a text is Korean: Korean headlines carry 美·中·日."""
_FRAME = 6
"""Han characters outside quotes from which these, not what is quoted, tell the language."""
_HINTS = 256
"""Declared languages that are remembered in our own codes: there are few, and they come with every entry."""
_AT_HOME = {"CN": "zh-Hans", "SG": "zh-Hans", "TW": "zh-Hant", "HK": "zh-Hant", "MO": "zh-Hant", "JP": "ja", "KR": "ko"}


def detect(text: str, hint: str | None = None) -> str:
    """The BCP-47 code of ``text``'s language: ``en zh-Hans zh-Hant ja ko`` or another; ``und`` where nothing is said.

    ``hint`` is what the publisher declares, in any spelling; it decides only where the text does not.
    """
    text = text[:_ENOUGH]
    words = _WORD.findall(_FURNITURE.sub(" ", text))
    if not words:
        return "und"
    hint = _normal(hint)
    east = _EAST.findall(" ".join(words))
    others = [word for word in words if not _EAST.search(word)]
    if len(east) >= _weight(others, hint):
        return _east_asian("".join(east), text, hint)
    return which_alphabetic(others, hint)


def detect_entry(entry: Entry) -> str:
    """The language of an entry: title, lead and text together, so that a headline without kana is told by what
    follows it; the declared language, or else the publisher's country, decides what is still open."""
    return detect("\n".join((entry.title, entry.lead, entry.text)), entry.language or _AT_HOME.get(entry.country))


def written_in(entries: Sequence[Entry]) -> str | None:
    """What most of a feed's ``entries`` are written in; ``None`` where they do not say."""
    texts = (f"{entry.title}. {entry.lead}"[:_HEAD] for entry in entries[:_SAMPLE])
    counted = Counter(code for text in texts if (code := detect(text)) != "und")
    return counted.most_common(1)[0][0] if counted else None


@lru_cache(maxsize=_HINTS)
def _normal(hint: str | None) -> str | None:
    """``zh_TW``, ``zh-hant-hk``, ``JA-jp`` … as our own codes; ``None`` where it says nothing."""
    parts = regex.split(r"[-_]", hint.strip().lower()) if hint else [""]
    if parts[0] in {"zh", "chi", "zho", "cmn"}:
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"
    usual = {"jp": "ja", "jpn": "ja", "kr": "ko", "kor": "ko", "eng": "en"}.get(parts[0], parts[0])
    return usual if regex.fullmatch(r"[a-z]{2,3}", usual) else None


def _weight(others: list[str], hint: str | None) -> float:
    """How many East Asian characters these words outweigh. A capitalised one counts half: headlines of all languages
    are full of names and abbreviations."""
    if not others:
        return 0.0
    lower = sum(word.islower() for word in others)
    elsewhere = hint is not None and hint not in {"zh-Hans", "zh-Hant", "ja", "ko"}
    return lower + 0.5 * (len(others) - lower) + float(elsewhere)


def _east_asian(letters: str, text: str, hint: str | None) -> str:
    frame = _QUOTED.sub(" ", text)  # Chinese headlines quote Japanese and Korean words
    han = "".join(_EAST.findall(frame))
    if len(han) >= _FRAME and _NATIVE.search(letters) and not _NATIVE.search(han):
        return which_han(han, Doubt.of(han), frame, hint or "ja")
    if len(_HANGUL.findall(letters)) >= _HANGUL_SHARE * len(letters):
        return "ko"
    doubt = Doubt.of(letters)
    return "ja" if len(_KANA.findall(letters)) > doubt.japanese else which_han(letters, doubt, text, hint)
