"""What a language model is asked to write for readers, and what of it may be shown."""

import hashlib
import json
from dataclasses import dataclass
from typing import Literal, TypeAlias

WritingKind: TypeAlias = Literal["translate", "brief"]
"""A headline or a quoted sentence in another language; or a story in two or three sentences, from all its sides."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence of a source that something written rests on."""

    text: str
    language: str
    publisher: str = ""
    country: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that a language model wrote, and the sentences of the sources that it rests on."""

    text: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Commission:
    """A piece of writing that a language model is asked for."""

    kind: WritingKind
    language: str
    """In which it is to be written."""
    grounds: tuple[Ground, ...]
    """What it is made of: one sentence for a translation, those of all sides for a brief; in order, counted from 1."""
    story_id: int = 0

    def key(self, model: str) -> str:
        """Equal for what is asked for twice of one model: the same words in the same language, whoever reads them."""
        said = [self.kind, self.language, model, [[ground.text, ground.language] for ground in self.grounds]]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
