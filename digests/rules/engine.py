"""Rules of a TOML file -> one question to a text, asked in the scripts that the text is written in.

A file holds tables by kind and language, each a list of rules:

    [contact]
    en = [
      { find = 'please (?:call|visit)', yes = "Please call the office.", no = "The result pleased them." },
    ]

``find`` is a regular expression, upper and lower case alike. The language says in which script a rule is written:
``en`` Latin, ``ko`` Hangul, ``ja`` kana, ``han`` ideographs alone (Chinese, and Japanese words without kana), ``any``
several scripts or signs. A rule is looked for only where its script occurs, which is most of what it costs.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, get_args

Language = Literal["any", "en", "han", "ja", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_SCRIPTS: dict[Language, re.Pattern[str]] = {
    "en": re.compile("[a-z]", re.IGNORECASE),
    "han": re.compile("[\u3040-\u30ff\u3400-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
}
_WRITTEN_IN: dict[Language, Language] = {"ja": "han"}
"""Rules that are asked together: a Japanese rule may match words without kana."""


class RuleError(ValueError):
    """A rule that cannot be read; says which."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase, and what shows that it is the right one."""

    kind: str
    language: Language
    find: str
    """A regular expression."""
    yes: str
    """It must match this."""
    no: str
    """It must not match this."""


class Matcher:
    """Some rules put together once, asked of many texts."""

    def __init__(self, rules: Iterable[Rule], flags: re.RegexFlag = re.IGNORECASE) -> None:
        by_script: dict[Language, list[str]] = {}
        for rule in rules:
            by_script.setdefault(_WRITTEN_IN.get(rule.language, rule.language), []).append(rule.find)
        self._parts = tuple((_SCRIPTS.get(script), _together(found, flags)) for script, found in by_script.items())

    def found_in(self, text: str) -> bool:
        """Whether a rule matches anywhere in ``text``."""
        return any((script is None or script.search(text)) and part.search(text) for script, part in self._parts)

    def opens(self, text: str) -> bool:
        """Whether a rule matches the beginning of ``text``."""
        return any((script is None or script.search(text)) and part.match(text) for script, part in self._parts)

    def is_all_of(self, text: str) -> bool:
        """Whether a rule matches ``text`` from end to end."""
        return any((script is None or script.search(text)) and part.fullmatch(text) for script, part in self._parts)


def _together(found: Sequence[str], flags: re.RegexFlag) -> re.Pattern[str]:
    try:
        return re.compile("|".join(found), flags)
    except re.error as error:
        raise RuleError(f"{next(filter(_is_broken, found), found[0])!r} is no regular expression: {error}") from error


def _is_broken(find: str) -> bool:
    try:
        re.compile(find)
    except re.error:
        return True
    return False


def load_rules(name: str) -> tuple[Rule, ...]:
    """The rules of ``digests/rules/<name>.toml``, in the order of the file.

    Raises:
        RuleError: a language or a field that there is not.
    """
    return read_rules(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"), name)


def read_rules(text: str, name: str) -> tuple[Rule, ...]:
    """The rules in the text of a file."""
    return tuple(
        _rule(name, kind, language, fields)
        for kind, languages in tomllib.loads(text).items()
        for language, rules in languages.items()
        for fields in rules
    )


def _rule(name: str, kind: str, language: Any, fields: Any) -> Rule:
    try:
        rule = Rule(kind, language, **fields)
    except TypeError as error:
        raise RuleError(f"{name}.toml, {kind}.{language}: {fields}: {error}") from error
    if language not in LANGUAGES:
        raise RuleError(f"{name}.toml, {kind}: {language!r} is none of {', '.join(LANGUAGES)}")
    return rule


def of_kinds(rules: Sequence[Rule], *kinds: str) -> list[Rule]:
    """Those of some kinds."""
    return [rule for rule in rules if rule.kind in kinds]


def but_kinds(rules: Sequence[Rule], *kinds: str) -> list[Rule]:
    """Those of all other kinds."""
    return [rule for rule in rules if rule.kind not in kinds]


def load_words(name: str) -> dict[str, tuple[Rule, ...]]:
    """Kind -> its rules, of a file whose tables are lists of words (``any``) with one ``yes`` and ``no`` a table."""
    tables = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return {
        kind: tuple(
            _rule(name, kind, language, {"find": word, "yes": table["yes"], "no": table["no"]})
            for language, table in languages.items()
            for word in table["any"]
        )
        for kind, languages in tables.items()
    }
