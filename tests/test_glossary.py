"""The glossary of docs/architecture.md: every noun is defined where it is said to live."""

import ast
import re

import pytest

from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| (?P<noun>[\w ]+) \| (?P<meaning>[^|]+) \| `(?P<file>[\w/]+\.py)`, `(?P<name>\w+)` \|$", re.MULTILINE
)
ROWS = [match.groupdict() for match in ROW.finditer(PAGE.partition("## Glossary")[2].partition("\n## ")[0])]


def _defined(tree: ast.Module) -> set[str]:
    """The names that a module defines itself."""
    names = {node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    assigned = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    targets = [each for node in assigned for each in (node.targets if isinstance(node, ast.Assign) else [node.target])]
    return names | {target.id for target in targets if isinstance(target, ast.Name)}


@pytest.mark.parametrize("row", ROWS, ids=[row["noun"] for row in ROWS])
def test_a_noun_is_defined_where_the_glossary_says(row: dict[str, str]) -> None:
    source = (REPOSITORY / row["file"]).read_text(encoding="utf-8")
    assert row["name"] in _defined(ast.parse(source))


def test_every_line_of_the_table_is_a_noun_once_and_in_order() -> None:
    lines = PAGE.partition("## Glossary")[2].partition("\n## ")[0].count("\n| ") - 1  # the head
    nouns = [row["noun"] for row in ROWS]
    assert len(nouns) == lines
    assert nouns == sorted(set(nouns))


def test_no_other_class_of_ours_bears_the_name_of_a_noun() -> None:
    """One noun, one meaning: a second class of the name would be a second meaning."""
    where: dict[str, list[str]] = {row["name"]: [] for row in ROWS}
    for root in ("bot", "config", "digests"):
        for path in sorted((REPOSITORY / root).rglob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and node.name in where and not _is_protocol(node):
                    where[node.name].append(path.relative_to(REPOSITORY).as_posix())
    assert {name: files for name, files in where.items() if len(files) > 1} == {}


def _is_protocol(node: ast.ClassDef) -> bool:
    """A protocol says what a room asks of a class that it does not import."""
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
