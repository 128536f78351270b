"""Digest, story, lists -> classic HTML messages, within Telegram's limits.

A digest reads, from the top: the day and how much there was; by sector, each story with its headline, its own
sentences, who reports and who does not, its sources, the other sides folded behind a tap, and why it is here. Every
part carries buttons for the stories that stand in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.escape import Html, bold, folded, italic, joined, lines, link
from bot.render.split import pack
from bot.render.texts import Texts
from bot.render.words import Words, flag
from config.catalogue import Catalogue
from digests.model import Digest, DigestStory, Part, Quote, SourceLink

MAX_LINKS = 6
"""Sources linked under a story of a digest; its own page has all of them."""
_ROW = 6
"""Number buttons side by side that a thumb still hits."""

Button = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: which it is, and the action that opens another (``{page}`` takes its number)."""

    number: int
    more: bool
    """There is a page after it."""
    action: str


# ------------------------------------------------------------------ the digest


def digest(digest: Digest, texts: Texts, catalogue: Catalogue) -> tuple[Part, ...]:
    """The messages of a digest; the last ends with the way to the settings. An empty digest renders as one line;
    whether to send it is the caller's decision."""
    words = Words(texts, catalogue)
    blocks: list[Html] = [_head(digest, words)]
    numbers: dict[int, tuple[int, DigestStory]] = {}
    for section in digest.sections:
        for place, each in enumerate(section.stories):
            heading = bold(section_name(section.sector, words)) if place == 0 else Html("")
            numbers[len(blocks)] = (len(numbers) + 1, each)
            blocks.append(lines(heading, story_block(each, words, number=len(numbers))))
    packed = pack(blocks)
    preview = digest.stories[0].url if digest.stories else None
    parts = [
        Part(
            text=message.markup,
            buttons=number_rows([numbers[index] for index in message.blocks if index in numbers]),
            preview=preview if place == 0 else None,
        )
        for place, message in enumerate(packed)
    ]
    last = parts[-1]
    footer = ((words.texts("button.latest"), "latest"), (words.texts("button.settings"), "settings"))
    return (*parts[:-1], Part(text=last.text, buttons=(*last.buttons, footer), preview=last.preview))


def _head(digest: Digest, words: Words) -> Html:
    texts = words.texts
    heading = bold(title(digest, words))
    if not digest.stories:
        return lines(heading, nothing(digest, words))
    count = texts.count("digest.stories", len(digest.stories))
    if digest.considered > len(digest.stories):
        count = texts("digest.of", stories=count, considered=words.number(digest.considered))
    return lines(heading, count, italic(texts("digest.late")) if digest.late else "")


def title(digest: Digest, words: Words) -> str:
    """The day, or the days that were asked for."""
    if digest.weekly:
        return words.texts("digest.weekly")
    if digest.until is not None:
        return words.days(digest.since, digest.until, digest.zone)
    return words.day(digest.made, digest.zone)


def nothing(digest: Digest, words: Words) -> str:
    """What an empty digest says."""
    if digest.until is not None:
        return words.texts("digest.nothing.days")
    return words.texts("digest.nothing.week" if digest.weekly else "digest.nothing")


def section_name(sector: str, words: Words) -> str:
    if sector in ("top", "other", "shared"):
        return words.texts(f"digest.section.{sector}")
    return words.sector(sector)


def story_block(story: DigestStory, words: Words, *, number: int) -> Html:
    """One story as it stands in a digest."""
    return lines(
        headline(story, words, number=number),
        sentences(story.quotes),
        joined(" · ", [reporting(story, words), since_told(story, words)]),
        source_links(story.sources, words, limit=MAX_LINKS),
        folded(lines(*(side_line(quote, words) for quote in story.others))),
        italic(reasons(story, words)),
    )


def headline(story: DigestStory, words: Words, *, number: int | None = None) -> Html:
    """The headline as a link, numbered in a list; marked with its language where that is not the reader's."""
    text = bold(link(story.url, story.headline))
    mark = "" if story.headline_language == words.texts.language else f"[{words.language(story.headline_language)}]"
    return joined(" ", [bold(f"{number}.") if number else Html(""), text, mark])


def sentences(quotes: Sequence[Quote]) -> Html:
    """Quoted sentences in a row, as their script joins them."""
    if not quotes:
        return Html("")
    joint = "" if quotes[0].language.startswith(("zh", "ja")) else " "
    return joined(joint, [quote.text for quote in quotes])


def reporting(story: DigestStory, words: Words) -> Html:
    """When it was published, if that is long ago; who reports it and who is silent, each flag with its country's name;
    in plain words where only media of other countries report it."""
    texts = words.texts
    dated = "" if story.dated is None else words.date(story.dated)
    if not story.reporting:
        return joined(" · ", [dated, texts("story.abroad") if story.abroad else ""])
    said = texts("story.reporting", countries=words.countries(story.reporting))
    silent = texts("story.silent", countries=words.countries(story.silent)) if story.silent else ""
    return joined(" · ", [dated, said, silent])


def since_told(story: DigestStory, words: Words) -> str:
    """What became of a story since this reader had it."""
    corrected = words.texts("story.corrected") if story.corrected else ""
    grown = words.texts.count("story.grown", story.grown_by) if story.grown_by else ""
    return joined(" · ", [corrected, grown])


def source_links(sources: Sequence[SourceLink], words: Words, *, limit: int) -> Html:
    """Each place once: where several reports of one outlet have no address, naming it again tells nothing."""
    places = list(dict.fromkeys((source.url, words.publisher(source.outlet)) for source in sources))
    shown = [link(url, name) for url, name in places[:limit]]
    more = len(places) - len(shown)
    return joined(words.texts("list.comma"), [*shown, words.texts("list.more", n=more) if more > 0 else ""])


def side_line(quote: Quote, words: Words) -> Html:
    """``🇯🇵 NHK (Japan): …`` with the publisher linked; the country's name for whoever does not know its flag."""
    name = joined(" ", [flag(quote.country), bold(link(quote.url, words.publisher(quote.publisher)))])
    country = words.texts("bracketed", text=words.country(quote.country))
    return joined(words.texts("list.colon"), [joined("", [name, country]), quote.text])


def reasons(story: DigestStory, words: Words) -> str:
    """``Why: you follow TRIPO, about all three``; nothing where no reason was given."""
    said = [reason(key, words) for key in story.reasons]
    return words.texts("why.here", reasons=" · ".join(said)) if said else ""


def reason(key: str, words: Words) -> str:
    """A reason's key (``follow:tripo``) in words; ``kind:value``."""
    kind, _, value = key.partition(":")
    if kind == "grade":
        return words.texts(f"grade.{value}")
    if kind in ("country", "silent"):
        return words.texts(f"why.{kind}", name=words.country(value))
    if kind in ("sector", "mechanism", "follow", "keyword", "publisher"):
        return words.texts(f"why.{kind}", name=words.name(value))
    return words.texts(f"why.{kind}")


def number_rows(stories: Sequence[tuple[int, DigestStory]]) -> tuple[tuple[Button, ...], ...]:
    """A button for each numbered story, a few in a row."""
    buttons = [(str(number), f"story:{story.story_id}") for number, story in stories]
    return tuple(tuple(buttons[start : start + _ROW]) for start in range(0, len(buttons), _ROW))
