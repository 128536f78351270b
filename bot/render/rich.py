"""A digest as one rich message (Bot API 10.1): headings, the other sides folded, times in the reader's own zone.

The classic form goes with it as its fallback, for servers that do not know the method and for what would not fit:
32,768 characters and 500 blocks a message, where list items, table rows, quotes and details count.
"""

import re
from collections.abc import Iterable

from bot.render import classic, machine, stories
from bot.render.escape import Html, block, cited, details, italic, joined, link, moment, table, units, visible
from bot.render.texts import Texts
from bot.render.words import Words, flag
from config.catalogue import Catalogue
from digests.editions.trends import Trends
from digests.model import COUNTRIES, Digest, DigestStory, Part, Quote

MAX_UNITS = 32_768
MAX_BLOCKS = 500
_BLOCK = re.compile(r"<(?:h[1-6]|p|details|summary|blockquote|table|tr|t[hd]|caption|footer)\b")


def digest(
    digest: Digest, texts: Texts, catalogue: Catalogue, *, more: str = "", week: Trends | None = None
) -> tuple[Part, ...]:
    """One rich part with the classic parts as its fallback; the classic ones alone where it would not fit.

    ``week`` is counted in a table above the stories.
    """
    parts = classic.digest(digest, texts, catalogue, more=more)
    markup = _message(digest, Words(texts, catalogue), week)
    if not digest.stories or units(visible(markup)) > MAX_UNITS or len(_BLOCK.findall(markup)) > MAX_BLOCKS:
        return parts
    buttons = tuple(row for part in parts for row in part.buttons)
    return (Part(text=markup, mode="rich", fallback=parts, buttons=buttons),)


def _message(digest: Digest, words: Words, week: Trends | None) -> Html:
    pieces = list(_head(digest, words))
    if week and week.totals[-1]:
        pieces.append(_week(week, words))
    number = 0
    for section in digest.sections:
        pieces.append(block("h2", classic.heading_of(section, digest, words)))
        for story in section.stories:
            number += 1
            if digest.length == "brief":
                pieces.append(block("p", stories.line(story, words, number=number)))
            else:
                pieces.extend(_story(story, words, number, digest))
    pieces.append(block("p", italic(classic.ending(digest, words))))
    return joined("", pieces)


def _head(digest: Digest, words: Words) -> Iterable[Html]:
    texts = words.texts
    yield block("h1", classic.title(digest, words))
    yield block("p", classic.opening(digest, words))
    if digest.late:
        yield block("p", italic(texts("digest.late")))


def _week(week: Trends, words: Words) -> Html:
    """How many stories each sector had, and in how many of them each country's media spoke. All stories count, as they
    do in the picture, not only those that are shown."""
    header = ["", words.texts("week.stories"), *(f"{flag(code)} {words.country(code)}" for code in COUNTRIES)]
    rows = [
        [
            words.sector(line.name),
            words.number(line.now),
            *(words.number(week.told.get((line.name, code), 0)) for code in COUNTRIES),
        ]
        for line in week.most
    ]
    return table(words.texts("week.table"), header, rows)


def _story(story: DigestStory, words: Words, number: int, digest: Digest) -> Iterable[Html]:
    texts = words.texts
    yield block("h3", joined(" ", [f"{number}.", stories.headline(story, words)]))
    yield block("p", italic(machine.under_headline(story)))
    yield block("p", machine.told(story, words))
    when = moment(story.published, words.stamp(story.published, digest.zone, now=digest.made))
    told = stories.telling(story, words, most=stories.MAX_NAMES[digest.length])
    since = [stories.since_told(story, words), "" if story.dated is not None else when]
    yield block("p", joined(" · ", [stories.between(story, words), *told, *since]))
    others = stories.sides(story, digest.length)
    countries = tuple(dict.fromkeys(quote.country for quote in others))
    quotes = [cited(quote.translation or quote.text, _said_by(quote, words)) for quote in others]
    yield details(texts("story.elsewhere", countries=words.countries(countries)), joined("", quotes))
    yield block("p", italic(stories.reasons(story, words)))


def _said_by(quote: Quote, words: Words) -> Html:
    who = joined(" ", [flag(quote.country), link(quote.url, words.publisher(quote.publisher))])
    return joined(" · ", [who, words.texts("machine.translation") if quote.translation else ""])
