"""What ``trilateral evaluate`` does."""

from pathlib import Path

from bot.cli.work.terminal import interruptible, out
from bot.service.logs import QUIET, configure_logs
from config.catalogue import load_catalogue
from config.settings import load_settings
from digests.evaluate import evaluate as measure
from digests.intake.understanding import Analyser
from digests.language.embed import load_embedder
from digests.printable import json_text


def evaluate(directory: Path, *, as_json: bool) -> None:
    """Every figure of a labelled set, its target and the worst mistakes."""
    settings = load_settings()
    configure_logs(settings, QUIET)
    with interruptible("Stopped; nothing was measured to the end, and nothing is kept of it."):
        embedder = load_embedder(settings.embedder, settings.embedder_secret)
        report = measure(directory, Analyser(load_catalogue(settings.config_dir), embedder))
    out.print(json_text(report.as_json(), indent=2) if as_json else report.as_text())
