"""What ``trilateral backup`` and ``doctor`` do."""

import asyncio
import sys
from pathlib import Path

from bot.cli.work.terminal import assembled, interruptible, show, tell
from bot.service.doctor import examine
from bot.service.redaction import redacted
from digests.store.engine.backup import backup as make_backup


def backup(file: Path) -> None:
    """A copy of the database, restored and compared: only a verified one is kept."""
    with assembled() as opened, interruptible("Stopped; no copy was kept. The database itself is as it was."):
        rows = make_backup(opened.store.db, file)
    tell(f"{file}: {rows} rows, restored and compared")


def doctor() -> None:
    """A line for configuration, database, feeds, disk and token; what is wrong ends with one."""
    with interruptible("Stopped; the doctor changes nothing."):
        findings = asyncio.run(examine())
    for finding in findings:
        said = redacted(f"{finding.subject}: {finding.says}")
        show(f"{'ok  ' if finding.good else 'BAD '} {said}")
    sys.exit(0 if all(finding.good for finding in findings) else 1)
