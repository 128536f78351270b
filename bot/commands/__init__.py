"""Every command, found in the folders here: handlers, /help, Telegram's menus and docs/commands.md are made from it.

A command is one file in one of them (its ``COMMAND``, and the ``PRESSES`` of its buttons), its texts in the locale
files, and one test.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from bot.commands import plain_words
from bot.commands.about import help
from bot.desk.request import HELP_GROUPS, Ask, Command, Press, Presses, Reply


def _modules() -> Iterator[ModuleType]:
    for folder in iter_modules(__path__, f"{__name__}."):
        if folder.ispkg:
            package = import_module(folder.name)
            for module in iter_modules(package.__path__, f"{folder.name}."):
                yield import_module(module.name)


def _all() -> tuple[Command, ...]:
    return COMMANDS


def _place(command: Command) -> tuple[int, int, str]:
    return (HELP_GROUPS.index(command.group), command.order, command.name)


def _named(arguments: tuple[str, ...]) -> Command | None:
    """The command of a button that does what a command does: ``do:today``."""
    return next((command for command in COMMANDS if command.name == arguments[0]), None)


def _do(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    command = _named(arguments)
    return command.answer(ask) if command and command.answer else Reply(toast=ask.texts("press.unknown"))


_FOUND = tuple(_modules())

COMMANDS: tuple[Command, ...] = tuple(
    sorted((*(module.COMMAND for module in _FOUND if hasattr(module, "COMMAND")), help.make(_all)), key=_place)
)

PLAIN_WORDS = plain_words.make(_all)
"""What answers whoever writes without a command."""

PRESSES: Presses = {
    **{verb: press for module in _FOUND for verb, press in getattr(module, "PRESSES", {}).items()},
    **help.presses(_all),
    **plain_words.presses(_all),
    "do": Press(_do, form="[a-z]{1,32}", leads=_named),
}
"""What each verb on a button does."""
