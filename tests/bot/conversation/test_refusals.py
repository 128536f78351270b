"""Whoever sent a document is told in their own language why it was refused and what to do."""

import ast
import errno
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import TimedOut

from bot.conversation.refusals import FORMS, Form, failure, reason, reason_of_part
from config.languages import LANGUAGES
from digests.errors import (
    AddressRefused,
    DropRejected,
    FetchError,
    ParseError,
    SourceError,
    TooLarge,
    Unreachable,
)
from digests.sources.drops.documents import read_document
from tests import loaded
from tests.conftest import REPOSITORY

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
    said = [problem for problem in _said() if not problem.startswith("7")]
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "part",
    [
        "record 3 has no title",
        "record 2, line 9, column 4, is not JSON: Expecting value",
        "line 7 is no object",
        "minutes.pdf is a broken PDF",
        "plan of the ports.xlsx is a table (.xlsx), which is not read",
        "logo.png is not read",
        "scan.pdf has 320 pages, more than 200",
    ],
)
def test_why_a_part_was_refused_is_told_in_every_language(part: str, language: str) -> None:
    said = reason_of_part(part, loaded.texts()[language])
    assert (_ENGLISH.search(said.replace("plan of the ports.xlsx", "")) is None) == (language != "en")
    named = re.match(r".+?\.(?:pdf|xlsx|png)\b", part)
    assert named is None or said.startswith(named[0])
    assert "is not read" not in said


def test_a_part_that_was_refused_in_unknown_words_is_told_in_them() -> None:
    assert reason_of_part("something else happened", loaded.texts()["ja"]) == "「something else happened」"


_FAILURES = {
    "failed.address": AddressRefused("u", "127.0.0.1 is not a public address"),
    "failed.size": TooLarge("u", "more than 20 MB"),
    "failed.unreachable": Unreachable("u", "its name cannot be resolved"),
    "failed.status": FetchError("u", "answered 404, not found", status=404),
    "failed.fetch": FetchError("u", "breaks off: EOF"),
    "refused.wordless": DropRejected("u", "holds no text"),
    "refused.file": SourceError("a.txt", "is not a regular file"),
    "refused.disk": SourceError("inbox", "is a link, not a folder: nothing is taken"),
    "failed.page": ParseError("u", "its worker ended: 11"),
    "failed.full": OSError(errno.ENOSPC, "No space left on device"),
    "failed.disk": OSError(errno.EIO, "Input/output error"),
    "failed.telegram": TimedOut("Timed out"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", _FAILURES)
def test_what_never_came_into_the_inbox_is_told_by_the_kind_of_its_fault(key: str, language: str) -> None:
    texts = loaded.texts()[language]
    said = failure(_FAILURES[key], texts)
    assert said == texts(key, **({"status": 404} if key == "failed.status" else {}))
    assert (_ENGLISH.search(said) is None) == (language != "en")


@given(st.text(max_size=200))
def test_whatever_a_problem_says_something_is_told(problem: str) -> None:
    assert reason_of_part(problem, loaded.texts()["ko"])
