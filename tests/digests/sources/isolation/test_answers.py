"""Workers' answers: data and nothing else, whatever the worker has become."""

import contextlib
import os
import pickle
from pathlib import Path

import pytest

from digests.errors import DropRejected, ParseError
from digests.model import Feed
from digests.sources.drops.documents import read_document
from digests.sources.feeds.parse import parse_feed
from digests.sources.isolation.pool import ParserPool
from digests.sources.isolation.worker import LENGTH

FEED = Feed("https://example.org/rss", "Example", "JP")
GOOD = b"<rss version='2.0'><channel><title>t</title><item><title>One</title></item></channel></rss>"
PATIENCE = 120.0
"""Seconds for a machine that is busy with something else: what is tested here does not hang on them."""


class Planted:
    """Runs a command in whoever unpickles it."""

    def __init__(self, witness: str) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self.witness,)


def become_hostile(answer: bytes) -> str:
    """Answer past the worker's own code, as a parser that was taken over would."""
    for descriptor in range(3, 20):
        with contextlib.suppress(OSError):
            os.write(descriptor, answer)
    return "never read"


def echo(word: str) -> str:
    return word


def lie() -> int:
    return "no number"  # type: ignore[return-value]


def broken_letters() -> str:
    return "half a pair \ud83d"


@pytest.mark.parametrize("kind", ["pickle", "nothing", "other value", "deep", "endless", "odd failure"])
async def test_whatever_a_hostile_worker_answers_is_refused_and_never_run(kind: str, tmp_path: Path) -> None:
    witness = tmp_path / "was-run"
    answers = {
        "pickle": pickle.dumps((Planted(str(witness)), None)),
        "nothing": b"",
        "other value": b'v{"title": 7}',
        "deep": b"v" + b"[" * 100_000,
        "odd failure": b'e{"kind": "os.system", "subject": "a", "problem": "b", "advice": ""}',
    }
    frame = LENGTH.pack(1 << 60) if kind == "endless" else LENGTH.pack(len(answers[kind])) + answers[kind]
    async with ParserPool(workers=1, seconds=PATIENCE) as pool:
        with pytest.raises(ParseError, match="what is no answer"):
            await pool.run("hostile", become_hostile, frame)
        assert not witness.exists()
        assert await pool.run("next", echo, "fresh") == "fresh"


async def test_a_function_that_returns_what_it_does_not_promise_is_refused() -> None:
    async with ParserPool(workers=1, seconds=PATIENCE) as pool:
        with pytest.raises(ParseError, match="what is no answer"):
            await pool.run("lie", lie)


async def test_half_a_letter_costs_itself_alone() -> None:
    async with ParserPool(workers=1, seconds=PATIENCE) as pool:
        assert await pool.run("half", broken_letters) == "half a pair ?"


async def test_what_is_parsed_in_a_worker_is_what_is_parsed_here() -> None:
    async with ParserPool(workers=1, seconds=PATIENCE) as pool:
        parsed = await pool.parse(GOOD, content_type=None, feed=FEED, now=0)
        assert parsed == parse_feed(GOOD, content_type=None, feed=FEED, now=0)
        document = await pool.run("a.txt", read_document, "a.txt", "港\n\n三港合意。".encode())
        assert document == read_document("a.txt", "港\n\n三港合意。".encode())
        with pytest.raises(DropRejected) as refused:
            await pool.run("a.pdf", read_document, "a.pdf", b"no pdf")
        assert (refused.value.problem, refused.value.subject) == ("is a broken PDF", "a.pdf")
