"""/latest [sector|country]: the newest stories, whether or not the reader has seen them."""

from bot.commands.reading.topic import about, unknown
from bot.conversation.listing import MAX_QUERY, PAGE, notice, stories_about, story_list
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.subjects import find
from digests.model import Part


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(*_page(ask, 1))
    if len(ask.arguments) > MAX_QUERY:
        return said(notice(ask.texts("search.long", limit=MAX_QUERY)))
    subject = find(ask.arguments, ask.desk)
    if subject.kind == "keyword":
        return unknown(ask, ask.arguments, "latest")
    return about(ask, subject)


def _page(ask: Ask, number: int) -> tuple[Part, ...]:
    stories = stories_about(ask, None, number)
    if not stories:
        return (notice(ask.texts("latest.nothing"), ((ask.texts("button.sources"), "do:sources"),)),)
    topics = ((ask.texts("button.topics"), "topics"), (ask.texts("button.today"), "do:today"))
    return story_list(ask, ask.texts("latest.title"), stories, number, "latest:{page}", (topics,))


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    if not arguments:
        return answer(ask)
    return instead(*_page(ask, int(arguments[0])))


COMMAND = Command("latest", "reading", order=3, answer=answer)
PRESSES = {"latest": Press(turn, form=rf"({PAGE})?")}
