"""Digest -> plain text for a terminal, a file or a mail: no markup, the addresses written out."""

import unicodedata

from bot.render.classic import nothing, reporting, section_name, sentences, since_told, title
from bot.render.escape import clean, visible
from bot.render.texts import Texts
from bot.render.words import Words, flag
from config.catalogue import Catalogue
from digests.model import Digest, DigestStory


def digest(digest: Digest, texts: Texts, catalogue: Catalogue) -> str:
    """The digest as lines of text, ending with a newline."""
    words = Words(texts, catalogue)
    heading = title(digest, words)
    out = [heading, "=" * columns(heading), ""]
    if not digest.stories:
        return "\n".join([*out, nothing(digest, words), ""])
    number = 0
    for section in digest.sections:
        name = section_name(section.sector, words)
        out += [name, "-" * columns(name), ""]
        for story in section.stories:
            number += 1
            out += [*_story(story, words, number), ""]
    return "\n".join(out)


def _story(story: DigestStory, words: Words, number: int) -> list[str]:
    mark = "" if story.headline_language == words.texts.language else f" [{words.language(story.headline_language)}]"
    body = [
        visible(sentences(story.quotes)),
        " · ".join(part for part in (visible(reporting(story, words)), visible(since_told(story, words))) if part),
        *(f"{flag(quote.country)} {words.publisher(quote.publisher)}: {clean(quote.text)}" for quote in story.others),
        *dict.fromkeys(f"{words.publisher(source.outlet)} {source.url or ''}".rstrip() for source in story.sources),
    ]
    return [f"{number}. {clean(story.headline)}{mark}", *(f"   {line}" for line in body if line)]


def columns(text: str) -> int:
    """How many terminal columns ``text`` takes: East Asian characters and emoji take two, marks none."""
    return sum(
        0
        if unicodedata.combining(character) or character in "\u200d\ufe0f"
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
