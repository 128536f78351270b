"""The documents say what exists: files, commands, variables."""

import re
import shlex
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app
from config.settings import Settings
from tests.conftest import REPOSITORY
from tests.house import PAGE, lengths, page
from tests.settings_page import SETTINGS_PAGE, settings_page

DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
CODE = ("bot", "digests", "config", "tests", "release", "benchmarks", "training", "docs")
ROOMS = r"(?:bot|digests|config|docs|tests|release|benchmarks|training|\.github)/"
MODULES = [path.relative_to(REPOSITORY).as_posix() for room in CODE for path in (REPOSITORY / room).rglob("*.py")]
OF_ITS_TIME = {"CHANGELOG.md"}
"""What was true when it was written stays."""


def _commands() -> set[str]:
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group | typer.core.TyperGroup)
    return set(group.commands)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_subcommand_that_is_shown_exists(document: Path) -> None:
    shown = set(re.findall(r"(?:`|\$ )trilateral ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
    assert shown <= _commands()


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [REPOSITORY / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        waiting += [(page.parent / link).resolve() for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert [page.name for page in DOCUMENTS if page not in reached] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_is_named_is_there(document: Path) -> None:
    """Whole paths, and modules by the end of theirs."""
    if document.name in OF_ITS_TIME:
        return
    text = document.read_text(encoding="utf-8")
    named = re.findall(rf"(?:`|\s)({ROOMS}[\w./*-]*?)\.?(?=[`\s,;:)])", text)
    paths = [path for path in named if not re.search("NAME|CODE", path)]
    assert [path for path in paths if not list(REPOSITORY.glob(path.rstrip("/")))] == []
    modules = [name for name in re.findall(r"`([\w/]+\.py)`", text) if "NAME" not in name]
    assert [name for name in modules if not any(f"/{path}".endswith(f"/{name}") for path in MODULES)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_that_is_shown_exists(document: Path) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    shown = re.findall(r"(?:`|\$ )make ((?:[a-z]+ ?)+)", document.read_text(encoding="utf-8"))
    targets = {target for line in shown for target in line.split()}
    assert targets <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_that_is_to_be_run_exists(document: Path) -> None:
    for name in re.findall(
        r"python -m ((?:benchmarks|tests|release|training)[\w.]*)", document.read_text(encoding="utf-8")
    ):
        path = REPOSITORY / name.rstrip(".").replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), name


def test_the_commands_of_the_readme_run_as_they_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that need no network, on the demo; ``FILE`` is a file."""
    monkeypatch.chdir(tmp_path)
    shown = re.findall(
        r"^\$ trilateral ([^#\n]+)", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    offline = [
        words for words in map(shlex.split, shown) if words[0] in {"chat", "digest", "search", "export", "backup"}
    ]
    assert len(offline) >= 5
    for words in offline:
        done = CliRunner().invoke(app, words, input="/today\n/quit\n")
        assert done.exit_code == 0, (words, done.output)
        assert done.output.strip(), words


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


def test_the_settings_page_shows_the_settings_that_are_read() -> None:
    assert SETTINGS_PAGE.read_text(encoding="utf-8") == settings_page(), "draw it anew: python -m tests.house"


def test_most_files_can_be_read_in_one_sitting() -> None:
    lines = lengths()
    each = list(lines.values())
    assert each[len(each) // 2] <= 110
    assert each[len(each) * 9 // 10] <= 230
    assert not [name for name, count in lines.items() if count > 300]
