"""The inbox: what is claimed, read, confirmed and rejected."""

import multiprocessing
import os
import signal
import stat
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.drops.inbox import LARGEST, DropOutcome, leave, take, waiting

NOW = 4_000_000_000
"""Later than any file's date, so that nothing is waited for."""
BODY = "Three ports agreed."


class Inbox:
    def __init__(self, folder: Path) -> None:
        self.path, self.done, self.rejected = folder / "inbox", folder / "done", folder / "rejected"
        self.path.mkdir(parents=True)

    def drop(self, name: str, content: bytes | str = f"Ports\n\n{BODY}") -> Path:
        path = self.path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def take(self, now: int = NOW) -> dict[str, DropOutcome]:
        return {outcome.file: outcome for outcome in take(self.path, self.done, self.rejected, now=now)}

    def reason(self, name: str) -> str:
        self.take()[name].reject()
        return (self.rejected / f"{name}.reason.txt").read_text()


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "drops")


def test_a_confirmed_file_moves_to_done(inbox: Inbox) -> None:
    inbox.drop("a.txt")
    assert inbox.take()["a.txt"].confirm() == inbox.done / "a.txt"
    assert inbox.take() == {}


def test_a_rejected_file_has_its_reason_and_what_to_do_beside_it(inbox: Inbox) -> None:
    inbox.drop("a.txt", b"")
    assert inbox.reason("a.txt") == "a.txt: is empty.\nWhat to do: drop the file again once it holds text.\n"


def test_a_file_that_was_neither_confirmed_nor_rejected_is_taken_again(inbox: Inbox) -> None:
    inbox.drop("a.txt")
    first = inbox.take()["a.txt"]
    assert inbox.take()["a.txt"].entries == first.entries


def test_a_file_of_the_same_name_as_one_left_by_a_crash_replaces_nothing(inbox: Inbox) -> None:
    inbox.drop("a.txt", "One\n\nThe first text.")
    inbox.take()
    inbox.drop("a.txt", "Two\n\nThe second text.")
    outcomes = list(take(inbox.path, inbox.done, inbox.rejected, now=NOW))
    assert [outcome.entries[0].title for outcome in outcomes] == ["One", "Two"]
    assert [outcome.confirm().name for outcome in outcomes] == ["a.txt", "a-2.txt"]


def _link(inbox: Inbox) -> None:
    secret = inbox.path.parent / "secret.txt"
    secret.write_text("A secret\n\nNobody may read this.")
    (inbox.path / "x.txt").symlink_to(secret)


def _hard_link(inbox: Inbox) -> None:
    secret = inbox.path.parent / "secret.txt"
    secret.write_text("A secret\n\nNobody may read this.")
    (inbox.path / "x.txt").hardlink_to(secret)


def _broken_link(inbox: Inbox) -> None:
    (inbox.path / "x.txt").symlink_to("/nowhere/at/all")


def _folder(inbox: Inbox) -> None:
    (inbox.path / "x.txt").mkdir()
    (inbox.path / "x.txt" / "inner.txt").write_text("Inner\n\nA text inside.")


def _pipe(inbox: Inbox) -> None:
    os.mkfifo(inbox.path / "x.txt")


def _large(inbox: Inbox) -> None:
    with (inbox.path / "x.txt").open("wb") as file:
        file.truncate(100 * 1024 * 1024)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (_link, "is a link"),
        (_hard_link, "is a hard link"),
        (_broken_link, "is a link"),
        (_folder, "is a folder"),
        (_pipe, "is a pipe"),
        (_large, f"has 100 MB, more than {LARGEST >> 20} MB"),
        (lambda inbox: inbox.drop("x.txt", b"\x7fELF\x00\x01\x02" * 50), "is binary"),
        (lambda inbox: inbox.drop("x.txt", bytes(range(256)) * 40), "is binary"),
        (lambda inbox: inbox.drop("x.txt", b" \n\t\n"), "is empty"),
        (lambda inbox: inbox.drop("x.txt", "—— 2024 ——\n"), "holds no text"),
    ],
)
def test_a_bad_file_is_rejected_by_its_own_reason_and_harms_no_other(
    inbox: Inbox, make: Callable[[Inbox], None], problem: str
) -> None:
    make(inbox)
    inbox.drop("good.txt")
    outcomes = inbox.take()
    assert outcomes["good.txt"].entries[0].text == BODY
    outcomes["good.txt"].confirm()
    outcomes["x.txt"].reject()
    assert problem in (inbox.rejected / "x.txt.reason.txt").read_text()
    assert list(inbox.path.iterdir()) == []
    assert [path.name for path in (inbox.path.parent / ".taking").iterdir()] == [".lock"]


