"""Values of the model as JSON text in a column, and back: short arrays, since there are many of them."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from digests.model import Evidence, Sentence, Tag

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def names_to_text(names: Sequence[str]) -> str:
    """``("ai", "ip")`` -> ``["ai","ip"]``."""
    return _dump(list(names))


@lru_cache(maxsize=10_000)
def names_from_text(text: str) -> tuple[str, ...]:
    """The same few lists stand in very many rows."""
    return tuple(json.loads(text))


def evidence_to_text(evidence: Sequence[Evidence]) -> str:
    return _dump([_evidence(one) for one in evidence])


def evidence_from_text(text: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(*one) for one in json.loads(text))


def tags_to_text(tags: Sequence[Tag]) -> str:
    """Each tag as ``[name, weight, [[words, place, start, end], …]]``."""
    return _dump([[tag.name, round(tag.weight, 3), [_evidence(one) for one in tag.evidence]] for tag in tags])


def tags_from_text(text: str) -> tuple[Tag, ...]:
    return tuple(
        Tag(name, weight, tuple(Evidence(*one) for one in evidence)) for name, weight, evidence in json.loads(text)
    )


def sentences_to_text(sentences: Sequence[Sentence]) -> str:
    return _dump([[one.text, one.place, one.start, one.end] for one in sentences])


def sentences_from_text(text: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(*one) for one in json.loads(text))


def _evidence(one: Evidence) -> list[Any]:
    return [one.words, one.place, one.start, one.end]
