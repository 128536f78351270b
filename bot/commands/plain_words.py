"""What is written without a command, in private chats: a request in the reader's own words is answered by its command,
a greeting with a kind line, and all else is searched for.

What would change or end something is asked about first: words are easily misread, a button is not.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.commands.reading import search
from bot.conversation.listing import notice
from bot.conversation.questioning import question
from bot.desk.access import CHANGE
from bot.desk.request import Answer, Ask, Command, Press, Reply, said
from bot.phrases.intents import Intent, recognise
from bot.phrases.subjects import Subject, recall, remember
from bot.render.classic import Button
from bot.render.escape import shortened

_LABEL = 40


def make(listed: Callable[[], Sequence[Command]]) -> Answer:
    """The answer over all commands; those of operators and editors are never meant by plain words."""

    def answer(ask: Ask) -> Reply:
        commands = {command.name: command for command in listed() if command.group != "admin"}
        intent = recognise(ask, tuple(commands)) if ask.arguments else None
        if intent is None:
            return search.answer(ask)
        if intent.kind:
            return _kind(ask, intent.kind)
        if intent.command == "search":
            return _search(ask, intent)
        asked = question(ask, intent)
        if asked is not None:
            return _asked(ask, intent, asked)
        command = commands[intent.command].answer
        return command(replace(ask, arguments=intent.arguments)) if command else search.answer(ask)

    return answer


def presses(listed: Callable[[], Sequence[Command]]) -> dict[str, Press]:
    """``yes:follow:k0123456789ab``: what was asked about is done."""

    def named(arguments: tuple[str, ...]) -> Command | None:
        return next((command for command in listed() if command.name == arguments[0]), None)

    def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
        command, noted = named(arguments), recall(arguments[1], ask)
        if command is None or command.answer is None or noted is None:
            return Reply(toast=ask.texts("press.unknown"))
        return command.answer(replace(ask, arguments=noted.value))

    return {"yes": Press(press, form=r"[a-z]{1,20}:k[0-9a-f]{12}", rights=CHANGE, leads=named)}


def _search(ask: Ask, intent: Intent) -> Reply:
    """What the news are asked about; as it was written, where that is found and may be meant."""
    inner = replace(ask, arguments=intent.arguments)
    return search.answer(ask if not intent.certain and search.finds(ask) else inner)


def _asked(ask: Ask, intent: Intent, text: str) -> Reply:
    """The question, with the search as the other answer."""
    done = f"do:{intent.command}"
    if intent.arguments:
        done = f"yes:{intent.command}:{remember(Subject('keyword', intent.arguments), ask)}"
    other = f"topic:{remember(Subject('keyword', ask.arguments), ask)}:1"
    label = ask.texts("button.search.for", query=shortened(ask.arguments, _LABEL))
    return said(notice(text, ((ask.texts("button.yes"), done),), ((label, other),)))


def _kind(ask: Ask, kind: str) -> Reply:
    rows: tuple[Button, ...] = (
        (ask.texts("button.today"), "do:today"),
        (ask.texts("button.topics"), "topics"),
        (ask.texts("button.help"), "do:help"),
    )
    return said(notice(ask.texts(f"plain.{kind}"), rows))
