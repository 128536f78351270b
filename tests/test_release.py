"""A release sets the version and the CHANGELOG together, or changes nothing."""

import subprocess
import sys
import tomllib
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from release.texts import NoRelease, numbered, released, stated, versioned
from release.tree import copied, must_be_ready
from release.wheel import build, try_out
from tests.conftest import REPOSITORY

DAY = date(2026, 12, 1)
LOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-11-01\n\n### Added\n\n- All.\n"


def _git(tree: Path, *arguments: str) -> None:
    named = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(tree), *named, *arguments], check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small project, committed."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "0.1.0"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(LOG, encoding="utf-8")
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", "--all")
    _git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


def test_the_command_says_the_version_that_stands_in_the_one_place() -> None:
    pyproject = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert stated(pyproject) == tomllib.loads(pyproject)["project"]["version"]
    assert version("trilateral-digest") == stated(pyproject), "set up anew: make run"
    said = CliRunner().invoke(app, ["--version"])
    assert (said.exit_code, said.output) == (0, f"trilateral {stated(pyproject)}\n")


def test_what_was_unreleased_stands_under_the_version_and_its_day() -> None:
    after = released(LOG, "0.2.0", DAY)
    assert "## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-11-01\n" in after
    assert after.count("- A thing.") == after.count("- All.") == 1


def test_the_first_release_has_nothing_below_it() -> None:
    assert released("## [Unreleased]\n\n- All.\n", "0.1.0", DAY) == (
        "## [Unreleased]\n\n## [0.1.0] - 2026-12-01\n\n- All.\n"
    )


def test_this_changelog_can_be_released() -> None:
    log = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [99.0.0] - 2026-12-01" in released(log, "99.0.0", DAY)


@pytest.mark.parametrize(
    "log", ["# Changelog\n", "## [Unreleased]\n\n### Added\n\n", "## [Unreleased]\n## [0.2.0]\n- x\n"]
)
def test_without_anything_new_there_is_no_release(log: str) -> None:
    with pytest.raises(NoRelease):
        released(log, "0.2.0", DAY)


@pytest.mark.parametrize("wrong", ["", "1", "1.2", "v1.2.0", "1.2.0rc1", "01.2.0", "1.2.0\n"])
def test_a_version_is_three_numbers(wrong: str) -> None:
    with pytest.raises(NoRelease, match=r"make release VERSION=1\.2\.0"):
        numbered(wrong)


def test_a_version_goes_forward_and_nothing_else_changes() -> None:
    before = '[project]\nversion = "0.9.0"\nother = 1\n'
    assert versioned(before, "0.10.0") == before.replace("0.9.0", "0.10.0")
    with pytest.raises(NoRelease, match="older"):
        versioned(before, "0.8.9")


def test_only_a_clean_tree_with_a_free_tag_is_ready(tree: Path) -> None:
    must_be_ready(tree, "v0.2.0")
    _git(tree, "tag", "v0.2.0")
    with pytest.raises(NoRelease, match="exists already"):
        must_be_ready(tree, "v0.2.0")
    (tree / "new.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NoRelease, match=r"new\.txt"):
        must_be_ready(tree, "v0.3.0")


def test_what_is_built_is_what_is_committed(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (tree / "CHANGELOG.md").write_text("not committed", encoding="utf-8")
    copy = tmp_path_factory.mktemp("copy")
    copied(tree, copy)
    assert sorted(path.name for path in copy.iterdir()) == ["CHANGELOG.md", "pyproject.toml"]
    assert (copy / "CHANGELOG.md").read_text(encoding="utf-8") == LOG


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("0.2",), 1), (("0.0.9",), 1), (("0.2.0",), 1)])
def test_a_release_that_fails_has_changed_nothing(tree: Path, arguments: tuple[str, ...], code: int) -> None:
    """The last one gets as far as its checks: there is no Makefile."""
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(REPOSITORY)!r}); import release.__main__ as r; r.main()",
    ]
    done = subprocess.run([*command, *arguments], cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    must_be_ready(tree, "v0.2.0")
    assert not (tree / "dist").exists()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's."""
    return build(REPOSITORY, tmp_path_factory.mktemp("dist"))


@pytest.mark.slow
def test_the_wheel_reads_the_demo_in_an_environment_of_its_own(wheel: Path, tmp_path: Path) -> None:
    """What is not packed, or is among the tools of the checks only, is missing there."""
    number = stated((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    said = try_out(wheel, REPOSITORY / "requirements.lock", tmp_path, number)
    assert said.startswith(f"trilateral {number}\n")
    assert "Reported in" in said


def test_an_environment_that_lacks_a_requirement_is_no_success(wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text("", encoding="utf-8")
    with pytest.raises(NoRelease, match="No matching distribution"):
        try_out(wheel, tmp_path / "requirements.lock", tmp_path, "0.1.0")
