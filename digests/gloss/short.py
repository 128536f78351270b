"""Countries as headlines abbreviate them, by the rules of ``short.toml``: 日中, 米政府, 中·日, 美媒."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import regex


def abbreviated(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """The id of a country's name and where its character stands in ``text``."""
    column = language[:2]
    if column not in ("ko", "ja", "zh"):
        return
    letters = {**_letters()[column], **(_letters()["hangul"] if column == "ko" else {})}
    for found in _pattern(column).finditer(text):
        for offset, character in enumerate(found["countries"]):
            country = letters.get(_SIMPLE.get(character, character) if column == "zh" else character)
            if country:
                start = found.start("countries") + offset
                yield country, start, start + 1


_PARTICLE = "(?:간|이|가|은|는|을|를|의|과|와|도|로)?+"
_SIMPLE = {"韓": "韩", "烏": "乌", "臺": "台"}


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    rules: Mapping[str, Mapping[str, str]] = tomllib.loads(
        files("digests.gloss").joinpath("short.toml").read_text(encoding="utf-8")
    )
    return rules


@cache
def _letters() -> Mapping[str, Mapping[str, str]]:
    letters: Mapping[str, Mapping[str, str]] = _rules()["letters"]  # type: ignore[assignment]
    return letters


@cache
def _pattern(column: str) -> "regex.Pattern[str]":
    known = "".join(_letters()[column])
    if column == "ko":
        syllables = "".join(_letters()["hangul"])
        together = "|".join("[·・]?".join(word.strip()) for word in _rules()["together"]["ko"].split("|"))
        before = "|".join(word.strip() for word in _rules()["before"]["ko"].split("|"))
        return regex.compile(
            rf"(?<![\p{{Han}}가-힣0-9])(?P<countries>[{known}](?:[·・]?[{known}])*(?!\p{{Han}})"
            rf"|(?:{together})(?={_PARTICLE}(?:[^\p{{L}}0-9]|$)|{before})"
            rf"|[{syllables}](?:[·・][{syllables}]){{1,3}}+(?={_PARTICLE}(?:[^\p{{L}}0-9·・]|$)))"
        )
    if column == "zh":
        known += "".join(traditional for traditional, simple in _SIMPLE.items() if simple in known)
    together = "|".join(_words(_rules()["together"][column]))
    before = "|".join(_words(_rules()["before"][column]))
    return regex.compile(rf"(?<!\p{{Han}})(?:(?P<countries>{together}|[{known}](?={before})))")


def _words(cell: str) -> list[str]:
    return [_both(word.strip()) for word in cell.split("|")]


def _both(word: str) -> str:
    """A word in simplified or traditional form."""
    forms = {simple: traditional for traditional, simple in _SIMPLE.items()}
    return "".join(f"[{each}{forms[each]}]" if each in forms else regex.escape(each) for each in word)
