"""Commands are found by their files, and their order is that of the help."""

from collections import Counter
from importlib import import_module

from bot.commands import COMMANDS, PRESSES
from bot.desk.request import HELP_GROUPS
from tests.conftest import REPOSITORY


def _files_with(name: str) -> list[str]:
    files = (REPOSITORY / "bot" / "commands").glob("*/*.py")
    return [path.stem for path in files if f"\n{name} = " in path.read_text(encoding="utf-8")]


def test_every_file_with_a_command_is_found() -> None:
    assert {*_files_with("COMMAND"), "help"} == {command.name for command in COMMANDS}
    assert max(Counter(command.name for command in COMMANDS).values()) == 1


def test_no_two_files_give_a_button_the_same_verb() -> None:
    verbs = [verb for name in _files_with("PRESSES") for verb in _presses(name)]
    assert sorted([*verbs, "help", "do", "yes"]) == sorted(PRESSES)


def _presses(name: str) -> list[str]:
    (path,) = (REPOSITORY / "bot" / "commands").glob(f"*/{name}.py")
    return list(import_module(f"bot.commands.{path.parent.name}.{name}").PRESSES)


def test_they_stand_in_the_order_of_the_help() -> None:
    places = [(HELP_GROUPS.index(command.group), command.order) for command in COMMANDS]
    assert places == sorted(places)
    assert [command.name for command in COMMANDS[:2]] == ["today", "week"]
