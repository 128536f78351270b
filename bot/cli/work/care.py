"""What ``trilateral backup``, ``restore`` and ``doctor`` do."""

import asyncio
import sys
from collections import Counter
from pathlib import Path

from bot.cli.work.terminal import assembled, interruptible, out, tell
from bot.render.wrap import width_of
from bot.service.assembly import clock
from bot.service.doctor.examine import examine, worst
from bot.service.redaction import of_environment
from config.settings import load_settings
from digests.store.engine.backup import backup as make_backup
from digests.store.engine.lock import DataLock
from digests.store.engine.restore import restore as put_back


def backup(file: Path) -> None:
    """A copy of the database, restored and compared: only a verified one is kept."""
    with assembled() as opened, interruptible("Stopped; no copy was kept. The database itself is as it was."):
        rows = make_backup(opened.store.db, file)
    tell(f"{file}: {rows} rows, restored and compared")


def restore(file: Path) -> None:
    """A backup in the database's place; what was there before stays beside it."""
    settings = load_settings()
    with DataLock(settings.data_dir, clock()), interruptible("Stopped; the database is as it was."):
        kept = put_back(file, settings.database, clock())
    tell(f"{settings.database} is what {file} holds, verified and compared.")
    if kept:
        tell(f"What was there before lies in {kept}; delete it once all is well.")
    tell("What waited to be sent when the backup was made is sent when the service starts.")


def doctor() -> None:
    """A line for each thing looked at, as soon as it was; what is wrong names its cure."""
    with interruptible("Stopped; the doctor changes nothing but rights that were open to others."):
        sys.exit(asyncio.run(_doctor()))


async def _doctor() -> int:
    findings, redact, width = [], of_environment(), width_of(out.file)
    async for finding in examine():
        findings.append(finding)
        out.print(redact(finding.laid_out(width) if width is not None else str(finding)))
    states = Counter(finding.state for finding in findings)
    tell(f"{states['BAD']} to mend, {states['note']} to know, {states['ok']} in order")
    return worst(findings)
