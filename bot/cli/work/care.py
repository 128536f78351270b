"""What ``trilateral backup`` and ``doctor`` do."""

import asyncio
import sys
from pathlib import Path

from bot.cli.work.terminal import assembled, interruptible, show, tell
from bot.service.doctor.examine import examine, worst
from bot.service.redaction import of_environment
from digests.store.engine.backup import backup as make_backup


def backup(file: Path) -> None:
    """A copy of the database, restored and compared: only a verified one is kept."""
    with assembled() as opened, interruptible("Stopped; no copy was kept. The database itself is as it was."):
        rows = make_backup(opened.store.db, file)
    tell(f"{file}: {rows} rows, restored and compared")


def doctor() -> None:
    """A line for each thing looked at, as soon as it was; what is wrong names its cure."""
    with interruptible("Stopped; the doctor changes nothing but rights that were open to others."):
        sys.exit(asyncio.run(_doctor()))


async def _doctor() -> int:
    findings, redact = [], of_environment()
    async for finding in examine():
        findings.append(finding)
        show(redact(str(finding)))
    return worst(findings)
