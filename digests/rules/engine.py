"""Rules of a TOML file -> one question to a text, asked in the scripts that the text is written in.

A file holds tables by kind and language, each a list of rules:

    [contact]
    en = [
      { find = 'please (?:call|visit)', yes = "Please call the office.", no = "The result pleased them." },
    ]

``find`` is a regular expression, upper and lower case alike. The language says in which script a rule is written:
``en`` Latin, ``ko`` Hangul, ``ja`` kana, ``han`` ideographs alone (Chinese, and Japanese words without kana), ``any``
several scripts or signs. A rule is looked for only where its script occurs, and what it asks for (``needles.py``).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, get_args

import ahocorasick

from digests.rules.needles import needles

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
    """Some rules put together once, asked of many texts.

    Nearly no text holds a rule: which of the words that the rules ask for stand in it is seen in one pass, and only the
    rules of those are tried.
    """

    def __init__(self, rules: Iterable[Rule], flags: re.RegexFlag = re.IGNORECASE) -> None:
        by_script: dict[Language, list[str]] = {}
        for rule in rules:
            by_script.setdefault(_WRITTEN_IN.get(rule.language, rule.language), []).append(rule.find)
        self._parts = tuple((_SCRIPTS.get(script), _Part(found, flags)) for script, found in by_script.items())

    def found_in(self, text: str) -> bool:
        """Whether a rule matches anywhere in ``text``."""
        return any(pattern.search(text) for pattern in self._asked(text))

    def opens(self, text: str) -> bool:
        """Whether a rule matches the beginning of ``text``."""
        return any(pattern.match(text) for pattern in self._asked(text))

    def is_all_of(self, text: str) -> bool:
        """Whether a rule matches ``text`` from end to end."""
        return any(pattern.fullmatch(text) for pattern in self._asked(text))

    def _asked(self, text: str) -> Iterator[re.Pattern[str]]:
        small = text.lower()
        for script, part in self._parts:
            if script is None or script.search(text):
                yield from map(part.pattern, part.places(small))


class KindMatcher:
    """Rules of several kinds, all asked of a text at once."""

    def __init__(self, rules: Mapping[str, Iterable[Rule]], flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._count = len(rules)
        by_script: dict[Language, tuple[list[str], list[int]]] = {}
        for kind, some in enumerate(rules.values()):
            for rule in some:
                found, kinds = by_script.setdefault(_WRITTEN_IN.get(rule.language, rule.language), ([], []))
                found.append(rule.find)
                kinds.append(kind)
        self._parts = tuple(
            (_SCRIPTS.get(script), _Part(found, flags), kinds) for script, (found, kinds) in by_script.items()
        )

    def found_in(self, text: str) -> tuple[bool, ...]:
        """For each kind whether a rule of it matches anywhere in ``text``."""
        kinds = [False] * self._count
        small = text.lower()
        for script, part, kind_of in self._parts:
            if script is None or script.search(text):
                for place in part.places(small):
                    kinds[kind_of[place]] = kinds[kind_of[place]] or bool(part.pattern(place).search(text))
        return tuple(kinds)


class _Part:
    """The rules of one script."""

    def __init__(self, found: Sequence[str], flags: re.RegexFlag) -> None:
        self._found, self._flags = found, flags
        self._compiled: dict[int, re.Pattern[str]] = {}
        held: dict[str, list[int]] = {}
        asks = [_needles(find) for find in found]
        self._always = frozenset(place for place, words in enumerate(asks) if not words)
        for place, words in enumerate(asks):
            for word in words:
                held.setdefault(word, []).append(place)
        self._words = ahocorasick.Automaton()
        for word, places in held.items():
            self._words.add_word(word, places)
        self._words.make_automaton()

    def places(self, small: str) -> frozenset[int]:
        """The numbers of the rules that may match a text, which is given in small letters."""
        if not self._words:
            return self._always
        return self._always.union(*(held for _, held in self._words.iter(small)))

    def pattern(self, place: int) -> re.Pattern[str]:
        """The rule of that number; compiled once it is asked."""
        if place not in self._compiled:
            self._compiled[place] = re.compile(self._found[place], self._flags)
        return self._compiled[place]


def _needles(find: str) -> frozenset[str]:
    try:
        return needles(find)
    except re.error as error:
        raise RuleError(f"{find!r} is no regular expression: {error}") from error


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
