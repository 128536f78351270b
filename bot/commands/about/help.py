"""/help [command]: every command by what it is for; with a command's name, how that one is used."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from bot.conversation.listing import notice
from bot.conversation.menus import audience_of, offered, topic_commands
from bot.desk.request import HELP_GROUPS, Ask, Command, Press, Reply, instead, said
from bot.render.classic import Button
from bot.render.escape import Html, bold, lines, paragraphs
from digests.model import Part


def make(listed: Callable[[], Sequence[Command]]) -> Command:
    """The command /help over the list that it is itself a part of."""

    def answer(ask: Ask) -> Reply:
        if ask.arguments:
            return said(one(ask, ask.arguments, available(ask, listed())))
        return said(overview(ask, available(ask, listed())))

    return Command("help", "about", order=2, answer=answer)


def presses(listed: Callable[[], Sequence[Command]]) -> dict[str, Press]:
    def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
        return instead(one(ask, arguments[0], available(ask, listed())))

    return {"help": Press(turn, form="[a-z0-9_]{1,32}")}


def available(ask: Ask, commands: Sequence[Command]) -> list[Command]:
    if ask.chat_kind == "group":
        return offered(commands, "group admins")
    return offered(commands, audience_of(ask.user_id, ask.desk.settings))


def overview(ask: Ask, commands: Sequence[Command]) -> Part:
    """All commands, a line each, in groups."""
    blocks: list[Html] = [lines(ask.texts("help.intro"))]
    for group in HELP_GROUPS:
        mine = [f"/{c.name} – {ask.texts(f'command.{c.name}')}" for c in commands if c.group == group]
        if mine:
            blocks.append(lines(bold(ask.texts(f"help.group.{group}")), *mine))
    blocks.append(lines(ask.texts("help.topics"), ask.texts("help.more")))
    rows = (
        ((ask.texts("button.today"), "do:today"), (ask.texts("button.topics"), "topics")),
        ((ask.texts("button.settings"), "settings"),),
    )
    return Part(text=paragraphs(*blocks), buttons=rows)


def one(ask: Ask, name: str, commands: Sequence[Command]) -> Part:
    """How one command is used, with examples; for a name that is none, the nearest."""
    name = name.strip().lstrip("/").lower().replace("-", "_")
    topics = topic_commands(ask.desk.catalogue)
    if name in topics:
        kind = "s" if ask.desk.catalogue.sector(topics[name]) else "m"
        text = ask.texts("help.topic", command=name, name=ask.words.tag(topics[name]))
        return notice(text, ((ask.words.tag(topics[name]), f"topic:{kind}{topics[name]}:1"),))
    names = [command.name for command in commands]
    if name not in names:
        near: list[Button] = [(f"/{each}", f"help:{each}") for each in get_close_matches(name, names, n=3)]
        return notice(ask.texts("help.unknown", name=name[:40]), tuple(near), ((ask.texts("button.help"), "do:help"),))
    text = paragraphs(lines(bold(f"/{name}"), ask.texts(f"command.{name}")), ask.texts(f"help.of.{name}"))
    return Part(text=text, buttons=(((f"▶ /{name}", f"do:{name}"), (ask.texts("button.help"), "do:help")),))
