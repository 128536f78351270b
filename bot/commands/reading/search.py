"""/search <words>, and whatever a reader writes without a command: full-text search.

``/반도체`` is no command to Telegram, which knows only Latin ones: it is the topic of that name.
"""

from bot.commands.reading.nothing_found import nothing_found
from bot.commands.reading.topic import about
from bot.conversation.finding import presented
from bot.conversation.follow_list import follow_buttons
from bot.conversation.listing import MAX_QUERY, PAGE, notice, unclear
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.filters import understood, widest
from bot.phrases.subjects import Subject, bare, find, recall, remember
from bot.render.classic import Button, Page
from bot.render.findings import findings
from digests.errors import QueryError
from digests.language.query import Query, exactly, without_filter
from digests.language.synonyms import added
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
        wanted = widest(query, ask.desk, ask.now)
    except QueryError as error:
        return (unclear(ask, query, error),)
    found = ask.desk.store.search.stories(
        wanted, limit=_PER_PAGE, offset=offset, now=ask.now, language=ask.preferences.language
    )
    subject = Subject("keyword", query)
    if not found.stories:
        text = ask.texts("search.nothing", query=bare(query))
        return nothing_found(ask, subject, text=text, hint=ask.texts("search.hint"))
    return findings(
        bare(without_filter(query)),
        presented(found, ask.desk, ask.preferences),
        found.total,
        ask.texts,
        ask.desk.catalogue,
        page=Page(number, found.more, f"find:{remember(subject, ask)}:{{page}}"),
        zone=ask.zone,
        now=ask.now,
        also=added(wanted),
        buttons=(*_exactly(ask, query, wanted), *follow_buttons(ask, subject)),
    )


def _exactly(ask: Ask, query: str, wanted: Query) -> tuple[tuple[Button, ...], ...]:
    """A search that was widened can be narrowed to the words as they were typed, and back."""
    if wanted.exact:
        key = remember(Subject("keyword", without_filter(query)), ask)
        return (((ask.texts("button.names"), f"find:{key}:1"),),)
    if not added(wanted) or len(exactly(query)) > MAX_QUERY:
        return ()
    key = remember(Subject("keyword", exactly(query)), ask)
    return (((ask.texts("button.exact"), f"find:{key}:1"),),)


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    key, number = arguments
    subject = recall(key, ask)
    if subject is None:
        return Reply(toast=ask.texts("press.unknown"))
    return instead(*_page(ask, subject.value, int(number)))


COMMAND = Command("search", "reading", order=6, answer=answer)
PRESSES = {"find": Press(turn, form=rf"[kp][0-9a-f]{{12}}:{PAGE}")}
