"""Digest -> plain text for a terminal, a file or a mail: no markup, the addresses written out."""

from bot.render.classic import ending, heading_of, opening, title
from bot.render.escape import clean, visible
from bot.render.machine import headline_mark, told, under_headline
from bot.render.stories import between, reporting, sides, since_told
from bot.render.texts import Texts
from bot.render.words import Words, flag
from bot.render.wrap import columns
from config.catalogue import Catalogue
from digests.model import Digest, DigestStory, Length, Quote


def digest(digest: Digest, texts: Texts, catalogue: Catalogue) -> str:
    """The digest as lines of text, ending with a newline."""
    words = Words(texts, catalogue)
    heading = title(digest, words)
    out = [heading, "=" * columns(heading), ""]
    if not digest.stories or digest.looked_back:
        out += [opening(digest, words), ""]
    number = 0
    for section in digest.sections:
        if name := heading_of(section, digest, words):
            out += [name, "-" * columns(name), ""]
        for story in section.stories:
            number += 1
            out += [*_story(story, words, number, digest.length), ""]
    return "\n".join([*out, *([last, ""] if (last := ending(digest, words)) else [])])


def _story(story: DigestStory, words: Words, number: int, length: Length) -> list[str]:
    first = f"{number}. {clean(story.translation or story.headline)} {headline_mark(story, words)}".rstrip()
    about = [between(story, words), visible(since_told(story, words))]
    if length == "brief":
        return [first, f"   {' · '.join(part for part in (*about, story.url or '') if part)}"]
    body = [
        clean(under_headline(story)),
        visible(told(story, words)),
        " · ".join(part for part in (about[0], visible(reporting(story, words)), about[1]) if part),
        *(
            f"{flag(quote.country)} {words.publisher(quote.publisher)}: {_said(quote, words)}"
            for quote in sides(story, length)
        ),
        f"{words.texts('story.yours')} {story.readable_at}" if story.readable_at else "",
        *dict.fromkeys(f"{words.publisher(source.outlet)} {source.url or ''}".rstrip() for source in story.sources),
    ]
    return [first, *(f"   {line}" for line in body if line)]


def _said(quote: Quote, words: Words) -> str:
    if not quote.translation:
        return clean(quote.text)
    return f"[{words.texts('machine.translation')}] {clean(quote.translation)}"
