"""The feeds: are there any, may they be asked, do they answer?"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from bot.service.doctor.finding import Finding, bad, good, note
from bot.service.doctor.machine import Machine
from config.settings import Settings
from digests.sources.feeds.silence import standing
from digests.sources.web.addresses import AddressPolicy
from digests.store import Store
from digests.store.news.feeds import StoredFeed

_FAILING = 0.25
"""The share of feeds that may fail: some publishers are always out for a day, but not so many."""
_NAMED = 3


def feeds(machine: Machine, settings: Settings, store: Store) -> Iterator[Finding]:
    """Those that are polled."""
    polled = store.feeds.polled()
    if not polled:
        there = len(store.feeds.listed())
        said = f"none of the {there} is switched on" if there else "there is none"
        where = settings.config_dir / "feeds.toml"
        cure = "trilateral feeds add ADDRESS, or trilateral feeds enable ADDRESS"
        yield bad("feeds", f"{said}: no news comes in", f"{cure}; remove {where} to have ours" if not there else cure)
        return
    yield from _refused(settings, polled)
    yield from _twice(polled)
    yield _failing(machine, store, polled)


def _refused(settings: Settings, polled: Sequence[StoredFeed]) -> Iterator[Finding]:
    """Feeds at addresses that the settings forbid to ask."""
    policy = AddressPolicy(allow_private=settings.allow_private_addresses, ports=frozenset(settings.allowed_ports))
    for feed in polled:
        try:
            parts = urlsplit(feed.address)
            why = policy.refuses_url(parts.scheme, parts.hostname, parts.port)
        except ValueError:
            yield bad("feeds", f"{feed.address} is no address", f"trilateral feeds remove {feed.feed.url}")
            continue
        if why is None and not settings.allow_private_addresses and parts.hostname == "localhost":
            why = "localhost is a loopback address"
        if why is not None:
            variable = "TRILATERAL_ALLOWED_PORTS" if why.startswith("port ") else "TRILATERAL_ALLOW_PRIVATE_ADDRESSES"
            yield bad("feeds", f"{feed.address} is never asked: {why}", f"allow it by {variable}, or remove the feed")


def _twice(polled: Sequence[StoredFeed]) -> Iterator[Finding]:
    """Two addresses that differ in scheme, ``www.`` or a stroke at the end: one feed, asked twice."""
    seen: dict[str, str] = {}
    for feed in polled:
        url = feed.feed.url
        plain = url.partition("://")[2].removeprefix("www.").rstrip("/").casefold()
        if plain in seen:
            yield bad("feeds", f"{url} and {seen[plain]} are one feed", f"trilateral feeds remove {url}")
        seen.setdefault(plain, url)


def _failing(machine: Machine, store: Store, polled: Sequence[StoredFeed]) -> Finding:
    failing = []
    for feed in polled:
        results = store.feeds.results(feed.feed.url)
        if results and results[0].outcome == "failed":
            failing.append(f"{feed.feed.name}: {results[0].detail}")
    quiet = sum(standing(feed.state, machine.clock()) in ("silent", "empty") for feed in polled)
    said = f"{len(polled)} enabled, {len(failing)} failed at their last poll, {quiet} answer and say nothing"
    if not failing:
        return good("feeds", said)
    said += f" ({'; '.join(failing[:_NAMED])}{' …' if len(failing) > _NAMED else ''})"
    tell = bad if len(failing) > _FAILING * len(polled) else note
    return tell("feeds", said, "look with: trilateral feeds check")
