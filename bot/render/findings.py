"""What a search found as classic HTML: stories, numbered, their reports beneath, the words bold in every language."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.classic import Button, Page, number_rows
from bot.render.escape import Html, bold, italic, joined, lines, link
from bot.render.lists import pager, with_buttons
from bot.render.stories import headline
from bot.render.texts import Texts
from bot.render.words import Words, flag
from config.catalogue import Catalogue
from digests.model import DigestStory, Item, Part

_TITLE = 90
"""Characters of a title beneath."""
_OTHER_NAMES = 8


@dataclass(frozen=True, slots=True)
class Quoted:
    """A report with words of its own, and where among them stands what was looked for."""

    item: Item
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A story that was found."""

    best: Quoted
    """The report that holds the words best, with a piece of it."""
    told: DigestStory | None = None
    """The story in the reader's language; ``None`` where the report stands in none."""
    beneath: tuple[Quoted, ...] = ()
    """Other reports, by their titles; the best one is the first where another has the headline."""


def findings(
    query: str,
    found: Sequence[Finding],
    total: int,
    texts: Texts,
    catalogue: Catalogue,
    *,
    page: Page,
    zone: str,
    now: int,
    also: Sequence[str] = (),
    buttons: tuple[tuple[Button, ...], ...] = (),
) -> tuple[Part, ...]:
    """One page of stories, best first; ``total`` reports hold the words, or what they are ``also`` called."""
    words = Words(texts, catalogue)
    named = texts("search.also", names=" · ".join(also[:_OTHER_NAMES])) if also else ""
    blocks: list[Html] = [lines(bold(texts.count("search.found", total, query=query)), italic(named))]
    blocks += [_finding(number, each, words, zone, now) for number, each in enumerate(found, start=1)]
    stories = [(number, each.told) for number, each in enumerate(found, start=1) if each.told]
    return with_buttons(blocks, (*number_rows(stories), *pager(page, texts), *buttons))


def _finding(number: int, finding: Finding, words: Words, zone: str, now: int) -> Html:
    item, told = finding.best.item, finding.told
    if told is None:
        title = joined(" ", [bold(f"{number}."), bold(link(item.entry.url, item.title)), _language(item, words)])
        return lines(title, _who(item, words, zone, now), _marked(finding.best))
    count = words.texts.count("story.reports", len(told.sources)) if len(told.sources) > 1 else ""
    who = words.countries(told.reporting) or words.publisher(told.sources[0].outlet)
    spoken = not any(each.item.id == item.id for each in finding.beneath)
    return lines(
        headline(told, words, number=number),
        joined(" · ", [who, count, words.stamp(told.published, zone, now=now)]),
        _marked(finding.best) if spoken and finding.best.text != told.headline else "",
        *(_report(each, words) for each in finding.beneath),
    )


def _who(item: Item, words: Words, zone: str, now: int) -> Html:
    publisher = f"{flag(item.entry.country)} {words.publisher(item.entry.outlet)}"
    return joined(" · ", [publisher, words.stamp(item.published, zone, now=now)])


def _language(item: Item, words: Words) -> str:
    return "" if item.language == words.texts.language else f"[{words.language(item.language)}]"


def _report(quoted: Quoted, words: Words) -> Html:
    """``▸ 🇰🇷 Yonhap: 수소 …``"""
    item = quoted.item
    return joined(
        "",
        [
            f"▸ {flag(item.entry.country)} {words.publisher(item.entry.outlet)}: ",
            link(item.entry.url, _marked(_shortened(quoted))),
        ],
    )


def _shortened(quoted: Quoted) -> Quoted:
    if len(quoted.text) <= _TITLE:
        return quoted
    marks = tuple((start, min(end, _TITLE)) for start, end in quoted.marks if start < _TITLE)
    return Quoted(quoted.item, quoted.text[:_TITLE].rstrip() + "…", marks)


def _marked(quoted: Quoted) -> Html:
    pieces: list[str] = []
    last = 0
    for start, end in quoted.marks:
        pieces += [quoted.text[last:start], bold(quoted.text[start:end])]
        last = end
    return joined("", [*pieces, quoted.text[last:]])
