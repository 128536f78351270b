"""What a document came to, whatever it was: its text and what it says of itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document's text (paragraphs separated by a newline) and what it says of itself; ``None`` = it does not."""

    title: str | None
    author: str | None
    published: int | None
    """Epoch seconds, UTC."""
    text: str
    language: str | None
    url: str | None
    published_raw: str | None = None
