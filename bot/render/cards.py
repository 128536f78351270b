"""One story on its own, and its sides beside each other, as classic HTML."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.render.classic import Button
from bot.render.escape import Html, bold, folded, italic, joined, lines, link, paragraphs, quote
from bot.render.machine import beside_sources, brief, translated, under_headline
from bot.render.split import pack
from bot.render.stories import (
    between,
    headline,
    reason,
    reporting,
    sentences,
    side_line,
    since_told,
    source_links,
)
from bot.render.texts import Texts
from bot.render.words import Words, flag
from config.catalogue import Catalogue
from digests.editions.sides import Side, Sides
from digests.model import DigestStory, Part, Quote, SourceLink, Tag

MAX_SOURCES = 30


def story(
    story: DigestStory, texts: Texts, catalogue: Catalogue, *, zone: str, now: int, vote: int = 0, followed: str = ""
) -> tuple[Part, ...]:
    """A story's own page: all its sources, the other sides, and buttons for what can be done with it.

    ``vote`` is the reader's (1, -1, 0 = none); ``followed`` is ``follow`` where the reader follows this story.
    """
    words = Words(texts, catalogue)
    facts = [between(story, words), *(words.sector(name) for name in story.sectors)]
    facts += [words.mechanism(name) for name in story.mechanisms]
    blocks = [
        lines(headline(story, words), italic(story.headline if story.translation else under_headline(story))),
        joined(" · ", [words.stamp(story.published, zone, now=now), *facts]),
        lines(brief(story.brief, words), quote(sentences(story.quotes)), translated(story.quotes, words)),
        joined("\n", [reporting(story, words), since_told(story, words)]),
        joined(texts("list.colon"), [texts("story.sources"), source_links(story.sources, words, limit=MAX_SOURCES)]),
        lines(
            bold(texts("story.others")) if story.others else "",
            folded(lines(*(_side_of_story(each, words) for each in story.others))),
        ),
    ]
    packed = pack([lines(*blocks[:2]), blocks[2], lines(*blocks[3:5]), blocks[5]])
    parts = [Part(text=message.markup) for message in packed]
    buttons = _story_buttons(story, texts, vote=vote, followed=followed)
    return (*parts[:-1], Part(text=parts[-1].text, buttons=buttons, preview=story.url))


def _side_of_story(quote: Quote, words: Words) -> Html:
    """Another side's sentence in its own words, its translation beneath."""
    return lines(side_line(replace(quote, translation=""), words), translated([quote], words))


