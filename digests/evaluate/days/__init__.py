"""What a subscriber really gets: real news days, labelled by people who read every title.

    labels.py     a directory of real days -> NewsDays: items, labels, an editor's mornings
    replay.py     NewsDays -> Replayed: taken in morning by morning, a digest after each
    scores.py     precision, recall and F1 as all parts count them
    parts         grades.py, tags.py, joining.py, digests.py: (NewsDays, Replayed) -> Section, pure

``load_days`` is what trains models, too: it gives the items and what is known of each.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from digests.evaluate.days.digests import digests
from digests.evaluate.days.grades import grades
from digests.evaluate.days.joining import joining
from digests.evaluate.days.labels import DayItem, Label, NewsDays, Pick, holds_days, load_days, plain_url
from digests.evaluate.days.replay import Analyser, Replayed, Row, replay
from digests.evaluate.days.tags import tags
from digests.evaluate.report import Report, Section

__all__ = [
    "DayItem",
    "Label",
    "NewsDays",
    "Pick",
    "Replayed",
    "Row",
    "evaluate_days",
    "holds_days",
    "load_days",
    "plain_url",
    "replay",
]

DayPart: TypeAlias = Callable[[NewsDays, Replayed], Section]

DAY_PARTS: tuple[DayPart, ...] = (grades, tags, joining, digests)


def evaluate_days(directory: Path, analyser: Analyser) -> Report:
    """Replay the real days in ``directory`` with ``analyser`` and score them; about a minute for 3,500 items.

    Raises:
        SourceError: a file is missing or a line is not in the format; names both.
    """
    days = load_days(directory)
    replayed = replay(days, analyser)
    return Report(str(directory), tuple(part(days, replayed) for part in DAY_PARTS))