def test_an_unknown_kind_is_told_which_kinds_are_read(inbox: Inbox) -> None:
    inbox.drop("a.xyz")
    reason = inbox.reason("a.xyz")
    assert reason.startswith("a.xyz: is of a kind (.xyz) that is not read.\n")
    assert ".docx" in reason


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.doc", "save it as .docx"),
        ("a.hwp", "save it as .pdf"),
        ("a.hwpx", "save it as .pdf"),
        ("a.xlsx", "drop what it says as .txt"),
        ("a.pptx", "save it as .pdf"),
        ("a.zip", "unpack it"),
        ("a.JPG", "drop its text as .txt"),
        ("LETTER", "drop one of: "),
    ],
)
def test_a_kind_that_people_drop_all_the_same_has_advice_of_its_own(inbox: Inbox, name: str, advice: str) -> None:
    inbox.drop(name)
    assert f"What to do: {advice}" in inbox.reason(name)


@pytest.mark.parametrize(("content", "published"), [("Three ports agreed.", None), ("Since 2015, three.", 1420070400)])
def test_a_day_of_properties_years_before_the_file_counts_only_where_the_text_names_its_year(
    inbox: Inbox, content: str, published: int | None
) -> None:
    inbox.drop("a.docx")
    entry = Entry("drop", "drop:a.docx", "a", "XX", "Ports", text=content, published=1420070400)
    (taken,) = take(inbox.path, inbox.done, inbox.rejected, now=NOW, read=lambda name, data: (entry,))
    assert taken.entries[0].published == published


def test_a_day_that_the_document_writes_is_believed_however_old(inbox: Inbox) -> None:
    inbox.drop("a.txt", "Ports\n27 May 2004\n\nThree ports agreed.")
    assert inbox.take()["a.txt"].entries[0].published == 1085659200


def test_what_a_program_still_writes_is_left_alone(inbox: Inbox) -> None:
    for name in (".a.txt.swp", "a.txt.part", "b.crdownload", ".hidden.txt"):
        inbox.drop(name)
    assert inbox.take() == {}


@pytest.mark.slow
def test_a_file_that_began_to_grow_while_another_was_read_is_left_for_the_next_time(inbox: Inbox) -> None:
    now = int(time.time())
    os.utime(inbox.drop("a.txt"), (now - 60, now - 60))
    growing = inbox.drop("b.txt")
    outcomes = take(inbox.path, inbox.done, inbox.rejected, now=now)
    assert next(outcomes).file == "a.txt"
    with being_written(growing):  # while a.txt was stored
        os.utime(growing, (now + 5, now + 5))
        assert list(outcomes) == []


def test_a_file_that_still_grows_is_left_for_the_next_time(inbox: Inbox) -> None:
    path = inbox.drop("a.txt", "Ports\n\n")
    with being_written(path):
        assert inbox.take(int(time.time())) == {}
    assert inbox.take()["a.txt"].entries[0].text.count(BODY) > 1


@contextmanager
def being_written(path: Path) -> Iterator[None]:
    """Somebody adds a line to the file every little while, as long as it lasts."""
    over = threading.Event()

    def write() -> None:
        while not over.wait(0.02):
            with path.open("a") as file:
                file.write(BODY + "\n")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()


@pytest.mark.parametrize(
    "name",
    [
        "line\nbreak.txt",
        unicodedata.normalize("NFD", "한중일 がぎ.txt"),
        "長" * 80 + ".txt",
        "a\u202etxt.exe.txt",
        "..txt",
        "-rf.txt",
        "%2e%2e.txt",
    ],
)
def test_odd_names_are_taken_under_a_safe_form(inbox: Inbox, name: str) -> None:
    if name.startswith("."):
        name = f"a{name}"
    inbox.drop(name)
    inbox.drop(f"bad {name}"[:80] + ".pdf", b"no pdf")
    outcomes = inbox.take()
    good = next(outcome for outcome in outcomes.values() if outcome.entries)
    bad = next(outcome for outcome in outcomes.values() if outcome.error)
    assert "\n" not in good.file
    assert unicodedata.is_normalized("NFC", good.file)
    assert good.entries[0].feed == f"drop:{good.file}"
    assert good.confirm().parent == inbox.done
    assert bad.reject().parent == inbox.rejected


