"""One story in words: its headline, its sentences, between whom it is, who tells it, and why it is here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from unicodedata import normalize

from bot.render.escape import Html, bold, escape, folded, italic, joined, lines, link
from bot.render.machine import headline_mark, in_a_row, told, under_headline
from bot.render.words import INTERNATIONAL, Words, flag
from digests.model import DigestStory, Length, Quote, SourceLink

MAX_NAMES: Mapping[Length, int] = MappingProxyType({"brief": 1, "normal": 4, "full": 6})
"""Publishers named with a story of a digest; its own page has all of them."""
_SIDES: Mapping[Length, int] = MappingProxyType({"brief": 0, "normal": 2, "full": 4})
"""Other sides that are quoted; a normal digest leaves to the story's own page what its reader cannot read."""
_OWN = ("follow", "keyword", "publisher", "liked")
"""Reasons that are the reader's own doing; the others hold for nearly every story of their digest."""


def story_block(story: DigestStory, words: Words, *, number: int, length: Length = "normal") -> Html:
    """One story as it stands in a digest: a line of a brief one, else a paragraph."""
    if length == "brief":
        return line(story, words, number=number)
    return lines(
        headline(story, words, number=number),
        italic(under_headline(story)),
        told(story, words),
        joined(
            " · ", [between(story, words), *telling(story, words, most=MAX_NAMES[length]), since_told(story, words)]
        ),
        folded(lines(*(side_line(quote, words) for quote in sides(story, length)))),
        italic(reasons(story, words)),
    )


def line(story: DigestStory, words: Words, *, number: int | None = None) -> Html:
    """``1. Headline · Japan–Korea · NHK``: a story in one line."""
    return joined(
        " · ",
        [
            headline(story, words, number=number),
            between(story, words),
            words.publisher(story.sources[0].outlet),
            words.date(story.dated) if story.dated is not None else "",
            since_told(story, words),
        ],
    )


def sides(story: DigestStory, length: Length) -> Sequence[Quote]:
    """The other sides that a digest of this length quotes."""
    told = story.others if length == "full" else [quote for quote in story.others if quote.readable]
    return told[: _SIDES[length]]


def between(story: DigestStory, words: Words) -> str:
    """Whom a story is about, by name: ``Japan–Korea``, ``China only``."""
    return words.between(story.grade, story.countries)


def telling(story: DigestStory, words: Words, *, most: int) -> list[Html]:
    """Who tells a story, by country, each publisher once: ``Japan: NHK, Asahi``; and of whom we have not seen it."""
    texts = words.texts
    said = [words.date(story.dated)] if story.dated is not None else []
    if not story.reporting and story.abroad:
        said.append(texts("story.abroad"))
    links = _once(story.sources, words)
    shown: dict[str, list[Html]] = {}
    for source in _spread(links, most):
        shown.setdefault(source.country, []).append(link(source.url, words.publisher(source.outlet)))
    told = [_told_by(country, names, words) for country, names in shown.items()]
    more = len(links) - min(most, len(links))
    return [*map(escape, said), *told, *([escape(texts("list.more", n=more))] if more else []), *_unseen(story, words)]


def _told_by(country: str, names: Sequence[Html], words: Words) -> Html:
    listed = joined(words.texts("list.comma"), list(names))
    if country == INTERNATIONAL:
        return listed
    return joined(words.texts("list.colon"), [f"{flag(country)} {words.country(country)}", listed])


def _unseen(story: DigestStory, words: Words) -> list[Html]:
    return [escape(words.texts("story.silent", sources=words.sources(story.silent)))] if story.silent else []


def _once(sources: Sequence[SourceLink], words: Words) -> list[SourceLink]:
    """The first report of each publisher."""
    return list({_same(words.publisher(source.outlet)): source for source in reversed(sources)}.values())[::-1]


def _same(name: str) -> str:
    """A publisher's name however it is written: full-width letters and capitals make no other publisher."""
    return normalize("NFKC", name).casefold()


def _spread(links: Sequence[SourceLink], most: int) -> list[SourceLink]:
    """Up to ``most``, one of each country before a second of any: who tells it matters more than how many do."""
    turn: Counter[str] = Counter()
    ranked = []
    for place, source in enumerate(links):
        ranked.append((turn[source.country], place, source))
        turn[source.country] += 1
    return [source for _, _, source in sorted(ranked, key=lambda each: each[:2])[:most]]


