"""What a generated text is held against, and what is found in it that is not borne out."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "number", "date", "name", "country", "quotation", "negation", "opposite", "roles", "merged", "missing",
    "language", "length", "repetition", "markup", "template", "echo", "refusal", "citation",
]  # fmt: skip
"""What may be wrong: see ``docs/claims.md``, which tells each with an example."""


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A headline or sentence as a publisher wrote it; its number is its place in the sequence, from 1."""

    text: str
    language: str
    """A BCP-47 code: ``en zh-Hans zh-Hant ja ko``."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Words of a generated text that no source bears out, or words of a source that it has lost."""

    kind: Kind
    said: str
    """The words; what is not words (length, language) says what was found instead."""
