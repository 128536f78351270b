"""Pages of stories: what /latest, /topic and every sector's own command show."""

from collections.abc import Sequence

from bot.conversation.story_view import shown
from bot.desk.request import Ask
from bot.phrases.filters import widest
from bot.phrases.subjects import Subject, bare
from bot.render import lists
from bot.render.classic import Button, Page
from bot.render.escape import escape
from digests.errors import QueryError
from digests.model import DigestStory, Part, Story

MAX_QUERY = 200
"""Characters; nobody looks for a longer one on purpose."""
PER_PAGE = 8
PAGE = r"[0-9]{1,4}"
"""The number of a page on a button."""
NUMBER = r"[0-9]{1,15}"
"""The number of a story on a button."""
_UNCLEAR = {
    "quote": "search.quote",
    "filter": "search.filter",
    "name": "search.name",
    "dates": "search.dates",
    "long": "search.long",
}


def stories_about(ask: Ask, subject: Subject | None, number: int) -> list[Story]:
    """One page of stories (and one story more where there is another page), the latest first.

    Without a subject, the stories in the reader's scope; with one, all of them: whoever asks for Korea also means what
    Korea does alone.
    """
    offset = (number - 1) * PER_PAGE
    page = ask.desk.store.stories.page
    if subject is None:
        return page(at_least=ask.preferences.grade, limit=PER_PAGE + 1, offset=offset)
    if subject.kind == "sector":
        return page(sector=subject.value, limit=PER_PAGE + 1, offset=offset)
    if subject.kind == "mechanism":
        return page(mechanism=subject.value, limit=PER_PAGE + 1, offset=offset)
    if subject.kind == "country":
        return page(country=subject.value, limit=PER_PAGE + 1, offset=offset)
    query = widest(subject.value, ask.desk, ask.now)
    found = ask.desk.store.search.stories(query, limit=PER_PAGE + 1, offset=offset, now=ask.now)
    return ask.desk.store.stories.many([each.story_id for each in found.stories if each.story_id is not None])


def story_list(
    ask: Ask,
    title: str,
    stories: Sequence[Story],
    number: int,
    turning: str,
    buttons: tuple[tuple[Button, ...], ...] = (),
) -> tuple[Part, ...]:
    """The page ``number`` of a list; ``turning`` is the action that opens page ``{page}``."""
    told = [shown(story, ask.preferences) for story in stories[: PER_PAGE + 1]]
    return told_list(ask, title, told, number, turning, buttons)


def told_list(
    ask: Ask,
    title: str,
    stories: Sequence[DigestStory],
    number: int,
    turning: str,
    buttons: tuple[tuple[Button, ...], ...] = (),
) -> tuple[Part, ...]:
    """The same of stories as the reader gets them."""
    page = Page(number, len(stories) > PER_PAGE, turning)
    return lists.listing(
        title,
        ask.desk.writings.stories(stories[:PER_PAGE], ask.preferences),
        ask.texts,
        ask.desk.catalogue,
        page=page,
        zone=ask.zone,
        now=ask.now,
        buttons=buttons,
    )


def notice(text: str, *rows: tuple[Button, ...]) -> Part:
    """A sentence or two of ours, with buttons for what can be done next."""
    return Part(text=escape(text), buttons=rows)


def nothing_comes(ask: Ask) -> Part:
    """The answer to whoever asks to pause, stop or resume digests that do not come: they were never set up, or are
    stopped already."""
    if ask.subscriber.known:
        return notice(ask.texts("settings.state.stopped"), ((ask.texts("button.resume"), "resume"),))
    return notice(ask.texts("settings.state.new"), ((ask.texts("start.begin"), "hello:language"),))


def unclear(ask: Ask, query: str, error: QueryError) -> Part:
    """What was wrong with a query, and how to write it."""
    text = ask.texts(_UNCLEAR.get(error.reason, "search.unclear"), query=bare(query), limit=MAX_QUERY)
    return notice(text, ((ask.texts("button.topics"), "topics"),))
