"""Pieces -> the sentence that lists them: "The headline mentions the United States, a protest and rare earths."

English needs an article before some names and a plural for others; ``english.toml`` has those that a rule cannot tell.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from digests.model import Name

_SENTENCES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "en": ("The headline mentions {}.", ", ", " and "),
        "zh-Hans": ("标题提到{}。", "、", "和"),
        "zh-Hant": ("標題提到{}。", "、", "和"),
        "ja": ("見出しには{}が出てきます。", "、", "、"),
        "ko": ("제목에 {} 등이 나옵니다.", ", ", ", "),
    }
)
"""What lists several things, what stands between them, and between the last two."""
_OF_A_STATE = frozenset(
    (
        *("ministry", "agency", "central-bank", "parliament", "party", "court"),
        *("military", "association", "exchange", "international"),
    )
)
"""Kinds of bodies whose names of several words have an article."""


def sentence(pieces: Sequence[str], language: str) -> str:
    """The sentence of a language that lists ``pieces``."""
    form, between, last = _SENTENCES[language]
    listed = last.join([*([between.join(pieces[:-1])] if pieces[1:] else []), *pieces[-1:]])
    return form.format(listed)


def in_sentence(name: Name, language: str) -> str:
    """What ``language`` calls a name within a sentence."""
    usual = name.called(language)
    if language != "en":
        return usual
    if name.id in _english():
        return _english()[name.id]
    if name.group == "terms":
        return next((each for each in name.spellings["en"] if each == f"{usual}s"), usual)
    several_words = " " in usual and not usual.startswith(("the ", "The "))
    return f"the {usual}" if name.kind in _OF_A_STATE and several_words else usual


@cache
def _english() -> Mapping[str, str]:
    """Id of a name -> what stands for it in an English sentence."""
    read = files("digests.gloss").joinpath("english.toml").read_text(encoding="utf-8")
    table: Mapping[str, str] = tomllib.loads(read)["sentences"]
    return table
