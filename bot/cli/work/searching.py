"""What ``trilateral search`` does: the archive's stories (or items, as JSON) that hold the words, printed."""

import typer

from bot.cli.work.archive import say_if_empty
from bot.cli.work.choices import terminal_language
from bot.cli.work.exporting import item_records
from bot.cli.work.terminal import assembled, interruptible, out, tell
from bot.render.texts import load_texts
from bot.service.assembly import Assembly, clock
from bot.terminal.findings import printed
from digests.errors import QueryError
from digests.language.query import Query, exactly
from digests.language.synonyms import added
from digests.printable import json_text


def search(query: str, limit: int, *, exact: bool, as_json: bool) -> None:
    """Stories with their reports beneath, the newest and fittest first; as JSON, a list of items."""
    with interruptible("Stopped; a search changes nothing."), assembled() as opened:
        asked = _understood(exactly(query) if exact else query, opened)
        if as_json:
            results = opened.store.search.search(asked, limit=limit, now=clock())
            items = opened.store.items.many(hit.item_id for hit in results.hits)
            out.print(json_text(list(item_records(opened, items)), indent=2))
            return
        if names := added(asked):
            tell(f"also searched for {', '.join(names)}; --exact leaves them out")
        if _shown(asked, opened, limit):
            return
        texts = load_texts()
        spoken = texts[terminal_language(texts)]
        if not say_if_empty(opened, spoken):
            tell(f"{spoken('search.nothing', query=query)} {spoken('search.hint')}")


def _shown(asked: Query, opened: Assembly, limit: int) -> bool:
    """Whether there was a story to print."""
    found = opened.store.search.stories(asked, limit=limit, now=clock())
    items = {item.id: item for item in opened.store.items.many([each.hits[0].item_id for each in found.stories])}
    stories = opened.store.stories.many(each.story_id for each in found.stories if each.story_id is not None)
    for text in printed(found.stories, items, {story.id: story.items for story in stories}):
        out.print(text, soft_wrap=not out.is_terminal)
    if found.total:
        stories_said = "1 story" if len(found.stories) == 1 else f"{len(found.stories)} stories"
        tell(f"{found.total} found, {stories_said} shown")
    return found.total > 0


def _understood(query: str, opened: Assembly) -> Query:
    if unknown := next((word for word in query.split() if word.startswith("--")), None):
        raise typer.BadParameter(f"there is no option {unknown}; --limit, --exact and --json are", param_hint="search")
    from bot.phrases.filters import widest  # here, since it knows the desk, which knows Telegram

    try:
        return widest(query, opened.desk(), clock())
    except QueryError as error:
        said = f"{error.problem}; {error.advice}" if error.advice else error.problem
        raise typer.BadParameter(said, param_hint=error.subject) from error
