"""``trilateral doctor``: does the service have everything it needs, and what to do where it does not."""

import shutil
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import aiohttp

from bot.render.drawing import CURE, missing
from bot.service.assembly import Assembly
from bot.updates.webhook import SERVED_BY, address, listening
from config.catalogue import load_catalogue
from config.names import load_names
from config.settings import Settings, load_settings
from digests.errors import ConfigurationError, TrilateralError
from digests.language.embed import load_embedder
from digests.sources.drops.inbox import fault
from digests.sources.feeds.silence import standing
from digests.store import Store
from digests.store.engine.aside import Kind
from digests.store.sending.outbox import UNREADABLE
from digests.zones import source

_LOW_DISK = 500 * 1024**2
_NAMED = 10
"""Rows that cannot be read and are named one by one."""
_ADVICE: dict[Kind, str] = {
    "subscriber": "gets no digests until they save a setting, or the row is mended (their other settings are kept)",
    "item": "is left out of stories and searches; mend the row, or restore a backup",
    "story": "is left out of digests; mend the row, or restore a backup",
    "broadcast": "is not sent; make it again with /broadcast",
    "feed": "is not polled; meet it anew with: trilateral feeds add URL",
    "submission": "whoever sent that document is not told what became of it; look into drops/",
    "update": "was passed over unread: whoever sent it has no answer; the log says more",
    "version": "what an article said before is not shown; mend the row, or restore a backup",
}
"""What it means, and what to do."""
_FAILING = 0.25
"""The share of feeds that may fail: some publishers are always out for a day, but not so many."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: is it good, and what to say of it."""

    subject: str
    good: bool
    says: str


async def examine() -> list[Finding]:
    """Look at configuration, database, disk, feeds and token, in this order; a fault ends nothing but its own check."""
    try:
        settings = load_settings()
    except TrilateralError as error:
        return [Finding("configuration", False, str(error))]
    try:
        catalogue = load_catalogue(settings.config_dir)
        names = load_names(settings.config_dir)
        load_embedder(settings.embedder, settings.embedder_secret)
    except TrilateralError as error:
        return [Finding("configuration", False, str(error))]
    told = f"{len(catalogue.feeds)} feeds, {len(catalogue.sectors)} sectors, {len(catalogue.mechanisms)} mechanisms, "
    told += f"{len(names)} names"
    findings = [
        Finding("configuration", True, told),
        Finding("time zones", not zoneinfo.TZPATH, source()),
        Finding("charts", True, charts(missing())),
    ]
    try:
        assembly = Assembly(settings)
    except TrilateralError as error:
        return [*findings, Finding("database", False, str(error))]
    try:
        findings.extend(_data(assembly))
    finally:
        assembly.close()
    findings.append(await _token(settings))
    if settings.webhook_url is not None:
        findings.append(await _webhook(settings))
    return findings


def charts(lacking: Sequence[str]) -> str:
    """Not to have them is no fault: a lean server wants none."""
    if not lacking:
        return "pictures of /trends and of the week are drawn"
    return f"not installed ({', '.join(lacking)}): /trends and the week are told in words; to draw them: {CURE}"


async def _webhook(settings: Settings) -> Finding:
    """Where Telegram is told to call, and whether the port is ours to listen on, or we listen on it already."""
    where = f"Telegram calls {address(str(settings.webhook_url))}"
    try:
        listening(settings.port).close()
    except ConfigurationError as error:
        if await _is_ours(settings.port):
            return Finding("webhook", True, f"{where}; the service listens on port {settings.port}")
        return Finding("webhook", False, str(error))
    return Finding("webhook", True, f"{where}; port {settings.port} is free")


async def _is_ours(port: int) -> bool:
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session,
            session.get(f"http://127.0.0.1:{port}/health") as response,
        ):
            return response.headers.get(SERVED_BY) is not None
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False


def _data(assembly: Assembly) -> Iterator[Finding]:
    fault = assembly.store.db.fault()
    count = assembly.store.items.count()
    yield Finding("database", fault is None, fault or f"{assembly.settings.database}: {count} items, no fault found")
    free = shutil.disk_usage(assembly.settings.data_dir).free
    yield Finding("disk", free > _LOW_DISK, f"{free // 1024**2} MB free" + ("" if free > _LOW_DISK else "; make room"))
    yield _rows(assembly.store)
    yield _drops(assembly)
    yield _feeds(assembly)


def _rows(store: Store) -> Finding:
    """Read every row anew, and name those that cannot be read: what they were kept for does not happen."""
    store.aside.clear()
    read = store.audiences.readable() + store.broadcasts.readable() + len(store.feeds.listed())
    read += sum(1 for _ in store.items.every()) + sum(1 for _ in store.stories.every())
    bad = store.aside.listed()
    unsent = sum(number for _, _, reason, number, _ in store.deliveries.standing(0) if reason.startswith(UNREADABLE))
    said = [f"{each.kind} {each.key}: {each.reason}; {_ADVICE[each.kind]}" for each in bad[:_NAMED]]
    said += [f"and {len(bad) - _NAMED} others"] if len(bad) > _NAMED else []
    said += [f"{unsent} messages could not be read and were not sent: the log names each"] if unsent else []
    summary = f"{read} read, {len(bad)} set aside because they cannot be read"
    return Finding("rows", not said, "   ".join([summary, *said]))


def _drops(assembly: Assembly) -> Finding:
    settings = assembly.settings
    wrong = fault(settings.inbox, settings.done, settings.rejected)
    return Finding("drops", wrong is None, str(wrong) if wrong is not None else f"{settings.inbox} can be emptied")


def _feeds(assembly: Assembly) -> Finding:
    stored = assembly.store.feeds.polled()
    failing = []
    for feed in stored:
        results = assembly.store.feeds.results(feed.feed.url)
        if results and results[0].outcome == "failed":
            failing.append(f"{feed.feed.name}: {results[0].detail}")
    quiet = sum(standing(feed.state, assembly.clock()) in ("silent", "empty") for feed in stored)
    said = f"{len(stored)} enabled, {len(failing)} failed at their last poll, {quiet} answer and say nothing"
    if failing:
        said += "; look with: trilateral feeds check   " + "; ".join(failing[:3])
    return Finding("feeds", len(failing) <= _FAILING * len(stored), said)


async def _token(settings: Settings) -> Finding:
    """Ask Telegram who we are; the token itself is never shown."""
    if settings.token is None:
        return Finding(
            "token", True, "TELEGRAM_BOT_TOKEN is not set: trilateral chat works, trilateral run shows the demo"
        )
    url = f"{str(settings.api_url).rstrip('/')}/bot{settings.token.get_secret_value()}/getMe"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.get(url) as response,
        ):
            answer = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Finding(
            "token", False, f"{settings.api_url} does not answer: {type(error).__name__}; check TRILATERAL_API_URL"
        )
    if isinstance(answer, dict) and answer.get("ok"):
        return Finding("token", True, f"@{answer['result'].get('username')} at {settings.api_url}")
    return Finding("token", False, "Telegram refuses TELEGRAM_BOT_TOKEN; ask @BotFather for the right one")
