"""Are the tests green on a busy machine as well? Those with processes, threads, servers or clocks, ten times over.

``make steady`` (an hour and more on two cores), ``make steady TIMES=2 TESTS=tests/bot/delivery``. Processes that do
nothing keep the load at eight meanwhile; they end with this one, however it ends. Prints the closing line of each round
and what failed in it; exit code 1 where anything did.
"""

import argparse
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.conftest import REPOSITORY

TESTS = (
    "tests/bot/cli", "tests/bot/conversation", "tests/bot/delivery", "tests/bot/service", "tests/bot/terminal",
    "tests/bot/updates", "tests/bot/test_broadcast.py", "tests/digests/intake", "tests/digests/sources/drops",
    "tests/digests/sources/isolation", "tests/digests/sources/web",
    "tests/digests/store/test_faults.py", "tests/digests/test_misbehaving_servers.py", "tests/fake_telegram",
    "tests/story_of_a_day", "tests/test_main_job.py",
)  # fmt: skip
_LOAD = 8
_IDLE = "import os\nparent = os.getppid()\nwhile os.getppid() == parent:\n    for _ in range(1_000_000):\n        pass"
"""Works for nothing until whoever started it is gone."""
_LOOK = 10.0
"""Seconds between two looks at the load, which is a mean over a minute."""


@contextmanager
def busy(load: int) -> Iterator[None]:
    """The machine's load is about ``load`` while it lasts, whatever else runs on it."""
    over = threading.Event()
    idlers: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not over.wait(_LOOK):
            if os.getloadavg()[0] < load - 0.5 and len(idlers) < load:
                idlers.append(subprocess.Popen([sys.executable, "-c", _IDLE]))
            elif os.getloadavg()[0] > load + 0.5 and idlers:
                _end(idlers.pop())

    keeper = threading.Thread(target=keep)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()
        for idler in idlers:
            _end(idler)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def once(workers: int, tests: list[str]) -> tuple[bool, list[str]]:
    """Whether one round is green; what failed, and its closing line."""
    how = ("-q", "-n", str(workers), "--dist", "worksteal", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *how, *tests]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    lines = (done.stderr + done.stdout).splitlines()
    return done.returncode == 0, [line for line in lines if re.match("FAILED|ERROR", line)] + lines[-1:]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=10)
    arguments.add_argument("--load", type=int, default=_LOAD)
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("tests", nargs="*")
    given = arguments.parse_args()
    red = 0
    with busy(given.load):
        for number in range(1, given.times + 1):
            green, said = once(given.workers, given.tests or list(TESTS))
            red += not green
            print(f"{number:>3}  load {os.getloadavg()[0]:4.1f}  ", "\n     ".join(said), flush=True)
    print(f"{given.times - red} of {given.times} rounds are green")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
