"""The drop folder in hostile or clumsy hands: links, foreign folders, odd kinds of file, moves that fail."""

import errno
import os
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from digests.errors import SourceError
from digests.model import Entry
from digests.sources.drops.documents import read_document
from digests.sources.drops.inbox import DropOutcome, fault, leave, mark_of, take, waiting
from digests.sources.drops.retries import Retries

NOW = 4_000_000_000
TEXT = "Ports\n\nThree ports agreed."


class Drops:
    """An inbox beside other people's things."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "drops"
        self.inbox, self.done, self.rejected = (self.root / name for name in ("inbox", "done", "rejected"))
        self.taking = self.root / ".taking"
        self.inbox.mkdir(parents=True)
        self.others = folder / "others"
        self.others.mkdir()
        (self.others / "secret.txt").write_text("A secret\n\nNobody may read this.")
        self.retries = Retries()
        self.read: list[str] = []

    def take(self, now: int = NOW) -> Iterator[DropOutcome]:
        return take(self.inbox, self.done, self.rejected, now=now, read=self._read, retries=self.retries)

    def _read(self, name: str, data: bytes) -> tuple[Entry, ...]:
        self.read.append(name)
        return read_document(name, data)

    def settle(self, now: int = NOW) -> list[str]:
        """One emptying, as a pass does it; what was taken in, refused or failed."""
        said = []
        for outcome in self.take(now):
            try:
                outcome.reject() if outcome.error else outcome.confirm()
                said.append(f"{outcome.file} {'refused' if outcome.error else 'stored'}")
            except (OSError, SourceError):
                said.append(f"{outcome.file} failed")
        return said

    def waits(self, now: int = NOW) -> bool:
        return waiting(self.inbox, now=now, retries=self.retries)

    def untouched(self) -> bool:
        return [path.name for path in self.others.iterdir()] == ["secret.txt"]


@pytest.fixture
def drops(tmp_path: Path) -> Drops:
    return Drops(tmp_path)


@pytest.mark.parametrize("where", ["inbox/.taking/.lock", ".taking/.lock"])
@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_link_in_the_place_of_the_lock_empties_no_file(
    drops: Drops, where: str, link: Callable[[Path, Path], None]
) -> None:
    database = drops.root.parent / "trilateral.db"
    database.write_text("everything")
    (drops.root / where).parent.mkdir()
    link(database, drops.root / where)
    (drops.inbox / "a.txt").write_text(TEXT)
    with suppress(SourceError):
        list(drops.take())
    assert database.read_text() == "everything"
    if where.startswith(".taking"):
        told = fault(drops.inbox, drops.done, drops.rejected)
        assert told is not None
        assert told.subject == str(drops.taking / ".lock")


@pytest.mark.parametrize("where", [".taking", "inbox/.taking"])
@pytest.mark.parametrize("name", ["drop-1a2b3c", "stored-1a2b3c", "anything"])
def test_a_link_to_a_folder_among_the_claims_publishes_and_moves_nothing(drops: Drops, where: str, name: str) -> None:
    (drops.root / where).mkdir()
    (drops.root / where / name).symlink_to(drops.others)
    assert drops.settle() == []
    assert drops.untouched()


@pytest.mark.parametrize("name", ["inbox", "done", "rejected", ".taking"])
def test_a_link_in_the_place_of_a_folder_is_said_and_nothing_is_taken(drops: Drops, name: str) -> None:
    (drops.inbox / "a.txt").write_text(TEXT)
    place = drops.root / name
    if place.exists():
        place.rename(drops.root / "kept")
    place.symlink_to(drops.others)
    with pytest.raises(SourceError, match=f"{name}: is a link, not a folder"):
        list(drops.take())
    assert drops.untouched()
    assert not drops.waits(), "and it is not said again and again"
    assert drops.waits(NOW + 3600)
    told = fault(drops.inbox, drops.done, drops.rejected)
    assert told is not None
    assert told.subject == str(place)


def test_a_dangling_link_in_the_place_of_a_folder_makes_nothing_elsewhere(drops: Drops) -> None:
    drops.done.symlink_to(drops.others / "made")
    with pytest.raises(SourceError, match="is a link"):
        list(drops.take())
    assert drops.untouched()


def test_a_link_beside_a_refused_file_is_not_written_through(drops: Drops) -> None:
    drops.rejected.mkdir()
    (drops.rejected / "a.txt.reason.txt").symlink_to(drops.others / "secret.txt")
    (drops.inbox / "a.txt").write_bytes(b"")
    assert drops.settle() == ["a.txt refused"]
    assert "Nobody" in (drops.others / "secret.txt").read_text()
    assert (drops.rejected / "a-2.txt.reason.txt").read_text().startswith("a.txt: is empty")


def _socket(path: Path) -> None:
    home = os.getcwd()
    os.chdir(path.parent)  # a socket's address has room for a hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.chdir(home)


def _folder_of_a_link(path: Path) -> None:
    path.mkdir()
    (path / "inner").symlink_to(path.parent.parent.parent / "others")


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (os.mkfifo, "is a pipe"),
        (_socket, "is a socket"),
        (_folder_of_a_link, "is a folder"),
        (lambda path: path.symlink_to(path.parent.parent.parent / "others"), "is a link"),
        (lambda path: path.symlink_to("/dev/zero"), "is a link"),
        (lambda path: path.symlink_to(path.name), "is a link"),
        (lambda path: os.link(path.parent.parent.parent / "others" / "secret.txt", path), "is a hard link"),
    ],
)
def test_what_is_no_file_is_put_aside_unopened(drops: Drops, make: Callable[[Path], None], problem: str) -> None:
    make(drops.inbox / "x.txt")
    (outcome,) = drops.take()
    assert outcome.error is not None
    assert outcome.error.problem.startswith(problem)
    outcome.reject()
    assert drops.read == []
    assert drops.untouched()
    assert stat.S_IMODE((drops.others / "secret.txt").stat().st_mode) == 0o644


@pytest.mark.skipif(os.geteuid() != 0, reason="makes a device")
def test_a_device_is_not_opened(drops: Drops) -> None:
    try:
        os.mknod(drops.inbox / "x.txt", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("no devices here")
    (outcome,) = drops.take()
    assert outcome.error is not None
    assert outcome.error.problem == "is a device, not a file"


@pytest.mark.parametrize(
    "name", ["a\n[]\x1b]8;;x\x07.txt", "a\x9b31m.txt", "\u202etxt.a.txt", "...txt", "~.txt", "*?.txt"]
)
def test_no_control_character_of_a_name_is_shown_or_kept(drops: Drops, name: str) -> None:
    name = f"a{name}" if name.startswith(".") else name
    (drops.inbox / name).write_text(TEXT)
    (drops.inbox / f"bad {name}").write_bytes(b"")
    drops.settle()
    kept = [path.name for folder in (drops.done, drops.rejected) for path in folder.iterdir()]
    assert len(kept) == 3
    assert all(name.isprintable() for name in kept)


def test_drops_and_reasons_are_read_by_nobody_else(drops: Drops) -> None:
    for name, content in (("a.txt", TEXT), ("b.txt", "")):
        (drops.inbox / name).write_text(content)
        (drops.inbox / name).chmod(0o666)
    leave(drops.inbox, "c.txt", TEXT.encode())
    drops.settle()
    for folder in (drops.done, drops.rejected, drops.taking):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())


def test_a_file_that_vanishes_or_grows_meanwhile_stops_no_other(drops: Drops) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (drops.inbox / name).write_text(TEXT)
    with (drops.inbox / "c.txt").open("a") as growing:
        outcomes = drops.take()
        assert next(outcomes).file == "a.txt"
        (drops.inbox / "b.txt").unlink()
        growing.write("more")
        growing.flush()
        assert [outcome.file for outcome in outcomes] == ["c.txt", "d.txt"]


def test_a_file_that_is_written_to_while_it_is_read_is_read_again_later(drops: Drops) -> None:
    (drops.inbox / "a.txt").write_text(TEXT)
    claimed = next(iter(drops.take()))
    with next(drops.taking.glob("drop-*/a.txt")).open("a") as late:
        late.write("\n\nAnd a fourth.")
    assert claimed.entries[0].text == "Three ports agreed."
    assert next(iter(drops.take())).entries[0].text == "Three ports agreed.\nAnd a fourth."


def test_a_stored_file_that_cannot_be_moved_is_not_read_again(drops: Drops) -> None:
    (drops.inbox / "a.txt").write_text(TEXT)
    outcomes = drops.take()
    outcome = next(outcomes)
    drops.done.rmdir()
    drops.done.write_text("a file in the folder's place")
    with pytest.raises(SourceError, match="is not a folder"):
        outcome.confirm()
    assert next(outcomes, None) is None
    drops.done.unlink()
    assert not drops.waits()
    assert drops.settle() == []
    assert drops.settle(NOW + 61) == ["a.txt stored"]
    assert drops.read == ["a.txt"]


def test_a_stored_file_is_known_as_stored_after_a_restart_as_well(drops: Drops) -> None:
    (drops.inbox / "a.txt").write_text(TEXT)
    (outcome,) = drops.take()
    drops.done.rmdir()
    drops.done.write_text("")
    with pytest.raises(SourceError):
        outcome.confirm()
    drops.done.unlink()
    drops.retries = Retries()
    assert drops.settle() == ["a.txt stored"]
    assert drops.read == ["a.txt"]


def test_a_refused_file_that_cannot_be_moved_waits_longer_each_time_and_is_not_read_again(drops: Drops) -> None:
    (drops.inbox / "a.pdf").write_bytes(b"no pdf")
    drops.rejected.mkdir()
    blocked = drops.rejected / "a.pdf.reason.txt"
    tried = []
    for minute in range(200):
        for outcome in drops.take(NOW + 60 * minute):
            drops.rejected.rename(drops.root / "kept")
            drops.rejected.symlink_to(drops.others)
            with pytest.raises(SourceError):
                outcome.reject()
            drops.rejected.unlink()
            (drops.root / "kept").rename(drops.rejected)
            tried.append(minute)
    assert tried == [0, 1, 3, 7, 15, 31, 63, 123, 183]
    assert drops.read == ["a.pdf"]
    assert drops.settle(NOW + 60 * 300) == ["a.pdf refused"]
    assert blocked.read_text().startswith("a.pdf: is a broken PDF")


def test_a_file_that_cannot_be_claimed_is_said_and_left(drops: Drops) -> None:
    (drops.inbox / "a.txt").write_text(TEXT)
    (drops.inbox / "b.txt").write_text(TEXT)
    drops.inbox.chmod(0o500)
    if os.access(drops.inbox, os.W_OK):
        pytest.skip("nothing is forbidden to root")
    said = drops.settle()
    drops.inbox.chmod(0o700)
    assert said == ["a.txt failed", "b.txt failed"]
    assert not drops.waits()


def test_what_an_earlier_version_had_claimed_inside_the_inbox_is_taken(drops: Drops) -> None:
    former = drops.inbox / ".taking" / "drop-abc"
    former.mkdir(parents=True)
    (former / "a.txt").write_text(TEXT)
    (drops.inbox / ".taking" / ".lock").touch()
    assert drops.settle() == ["a.txt stored"]
    assert list(drops.inbox.iterdir()) == []


def test_a_file_keeps_its_mark_from_before_it_can_be_taken(drops: Drops) -> None:
    marks: list[str] = []
    path = leave(drops.inbox, "a.txt", TEXT.encode(), before=marks.append)
    assert marks == [mark_of(path.lstat())]
    (outcome,) = drops.take()
    assert outcome.mark == marks[0]


def test_a_file_that_cannot_be_written_whole_leaves_nothing(drops: Drops) -> None:
    def full(mark: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        leave(drops.inbox, "a.txt", TEXT.encode(), before=full)
    assert drops.settle() == []
    assert list(drops.inbox.iterdir()) == []
