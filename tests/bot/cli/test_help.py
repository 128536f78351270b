"""Help and wrong use are answered at once: what reads, stores or sends is loaded only when it is needed."""

import subprocess
import sys

import pytest
import typer
from typer.core import TyperGroup

from bot.cli import app

_HEAVY = frozenset(
    {"aiohttp", "apscheduler", "babel", "feedparser", "lxml", "numpy", "opencc", "pydantic_settings", "regex", "rich"}
    | {"sqlite3", "sqlite_utils", "telegram", "trafilatura"}
)
_OURS = 24
"""Modules of ours that say what the command line can do; all of them together are some 600."""


def _paths() -> list[tuple[str, ...]]:
    """Every subcommand, those of groups by two words, and the command itself."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    found: list[tuple[str, ...]] = [()]
    for name, command in group.commands.items():
        found.append((name,))
        if isinstance(command, TyperGroup):
            found += [(name, each) for each in command.commands]
    return found


def _loaded_by(*arguments: str) -> tuple[set[str], int]:
    """What is loaded once ``trilateral`` has ended, and the exit code: in a process of its own."""
    code = (
        "import sys, contextlib, io\n"
        "from bot.__main__ import main\n"
        "sys.argv = ['trilateral', *sys.argv[1:]]\n"
        "try:\n"
        "    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):\n"
        "        main()\n"
        "except SystemExit as done:\n"
        "    print(done.code or 0, *sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    code_of_exit, *modules = done.stdout.split()
    return set(modules), int(code_of_exit)


@pytest.mark.parametrize("arguments", [(), ("digest",), ("feeds",), ("feeds", "add")], ids=" ".join)
def test_help_loads_nothing_that_works(arguments: tuple[str, ...]) -> None:
    modules, code = _loaded_by(*arguments, "--help")
    assert code == 0
    assert {module.partition(".")[0] for module in modules} & _HEAVY == set()
    assert sum(module.partition(".")[0] in ("bot", "digests", "config") for module in modules) <= _OURS


@pytest.mark.parametrize(
    "arguments", [("digets",), ("digest", "--lnag", "ko"), ("search",), ("digest", "--limit", "x")]
)
def test_wrong_use_is_refused_before_anything_is_loaded(arguments: tuple[str, ...]) -> None:
    modules, code = _loaded_by(*arguments)
    assert code == 2
    assert {module.partition(".")[0] for module in modules} & _HEAVY == set()


@pytest.mark.parametrize("path", _paths(), ids=" ".join)
def test_every_line_of_the_list_says_its_sentence_to_the_end(path: tuple[str, ...]) -> None:
    command: object = typer.main.get_command(app)
    for name in path:
        assert isinstance(command, TyperGroup)
        command = command.commands[name]
    if path:
        assert not command.get_short_help_str().endswith("...")  # type: ignore[attr-defined]
