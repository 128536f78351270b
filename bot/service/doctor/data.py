"""What is kept: rights, database, rows, disk, backups, the drop folder, subscribers who wait."""

import stat
from collections.abc import Iterator
from pathlib import Path

from bot.service.disk import is_full
from bot.service.doctor.finding import Finding, bad, good, note
from bot.service.doctor.machine import Machine
from config.settings import Settings
from digests.instants import is_zone
from digests.sources.drops.inbox import fault
from digests.store import Store
from digests.store.engine.aside import Kind
from digests.store.engine.backup import fault_of
from digests.store.engine.permissions import open_to_others, stranger
from digests.store.people.audiences import Audience
from digests.store.sending.outbox import UNREADABLE

_LOW_DISK = 500 * 1024**2
_ROOM = "make room, or move TRILATERAL_DATA_DIR to another disk"
_DAY = 86_400
_OLD = 2 * _DAY
"""A backup is made each day: one that is older says that none is made any more."""
_NAMED = 10
"""Rows that cannot be read and are named one by one."""
_ADVICE: dict[Kind, str] = {
    "subscriber": "gets no digests until they save a setting, or the row is mended (their other settings are kept)",
    "item": "is left out of stories and searches; mend the row, or restore a backup",
    "story": "is left out of digests; mend the row, or restore a backup",
    "broadcast": "is not sent; make it again with /broadcast",
    "feed": "is not polled; meet it anew with: trilateral feeds add URL",
    "submission": "whoever sent that document is not told what became of it; look into drops/",
    "update": "was passed over unread: whoever sent it has no answer; the log says more",
    "writing": "is not shown: the sources' own words are; restore a backup, or leave it",
    "version": "what an article said before is not shown; mend the row, or restore a backup",
}
"""What it means, and what to do."""


def rights(settings: Settings) -> Iterator[Finding]:
    """Asked before anything is opened: a start takes the rights of others itself."""
    root = settings.data_dir
    if not root.is_dir():
        return
    status = root.lstat()
    if owner := stranger(root):
        yield bad("rights", f"{root} belongs to {owner}, and we run as another", f"chown -R {_ourselves()} {root}")
    elif status.st_mode & stat.S_ISVTX:
        cure = "set TRILATERAL_DATA_DIR to a folder of its own"
        yield bad("rights", f"{root} is a folder that everybody shares", cure)
    elif found := open_to_others(root):
        mode = stat.filemode(status.st_mode)
        said = f"others could look into {root} ({mode}) and {len(found)} of the files and folders in it"
        cure = f"they are closed now; where it comes back: umask 077, chmod -R go= {root}"
        yield bad("rights", said, cure)
    else:
        yield good("rights", f"{root} is for us alone")


def _ourselves() -> str:
    return "$(id -u):$(id -g)"


def disk(machine: Machine, settings: Settings) -> Finding:
    """Is there room, and for how long?"""
    usage = machine.usage(settings.data_dir)
    said = f"{usage.free // 1024**2} MB free"
    if is_full(usage):
        return bad("disk", f"{said}: nothing is taken in any more", _ROOM)
    if usage.free <= _LOW_DISK:
        return bad("disk", f"{said}, which is little", _ROOM)
    return good("disk", said)


def database(settings: Settings, store: Store) -> Iterator[Finding]:
    """The file, and every row in it."""
    wrong = store.db.fault()
    if wrong is not None:
        said, _, cure = wrong.rpartition("; ")
        yield bad("database", said, f"stop the service; {cure} of {settings.data_dir / 'backups'}")
    else:
        yield good("database", f"{settings.database}: {store.items.count()} items, no fault found")
    yield from rows(store)
    yield from readers(store)


def rows(store: Store) -> Iterator[Finding]:
    """Read every row anew, and name those that cannot be read: what they were kept for does not happen."""
    store.aside.clear()
    read = store.audiences.readable() + store.broadcasts.readable() + len(store.feeds.listed())
    read += sum(1 for _ in store.items.every()) + sum(1 for _ in store.stories.every())
    faulty = store.aside.listed()
    for each in faulty[:_NAMED]:
        yield bad("rows", f"{each.kind} {each.key}: {each.reason}", _ADVICE[each.kind])
    if len(faulty) > _NAMED:
        yield bad("rows", f"{len(faulty) - _NAMED} others cannot be read", "the log names each")
    unsent = sum(number for _, _, reason, number, _ in store.deliveries.standing(0) if reason.startswith(UNREADABLE))
    if unsent:
        yield bad("rows", f"{unsent} messages could not be read and were not sent", "the log names each")
    if not faulty and not unsent:
        yield good("rows", f"{read} read")


def readers(store: Store) -> Iterator[Finding]:
    """Readers whose time zone nobody knows: they are written to by UTC."""
    for reader in store.audiences.of(Audience()):
        if not is_zone(reader.schedule.zone):
            said = f"subscriber {reader.id} lives in {reader.schedule.zone}, which is no time zone: UTC is taken"
            yield bad("rows", said, "let them set it anew: /timezone")


def backups(machine: Machine, settings: Settings, store: Store) -> Iterator[Finding]:
    """Is there a copy of yesterday, and could it be restored?"""
    folder = settings.data_dir / "backups"
    made = "trilateral backup FILE makes one"
    copies = sorted(folder.glob("trilateral-*.db"))
    for left in sorted(folder.glob("*.partial")):
        yield bad("backups", f"{left} was cut off, and is no backup", f"delete it; {made}")
    if not copies:
        began = store.items.began()
        if began is not None and machine.clock() - began > _OLD:
            yield bad(
                "backups", f"there is none in {folder}", f"let the service run, which makes one a day; {made} now"
            )
        else:
            yield note("backups", "none yet: the service makes one a day", f"{made} now")
        return
    newest = copies[-1]
    age = machine.clock() - int(newest.stat().st_mtime)
    if (wrong := fault_of(newest)) is not None:
        yield bad("backups", f"{newest} cannot be restored: {wrong}", f"check the disk; delete it; {made}")
    elif age > _OLD:
        said = f"the newest, {newest.name}, is {age // _DAY} days old"
        yield bad("backups", said, f"look in the log for why the service makes none; {made}")
    else:
        yield good("backups", f"{len(copies)}, the newest {newest.name}, which can be restored")


def drops(settings: Settings) -> Finding:
    """Can the inbox be emptied?"""
    wrong = fault(settings.inbox, settings.done, settings.rejected)
    if wrong is not None:
        return bad("drops", f"{wrong.subject}: {wrong.problem}", wrong.advice or "check its rights")
    refused = _refused(settings.rejected)
    if refused:
        said = f"{settings.inbox} can be emptied; {refused} files lie in {settings.rejected}"
        return note("drops", said, "each has its reason beside it: mend and drop it anew, or delete it")
    return good("drops", f"{settings.inbox} can be emptied")


def with_pictures(store: Store) -> int:
    """How many readers have not switched pictures off."""
    readers = store.audiences.of(Audience(states=("active",)))
    return sum(1 for reader in readers if reader.preferences.pictures != "off")


def _refused(folder: Path) -> int:
    return sum(1 for path in folder.iterdir() if path.name.endswith(".reason.txt")) if folder.is_dir() else 0
