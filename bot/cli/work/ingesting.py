"""What ``trilateral ingest`` does: one pass, each source told as it ends; where nothing is reached, that alone."""

import asyncio
import logging
from collections import Counter
from dataclasses import asdict

import typer

from bot.cli.work.terminal import assembled, interruptible, out, tell
from bot.cli.work.watching import Watch, watched
from bot.service.assembly import Assembly
from digests.intake.report import IngestReport, SourceLine
from digests.printable import json_text


def ingest(*, as_json: bool) -> None:
    """Every feed that is on and the drop folder, once."""
    with assembled() as opened:
        for told in ("visit", "substitution"):  # the report has a line for each feed that fails
            logging.getLogger(f"digests.intake.{told}").setLevel(logging.ERROR)
        pass_ = _Pass(opened, silent=as_json)
        with interruptible(pass_.kept):
            report = asyncio.run(pass_.run())
    if as_json:
        out.print(json_text([asdict(line) for line in report.lines], indent=2))
    tell(summary(report.lines))
    raise typer.Exit(0 if report.good else 1)


class _Pass:
    """One pass as it is seen from outside."""

    def __init__(self, opened: Assembly, *, silent: bool) -> None:
        self._opened, self._silent = opened, silent
        self._feeds = len(opened.store.feeds.polled())
        self._lines: list[SourceLine] = []
        self._held: list[SourceLine] = []
        """Feeds that were not reached, until one is: perhaps none is, and then it is the network."""

    async def run(self) -> IngestReport:
        feeds = "1 feed" if self._feeds == 1 else f"{self._feeds} feeds"
        tell(f"Asking {feeds} and reading what lies in {self._opened.settings.inbox}. Ctrl-C stops it.")
        with watched("Sources", self._feeds) as watch:

            def progress(line: SourceLine, done: int, total: int) -> None:
                self._lines.append(line)
                watch.done(done, total)
                self._told(line, watch)

            async with self._opened.sources() as sources:
                report = await sources.ingest.run(due_only=False, progress=progress)
            if not cut_off(self._lines):
                self._release(watch)
        return report

    def kept(self) -> str:
        if not self._lines:
            return "Stopped before any source was read: nothing was taken in, and nothing was lost."
        added = sum(line.added for line in self._lines)
        asked = sum(not line.dropped for line in self._lines)
        return (
            f"Stopped after {asked} of {self._feeds} feeds. What they brought is kept ({added} new items); "
            "trilateral ingest asks them all again, and takes nothing in twice."
        )

    def _told(self, line: SourceLine, watch: Watch) -> None:
        if not line.reached:
            self._held.append(line)
            return
        if not line.dropped:
            self._release(watch)
        self._print(line, watch)

    def _release(self, watch: Watch) -> None:
        held, self._held = self._held, []
        for line in held:
            self._print(line, watch)

    def _print(self, line: SourceLine, watch: Watch) -> None:
        if not self._silent:
            watch.line(report_line(line))


def cut_off(lines: list[SourceLine] | tuple[SourceLine, ...]) -> bool:
    """Whether several feeds were asked and none was reached: that is no fault of theirs."""
    feeds = [line for line in lines if not line.dropped]
    return len(feeds) > 1 and not any(line.reached for line in feeds)


def summary(lines: tuple[SourceLine, ...]) -> str:
    """What a pass came to, in one line."""
    feeds = [line for line in lines if not line.dropped]
    files = [line.good for line in lines if line.dropped]
    said = [f"{sum(line.added for line in lines)} new"]
    if cut_off(lines):
        why, _ = Counter(line.detail.partition(" (")[0] for line in feeds).most_common(1)[0]
        said += [
            f"none of the {len(feeds)} feeds could be reached: is this machine on the network? (Most often: {why})"
        ]
    else:
        said += [f"{sum(not line.good for line in feeds)} of {len(feeds)} feeds failed"]
    said += [f"{files.count(False)} of {len(files)} dropped files could not be read"] if files else []
    return ", ".join(said)


def report_line(line: SourceLine) -> str:
    """``read            3 new of 20      812 ms  https://…  what there is to say``."""
    detail = f"  {line.detail}" if line.detail else ""
    return (
        f"{line.outcome:<12} {line.added:>4} new of {line.entries:<4} {line.milliseconds:>6} ms  {line.subject}{detail}"
    )
