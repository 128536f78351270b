"""What ``trilateral search`` does: the archive's items that hold the words, printed."""

import typer

from bot.cli.work.archive import say_if_empty
from bot.cli.work.choices import terminal_language
from bot.cli.work.exporting import item_records
from bot.cli.work.terminal import assembled, interruptible, out, show, tell
from bot.render.texts import load_texts
from bot.service.assembly import Assembly, clock
from digests.errors import QueryError
from digests.language.query import Query
from digests.printable import json_text


def search(query: str, limit: int, *, as_json: bool) -> None:
    """Items, the newest and fittest first."""
    with interruptible("Stopped; a search changes nothing."), assembled() as opened:
        asked = _understood(query, opened)
        results = opened.store.search.search(asked, limit=limit, now=clock())
        items = opened.store.items.many(hit.item_id for hit in results.hits)
        if as_json:
            out.print(json_text(list(item_records(opened, items)), indent=2))
            return
        for item, hit in zip(items, results.hits, strict=True):
            show(f"#{item.id}  {item.title}\n      {hit.snippet}\n      {item.entry.url or item.entry.feed}")
        if results.total:
            tell(f"{results.total} found" + (f", {len(items)} shown" if results.total > len(items) else ""))
            return
        texts = load_texts()
        spoken = texts[terminal_language(texts)]
        if not say_if_empty(opened, spoken):
            tell(f"{spoken('search.nothing', query=query)} {spoken('search.hint')}")


def _understood(query: str, opened: Assembly) -> Query:
    if unknown := next((word for word in query.split() if word.startswith("--")), None):
        raise typer.BadParameter(f"there is no option {unknown}; --limit and --json are", param_hint="search")
    from bot.phrases.filters import understood  # here, since it knows the desk, which knows Telegram

    try:
        return understood(query, opened.desk(), clock())
    except QueryError as error:
        said = f"{error.problem}; {error.advice}" if error.advice else error.problem
        raise typer.BadParameter(said, param_hint=error.subject) from error
