"""Under how many headlines that a reader cannot read stands a line? ``python -m benchmarks.glosses [SET ...]``.

Real news days (see docs/quality.md) are taken in morning by morning; the headlines of each morning's full digest that a
new reader of each language cannot read are counted, and those of which too little is known for a line. ``--lines N``
prints N headlines with their lines instead, drawn by chance and spread over languages and sets: whether a line is
right, a person has to say. Without a set: those of ``TRILATERAL_TESTDATA``. About a minute of CPU for a set.
"""

import argparse
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.catalogue import load_catalogue
from config.languages import LANGUAGES
from config.names import load_names
from config.settings import load_settings
from digests.editions.compose import EditionMaker
from digests.evaluate.days import load_days, replay
from digests.gloss.kept import Glosses
from digests.intake.understanding import Analyser
from digests.language.embed import load_embedder
from digests.language.names import Names
from digests.model import Preferences

_DAY, _ASKED = 86_400, 300


@dataclass(frozen=True, slots=True)
class Foreign:
    """A headline in a digest of somebody who cannot read it."""

    days: str
    reader: str
    language: str
    headline: str
    line: str


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sets", nargs="*", type=Path)
    arguments.add_argument("--lines", type=int, default=0, metavar="N")
    chosen = arguments.parse_args()
    shared = Path(os.environ.get("TRILATERAL_TESTDATA", "../shared")) / "days"
    sets = chosen.sets or sorted(path.parent for path in shared.glob("*/mornings.json"))
    if not sets:
        print("no real days here: python -m benchmarks.glosses SET ...")
        return
    found = list(dict.fromkeys(_foreign(sets)))
    for row in _drawn(found, chosen.lines) if chosen.lines else _counted(found):
        print(row)


def _foreign(sets: Sequence[Path]) -> Iterator[Foreign]:
    settings = load_settings()
    analyser = Analyser(load_catalogue(settings.config_dir), load_embedder(settings.embedder, settings.embedder_secret))
    glosses = Glosses(Names(load_names))
    for folder in sets:
        for morning, stories in replay(load_days(folder), analyser).stories.items():
            maker, since = EditionMaker(stories, morning + _ASKED, glosses), morning + _ASKED - _DAY
            for reader in LANGUAGES:
                wanted = Preferences(language=reader, length="full")
                digest = maker.compose(wanted, zone="UTC", since=since, seen={}, follows=())
                for story in digest.stories:
                    if not story.readable:
                        yield Foreign(folder.name, reader, story.headline_language, story.headline, story.gloss)


def _counted(found: Sequence[Foreign]) -> Iterator[str]:
    for reader in LANGUAGES:
        here = [each for each in found if each.reader == reader]
        shown = sum(bool(each.line) for each in here)
        yield f"{reader:8} {shown} of {len(here)}" + (f" ({shown / len(here):.2f})" if here else "")


def _drawn(found: Sequence[Foreign], most: int) -> Iterator[str]:
    """In turn from each language of readers and each set, as long as there are any."""
    by_chance = random.Random(1)
    piles: dict[tuple[str, str], list[Foreign]] = {}
    for each in by_chance.sample(found, len(found)):
        if each.line:
            piles.setdefault((each.reader, each.days), []).append(each)
    drawn = [pile[turn] for turn in range(most) for pile in piles.values() if turn < len(pile)][:most]
    for each in sorted(drawn, key=lambda each: (each.reader, each.days)):
        yield f"{each.days} {each.reader} [{each.language}] {each.headline}\n    {each.line}"


if __name__ == "__main__":
    main()
