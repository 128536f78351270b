"""What polling costs, against the newest ``reader`` on the same server in the same run.

    python -m benchmarks.polling [FEEDS]

Both fetch, parse and store; nothing is tagged or clustered. First each meets every feed once, untimed; then come the
passes that are timed, in each of which 70 % of the feeds answer 304 and 30 % hold one new item of ten. Of each side's
passes the quickest counts: what else runs on the machine slows both, but never at the same moment.
"""

import asyncio
import resource
import sys
import time
import urllib.request
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import feedparser_sgmllib
import psutil

from benchmarks.feed_server import serving
from digests.intake.ingest import Ingest
from digests.intake.report import IngestReport
from digests.model import Entry, Feed, Reading
from digests.sources.feeds.naming import keys_of
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.fetch import Fetcher
from digests.store import Store, open_store

TARGET_RATIO = 5.0
TARGET_MILLISECONDS = 1.5
TARGET_MEGABYTES = 300
READER_WORKERS = (1, 8)
OUR_PASSES, READER_PASSES = 6, 3
_BLANK = Reading("en", "none", (), (), (), ())


@dataclass(frozen=True, slots=True)
class Taken:
    added: tuple[int, ...]
    remark: str = ""
    known: int = 0
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class StoreOnly:
    """An intake that stores what is new and understands nothing: what ``reader`` does, too."""

    store: Store

    def add(self, entries: Sequence[Entry], *, now: int, pushable: bool) -> Taken:
        keys = keys_of(entries)
        known = self.store.fingerprints.known([key for each in keys for key in each])
        added = []
        with self.store.db.write():
            for entry, own in zip(entries, keys, strict=True):
                if not any(key in known for key in own):
                    published = entry.published or now
                    item = self.store.items.add(entry, _BLANK, published=published, first_seen=now, pushable=pushable)
                    self.store.fingerprints.remember(own, item.id, now)
                    added.append(item.id)
        return Taken(tuple(added))

    def join(self, now: int) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Cost:
    """One pass: seconds, CPU seconds of this process and of its workers, feeds."""

    seconds: float
    cpu: float
    workers_cpu: float
    feeds: int

    @property
    def per_second(self) -> float:
        return self.feeds / self.seconds


def _cpu() -> tuple[float, float]:
    """Seconds of this process, and of its parsing workers, those that ended included."""
    workers = [child for child in psutil.Process().children() if "digests.sources.isolation.worker" in child.cmdline()]
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = sum(sum(worker.cpu_times()[:2]) for worker in workers)
    return time.process_time(), running + ended.ru_utime + ended.ru_stime


def addresses(port: int, feeds: int, hosts: int) -> list[str]:
    """``feeds`` addresses spread over ``hosts`` hosts of the loopback net."""
    return [f"http://127.0.{n % hosts // 250}.{1 + n % hosts % 250}:{port}/feed/{n}" for n in range(feeds)]


def turn(port: int) -> None:
    """Three of ten feeds gain an item."""
    urllib.request.urlopen(f"http://127.0.0.1:{port}/turn").read()


async def ours(urls: Sequence[str], port: int, folder: Path) -> tuple[Cost, float, IngestReport]:
    """(70 % unchanged, CPU seconds of a pass with all unchanged, the report of the first)."""
    store = open_store(folder / "ours.db")
    store.feeds.sync([Feed(url, url, "XX") for url in urls])
    clock = iter(range(1_790_100_000, 1_799_999_999))
    policy = AddressPolicy(allow_private=True)
    async with Fetcher(policy, contact_url="https://bench.example", clock=lambda: 0) as fetcher, ParserPool() as pool:
        with closing(Ingest(store.feeds, fetcher, pool, StoreOnly(store), lambda: next(clock))) as ingest:
            await ingest.run(due_only=False)
            mixed = []
            for _ in range(OUR_PASSES):
                turn(port)
                mixed.append(await _timed(ingest))
            quiet = [await _timed(ingest) for _ in range(OUR_PASSES)]
    store.close()
    cost, report = min(mixed, key=lambda timed: timed[0].seconds)
    return cost, min(each.cpu for each, _ in quiet), report


async def _timed(ingest: Ingest) -> tuple[Cost, IngestReport]:
    started, (own, others) = time.perf_counter(), _cpu()
    report = await ingest.run(due_only=False)
    seconds, (own_after, others_after) = time.perf_counter() - started, _cpu()
    return Cost(seconds, own_after - own, others_after - others, len(report.lines)), report


def theirs(urls: Sequence[str], port: int, folder: Path, workers: int) -> Cost:
    """``reader``'s quickest pass over the same feeds."""
    # its copy of feedparser imports sgmllib under the name that Python 2 gave it
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    from reader import make_reader  # only now can it be imported

    with make_reader(str(folder / f"reader-{workers}.db")) as reader:
        for url in urls:
            reader.add_feed(url)
        reader.update_feeds(workers=workers, scheduled=False)
        costs = []
        for _ in range(READER_PASSES):
            turn(port)
            started, (own, _) = time.perf_counter(), _cpu()
            updated = [result.value for result in reader.update_feeds_iter(workers=workers, scheduled=False)]
            costs.append(Cost(time.perf_counter() - started, _cpu()[0] - own, 0.0, len(updated)))
            assert len(updated) == len(urls)
            assert not any(isinstance(value, Exception) for value in updated)
    return min(costs, key=lambda cost: cost.seconds)


def compare(feeds: int, hosts: int, port: int, folder: Path) -> None:
    """Print our pass, an unchanged poll's cost, our memory, and ``reader``'s pass beside it."""
    urls = addresses(port, feeds, hosts)
    mixed, quiet, report = asyncio.run(ours(urls, port, folder))
    memory = psutil.Process().memory_info().rss >> 20
    outcomes = [line.outcome for line in report.lines]
    print(f"{feeds} feeds on {hosts} host(s)")
    print(
        f"  ours: {mixed.per_second:.0f} feeds/s ({mixed.seconds:.2f} s, CPU {mixed.cpu:.2f} s, workers' "
        f"{mixed.workers_cpu:.2f} s; {outcomes.count('unchanged')} unchanged, {outcomes.count('read')} read, "
        f"{report.added} items added)"
    )
    print(f"  an unchanged feed: {1000 * quiet / feeds:.2f} ms CPU a poll (target <= {TARGET_MILLISECONDS})")
    print(f"  resident memory: {memory} MB (target < {TARGET_MEGABYTES})")
    for workers in READER_WORKERS:
        cost = theirs(urls, port, folder, workers)
        print(
            f"  reader {version('reader')}, {workers} worker(s): {cost.per_second:.0f} feeds/s ({cost.seconds:.2f} s, "
            f"CPU {cost.cpu:.2f} s); ours is {mixed.per_second / cost.per_second:.1f} times (target >= {TARGET_RATIO})"
        )


def main() -> None:
    """Print the figures, each beside its target."""
    feeds = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with TemporaryDirectory() as name, serving() as port:
        for hosts in (1, 200):
            folder = Path(name) / str(hosts)
            folder.mkdir()
            compare(feeds, hosts, port, folder)


if __name__ == "__main__":
    main()
