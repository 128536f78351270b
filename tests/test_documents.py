"""The documents say what exists: files, commands, variables."""

import re
from pathlib import Path

import click
import pytest
import typer

from bot.cli import app
from config.settings import Settings
from tests.conftest import REPOSITORY

DOCUMENTS = sorted([REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *(REPOSITORY / "docs").glob("*.md")])


def _commands() -> set[str]:
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group | typer.core.TyperGroup)
    return set(group.commands)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_subcommand_that_is_shown_exists(document: Path) -> None:
    shown = set(re.findall(r"(?:^|`|\$ )trilateral ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
    assert shown <= _commands()


def test_the_contracts_subcommands_are_all_there() -> None:
    contract = {"run", "chat", "ingest", "digest", "search", "export", "feeds", "evaluate", "backup", "doctor"}
    assert contract <= _commands()


def test_every_variable_is_explained_in_the_example_and_no_other() -> None:
    example = (REPOSITORY / "config" / "example.env").read_text(encoding="utf-8")
    explained = set(re.findall(r"^#([A-Z_]+)=", example, re.MULTILINE))
    known = {str(field.alias) for field in Settings.model_fields.values()}
    assert explained | {"TRILATERAL_EMBEDDER"} == known


def test_the_architecture_page_names_files_that_exist() -> None:
    page = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    house = re.search(r"```text\n(.*?)```", page, re.DOTALL)
    assert house
    missing = []
    folder = REPOSITORY
    for line in house[1].splitlines():
        if found := re.match(r"^([a-z_./]+)/\s", line):
            folder = REPOSITORY / found[1]
        missing += [name for name in re.findall(r"\b[\w.]+\.(?:py|toml|po)\b", line) if not (folder / name).exists()]
    assert not missing


def test_every_module_of_the_house_stands_on_the_architecture_page() -> None:
    page = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = [path for room in ("bot", "digests", "config") for path in (REPOSITORY / room).rglob("*.py")]
    named = [path for path in modules if path.name != "__init__.py" and path.parent.name != "commands"]
    assert not [str(path.relative_to(REPOSITORY)) for path in named if path.name not in page]
