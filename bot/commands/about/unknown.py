"""What cannot be answered as it stands: an unknown command (with a button for the one it may have meant), an edited
message, a command in a channel."""

from collections.abc import Sequence
from difflib import get_close_matches

from bot.commands.about.help import available
from bot.conversation.listing import notice
from bot.conversation.menus import topic_commands
from bot.desk.request import Ask, Command, Reply, said
from bot.render.classic import Button


def answer(commands: Sequence[Command], ask: Ask) -> Reply:
    name = ask.command
    topics = topic_commands(ask.desk.catalogue)
    ours = [command.name for command in available(ask, commands)]
    near = get_close_matches(name.lower().replace("-", "_"), [*ours, *topics], n=3, cutoff=0.6)
    rows: list[tuple[Button, ...]] = [(_button(ask, each, topics),) for each in near]
    text = ask.texts("unknown.near" if near else "unknown.command", name=name[:40])
    return said(notice(text, *rows, ((ask.texts("button.help"), "do:help"), (ask.texts("button.topics"), "topics"))))


def edited(ask: Ask) -> Reply:
    """Somebody mends a message and waits; what was asked at first has been answered."""
    return said(notice(ask.texts("unknown.edited"), ((ask.texts("button.help"), "do:help"),)))


def published(ask: Ask) -> Reply:
    """An admin tries a command in the channel itself."""
    return said(notice(ask.texts("unknown.channel")))


def _button(ask: Ask, name: str, topics: "dict[str, str]") -> Button:
    if name not in topics:
        return f"/{name}", f"do:{name}"
    kind = "s" if ask.desk.catalogue.sector(topics[name]) else "m"
    return f"/{name} {ask.words.tag(topics[name])}", f"topic:{kind}{topics[name]}:1"
