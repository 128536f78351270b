"""Which texts of a digest a language model is asked for: what its reader cannot read, and stories of several sides.

Pure.
"""

from collections.abc import Iterator

from digests.model import Commission, Digest, DigestStory, Ground, Length

_LONGEST = 700
"""Characters of a text that is translated: what is longer is no sentence."""


def of_digest(digest: Digest) -> Iterator[Commission]:
    """Everything that could be shown of this digest in its reader's language and is not there."""
    for story in digest.stories:
        yield from of_story(story, digest.language, digest.length)


def of_story(story: DigestStory, language: str, length: Length) -> Iterator[Commission]:
    """The headline first, then its sentences; a brief where several countries report; the other sides' sentences where
    the digest quotes what its reader cannot read."""
    if not story.readable:
        yield from _translated(story, language, story.ground)
    if length == "brief":
        return
    for quote in story.quotes:
        if not story.readable:
            yield from _translated(story, language, quote.ground)
    if told := brief(story, language):
        yield told
    for quote in story.others if length == "full" else ():
        if not quote.readable:
            yield from _translated(story, language, quote.ground)


def translation(ground: Ground, language: str, story_id: int = 0) -> Commission:
    """One text in another language."""
    return Commission("translate", language, (ground,), story_id)


def brief(story: DigestStory, language: str) -> Commission | None:
    """The story from all its sides; ``None`` where only one country's media report it."""
    if not story.sides:
        return None
    return Commission("brief", language, tuple(quote.ground for quote in story.sides), story.story_id)


def _translated(story: DigestStory, language: str, ground: Ground) -> Iterator[Commission]:
    if ground.text.strip() and len(ground.text) <= _LONGEST:
        yield translation(ground, language, story.story_id)
