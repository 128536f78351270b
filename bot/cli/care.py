"""``trilateral evaluate``, ``backup`` and ``doctor``: looking after quality and data."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.terminal import assembled, err, out
from bot.service.logs import configure_logs
from bot.service.redaction import redacted
from config.catalogue import load_catalogue
from config.settings import load_settings
from digests.printable import json_text
from digests.store.engine.backup import backup as make_backup


def register(app: typer.Typer) -> None:
    """Add these subcommands to ``app``."""
    for command in (evaluate, backup, doctor):
        app.command()(command)


def evaluate(
    directory: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="Holds a written set or real news days")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure quality against a labelled set; prints every figure, its target and the worst mistakes."""
    from digests.evaluate import evaluate as measure
    from digests.intake.understanding import Analyser
    from digests.language.embed import load_embedder

    settings = load_settings()
    configure_logs(settings)
    analyser = Analyser(load_catalogue(settings.config_dir), load_embedder(settings.embedder, settings.embedder_secret))
    report = measure(directory, analyser)
    if as_json:
        out.print(json_text(report.as_json(), indent=2))
    else:
        out.print(report.as_text(), markup=False)


def backup(file: Annotated[Path, typer.Argument(dir_okay=False, help="Where to write it; must not exist.")]) -> None:
    """Copy the database while it runs, then restore the copy and compare: only a verified copy is kept."""
    with assembled() as opened:
        rows = make_backup(opened.store.db, file)
    err.print(f"{file}: {rows} rows, restored and compared", markup=False)


def doctor() -> None:
    """Check configuration, database, feeds, disk and token, and say what to do about what is wrong."""
    from bot.service.doctor import examine

    findings = asyncio.run(examine())
    for finding in findings:
        said = redacted(f"{finding.subject}: {finding.says}")
        out.print(f"{'ok  ' if finding.good else 'BAD '} {said}", markup=False)
    sys.exit(0 if all(finding.good for finding in findings) else 1)
