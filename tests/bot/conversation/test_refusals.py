"""Whoever sent a document is told in their own language why it was refused and what to do."""

import ast
import re
from pathlib import Path

import pytest

from bot.conversation.refusals import FORMS, Form, reason
from config.languages import LANGUAGES
from digests.errors import DropRejected
from digests.sources.drops.documents import read_document
from tests import loaded
from tests.conftest import REPOSITORY

_OF_THE_DISK = re.compile(
    r"cannot be |could not be |stays in the inbox|is not a regular file|is a hard link|"
    r"is a (?:link|folder|pipe|socket|device)\\b"
)
"""What nobody meets who sends a document in Telegram."""
_ENGLISH = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_told_in_every_language(form: Form, language: str) -> None:
    said = reason(form.example, loaded.texts()[language])
    assert said == loaded.texts()[language](f"refused.{form.key}", **_values(form))
    assert (_ENGLISH.search(said) is None) == (language != "en")


def _values(form: Form) -> dict[str, str]:
    found = form.pattern.fullmatch(form.example)
    assert found is not None
    return {name: value for name, value in found.groupdict().items() if value}


def _said() -> list[str]:
    """Each problem that the newsroom refuses a document for, as its sources have it; ``7`` for what is filled in."""
    found = []
    for path in (REPOSITORY / "digests" / "sources").rglob("*.py"):
        for call in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "DropRejected" and len(call.args) > 1:
                found += [_as_text(call.args[1])]
    return [problem for problem in found if problem]


def _as_text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values]
        return "".join(parts)
    return ""


def test_whatever_the_newsroom_refuses_a_document_for_has_a_form() -> None:
    said = [problem for problem in _said() if not _OF_THE_DISK.match(problem) and not problem.startswith("7")]
    assert len(said) > 20
    english = loaded.texts()["en"]
    assert [problem for problem in said if reason(problem, english) is None] == []


@pytest.mark.parametrize(
    "name",
    ["a.doc", "a.odt", "a.hwp", "a.pptx", "a.csv", "a.zip", "a.png", "a.mp3", "a.msg", "a.mht", "a.epub", "a.xyz", "a",
     "a.txt", "a.pdf", "a.docx", "a.eml", "a.json", "a.jsonl"],
)  # fmt: skip
@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 8, b"{]", b"<html></html>", b"[3]", b"%PDF-1.7"])
def test_no_refused_document_is_answered_in_english(name: str, data: bytes) -> None:
    refused: list[DropRejected] = []
    try:
        read_document(name, data)
    except DropRejected as error:
        refused.append(error)
    for each in refused:
        said = reason(each.problem, loaded.texts()["ko"])
        assert said is not None, each.problem
        assert _ENGLISH.search(said) is None
