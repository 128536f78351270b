"""Lists of stories as classic HTML: numbered, paged, each number a button."""

from collections.abc import Sequence

from bot.render.classic import Button, Page, number_rows
from bot.render.escape import Html, bold, joined, lines
from bot.render.split import pack
from bot.render.stories import between, headline
from bot.render.texts import Texts
from bot.render.words import Words
from config.catalogue import Catalogue
from digests.model import DigestStory, Part


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
    return with_buttons(blocks, rows)


def pager(page: Page, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """Back and on, where there is a page before or after."""
    row: list[Button] = []
    if page.number > 1:
        row.append((texts("button.back"), page.action.format(page=page.number - 1)))
    if page.more:
        row.append((texts("button.next"), page.action.format(page=page.number + 1)))
    return (tuple(row),) if row else ()


def with_buttons(blocks: Sequence[Html], rows: tuple[tuple[Button, ...], ...]) -> tuple[Part, ...]:
    """The messages that hold ``blocks``, the last with the buttons."""
    parts = [Part(text=message.markup) for message in pack(blocks)]
    return (*parts[:-1], Part(text=parts[-1].text, buttons=rows))
