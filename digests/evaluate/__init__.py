"""How well we read, against a labelled set: gold -> the real pipeline -> parts -> report.

    gold.py       a directory of labels -> Gold
    run.py        Gold -> Readings: everything the pipeline made of it (feeds.py and archive.py help)
    days/         real news days instead: replayed morning by morning, digests against an editor's
    parts         language.py, tags.py, search.py …: (Gold, Readings) -> Section, pure
    report.py     Section, Report, and how they are printed

A part is a function of :data:`Part`'s shape, named in :data:`PARTS`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from digests.evaluate.days import evaluate_days, holds_days
from digests.evaluate.gold import Gold, load_gold
from digests.evaluate.language import language
from digests.evaluate.report import Report, Section
from digests.evaluate.run import Analyser, Readings, read
from digests.evaluate.search import search
from digests.evaluate.stories import stories
from digests.evaluate.summaries import summaries
from digests.evaluate.tags import tags

Part: TypeAlias = Callable[[Gold, Readings], Section | None]
"""Scores one room's work; ``None`` where the set holds nothing to score it by."""

PARTS: tuple[Part, ...] = (language, tags, stories, summaries, search)


def evaluate(directory: Path, analyser: Analyser) -> Report:
    """Read the labelled set in ``directory``, written or of real days, with ``analyser`` and score it.

    Raises:
        SourceError: the directory holds no labelled set; names the file and line.
    """
    if holds_days(directory):
        return evaluate_days(directory, analyser)
    gold = load_gold(directory)
    readings = read(gold, analyser)
    sections = (part(gold, readings) for part in PARTS)
    return Report(str(directory), tuple(section for section in sections if section))
