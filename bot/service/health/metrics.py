"""The metrics, in the form of Prometheus: what this process has counted, and how the database stands at the scrape."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from prometheus_client import CollectorRegistry, GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.delivery.pace.pacer import Lane
from bot.delivery.sender import Sender
from bot.service.disk import measured
from bot.service.health.vitals import Sign, Vitals
from config.settings import Settings
from digests.sources.feeds.silence import standing
from digests.store import Store

_WAITING = ("pending", "sending", "held")
_PREFIX = "trilateral"


@dataclass(frozen=True)
class Figures:
    """Ours. Read in whichever thread asks; each has a connection of its own to the database."""

    settings: Settings
    store: Store
    clock: Callable[[], int]
    vitals: Vitals
    sender: Sender
    updates: Callable[[], int]
    """How many updates were handled."""
    logged: Callable[[], dict[str, int]] = field(default=dict)
    """Lines of the log by level."""

    def collect(self) -> Iterator[Metric]:
        yield from self._signs()
        yield from self._work()
        yield from self._news()
        yield from self._readers()
        yield from self._room()

    def _signs(self) -> Iterator[Metric]:
        wrong = self.vitals.complaints()
        yield _gauge("ready", "1 where /readyz is green.", {(): float(not wrong)})
        checks = {(name,): float(name not in wrong) for name in {*self.vitals.watched, *wrong}}
        yield _gauge("check_ok", "1 where a sign of life beats.", checks, "check")
        yield _gauge("tick_age_seconds", "Since the last look at who is due.", {(): self.vitals.age(Sign.TICK)})
        logged = {(level,): float(number) for level, number in self.logged().items()}
        yield _counter("log_lines", "Lines of the log.", logged, "level")

    def _work(self) -> Iterator[Metric]:
        runs = {key: float(number) for key, number in self.vitals.runs.items()}
        yield _counter("chore_runs", "Times that a chore was done.", runs, "chore", "result")
        seconds = {(chore,): float(number) for chore, number in self.vitals.seconds.items()}
        yield _counter("chore_seconds", "Seconds that a chore took, in whole.", seconds, "chore")
        yield _counter("updates", "Updates handled.", {(): float(self.updates())})
        tally = {(outcome,): float(number) for outcome, number in self.sender.tally.items()}
        yield _counter("attempts", "Attempts to send a message, by what became of them.", tally, "outcome")

    def _news(self) -> Iterator[Metric]:
        polls = {(outcome,): float(number) for outcome, number in self.vitals.polls.items()}
        yield _counter("polls", "Polls of feeds, by what they came to.", polls, "outcome")
        drops = {(outcome,): float(number) for outcome, number in self.vitals.drops.items()}
        yield _counter("drops", "Dropped files, by what became of them.", drops, "outcome")
        yield _counter("items_added", "New items taken in.", {(): float(self.vitals.added)})
        yield _gauge("items", "Items kept.", {(): float(self.store.items.count())})
        now = self.clock()
        feeds: dict[tuple[str, ...], float] = {}
        for feed in self.store.feeds.polled():
            how = (standing(feed.state, now).replace(" ", "_"),)
            feeds[how] = feeds.get(how, 0.0) + 1
        yield _gauge("feeds", "Feeds that are switched on, by how they are.", feeds, "standing")

    def _readers(self) -> Iterator[Metric]:
        readers = {(state,): float(number) for state, number in self.store.audiences.counts().items()}
        yield _gauge("subscribers", "Subscribers by state.", readers, "state")
        rows: dict[tuple[str, ...], float] = {}
        oldest: dict[tuple[str, ...], float] = {(lane.name.lower(),): 0.0 for lane in Lane}
        for lane, state, _, number, age in self.store.deliveries.standing(self.clock()):
            name = Lane(lane).name.lower()
            rows[name, state.replace(" ", "_")] = rows.get((name, state.replace(" ", "_")), 0.0) + number
            if state in _WAITING:
                oldest[name,] = max(oldest[name,], float(age))
        yield _gauge("outbox", "Messages kept, by lane and state.", rows, "lane", "state")
        yield _gauge("outbox_oldest_seconds", "How long the oldest waits that is not sent yet.", oldest, "lane")
        yield _gauge("rows_aside", "Rows that cannot be read.", {(): float(len(self.store.aside.listed()))})

    def _room(self) -> Iterator[Metric]:
        usage = measured(self.settings.data_dir)
        yield _gauge("disk_free_bytes", "Free where the data lies.", {(): float(usage.free)})
        yield _gauge("disk_total_bytes", "Size of the disk where the data lies.", {(): float(usage.total)})
        size = self.settings.database.stat().st_size if self.settings.database.exists() else 0
        yield _gauge("database_bytes", "Size of the database.", {(): float(size)})


def exposition(figures: Figures) -> Callable[[], tuple[bytes, str]]:
    """What ``/metrics`` answers with; the process's own figures stand beside ours."""
    registry = CollectorRegistry()
    registry.register(cast(Any, figures))
    for kind in (ProcessCollector, PlatformCollector, GCCollector):
        kind(registry=registry)
    return lambda: (generate_latest(registry), CONTENT_TYPE_LATEST)


def _gauge(name: str, says: str, values: Mapping[Any, float], *labels: str) -> Metric:
    return _filled(GaugeMetricFamily(f"{_PREFIX}_{name}", says, labels=labels), values)


def _counter(name: str, says: str, values: Mapping[Any, float], *labels: str) -> Metric:
    return _filled(CounterMetricFamily(f"{_PREFIX}_{name}", says, labels=labels), values)


def _filled(family: Any, values: Mapping[Any, float]) -> Metric:
    for key, value in values.items():
        family.add_metric(key, value)
    found: Metric = family
    return found
