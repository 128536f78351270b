"""What a real language model writes of real stories, and what of it the claim gate lets through: to be read by people.

    python -m benchmarks.language_model_real --url http://127.0.0.1:8081/v1 --model NAME [--days ../shared/days/C]

The stories of the demo, or those of labelled news days that an editor would send, are told to a reader of each
language; what their digests ask for is asked of the endpoint, as the service does. Printed is each sentence that
passed, above the sentences it rests on, and how many did. Without an address nothing is asked.
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.service.assembly import Assembly
from bot.service.writing import budget_of, load_model
from bot.terminal.demo import refresh_demo
from config.settings import load_settings
from digests.editions.compose import compose
from digests.evaluate.days.labels import load_days
from digests.model import Commission, Entry, Preferences, Statement
from digests.writing.commissions import of_digest
from digests.writing.room import WritingRoom

READERS = "en,zh-Hans,ja,ko"
WORTH, ITEMS = 3, 60


def chosen(folder: Path) -> Iterator[Entry]:
    """Items of labelled days that an editor would send, and reports of the same events."""
    days = load_days(folder)
    wanted = {label.url for label in days.labels.values() if label.worth >= WORTH}
    for item in [item for item in days.items if item.url in wanted][:ITEMS]:
        yield Entry(
            "feed",
            f"https://feeds.example/{item.outlet}",
            item.outlet,
            item.country,
            item.title,
            item.lead,
            item.text,
            url=item.url,
            published=item.published,
            language=item.language,
        )


def commissions(assembly: Assembly, now: int, stories: int, readers: str) -> Iterator[Commission]:
    """What digests of these stories ask for, for a reader of each language."""
    told = assembly.store.stories.since(0)
    for language in readers.split(","):
        wants = Preferences(language=language, grade="national", length="normal")
        digest = compose(told, wants, zone="UTC", now=now, since=0, seen={}, follows=(), limit=stories)
        yield from of_digest(digest)


def show(wanted: Iterable[Commission], model: str, assembly: Assembly) -> Counter[str]:
    """Print what passed; how much of each kind was wanted and how much passed."""
    keys = {each.key(model): each for each in wanted}
    good = assembly.store.writings.good(keys)
    counted: Counter[str] = Counter()
    for key, each in keys.items():
        counted[f"{each.kind} wanted"] += 1
        if key in good:
            counted[f"{each.kind} passed"] += 1
            print(f"\n{each.kind} -> {each.language}")
            print("\n".join(_lines(good[key])))
    return counted


def _lines(statements: Iterable[Statement]) -> Iterator[str]:
    for each in statements:
        yield f"  {each.text}"
        yield from (f"      {ground.language}: {ground.text}" for ground in each.grounds)


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.language_model_real")
    parser.add_argument("--url")
    parser.add_argument("--model", default="any")
    parser.add_argument("--days", type=Path)
    parser.add_argument("--stories", type=int, default=7, help="stories of each digest")
    parser.add_argument("--languages", default=READERS)
    options = parser.parse_args()
    if options.url is None:
        print("no endpoint is named (--url): nothing is asked")
        return
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(
            TRILATERAL_DATA_DIR=folder,
            TRILATERAL_LLM_URL=options.url,
            TRILATERAL_LLM_MODEL=options.model,
            TRILATERAL_LLM_DAILY_TOKENS="",
            TRILATERAL_LLM_SECONDS="300",
        )
        assembly = Assembly(settings)
        now = assembly.clock()
        if options.days is None:
            refresh_demo(assembly, now)
        else:
            assembly.intake.take(list(chosen(options.days)), now=now, pushable=True)
        wanted = list(commissions(assembly, now, options.stories, options.languages))
        assembly.store.writings.ask([(each, now + 3600, 1) for each in wanted], options.model, now)
        await _written(assembly, now)
        counted = show(wanted, options.model, assembly)
        account = assembly.store.writing_account.since(0)
        print("\n" + ", ".join(f"{what}: {amount}" for what, amount in sorted(counted.items())))
        print(", ".join(f"{what}: {amount}" for what, amount in sorted(account.items())))
        assembly.close()


async def _written(assembly: Assembly, now: int) -> None:
    """Rounds until nothing waits any more."""
    model = load_model(assembly.settings)
    assert model is not None
    settings = assembly.settings
    room = WritingRoom(
        assembly.store, model, assembly.names, budget_of(settings), lambda: now, concurrency=settings.llm_concurrency
    )
    began = time.monotonic()
    while assembly.store.writings.waiting(model.name, now, 1):
        await room.round()
        await asyncio.sleep(1)
    print(f"written in {time.monotonic() - began:.0f} s")
    await room.stop()


if __name__ == "__main__":
    asyncio.run(main())
