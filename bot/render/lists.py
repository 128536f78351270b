"""Lists of stories and of search results as classic HTML: numbered, paged, each number a button."""

from collections.abc import Sequence

from bot.render.classic import Button, Page, number_rows
from bot.render.escape import Html, bold, joined, lines, link
from bot.render.split import pack
from bot.render.stories import between, headline
from bot.render.texts import Texts
from bot.render.words import Words, flag
from config.catalogue import Catalogue
from digests.model import DigestStory, Item, Part


def listing(
    title: str,
    stories: Sequence[DigestStory],
    texts: Texts,
    catalogue: Catalogue,
    *,
    page: Page,
    zone: str,
    now: int,
    buttons: tuple[tuple[Button, ...], ...] = (),
) -> tuple[Part, ...]:
    """Stories as headlines, each with who reports it and when; ``buttons`` stand under the pager."""
    words = Words(texts, catalogue)
    blocks: list[Html] = [bold(title)]
    for number, story in enumerate(stories, start=1):
        who = words.countries(story.reporting) or words.publisher(story.sources[0].outlet)
        count = texts.count("story.reports", len(story.sources))
        stamp = words.stamp(story.published, zone, now=now)
        blocks.append(
            lines(headline(story, words, number=number), joined(" · ", [between(story, words), who, count, stamp]))
        )
    rows = (*number_rows(list(enumerate(stories, start=1))), *pager(page, texts), *buttons)
    return _with_buttons(blocks, rows)


def results(
    query: str,
    hits: Sequence[tuple[Item, str, Sequence[tuple[int, int]]]],
    total: int,
    texts: Texts,
    catalogue: Catalogue,
    *,
    page: Page,
    zone: str,
    now: int,
    buttons: tuple[tuple[Button, ...], ...] = (),
) -> tuple[Part, ...]:
    """Items that a search found, best first, each with a piece of it and where in that piece the words stand."""
    words = Words(texts, catalogue)
    blocks: list[Html] = [bold(texts.count("search.found", total, query=query))]
    for number, (item, snippet, marks) in enumerate(hits, start=1):
        mark = "" if item.language == texts.language else f"[{words.language(item.language)}]"
        title = joined(" ", [bold(f"{number}."), bold(link(item.entry.url, item.title)), mark])
        publisher = words.publisher(item.entry.outlet)
        where = [f"{flag(item.entry.country)} {publisher}", words.stamp(item.published, zone, now=now)]
        blocks.append(lines(title, joined(" · ", where), _marked(snippet, marks)))
    numbered = [(str(n), f"story:{item.story_id}") for n, (item, *_) in enumerate(hits, start=1) if item.story_id]
    rows = (tuple(numbered),) if numbered else ()
    return _with_buttons(blocks, (*rows, *pager(page, texts), *buttons))


def _marked(snippet: str, marks: Sequence[tuple[int, int]]) -> Html:
    pieces: list[str] = []
    last = 0
    for start, end in marks:
        pieces += [snippet[last:start], bold(snippet[start:end])]
        last = end
    return joined("", [*pieces, snippet[last:]])


def pager(page: Page, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """Back and on, where there is a page before or after."""
    row: list[Button] = []
    if page.number > 1:
        row.append((texts("button.back"), page.action.format(page=page.number - 1)))
    if page.more:
        row.append((texts("button.next"), page.action.format(page=page.number + 1)))
    return (tuple(row),) if row else ()


def _with_buttons(blocks: Sequence[Html], rows: tuple[tuple[Button, ...], ...]) -> tuple[Part, ...]:
    parts = [Part(text=message.markup) for message in pack(blocks)]
    return (*parts[:-1], Part(text=parts[-1].text, buttons=rows))
