"""/search <words>, and whatever a reader writes without a command: full-text search.

``/반도체`` is no command to Telegram, which knows only Latin ones: it is the topic of that name.
"""

from bot.commands.reading.nothing_found import nothing_found
from bot.commands.reading.topic import about
from bot.conversation.follow_list import follow_buttons
from bot.conversation.listing import MAX_QUERY, PAGE, notice, unclear
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.filters import understood
from bot.phrases.subjects import Subject, bare, find, recall, remember
from bot.render import lists
from bot.render.classic import Page
from digests.errors import QueryError
from digests.model import Part

_PER_PAGE = 5


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(notice(ask.texts("search.usage"), ((ask.texts("button.topics"), "topics"),)))
    if ask.arguments.startswith("/") and (name := ask.arguments.lstrip("/ ")):
        return about(ask, find(name, ask.desk))
    if len(ask.arguments) > MAX_QUERY:
        return said(notice(ask.texts("search.long", limit=MAX_QUERY)))
    return said(*_page(ask, ask.arguments, 1))


def finds(ask: Ask) -> bool:
    """Whether there is anything that the words hold as they are."""
    try:
        wanted = understood(ask.arguments, ask.desk, ask.now)
    except QueryError:
        return False
    return ask.desk.store.search.search(wanted, limit=1, now=ask.now).total > 0


def _page(ask: Ask, query: str, number: int) -> tuple[Part, ...]:
    offset = (number - 1) * _PER_PAGE
    try:
        wanted = understood(query, ask.desk, ask.now)
    except QueryError as error:
        return (unclear(ask, query, error),)
    found = ask.desk.store.search.search(wanted, limit=_PER_PAGE, offset=offset, now=ask.now)
    subject = Subject("keyword", query)
    if not found.hits:
        text = ask.texts("search.nothing", query=bare(query))
        return nothing_found(ask, subject, text=text, hint=ask.texts("search.hint"))
    key = remember(subject, ask)
    items = {item.id: item for item in ask.desk.store.items.many([hit.item_id for hit in found.hits])}
    return lists.results(
        bare(query),
        [(items[hit.item_id], hit.snippet, hit.marks) for hit in found.hits if hit.item_id in items],
        found.total,
        ask.texts,
        ask.desk.catalogue,
        page=Page(number, found.total > offset + _PER_PAGE, f"find:{key}:{{page}}"),
        zone=ask.zone,
        now=ask.now,
        buttons=follow_buttons(ask, subject),
    )


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    key, number = arguments
    subject = recall(key, ask)
    if subject is None:
        return Reply(toast=ask.texts("press.unknown"))
    return instead(*_page(ask, subject.value, int(number)))


COMMAND = Command("search", "reading", order=6, answer=answer)
PRESSES = {"find": Press(turn, form=rf"[kp][0-9a-f]{{12}}:{PAGE}")}