def _story_buttons(story: DigestStory, texts: Texts, *, vote: int, followed: str) -> tuple[tuple[Button, ...], ...]:
    number = story.story_id
    more = texts("button.more.done" if vote == 1 else "button.more")
    less = texts("button.less.done" if vote == -1 else "button.less")
    first: list[Button] = [(texts("button.sides"), f"sides:{number}"), (texts("button.why"), f"why:{number}")]
    votes: list[Button] = [
        (more, f"vote:{number}:{0 if vote == 1 else 1}"),
        (less, f"vote:{number}:{0 if vote == -1 else -1}"),
    ]
    last: list[Button] = [
        (texts("button.story.unfollow"), f"watch:{number}:off")
        if followed
        else (texts("button.story.follow"), f"watch:{number}:on")
    ]
    if story.follows is not None:
        last.append((texts("button.earlier"), f"story:{story.follows}"))
    return (tuple(first), tuple(votes), tuple(last))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a story is held to be worth (0 to 3), and the words that speak for or against it with their weights."""

    value: float
    words: tuple[tuple[str, float], ...]
    sectors: tuple[Tag, ...] = ()
    """How sure we are of each, and what the meaning of the whole said."""
    shared: tuple[str, ...] | None = None
    """Words for which its reports were joined; ``None`` where there is one report, () where only their meaning is
    alike."""


def why(
    story: DigestStory,
    texts: Texts,
    catalogue: Catalogue,
    evidence: tuple[str, ...],
    weighed: Weighed,
    became: Sequence[str] = (),
) -> Part:
    """Why a reader gets a story: what they chose, what became of it, the words of the source that speak for its tags,
    what it is held to be worth, with the words that weigh, and what its reports share."""
    words = Words(texts, catalogue)
    reasons = [f"• {reason(key, words, story)}" for key in story.reasons] or [texts("why.none")]
    markup = paragraphs(
        headline(story, words),
        lines(bold(texts("why.title")), *reasons),
        lines(bold(texts("why.became")), *became) if became else "",
        texts("why.words", words=words.listed([texts("quoted", text=each) for each in evidence])) if evidence else "",
        _worth(weighed, words),
        _together(weighed.shared, words) if weighed.shared is not None else "",
        texts("why.sectors", sectors=words.listed([_sure(tag, words) for tag in weighed.sectors]))
        if weighed.sectors
        else "",
        _machine(story, words),
    )
    return Part(text=pack([markup])[0].markup, buttons=_why_buttons(story, texts))


def why_not(story: DigestStory, texts: Texts, catalogue: Catalogue, steps: Sequence[str]) -> Part:
    """Why a reader did not get a story: what it was asked, and where it failed. What the story is says nothing here."""
    words = Words(texts, catalogue)
    markup = paragraphs(headline(story, words), lines(bold(texts("why.not")), *steps), _machine(story, words))
    return Part(text=pack([markup])[0].markup, buttons=_why_buttons(story, texts))


def _machine(story: DigestStory, words: Words) -> Html:
    """Each sentence that a language model wrote above the sentences that bear it out."""
    written = beside_sources(story, words)
    return lines(bold(words.texts("machine.why")), written) if written else written


def _why_buttons(story: DigestStory, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    return (((texts("button.story"), f"card:{story.story_id}"), (texts("button.settings"), "settings")),)


def _together(shared: tuple[str, ...], words: Words) -> str:
    """Why its reports are one story."""
    told = words.listed([words.texts("quoted", text=word) for word in shared])
    return words.texts("why.together", words=told) if shared else words.texts("why.together.meaning")


def _worth(weighed: Weighed, words: Words) -> Html:
    """How much of three, and each word with what it adds or takes."""
    value = words.texts("why.worth", value=f"{weighed.value:.1f}")
    told = [f"{words.texts('quoted', text=word)} {weight:+.1f}" for word, weight in weighed.words]
    return joined(" ", [value, words.texts("why.weighed", words=words.listed(told)) if told else ""])


def _sure(tag: Tag, words: Words) -> str:
    sector, share = words.sector(tag.name), f"{tag.weight:.0%}"
    if not tag.meaning:
        return f"{sector} {share}"
    return words.texts("why.sure", sector=sector, share=share, meaning=f"{tag.meaning:+.1f}")


def sides(sides: Sides, texts: Texts, catalogue: Catalogue, *, zone: str, now: int) -> tuple[Part, ...]:
    """The countries' own words beside each other: who was first, what each leads with, what only one mentions."""
    words = Words(texts, catalogue)
    blocks = [lines(bold(sides.headline), _first(sides.first, words, zone=zone, now=now) if sides.first else "")]
    blocks += [_side(side, words) for side in sides.sides]
    if sides.silent:
        blocks.append(lines(texts("story.silent", sources=words.sources(sides.silent))))
    if len(sides.sides) == 1:
        blocks.append(lines(texts("sides.one")))
    packed = pack(blocks)
    back = ((texts("button.story"), f"card:{sides.story_id}"),)
    parts = [Part(text=message.markup) for message in packed]
    return (*parts[:-1], Part(text=parts[-1].text, buttons=(back,), preview=None))


def _first(first: SourceLink, words: Words, *, zone: str, now: int) -> str:
    return words.texts(
        "sides.first",
        publisher=words.publisher(first.outlet),
        country=words.country(first.country),
        time=words.stamp(first.published, zone, now=now),
    )


def _side(side: Side, words: Words) -> Html:
    texts = words.texts
    name = joined(" ", [flag(side.country), words.country(side.country)])
    lead = side.lead
    mark = "" if lead.language == texts.language else f"[{words.language(lead.language)}]"
    return lines(
        bold(f"{name} · {texts.count('sides.reports', side.reports)}"),
        joined(" ", [link(lead.url, words.publisher(lead.publisher)), mark]),
        bold(side.headline),
        quote(lead.text),
        *(
            joined(texts("list.colon"), [texts("sides.only", country=words.country(side.country)), only.text])
            for only in side.only
        ),
    )