def headline(story: DigestStory, words: Words, *, number: int | None = None) -> Html:
    """The headline as a link, in translation where there is one, numbered in a list; marked with its language where
    that is not the reader's, and with its translation; and a link to its page in their language where there is one."""
    text = bold(link(story.url, story.translation or story.headline))
    theirs = link(story.readable_at, words.texts("story.yours")) if story.readable_at else Html("")
    return joined(" ", [bold(f"{number}.") if number else Html(""), text, headline_mark(story, words), theirs])


def sentences(quotes: Sequence[Quote]) -> Html:
    """Quoted sentences in a row, as their script joins them."""
    return in_a_row([quote.text for quote in quotes], quotes[0].language) if quotes else Html("")


def reporting(story: DigestStory, words: Words) -> Html:
    """When it was published, if that is long ago; who reports it and who is silent, each flag with its country's name;
    in plain words where only media of other countries report it."""
    texts = words.texts
    dated = "" if story.dated is None else words.date(story.dated)
    if not story.reporting:
        return joined(" · ", [dated, texts("story.abroad") if story.abroad else ""])
    said = texts("story.reporting", countries=words.countries(story.reporting))
    return joined(" · ", [dated, said, *_unseen(story, words)])


def since_told(story: DigestStory, words: Words) -> str:
    """What became of a story since this reader had it."""
    corrected = words.texts("story.corrected") if story.corrected else ""
    grown = words.texts.count("story.grown", story.grown_by) if story.grown_by else ""
    return joined(" · ", [corrected, grown])


def source_links(sources: Sequence[SourceLink], words: Words, *, limit: int) -> Html:
    """Each publisher once, its further reports as numbers behind its name: ``NHK [2] [3], Yonhap``."""
    places: dict[str, tuple[str, list[str | None]]] = {}
    for source in sources:
        name = words.publisher(source.outlet)
        _, urls = places.setdefault(_same(name), (name, []))
        if source.url not in urls:
            urls.append(source.url)
    comma = words.texts("list.comma")
    shown = [_reports(name, urls) for name, urls in list(places.values())[:limit]]
    more = len(places) - len(shown)
    return joined(comma, [*shown, words.texts("list.more", n=more) if more > 0 else ""])


def _reports(name: str, urls: Sequence[str | None]) -> Html:
    addresses = [url for url in urls if url is not None]
    others = [link(url, f"[{number}]") for number, url in enumerate(addresses[1:], start=2)]
    return joined(" ", [link(addresses[0] if addresses else None, name), *others])


def side_line(quote: Quote, words: Words) -> Html:
    """``🇯🇵 NHK (Japan): …`` with the publisher linked; the country's name for whoever does not know its flag, and the
    mark of a translation."""
    name = joined(" ", [flag(quote.country), bold(link(quote.url, words.publisher(quote.publisher)))])
    of = [words.country(quote.country), *([words.texts("machine.translation")] if quote.translation else [])]
    country = words.texts("bracketed", text=words.listed(of))
    return joined(words.texts("list.colon"), [joined("", [name, country]), quote.translation or quote.text])


def reasons(story: DigestStory, words: Words) -> str:
    """``Why: you follow TRIPO``; nothing where the only reason is what every story is here for."""
    said = [reason(key, words, story) for key in story.reasons if key.partition(":")[0] in _OWN]
    return words.texts("why.here", reasons=" · ".join(said)) if said else ""


def reason(key: str, words: Words, story: DigestStory) -> str:
    """A reason's key (``follow:tripo``) in words; ``kind:value``."""
    kind, _, value = key.partition(":")
    if kind == "grade":
        return between(story, words)
    if kind == "silent":
        return words.texts("story.silent", sources=words.sources((value,)))
    if kind == "country":
        return words.texts("why.country", name=words.country(value))
    if kind in ("sector", "mechanism", "follow", "keyword", "publisher"):
        return words.texts(f"why.{kind}", name=words.name(value))
    return words.texts(f"why.{kind}")
