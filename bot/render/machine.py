"""What a language model wrote, in a message: always marked as such, and its sources beside it where they are asked for.

Everything else of a story is its sources' own words.
"""

from collections.abc import Iterator, Sequence

from bot.render.escape import Html, italic, joined, lines, link
from bot.render.words import Words
from digests.model import DigestStory, Ground, Quote, Statement


def headline_mark(story: DigestStory, words: Words) -> str:
    """``[Korean]`` behind a headline that is not in the reader's language; where it was translated, that it was."""
    if story.headline_language == words.texts.language:
        return ""
    language = words.language(story.headline_language)
    return f"[{words.texts('machine.from', language=language) if story.translation else language}]"


def under_headline(story: DigestStory) -> str:
    """What a headline mentions, where its reader has nothing better."""
    return "" if story.translation else story.gloss


def told(story: DigestStory, words: Words) -> Html:
    """What a digest tells of a story under its headline: the brief, or its own sentences, in translation where there is
    one."""
    if story.brief:
        return brief(story.brief, words)
    quotes = worth_reading(story)
    body = in_a_row([quote.translation or quote.text for quote in quotes], _language(story, words))
    marked = story.translation or not any(quote.translation for quote in quotes)
    return body if marked else _marked("machine.translation", body, words)


def worth_reading(story: DigestStory) -> Sequence[Quote]:
    """A story's sentences as a digest has them: of one that its reader cannot read none where a line or a translation
    tells what its headline says, or else the first alone. Its own page has them all."""
    if story.readable or any(quote.translation for quote in story.quotes):
        return story.quotes
    return () if under_headline(story) or story.translation else story.quotes[:1]


def brief(statements: Sequence[Statement], words: Words) -> Html:
    """A brief with its mark before it."""
    body = in_a_row([each.text for each in statements], words.texts.language)
    return _marked("machine.brief", body, words)


def translated(quotes: Sequence[Quote], words: Words) -> Html:
    """The sentences that were translated, with their mark before them."""
    body = in_a_row([quote.translation for quote in quotes if quote.translation], words.texts.language)
    return _marked("machine.translation", body, words)


def in_a_row(sentences: Sequence[str], language: str) -> Html:
    """Sentences as their script joins them."""
    return joined("" if language.startswith(("zh", "ja")) else " ", list(sentences))


def beside_sources(story: DigestStory, words: Words) -> Html:
    """Everything that was written of a story, each sentence above what it rests on."""
    statements = [*_translations(story), *story.brief]
    return lines(*(lines(f"• {each.text}", *_grounds(each.grounds, words)) for each in statements))


def _translations(story: DigestStory) -> Iterator[Statement]:
    if story.translation:
        yield Statement(story.translation, (story.ground,))
    for quote in (*story.quotes, *story.others):
        if quote.translation:
            yield Statement(quote.translation, (quote.ground,))


def _grounds(grounds: Sequence[Ground], words: Words) -> Iterator[Html]:
    for ground in grounds:
        said = words.texts("quoted", text=ground.text)
        who = link(ground.url, ground.publisher) if ground.publisher else Html("")
        yield joined(" ", ["↳", italic(said), who])


def _marked(key: str, body: Html, words: Words) -> Html:
    mark = words.texts(key)
    return joined(words.texts("list.colon"), [italic(mark[:1].upper() + mark[1:]), body]) if body else body


def _language(story: DigestStory, words: Words) -> str:
    return words.texts.language if any(quote.translation for quote in story.quotes) else _of(story.quotes)


def _of(quotes: Sequence[Quote]) -> str:
    return quotes[0].language if quotes else ""
