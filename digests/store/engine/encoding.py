"""Values of the model as JSON text in a column, and back: short arrays, since there are many of them."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, get_args

from digests.model import Evidence, Place, Sentence, Sign, Tag

_PLACES = frozenset(get_args(Place))
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def names_to_text(names: Sequence[str]) -> str:
    """``("ai", "ip")`` -> ``["ai","ip"]``."""
    return _dump(list(names))


@lru_cache(maxsize=10_000)
def names_from_text(text: str) -> tuple[str, ...]:
    """Names from a list; read once for each text, since the same few lists stand in very many rows.

    Raises:
        ValueError: it is no list of names. So do the others below, where a list holds something else.
    """
    names = json.loads(text)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"no list of names: {text[:80]}")
    return tuple(names)


def evidence_to_text(evidence: Sequence[Evidence]) -> str:
    return _dump([_evidence(one) for one in evidence])


def evidence_from_text(text: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(*_quoted(one)) for one in json.loads(text))


def tags_to_text(tags: Sequence[Tag]) -> str:
    """Each tag as ``[name, weight, [[words, place, start, end], …], meaning]``; older rows have no meaning."""
    return _dump([[tag.name, round(tag.weight, 3), [*map(_evidence, tag.evidence)], tag.meaning] for tag in tags])


def tags_from_text(text: str) -> tuple[Tag, ...]:
    return tuple(_tag(*one) for one in json.loads(text))


def signs_to_text(signs: Sequence[Sign]) -> str:
    """Each sign as ``[name, weight]``."""
    return _dump([[sign.name, sign.weight] for sign in signs])


def signs_from_text(text: str) -> tuple[Sign, ...]:
    return tuple(_sign(*one) for one in json.loads(text))


def sentences_to_text(sentences: Sequence[Sentence]) -> str:
    return _dump([[one.text, one.place, one.start, one.end] for one in sentences])


def sentences_from_text(text: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(*_quoted(one)) for one in json.loads(text))


def _evidence(one: Evidence) -> list[Any]:
    return [one.words, one.place, one.start, one.end]


def _tag(name: Any, weight: Any, evidence: Any, meaning: Any = 0.0) -> Tag:
    if type(name) is not str or type(weight) not in (int, float) or type(meaning) not in (int, float):
        raise ValueError(f"no tag: {name!r}, {weight!r}, {meaning!r}")
    return Tag(name, weight, tuple(Evidence(*_quoted(one)) for one in evidence), meaning)


def _sign(name: Any, weight: Any) -> Sign:
    if type(name) is not str or type(weight) not in (int, float):
        raise ValueError(f"no sign: {name!r}, {weight!r}")
    return Sign(name, weight)


def _quoted(one: Any) -> tuple[str, Place, int, int]:
    words, place, start, end = one
    if type(words) is not str or place not in _PLACES or type(start) is not int or type(end) is not int:
        raise ValueError(f"no words with their place: {one!r:.80}")
    return words, place, start, end
