"""How soon is a reader answered? ``python -m benchmarks.answers [--items 20000] [--latency 0.08] [--seconds 60]``.

The real service in a process of its own, as ``trilateral run`` starts it, against the Bot API server on loopback: an
archive of made-up articles with their stories, fifty readers who ask, read the answer for two to six seconds and ask
again (every reading command, words to search, buttons of the last message), while a broadcast goes to thousands of
other chats at the pace of the token. Prints for each command the median, the 95th percentile and the slowest, in
milliseconds from the moment the update lies ready at Telegram to the moment the answer stands in the chat.

Targets: 95 % under 300 ms, every answer under a second, at 100,000 items.
"""

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.archive import write
from benchmarks.telegram_process import percentile
from config.catalogue import load_catalogue
from config.languages import LANGUAGES
from digests.model import COUNTRIES, LENGTHS, Follow, Part
from digests.store import Store, open_store
from tests.fake_telegram import TOKEN, Call, FakeTelegram, TokenBucket

ROOT = Path(__file__).parent.parent
READERS = 50
READING = (2.0, 6.0)
"""Seconds that a reader looks at an answer before the next question, drawn evenly between these. The token's limit of
30 messages a second is shared: fifty readers who asked without a pause would wait for Telegram, not for us."""
FIRST_CHAT = 1_000
ADMIN = 999
LATER = 7_200
"""Seconds until the first feed is due: no feed is asked for meanwhile."""
STARTING = 15
"""Seconds for which nobody asks yet: the service makes a week's stories and the trends ready."""
DATABASE = "trilateral.db"
TEXT = "<b>三国環境相会合</b>\nThe ministers met and agreed on a plan. " * 8
COMMANDS = (
    "/today",
    "/week",
    "/latest",
    "/latest JP",
    "/ai",
    "/topic KR",
    "/topic rcep",
    "/topic 水素",
    "/search 半导体",
    "/search country:KR sector:ai 반도체",
    "/search trade",
    "hydrogen battery",
    "首脑",
    "/story {story}",
    "/sides {story}",
    "/why {story}",
    "/following",
    "/settings",
    "/schedule",
    "/trends",
    "/sources",
    "/topics",
    "/help",
)
BUTTON = "a button"
BUTTONS_A_COMMAND = 0.4
"""Chance that the next question is a press on a button of the last answer."""
NOT_PRESSED = ("forget", "stop", "pause", "do:export", "do:forget", "do:stop")
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: what was asked and the seconds until its answer stood in the chat; ``None`` = never."""

    asked: str
    seconds: float | None


# ------------------------------------------------------------------ what the service finds


def archive(file: Path, items: int, a_day: int) -> None:
    """Write an archive up to now."""
    started = time.perf_counter()
    store = open_store(file)
    write(store, items, a_day=a_day, now=int(time.time()))
    store.close()
    print(f"{items:,} items, {a_day:,} a day, written in {time.perf_counter() - started:.0f} s", flush=True)


def prepare(folder: Path, chats: int) -> int:
    """Readers with settings of their own, a broadcast that starts with the service, and no feed that is due; the number
    of the last story."""
    store = open_store(folder / DATABASE)
    now = int(time.time())
    store.feeds.sync(load_catalogue().feeds)
    store.db.change("UPDATE feeds SET next_poll = :later", {"later": now + LATER})
    with store.db.write():
        _readers(store, now)
        for chat in range(FIRST_CHAT, FIRST_CHAT + chats):
            reader = store.subscribers.ensure(chat, 0, "private", "en", now)
            store.subscribers.set_next_due(reader.id, now + LATER)  # who is never due is no subscriber
    body = store.outbox.add_body(Part(TEXT), now)
    store.broadcasts.start(store.broadcasts.draft(ADMIN, ADMIN, body, now).id, None, now)
    last = store.db.query("SELECT max(id) AS id FROM stories")[0]["id"]
    store.close()
    return int(last)


def _readers(store: Store, now: int) -> None:
    """Each with a language, a form and follows of their own."""
    drawn = random.Random(5)
    sectors = [sector.id for sector in load_catalogue().sectors]
    store.subscribers.ensure(ADMIN, 0, "private", "en", now)
    for chat in range(1, READERS + 1):
        reader = store.subscribers.ensure(chat, 0, "private", LANGUAGES[chat % len(LANGUAGES)], now)
        chosen = replace(
            reader.preferences,
            format=drawn.choice(("rich", "rich", "classic")),
            pictures=drawn.choice(("light", "dark", "off")),
            length=drawn.choice(LENGTHS),
            sectors=tuple(drawn.sample(sectors, drawn.choice((0, 0, 3)))),
        )
        store.subscribers.save_preferences(reader.id, chosen)
        store.interests.follow(reader.id, Follow("sector", drawn.choice(sectors)), now)
        store.interests.follow(reader.id, Follow("country", drawn.choice(COUNTRIES)), now)


@asynccontextmanager
async def service(folder: Path, url: str) -> AsyncIterator[None]:
    """``trilateral run`` in a process of its own, until the block ends."""
    environment: Mapping[str, str] = os.environ | {
        "TRILATERAL_DATA_DIR": str(folder),
        "TRILATERAL_API_URL": url,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TRILATERAL_ADMINS": str(ADMIN),
        "TRILATERAL_LOG_LEVEL": "WARNING",
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment)
    try:
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


# ------------------------------------------------------------------ what readers do


class Reader:
    """One who asks, waits for the answer, reads it, and asks again."""

    def __init__(self, telegram: FakeTelegram, chat: int, stories: int) -> None:
        self._telegram, self._chat, self._stories = telegram, chat, stories
        self._drawn = random.Random(chat)
        self._mine: list[Call] = []
        self._shown: tuple[int, list[str]] | None = None
        self.answers: list[Answered] = []

    async def run(self, until: float) -> None:
        await asyncio.sleep(self._drawn.uniform(0, READING[1]))
        while time.monotonic() < until:
            await self._ask()
            await asyncio.sleep(self._drawn.uniform(*READING))
            self._look()

    async def _ask(self) -> None:
        drawn, began, calls = self._drawn, time.monotonic(), len(self._telegram.calls)
        press = None
        if self._shown and self._shown[1] and drawn.random() < BUTTONS_A_COMMAND:
            message, buttons = self._shown
            data = drawn.choice(buttons)
            self._telegram.press(self._chat, data, message)
            press = str(self._telegram.updates.waiting[-1]["callback_query"]["id"])
            asked = f"{BUTTON} {data.rsplit('.', 1)[-1].split(':')[0]}"
        else:
            asked = drawn.choice(COMMANDS)
            self._telegram.say(self._chat, asked.format(story=max(1, self._stories - drawn.randrange(1000))))
        at = await self._answered(calls, press, began + PATIENCE)
        self.answers.append(Answered(asked, None if at is None else at - began))

    async def _answered(self, start: int, press: str | None, deadline: float) -> float | None:
        """When the first call after ``start`` put the answer into this chat."""
        while time.monotonic() < deadline:
            calls = self._telegram.calls
            for call in calls[start:]:
                if self._answers(call, press):
                    self._mine.append(call)
                    return call.at + self._telegram.latency / 2
            start = len(calls)
            await asyncio.sleep(0.02)
        return None

    def _answers(self, call: Call, press: str | None) -> bool:
        if call.method == "answerCallbackQuery":
            return str(call.values.get("callback_query_id")) == press and bool(call.values.get("text"))
        shows = call.method.startswith(("send", "edit")) and call.method != "sendChatAction"
        return shows and call.chat_id == self._chat

    def _look(self) -> None:
        """The buttons under what was shown last."""
        for call in reversed(self._telegram.calls[-2000:]):
            markup = call.values.get("reply_markup")
            if call.chat_id == self._chat and isinstance(markup, dict) and "inline_keyboard" in markup:
                rows = markup["inline_keyboard"]
                found = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
                pressed = [data for data in found if not data.rsplit(".", 1)[-1].startswith(NOT_PRESSED)]
                self._shown = (int(call.message_id or call.values.get("message_id", 0)), pressed)
                return


async def measure(folder: Path, seconds: float, latency: float, stories: int) -> tuple[list[Answered], float]:
    """Every answer, and how many broadcast messages a second went meanwhile."""
    telegram = FakeTelegram(latency=latency, limits=TokenBucket())
    async with telegram, service(folder, telegram.url):
        await telegram.until(lambda: [call for call in telegram.sent() if call.chat_id >= FIRST_CHAT], seconds=900)
        await asyncio.sleep(STARTING)
        readers = [Reader(telegram, chat, stories) for chat in range(1, READERS + 1)]
        began = time.monotonic()
        await asyncio.gather(*(reader.run(began + seconds) for reader in readers))
        ended = time.monotonic()
        sent = [call for call in telegram.sent() if call.chat_id >= FIRST_CHAT and began < call.at < ended]
        refused = [call for call in telegram.calls if call.status == 429]
        print(f"calls {len(telegram.calls):,}, 429s {len(refused)}")
    return [answer for reader in readers for answer in reader.answers], len(sent) / (ended - began)


def report(answers: list[Answered], title: str) -> None:
    by_command: dict[str, list[float]] = defaultdict(list)
    for answer in answers:
        by_command[answer.asked].append(PATIENCE if answer.seconds is None else answer.seconds)
    everything = [seconds for times in by_command.values() for seconds in times]
    order = sorted(by_command)
    for name, times in [*((name, by_command[name]) for name in order), (title, everything)]:
        figures = [1000 * percentile(times, share) for share in (0.5, 0.95, 1.0)]
        print(
            f"{name:<36}{len(times):>6}   median {figures[0]:6.0f}   p95 {figures[1]:6.0f}   max {figures[2]:6.0f} ms"
        )
    late = sum(seconds >= 1 for seconds in everything)
    print(f"later than a second: {late}; never: {sum(answer.seconds is None for answer in answers)}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answers")
    parser.add_argument("--items", type=int, default=20_000, help="100000 takes some minutes more to write")
    parser.add_argument("--a-day", type=int, default=1_500)
    parser.add_argument("--latency", type=float, default=0.08, help="seconds of a round trip to Telegram")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--chats", type=int, default=3_500, help="that the broadcast goes to")
    parser.add_argument("--archive", type=Path, help="a file to keep the archive in, used again where it is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.archive and options.archive.exists():
            shutil.copy(options.archive, folder / DATABASE)
        else:
            archive(folder / DATABASE, options.items, options.a_day)
            if options.archive:
                shutil.copy(folder / DATABASE, options.archive)
        stories = prepare(folder, options.chats)
        answers, rate = asyncio.run(measure(folder, options.seconds, options.latency, stories))
        report(answers, f"all, broadcast at {rate:.1f} a second")


if __name__ == "__main__":
    main()
