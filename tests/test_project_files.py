"""What a forge reads of us: workflows, forms, templates. Each is valid and names only what exists."""

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / ".github"
FORMS = sorted((FOLDER / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
FILES = sorted(FOLDER.rglob("*.yml"))


def _read(path: Path) -> dict[Any, Any]:
    """A YAML file whose top is a mapping without a key twice."""
    text = path.read_text(encoding="utf-8")
    keys = re.findall(r"^([\w-]+):", text, re.MULTILINE)
    assert len(keys) == len(set(keys)), f"{path.name} has a key twice"
    read = yaml.safe_load(text)
    assert isinstance(read, dict)
    return read


def _steps(workflow: dict[Any, Any]) -> list[dict[Any, Any]]:
    return list(chain.from_iterable(job["steps"] for job in workflow["jobs"].values()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_yaml(path: Path) -> None:
    assert _read(path)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_and_ends_by_itself(path: Path) -> None:
    workflow = _read(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert True in workflow, "``on`` reads as true in YAML 1.1"
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
    for step in _steps(workflow):
        assert ("uses" in step) != ("run" in step)
        assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/checkout@v1"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_targets_files_and_subcommands_that_exist(path: Path) -> None:
    commands = "\n".join(step.get("run", "") for step in _steps(_read(path)))
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
    for target in re.findall(r"^make ([\w./-]+)", commands, re.MULTILINE):
        assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target
    for named in re.findall(r"--requirement (\S+)", commands):
        assert (REPOSITORY / named).is_file()


def test_the_checks_run_on_every_python_that_the_classifiers_promise() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    checks = _read(FOLDER / "workflows" / "checks.yml")
    assert checks["jobs"]["tests"]["strategy"]["matrix"]["python"] == promised
    assert set(checks["jobs"]) == {"lint", "tests", "wheel", "image"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_has_a_name_and_fields_with_labels_of_their_own(path: Path) -> None:
    form = _read(path)
    assert form.keys() <= {"name", "description", "title", "labels", "body"}
    assert form["name"]
    assert form["description"]
    ids = [field["id"] for field in form["body"]]
    labels = [field["attributes"]["label"] for field in form["body"]]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    for field in form["body"]:
        assert field["type"] in {"input", "textarea", "dropdown"}
        assert (field["type"] == "dropdown") == ("options" in field["attributes"])
        assert field.get("validations", {"required": True}) == {"required": True}
    assert any("validations" in field for field in form["body"]), "nothing is required"


def test_there_is_a_form_for_each_way_of_reading_wrong_and_one_for_the_rest() -> None:
    assert [_read(path)["name"] for path in FORMS] == [
        "A feed is read wrong",
        "A document is read wrong",
        "A story is joined or tagged wrong",
        "Something else",
    ]
    assert (FOLDER / "pull_request_template.md").is_file()


def test_dependabot_looks_after_packages_and_actions() -> None:
    updates = _read(FOLDER / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "github-actions"}
