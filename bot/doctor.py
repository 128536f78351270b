"""``trilateral doctor``: is everything there that the service needs, and what to do where it is not."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import aiohttp

from bot.newsroom import Newsroom
from config.catalogue import load_catalogue
from config.settings import Settings, load_settings
from digests.errors import TrilateralError
from digests.language.embed import load_embedder

_LOW_DISK = 500 * 1024**2
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
        load_embedder(settings.embedder, settings.embedder_secret)
    except TrilateralError as error:
        return [Finding("configuration", False, str(error))]
    told = f"{len(catalogue.feeds)} feeds, {len(catalogue.sectors)} sectors, {len(catalogue.mechanisms)} mechanisms"
    findings = [Finding("configuration", True, told)]
    try:
        newsroom = Newsroom(settings)
    except TrilateralError as error:
        return [*findings, Finding("database", False, str(error))]
    try:
        findings.extend(_data(newsroom))
    finally:
        newsroom.close()
    findings.append(await _token(settings))
    return findings


def _data(newsroom: Newsroom) -> Iterator[Finding]:
    fault = newsroom.store.db.fault()
    count = newsroom.store.items.count()
    yield Finding("database", fault is None, fault or f"{newsroom.settings.database}: {count} items, no fault found")
    free = shutil.disk_usage(newsroom.settings.data_dir).free
    yield Finding("disk", free > _LOW_DISK, f"{free // 1024**2} MB free" + ("" if free > _LOW_DISK else "; make room"))
    yield _feeds(newsroom)


def _feeds(newsroom: Newsroom) -> Finding:
    stored = newsroom.store.feeds.polled()
    failing = []
    for feed in stored:
        results = newsroom.store.feeds.results(feed.feed.url)
        if results and results[0].outcome == "failed":
            failing.append(f"{feed.feed.name}: {results[0].detail}")
    said = f"{len(stored)} enabled, {len(failing)} failed at their last poll"
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