def test_a_name_of_255_bytes_has_room_for_its_reason(inbox: Inbox) -> None:
    inbox.drop("x" * 251 + ".pdf", b"no pdf")
    target = next(iter(inbox.take().values())).reject()
    assert target.with_name(f"{target.name}.reason.txt").exists()


def test_a_name_that_is_no_utf8_is_taken(inbox: Inbox) -> None:
    (inbox.path / os.fsdecode(b"\xc7\xd1.txt")).write_text(f"Ports\n\n{BODY}")
    outcome = next(iter(inbox.take().values()))
    assert outcome.entries[0].text == BODY
    assert outcome.confirm().exists()


def test_while_one_takes_another_finds_nothing(inbox: Inbox) -> None:
    inbox.drop("a.txt")
    inbox.drop("b.txt")
    first = take(inbox.path, inbox.done, inbox.rejected, now=NOW)
    next(first).confirm()
    assert inbox.take() == {}
    assert [outcome.file for outcome in first] == ["b.txt"]


def test_a_reader_that_fails_in_an_unforeseen_way_costs_its_file_alone(inbox: Inbox) -> None:
    def fail(name: str, data: bytes) -> tuple[Entry, ...]:
        raise ZeroDivisionError("odd")

    inbox.drop("a.txt")
    inbox.drop("b.txt")
    outcomes = list(take(inbox.path, inbox.done, inbox.rejected, now=NOW, read=fail))
    assert [str(outcome.error) for outcome in outcomes] == [
        f"{name}: cannot be read: ZeroDivisionError: odd (drop its text as .txt)" for name in ("a.txt", "b.txt")
    ]


def test_a_file_that_a_killed_process_had_claimed_is_taken_again(inbox: Inbox) -> None:
    inbox.drop("a.txt")
    killed = multiprocessing.get_context("fork").Process(target=_claim_and_die, args=(inbox,))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    assert not (inbox.path / "a.txt").exists()
    assert inbox.take()["a.txt"].entries[0].text == BODY


def _claim_and_die(inbox: Inbox) -> None:
    next(take(inbox.path, inbox.done, inbox.rejected, now=NOW))
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_date_in_the_future_is_the_day_of_the_drop(inbox: Inbox) -> None:
    inbox.drop("a.txt", f"Ports\n\nMay 27, 2024\n\n{BODY}")
    entry = inbox.take(now=1_700_000_000)["a.txt"].entries[0]
    assert (entry.published, entry.published_raw) == (1_700_000_000, "May 27, 2024")


def test_a_file_that_may_not_be_read_says_so(inbox: Inbox) -> None:
    def refuse(name: str, data: bytes) -> tuple[Entry, ...]:
        raise DropRejected(name, "took longer than 20 s to read")

    inbox.drop("a.pdf", b"%PDF-")
    outcome = next(take(inbox.path, inbox.done, inbox.rejected, now=NOW, read=refuse))
    target = outcome.reject()
    assert stat.S_ISREG(target.lstat().st_mode)
    assert "took longer" in target.with_name("a.pdf.reason.txt").read_text()


def test_an_inbox_waits_only_with_files_that_concern_us(inbox: Inbox) -> None:
    inbox.take()
    inbox.drop("a.txt.part")
    assert not waiting(inbox.path)
    leave(inbox.path, "a.txt", b"Ports\n\nThree ports agreed.")
    assert waiting(inbox.path)
    assert not waiting(inbox.path / "nowhere")


def test_what_is_left_in_the_inbox_meets_no_other_name(inbox: Inbox) -> None:
    names = [leave(inbox.path, name, b"x").name for name in ("a.txt", "a.txt", "../b.txt", ".c.txt", "d.tmp")]
    assert names == ["a.txt", "a-2.txt", "_b.txt", "c.txt", "d.tmp_"]


@pytest.mark.parametrize(
    ("line", "year"), [("5月27日（月）", 2026), ("12月31日", 2025), ("5월 27일 오후 3시", 2026), ("May 27", 2026)]
)
def test_a_day_written_without_its_year_is_the_last_such_day(inbox: Inbox, line: str, year: int) -> None:
    now = int(datetime(2026, 11, 28, tzinfo=UTC).timestamp())
    path = inbox.drop("a.txt", f"Ports share radar data\n{line}\n\n{BODY}")
    os.utime(path, (now - 600, now - 600))
    (entry,) = inbox.take(now)["a.txt"].entries
    assert datetime.fromtimestamp(entry.published or 0, UTC).year == year
    assert entry.text == BODY
