"""/topic <sector|mechanism|country|keyword>, and every sector's and mechanism's own command."""

from bot.commands.reading.nothing_found import nothing_found
from bot.conversation.follow_list import KEY, follow_buttons
from bot.conversation.listing import MAX_QUERY, PAGE, notice, stories_about, story_list, unclear
from bot.conversation.standing import comes
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.nonsense import is_nonsense
from bot.phrases.subjects import Subject, bare, closest, find, label, recall, remember
from bot.render.classic import Button
from bot.render.escape import shortened
from digests.errors import QueryError
from digests.model import Part


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(notice(ask.texts("topic.usage"), ((ask.texts("button.topics"), "topics"),)))
    if len(ask.arguments) > MAX_QUERY:
        return said(notice(ask.texts("search.long", limit=MAX_QUERY)))
    return about(ask, find(ask.arguments, ask.desk))


def of(ask: Ask, name: str) -> Reply:
    """The sector or mechanism of that id."""
    return about(ask, Subject("sector" if ask.desk.catalogue.sector(name) else "mechanism", name))


def about(ask: Ask, subject: Subject) -> Reply:
    """The newest stories about ``subject``, or what to try where there is none."""
    return said(*_page(ask, subject, 1))


def unknown(ask: Ask, text: str, command: str) -> Reply:
    """A sector or country that we do not have: the ones it may have meant, and the search for it."""
    near = closest(text, ask.desk)
    rows: list[tuple[Button, ...]] = [((label(subject, ask.words), f"topic:{subject.key}:1"),) for subject in near]
    keyword = remember(Subject("keyword", text), ask)
    rows.append(((ask.texts("button.search.for", query=_short(text)), f"topic:{keyword}:1"),))
    rows.append(((ask.texts("button.topics"), "topics"),))
    said_near = ask.texts("topic.near") if near else ask.texts("topic.form", command=command)
    return said(notice(f"{ask.texts('topic.unknown', text=_short(text))}\n{said_near}", *rows))


def _page(ask: Ask, subject: Subject, number: int) -> tuple[Part, ...]:
    name = label(subject, ask.words)
    try:
        stories = stories_about(ask, subject, number)
    except QueryError as error:
        return (unclear(ask, subject.value, error),)
    buttons = follow_buttons(ask, subject)
    if stories:
        key = remember(subject, ask)
        return story_list(ask, name, stories, number, f"topic:{key}:{{page}}", buttons)
    noise = subject.kind == "keyword" and is_nonsense(bare(subject.value), ask.desk)
    promised = buttons and not noise and comes(ask, ask.subscriber)
    text = ask.texts("topic.nothing" if promised else "topic.none", name=name)
    if subject.kind == "keyword":
        return nothing_found(ask, subject, text=text)
    latest = ((ask.texts("button.latest"), "latest"), (ask.texts("button.topics"), "topics"))
    return (notice(text, *buttons, latest),)


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """A button ``topic:<key>:<page>``; page 1 is a list of its own, the others take its place."""
    key, number = arguments
    subject = recall(key, ask)
    if subject is None:
        return Reply(toast=ask.texts("press.unknown"))
    parts = _page(ask, subject, int(number))
    return said(*parts) if number == "1" else instead(*parts)


def _short(text: str) -> str:
    return shortened(text, 40)


COMMAND = Command("topic", "reading", order=4, answer=answer)
PRESSES = {"topic": Press(turn, form=rf"{KEY}:{PAGE}")}
