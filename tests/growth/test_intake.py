"""No item holds up intake: whatever its text, it is read and stored in a few seconds of CPU, and others after it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from digests.errors import DropRejected, ParseError
from digests.intake.background import background
from digests.intake.entries import Intake
from digests.intake.joining import Joiner
from digests.intake.repeats import Repeats
from digests.intake.understanding import Analyser
from digests.model import Entry, Reading
from digests.sources.drops.documents import read_document
from digests.store import Store, open_store
from tests import loaded
from tests.growth.clock import TooLongError, cut_off
from tests.growth.functions import NOW, entry
from tests.growth.hostile import HOSTILE

pytestmark = pytest.mark.slow
_SECONDS = 2.0
"""Of CPU for one item of 8,000 characters, from its bytes to its place in the store; a twentieth of it is usual."""
_LARGE_SECONDS = 4.0
"""For 300,000 characters: most of it goes to the search index, which holds every word."""
_LARGE = ("'@' again and again", "'a@' again and again", "one word", "short sentences", "numbers in one sentence",
          "names of places", "'\\n' again and again", f"{chr(0x301)!r} again and again")  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


def _intake(store: Store, analyser: Analyser) -> Intake:
    return Intake(store, analyser, Joiner(store, 72, lambda: background(analyser)), Repeats(store))


def _slow(intake: Intake, kind: str, length: int, seconds: float) -> str:
    """What is slow about one kind of text, as an item of a feed and as a dropped file."""
    text = HOSTILE[kind](length)
    try:
        with cut_off(seconds):
            intake.take([replace(entry(text), lead=text[:800])], now=NOW, pushable=True)
        with cut_off(seconds):
            intake.take(read_document("a.txt", text.encode("utf-8", "replace")), now=NOW, pushable=True)
    except DropRejected:
        pass  # refused with a reason
    except TooLongError:
        return f"{kind}: more than {seconds:g} s"
    return ""


def test_no_long_text_holds_up_intake(store: Store, model_analyser: Analyser) -> None:
    background(model_analyser)  # which is read once, and is no item's fault
    intake = _intake(store, model_analyser)
    assert not [slow for kind in HOSTILE if (slow := _slow(intake, kind, 8_000, _SECONDS))]


def test_no_text_of_the_size_of_a_book_holds_up_intake(store: Store, model_analyser: Analyser) -> None:
    background(model_analyser)
    intake = _intake(store, model_analyser)
    assert not [slow for kind in _LARGE if (slow := _slow(intake, kind, 300_000, _LARGE_SECONDS))]


def test_an_entry_that_takes_too_long_to_read_is_named_and_the_others_are_stored(store: Store) -> None:
    clock = iter(range(0, 1_000_000, 11))  # eleven seconds pass at each look
    slow = Analyser(loaded.catalogue(), loaded.embedder(), clock=lambda: float(next(clock)))
    with pytest.raises(ParseError, match="takes more than 10 s to read"):
        slow.read([entry("A title")])


class OneUnreadable:
    """Stumbles over one title."""

    def read(self, entries: Sequence[Entry]) -> list[Reading]:
        if any(one.title == "bad" for one in entries):
            raise RecursionError
        return [Reading("en", "none", (), (), (), ()) for _ in entries]


def test_an_entry_that_cannot_be_read_is_set_aside_and_the_others_are_stored(store: Store) -> None:
    analyser = OneUnreadable()
    intake = Intake(store, analyser, Joiner(store, 72, lambda: ()), Repeats(store))
    entries = [entry(title) for title in ("one of the good ones", "bad", "another good one")]
    numbered = [
        Entry("feed", one.feed, "News", "JP", one.title, url=f"https://news.example/{n}")
        for n, one in enumerate(entries)
    ]
    taken = intake.add(numbered, now=NOW, pushable=True)
    assert len(taken.added) == 2
    assert "1 set aside" in taken.remark
    assert "“bad” cannot be read" in taken.remark
