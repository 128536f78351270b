"""What real news days cost: ``python -m benchmarks.real_days [headlines|leads|digest]`` (the sets under
``TRILATERAL_TESTDATA``; three minutes on two cores that have nothing else to do).

    5,000 headlines, new to us, in one pass over their feeds (start and model included); the same with their leads
    60 more, polled by the same process into the window of those 5,000
    ``trilateral digest`` on the archive of a set's last morning, and ``trilateral --help``: the best of three

CPU of all processes, parsers' included, in seconds. The reference is a loop that is always the same: on a busy machine
it takes longer, too. Peak memory is the service's own, and the most that all its processes together had at once.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil

from benchmarks.news_desk import configure, morning, outlets, publish, serving, squeezed
from bot.service.assembly import Assembly
from config.settings import load_settings
from digests.evaluate.days import DayItem

WINDOW, FRESH, HELD, HOURS = 5_000, 60, 40, 60
PASS, POLL, DIGEST, HELP, MEGABYTES = 15.0, 3.0, 2.0, 0.5, 400
_TRILATERAL = (sys.executable, "-m", "bot")
_ONE_PASS = "--one-pass"


def main() -> int:
    """Print each figure beside its goal; 1 where one is missed."""
    print(f"reference: {_reference():.2f} s for a fixed piece of work")
    wanted = sys.argv[1:] or _MEASURED
    good = []
    for name in wanted:
        with tempfile.TemporaryDirectory() as folder:
            good.append(_MEASURED[name](Path(folder)))
    print(f"reference: {_reference():.2f} s for the same work")
    return int(not all(good))


def _headlines(folder: Path) -> bool:
    return _window(folder, "headlines alone", [replace(item, lead="") for item in _items()])


def _leads(folder: Path) -> bool:
    return _window(folder, "headlines with leads", _items())


def _items() -> list[DayItem]:
    return squeezed(("C", "E"), seconds=HOURS * 3600, end=int(time.time()))[-WINDOW - FRESH :]


def _window(folder: Path, what: str, items: Sequence[DayItem]) -> bool:
    numbers = outlets(items)
    web, later = folder / "web", folder / "later"
    for made in (web, later):
        made.mkdir()
    publish(items[:WINDOW], numbers, web)
    fresh = {(item.outlet, item.country, item.language) for item in items[WINDOW:]}
    held = [[i for i in items if (i.outlet, i.country, i.language) == outlet][-HELD:] for outlet in fresh]
    publish([item for some in held for item in some], numbers, later)
    with serving(web) as port:
        configure(folder / "config", numbers, port)
        told, together = _watched(folder, web, later)
    first, second, alone = told["pass"], told["poll"], told["peak"]
    print(f"{told['added']:,} of {WINDOW:,} {what} in one pass: {first:.1f} s, goal {PASS:g}")
    print(f"{told['more']} of {FRESH} more into them: {second:.1f} s, goal {POLL:g}")
    print(f"peak memory: {alone:.0f} MB, goal {MEGABYTES}; with its workers {together:.0f} MB")
    return first <= PASS and second <= POLL and alone <= MEGABYTES


def _watched(folder: Path, web: Path, later: Path) -> tuple[dict[str, float], float]:
    """What the process of both passes says, and the most megabytes that it and its workers had at once."""
    command = [sys.executable, "-m", "benchmarks.real_days", _ONE_PASS, str(web), str(later)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment(folder), text=True)
    most = 0
    while process.poll() is None:
        most = max(most, _resident(process.pid))
        time.sleep(0.1)
    assert process.stdout is not None
    told: dict[str, float] = json.loads(process.stdout.read())
    return told, most / 2**20


def _resident(pid: int) -> int:
    try:
        process = psutil.Process(pid)
        return sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))
    except psutil.NoSuchProcess:
        return 0


def _environment(folder: Path, data: str = "data") -> Mapping[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TRILATERAL_", "TELEGRAM_"))}
    return kept | {
        "TRILATERAL_DATA_DIR": str(folder / data),
        "TRILATERAL_CONFIG_DIR": str(folder / ("config" if data == "data" else f"config-{data}")),
        "TRILATERAL_ALLOW_PRIVATE_ADDRESSES": "true",
        "TRILATERAL_LOG_LEVEL": "ERROR",
    }


async def _both_passes(web: Path, later: Path) -> dict[str, float]:
    """In the process that is measured: a pass over all feeds, and one over those that have something new."""
    opened = Assembly(load_settings())
    try:
        async with opened.sources() as sources:
            first = await sources.ingest.run(due_only=False)
            used = _cpu()
            _renew(web, later)
            second = await sources.ingest.run(due_only=False)
            both = _cpu()
    finally:
        opened.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pass": used, "poll": both - used, "peak": peak, "added": first.added, "more": second.added}


def _renew(web: Path, later: Path) -> None:
    """Written anew, and not moved: the server goes by when a document was written."""
    for document in later.iterdir():
        (web / document.name).write_bytes(document.read_bytes())


def _cpu() -> float:
    """Seconds of this process and of its workers, those that ended included."""
    running = sum(sum(child.cpu_times()[:2]) for child in psutil.Process().children())
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + running + ended.ru_utime + ended.ru_stime


def _last_morning(folder: Path) -> bool:
    items = morning("C", now=int(time.time()) - 600)
    numbers = outlets(items)
    web = folder / "morning"
    web.mkdir()
    publish(items, numbers, web)
    environment = _environment(folder, "morning-data")
    with serving(web) as port:
        configure(Path(environment["TRILATERAL_CONFIG_DIR"]), numbers, port)
        subprocess.run([*_TRILATERAL, "ingest"], env=environment, check=False, capture_output=True)
    digest = _best(lambda: _used("digest", "--grade", "bilateral", "--limit", "12", environment=environment))
    said = _best(lambda: _used("--help", environment=environment))
    print(f"trilateral digest, {len(items):,} items in the archive: {digest:.2f} s, goal {DIGEST:g}")
    print(f"trilateral --help: {said:.2f} s, goal {HELP:g}")
    return digest <= DIGEST and said <= HELP


def _used(*arguments: str, environment: Mapping[str, str]) -> float:
    """CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*_TRILATERAL, *arguments], env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _best(measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(3))


_MEASURED: Mapping[str, Callable[[Path], bool]] = {
    "headlines": _headlines,
    "leads": _leads,
    "digest": _last_morning,
}


def _reference() -> float:
    """CPU seconds of counting pairs of letters and multiplying matrices: half a second of each on a quiet machine."""
    begun = time.process_time()
    counts: dict[str, int] = {}
    words = [f"{number:x}" for number in range(400_000, 500_000)]
    for word in words * 2:
        for place in range(len(word) - 1):
            pair = word[place : place + 2]
            counts[pair] = counts.get(pair, 0) + 1
    rows = np.random.default_rng(1).normal(size=(1_000, 512)).astype(np.float32)
    for _ in range(30):
        rows @ rows.T
    return time.process_time() - begun


if __name__ == "__main__":
    if _ONE_PASS in sys.argv:
        print(json.dumps(asyncio.run(_both_passes(Path(sys.argv[2]), Path(sys.argv[3])))))
    else:
        sys.exit(main())
