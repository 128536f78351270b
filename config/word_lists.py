"""The lists of words that an operator writes: which languages they are for, and whether their patterns are any.

A list for a language that is never read (``jp``) and a pattern that cannot be compiled would do nothing, or end the
first pass that meets them: both are told when the files are read.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import regex

from digests.errors import ConfigurationError
from digests.model import NAMED_IN
from digests.validation import meant

_SCRIPTLESS = ("en", "zh", "ja", "ko")
"""As ``glossary.toml`` and ``dealings.toml`` name languages: Chinese is folded into one script first."""
_OFTEN = {
    "jp": "ja", "jpn": "ja", "jap": "ja", "kr": "ko", "kor": "ko", "eng": "en", "zh": "zh-Hans or zh-Hant",
    "cn": "zh-Hans", "zh-cn": "zh-Hans", "zho": "zh-Hans", "tw": "zh-Hant", "zh-tw": "zh-Hant", "hk": "zh-Hant",
    "zh-hk": "zh-Hant",
}  # fmt: skip
"""What is written for a language by mistake."""
_SECTIONS = {
    "names": 2, "bodies": 2, "capitals": 2, "places": 2, "firms": 2, "nationals": 2, "home": 2, "trio": 1,
    "together": 1, "apart": 1, "inbound": 1, "toward": 1, "rival": 1, "follow": 1, "edge": 1, "edge_not": 1,
    "short": 1, "before": 1, "partner": 1,
}  # fmt: skip
"""The sections of ``glossary.toml``, and at which depth they name a language."""
_PARTNER = tuple(f"{language}_{side}" for language in _SCRIPTLESS for side in ("before", "after"))
_DEALINGS = ("cues", "between", "claimed", "drawn", "nothing")
_FAULTS = (TypeError, AttributeError, KeyError)


def as_table(value: Any) -> Any:
    """A bare string is a word of weight 1."""
    return {"text": value} if isinstance(value, str) else value


def require_read(value: Any) -> Any:
    """Raises:
    ValueError: a list of words is for a language that no text is read in.
    """
    if isinstance(value, dict):
        for language in value:
            _require(language, NAMED_IN)
    return value


def require_language(value: Any) -> Any:
    """Raises:
    ValueError: what is no language but a country's code, which is written for one by mistake.
    """
    if isinstance(value, str) and (right := _OFTEN.get(value.lower())) and value != "zh":
        raise ValueError(f"{value} is no language: did you mean {right}?")
    return value


def check_glossary(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """``glossary.toml`` itself, where all of it will be understood.

    Raises:
        ConfigurationError: a section, a language or a pattern is none; names it.
    """
    for section, table in content.items():
        place = f"glossary.toml, [{section}]"
        if section not in _SECTIONS:
            raise ConfigurationError(place, "is not understood", meant(section, _SECTIONS) or "see the packaged file")
        for where, lists in _tables(place, table, _SECTIONS[section]):
            for key, words in lists.items():
                _check_list(f"{where}.{key}", section, key, words)
    return content


def check_dealings(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """``dealings.toml`` itself, where all of it will be understood.

    Raises:
        ConfigurationError: a section or a language is none; names it.
    """
    for section, table in content.items():
        place = f"dealings.toml, [{section}]"
        if section not in _DEALINGS:
            raise ConfigurationError(place, "is not understood", meant(section, _DEALINGS) or "see the packaged file")
        for where, lists in _tables(place, table, 2):
            for key in lists:
                _told(where, key, _SCRIPTLESS)
    return content


def check_synonyms(content: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
    """Raises:
    ConfigurationError: names a language that is none.
    """
    for kind, names in content.items():
        for name, languages in names.items():
            for language in languages:
                _told(f"synonyms.toml, [{kind}.{name}]", language, (*_SCRIPTLESS, *NAMED_IN))


def _tables(place: str, table: Any, depth: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tables that name languages, with where each stands."""
    if not isinstance(table, dict):
        raise ConfigurationError(place, "must be a table", 'write [section], and under it en = ["…"]')
    if depth == 1:
        yield place, table
        return
    for name, inner in table.items():
        yield from _tables(f"{place[:-1]}.{name}]", inner, depth - 1)


def _check_list(place: str, section: str, key: str, words: Any) -> None:
    if section == "partner":
        _told(place.rpartition(".")[0], key, _PARTNER)
        _compiled(place, words)
        return
    _told(place.rpartition(".")[0], key, _SCRIPTLESS)
    if section == "short":
        _check_short(place, words)
    elif section == "before":
        _check_before(place, words)
    elif section == "edge":
        _compiled(place, f"[{words}]")
    else:
        for word in _texts(place, words):
            if section in ("follow", "edge_not"):
                _compiled(place, word)


def _check_short(place: str, symbols: Any) -> None:
    if not isinstance(symbols, dict):
        raise ConfigurationError(place, "must be a table", 'write "中" = "CN"')
    for symbol in symbols:
        if len(symbol) != 1 or not symbol.isalpha():
            raise ConfigurationError(place, f"{symbol} is no single character", 'write "中" = "CN"')


def _check_before(place: str, symbols: Any) -> None:
    right = 'write [before.zh."日"], and under it country = "JP", not = "今昨", nouns = ["舰"]'
    if not isinstance(symbols, dict):
        raise ConfigurationError(place, "must be a table", right)
    for symbol, part in symbols.items():
        if not isinstance(part, dict) or part.keys() != {"country", "not", "nouns"} or not part["nouns"]:
            raise ConfigurationError(f"{place}.{symbol}", "is not understood", right)
        _compiled(f"{place}.{symbol}.not", f"[{part['not']}]")
        for noun in _texts(f"{place}.{symbol}.nouns", part["nouns"]):
            _compiled(f"{place}.{symbol}.nouns", noun)


def _texts(place: str, words: Any) -> Iterable[str]:
    try:
        texts = [word if isinstance(word, str) else word["text"] for word in words]
    except _FAULTS:
        texts = [""]
    if isinstance(words, str) or not all(isinstance(text, str) and text for text in texts):
        right = 'write ["…", { text = "…", unless = ["…"] }]'
        raise ConfigurationError(place, "is no list of words", right)
    return texts


def _compiled(place: str, pattern: Any) -> None:
    """Raises:
    ConfigurationError: it is no pattern, or one that every text matches.
    """
    try:
        found = regex.compile(pattern).search("")
    except (regex.error, TypeError) as error:
        position = getattr(error, "pos", None)
        where = f" at character {position + 1}" if position is not None else ""
        said = f"is no pattern: {getattr(error, 'msg', 'not text')}{where}"
        raise ConfigurationError(place, said, r"mend it; \( \[ \* \+ \? \. stand for the signs themselves") from None
    if found is not None:
        raise ConfigurationError(place, "is a pattern that every text matches", "mend or remove it")


def _told(place: str, language: str, known: tuple[str, ...]) -> None:
    try:
        _require(language, known)
    except ValueError as error:
        problem, _, advice = str(error).partition(": ")
        raise ConfigurationError(place, problem, advice) from None


def _require(language: str, known: tuple[str, ...]) -> None:
    if language not in known:
        often = _OFTEN.get(language.lower(), "")
        often = "zh" if often.startswith("zh") and "zh" in known else often
        hint = f"did you mean {often}?" if often else meant(language, known) or f"right: {', '.join(known)}"
        raise ValueError(f"{language} is no language that is read: {hint}")
