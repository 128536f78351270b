"""How fast is a day's news read and joined? ``python -m benchmarks.reading [archive]`` (default 45,000; two minutes).

Fills the open window (72 hours) with 5,000 items of a made-up press, then takes in 1,000 more: detect, embed, tag,
grade, summarise, store, index, find copies, join to stories. Then the window is clustered anew as a whole, and the
second step repeated with ``archive`` older items in the database. Targets: 1,000 items in 15 s and the window in 2 s
on two cores with a warm model, under 400 MB, and the same order of time at ten times the archive.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.press import entries
from config.catalogue import load_catalogue
from digests.intake.background import background
from digests.intake.entries import Intake
from digests.intake.joining import Joiner
from digests.intake.repeats import Repeats
from digests.intake.understanding import Analyser
from digests.language.embed import load_embedder
from digests.model import Entry, Item
from digests.store import Store, open_store
from digests.stories.clues import clues
from digests.stories.cluster import cluster
from digests.stories.telling import tell

WINDOW, MORE, DOCUMENT = 5_000, 1_000, 50
START, HOURS = 1_790_000_000, 60
NOW = START + HOURS * 3600
_KILOBYTES = 1024


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took; on a busy machine the processor's time says more than the clock."""

    seconds: float
    processor: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.processor:.2f} s of one processor)"


def main() -> int:
    """Print each measurement; 1 where a target is missed."""
    archive = int(sys.argv[1]) if len(sys.argv) > 1 else 45_000
    analyser = Analyser(load_catalogue(), load_embedder())
    analyser.read(list(entries(64, start=START, hours=HOURS, seed=9)))  # the model is loaded
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "bench.db")
        intake = Intake(store, analyser, Joiner(store, background=lambda: background(analyser)), Repeats(store))
        filled = _take(intake, entries(WINDOW, start=START, hours=HOURS, seed=1))
        print(f"filling the window with {WINDOW:,} items: {filled.seconds / WINDOW * 1000:.1f} ms an item")
        fresh = _take(intake, entries(MORE, start=START, hours=HOURS, seed=2))
        print(f"{MORE:,} items through everything: {fresh}, target 15")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES
        print(f"peak memory: {memory:.0f} MB, target 400")
        window = store.items.between(START, NOW + 1)[:WINDOW]
        again = _clustered(window)
        print(f"clustering the window of {WINDOW:,} anew: {again}, target 2")
        _fill_archive(store, window, archive)
        late = _take(intake, entries(MORE, start=START, hours=HOURS, seed=3))
        print(f"{MORE:,} items with {store.items.count():,} in the archive: {late}")
        store.close()
    slower = late.processor > 2 * fresh.processor
    return int(fresh.seconds > 15 or again.seconds > 2 or memory > 400 or slower)


def _take(intake: Intake, wire: Iterator[Entry]) -> Took:
    """Take ``wire`` in as documents of 50 entries, joined together as a poll of all feeds is."""

    def all_of_it() -> None:
        while document := list(islice(wire, DOCUMENT)):
            intake.add(document, now=NOW, pushable=True)
        intake.join(NOW)

    return _timed(all_of_it)


def _clustered(window: Sequence[Item]) -> Took:
    """Cluster the whole window, its clues at hand: the better of two."""
    read = [clues(item) for item in window]
    return min((_timed(lambda: cluster(read)) for _ in range(2)), key=lambda took: took.seconds)


def _timed(work: Callable[[], object]) -> Took:
    begun, used = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - begun, time.process_time() - used)


def _fill_archive(store: Store, window: Sequence[Item], count: int) -> None:
    """``count`` copies of the window's items, each a story, spread over the three years before."""
    with store.db.write():
        for number in range(count):
            model = window[number % len(window)]
            published = START - 10 * 86_400 - number * 3 * 365 * 86_400 // max(1, count)
            item = store.items.add(
                model.entry, model.reading, published=published, first_seen=published, pushable=False
            )
            store.joins.open(tell([item]), [item], follows=None, now=published)


if __name__ == "__main__":
    sys.exit(main())
