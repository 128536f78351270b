"""The documents say what exists: files, commands, variables."""

import re
from pathlib import Path

import click
import pytest
import typer

from bot.cli import app
from config.settings import Settings
from tests.conftest import REPOSITORY
from tests.house import PAGE, page

DOCUMENTS = sorted([REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *(REPOSITORY / "docs").rglob("*.md")])


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
    shown = set(re.findall(r"(?:`|\$ )trilateral ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
    assert shown <= _commands()


def test_the_contracts_subcommands_are_all_there() -> None:
    contract = {"run", "chat", "ingest", "digest", "search", "export", "feeds", "evaluate", "backup", "doctor"}
    assert contract <= _commands()


def test_every_variable_is_explained_in_the_example_and_no_other() -> None:
    example = (REPOSITORY / "config" / "example.env").read_text(encoding="utf-8")
    explained = set(re.findall(r"^#([A-Z_]+)=", example, re.MULTILINE))
    known = {str(field.alias) for field in Settings.model_fields.values()}
    assert explained | {"TRILATERAL_EMBEDDER"} == known


def test_the_architecture_page_shows_the_house_that_stands() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "draw it anew: python -m tests.house"
