"""A fuzz run: changed documents and texts into every parser and every function over text, until the time is over.

``make fuzz`` (ten minutes), ``make fuzz SECONDS=60``. What fails is kept under ``.fuzz/`` and named with the command
that repeats it: ``python -m tests.fuzz --again FILE``.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from tests.conftest import REPOSITORY
from tests.growth.clock import TooLongError, cut_off
from tests.growth.functions import LINEAR, PARSERS, PHRASES, as_json_feed, as_records, as_rss, refused
from tests.growth.hostile import HOSTILE

KEPT = REPOSITORY / ".fuzz"
_LONGEST = 6_000
_SECONDS = 5.0
"""Of CPU for one input."""
_PIECES = (
    "<",
    ">",
    "&",
    "\x00",
    "\ufeff",
    "\ud7a3",
    "]]>",
    "<![CDATA[",
    "「",
    "\n",
    "\r",
    "{",
    "\\",
    "\u202e",
    "👩‍👩‍👧",
)


def targets() -> Mapping[str, Callable[[bytes], object]]:
    """Everything by name, each fed with bytes."""
    texts = {name: _of_text(act) for name, act in {**LINEAR, **PHRASES}.items()}
    made = {f"feed of {write.__name__}": _written(write) for write in (as_rss, as_json_feed)}
    return {**PARSERS, **texts, **made, "records": lambda data: PARSERS["drop json"](as_records(_text(data)))}


def seeds() -> list[bytes]:
    """The demo's own documents, and hostile texts."""
    demo = [path.read_bytes() for path in sorted((REPOSITORY / "config" / "demo").rglob("*.*"))]
    return [*demo, *(make(400).encode("utf-8", "replace") for make in HOSTILE.values())]


def changed(seed: bytes, other: bytes, chance: Random) -> bytes:
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((0, 1, 2, 8, 64)))
        piece = chance.choice(_PIECES).encode("utf-8", "surrogatepass") * chance.choice((1, 1, 3, 200))
        cut = chance.randint(0, len(other))
        data[start:end] = chance.choice((piece, other[cut : cut + 40], bytes((chance.randint(0, 255),)), b""))
    return bytes(data[:_LONGEST])


def failure(name: str, data: bytes) -> str:
    """What goes wrong with one input; an error of ours is an answer."""
    try:
        with cut_off(_SECONDS):
            refused(lambda: targets()[name](data))
    except TooLongError:
        return f"takes more than {_SECONDS:g} s"
    except Exception as error:  # noqa: BLE001 whatever goes wrong is what is looked for
        return f"{type(error).__name__}: {error}"[:200]
    return ""


def run(seconds: float, seed: int) -> tuple[int, str]:
    """How many inputs were tried, and the first failure with its file (``""`` = none)."""
    chance, corpus, names = Random(seed), seeds(), sorted(targets())
    end, tried = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        name, data = chance.choice(names), changed(chance.choice(corpus), chance.choice(corpus), chance)
        tried += 1
        if wrong := failure(name, data):
            return tried, f"{name}: {wrong}\nrepeat it: python -m tests.fuzz --again {_keep(name, data)}"
    return tried, ""


def _keep(name: str, data: bytes) -> Path:
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{name.replace(' ', '-')}-{len(data)}.input"
    path.write_bytes(name.encode() + b"\n" + data)
    return path


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _of_text(act: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda data: act(_text(data))


def _written(write: Callable[[str], bytes]) -> Callable[[bytes], object]:
    return lambda data: PARSERS["feed"](write(_text(data)))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=600)
    arguments.add_argument("--seed", type=int, default=int(time.time()))
    arguments.add_argument("--again", type=Path)
    given = arguments.parse_args()
    if given.again:
        name, _, data = given.again.read_bytes().partition(b"\n")
        targets()[name.decode()](data)
        return 0
    tried, wrong = run(given.seconds, given.seed)
    print(f"{tried} inputs, seed {given.seed}", wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
