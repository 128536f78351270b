"""What ``trilateral feeds`` does: the catalogue listed, checked, grown, and exchanged as OPML."""

import asyncio
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import typer
from rich.table import Table

from bot.cli.work.coverage import print_coverage, remembered
from bot.cli.work.terminal import NO_NETWORK, assembled, interruptible, out, show, tell
from bot.cli.work.watching import watched
from bot.render.legible import Terminal, for_people
from bot.service.assembly import Assembly, clock
from digests.editions.export import iso
from digests.errors import FetchError, ParseError
from digests.intake.checking import FeedCheck, check_feeds
from digests.model import Feed
from digests.model.sources import without_login
from digests.sources.feeds import opml
from digests.sources.feeds.countries import guess, is_country
from digests.sources.feeds.polling import PollState
from digests.sources.web.discovery import FoundFeed, discover
from digests.store.news.feeds import StoredFeed

_REMEMBERED = "by what is remembered of their last polls"
_ROOMY = 110
"""Columns from which a table shows more than it folds."""
_WIDE = 10_000
"""Columns of a pipe: an address that is cut in two is none."""


def list_feeds() -> None:
    """A row for each feed, why some are off, and what has no living source."""
    with assembled() as opened:
        listed = opened.store.feeds.listed()
        rows = [_row(opened, stored) for stored in listed]
        if out.is_terminal and out.width < _ROOMY:
            show("\n".join(_in_lines(row) for row in rows))
        else:
            (out if out.is_terminal else Terminal(width=_WIDE)).print(_table(rows), highlight=False)
        _print_off([stored.feed for stored in listed])
        print_coverage(opened, remembered(listed, clock()), _REMEMBERED, out)


def _table(rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="")
    for column in ("on", "country", "language", "last poll", "name", "address"):
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _in_lines(row: tuple[str, ...]) -> str:
    """As two lines, where a table would have columns of a few letters."""
    on, country, language, last, name, address = row
    return f"{on:<3}  {name} ({country}, {language}; last poll: {last})\n     {address}"


def _row(opened: Assembly, stored: StoredFeed) -> tuple[str, ...]:
    results = opened.store.feeds.results(stored.feed.url)
    feed = stored.feed
    last = f"{iso(results[0].at)} {results[0].outcome}" if results else "never"
    return ("on" if feed.enabled else "off", feed.country, feed.language or "-", last, feed.name, feed.shown)


def _print_off(feeds: list[Feed]) -> None:
    off = [feed for feed in feeds if feed.off and not feed.enabled]
    if off:
        show("\nOff, and why (trilateral feeds enable ADDRESS switches one on):")
    for feed in off:
        show(f"  {feed.name}: {feed.off}  {feed.shown}")


def enable(url: str, *, yes: bool) -> None:
    """Switched on, once whoever asks has read why it is off; ``yes`` = they have."""
    with assembled() as opened:
        stored = _stored(opened, url)
        if stored.feed.enabled and not stored.state.resting:
            show(f"on already: {stored.feed.name}  {stored.feed.shown}")
            return
        if stored.feed.off and not stored.feed.enabled:
            tell(f"{stored.feed.name} is off: {stored.feed.off}")
            if not yes and not (sys.stdin.isatty() and typer.confirm("Read it all the same?", err=True)):
                tell(f"It stays off. To read it all the same: trilateral feeds enable {stored.feed.shown} --yes")
                raise typer.Exit(1)
        opened.store.feeds.enable(stored.feed.url)
        show(f"on: {stored.feed.name}  {stored.feed.shown}")


def disable(url: str) -> None:
    """Switched off; it stays in the list."""
    with assembled() as opened:
        stored = _stored(opened, url)
        opened.store.feeds.disable(stored.feed.url)
        show(f"off: {stored.feed.name}  {stored.feed.shown}")


def _stored(opened: Assembly, url: str) -> StoredFeed:
    stored = opened.store.feeds.get(_as_entered(opened, url))
    if stored is None or stored.origin == "removed":
        tell(f"{without_login(url)}: no such feed; see: trilateral feeds list")
        raise typer.Exit(1)
    return stored


def add(url: str, name: str | None, country: str | None, alternates: tuple[str, ...], *, full_text: bool) -> None:
    """Fetched once, and added where it can be read."""
    for address in (url, *alternates):
        _require_http(address)
    named = _country(country)
    with assembled() as opened:
        _refuse_off(opened, url)
        found = asyncio.run(_discover(opened, url))
        if not found:
            raise typer.Exit(1)
        first = found[0]
        title = name or first.title or urlsplit(first.url).hostname or first.url
        guessed, by = guess(first.url, first.written or first.language)
        _refuse_off(opened, first.url)
        feed = Feed(first.url, title, named or guessed, first.language, full_text=full_text, alternates=alternates)
        if opened.store.feeds.add(feed):
            _say_added(feed, first, by if named is None else None)
        else:
            show(f"known already: {title}  {without_login(first.url)}")
            tell(f"To change it: {_again(feed)}")


def _refuse_off(opened: Assembly, url: str) -> None:
    """What the catalogue has off for a reason is switched on by who has read it."""
    stored = opened.store.feeds.get(url)
    if stored is not None and stored.origin != "removed" and stored.feed.off and not stored.feed.enabled:
        tell(f"{stored.feed.name} is in the list and off: {stored.feed.off}")
        tell(f"To read it all the same: trilateral feeds enable {url}")
        raise typer.Exit(1)


def _say_added(feed: Feed, found: FoundFeed, by: str | None) -> None:
    """``by``: from what its country was guessed; ``None`` where it was named."""
    items = "1 item" if found.entries == 1 else f"{found.entries} items"
    show(f"added: {feed.name}  {feed.shown}  ({feed.country}, {items})")
    if not found.entries:
        tell(f"It holds no items now; see later: trilateral feeds check {feed.shown}")
    if by is not None:
        how = f"guessed from its {by}" if by else "neither its domain nor its language tells another"
        tell(f"Its country is {feed.country}, {how}. To change it: {_again(feed)}")


def _again(feed: Feed) -> str:
    return f"trilateral feeds remove {feed.shown} && trilateral feeds add {feed.shown} --country CODE"


def _country(code: str | None) -> str | None:
    if code is not None and not is_country(code.upper()):
        raise typer.BadParameter(
            f"{code} is no country code; write two letters: CN, JP, KR, HK, TW, US …, XX = international",
            param_hint="--country",
        )
    return code and code.upper()


def remove(url: str) -> None:
    """Polled no more; its items stay."""
    with assembled() as opened:
        if not opened.store.feeds.remove(_as_entered(opened, url)):
            tell(f"{without_login(url)}: no such feed; see: trilateral feeds list")
            raise typer.Exit(1)
        show(f"removed: {without_login(url)}")


def _as_entered(opened: Assembly, url: str) -> str:
    """The address of the feed that ``feeds list`` shows as ``url``."""
    return next((one.feed.url for one in opened.store.feeds.listed() if url in (one.feed.url, one.feed.shown)), url)


def check(url: str | None) -> None:
    """Each feed asked once, or ``url`` alone, in the catalogue or not; then what has no living source."""
    if url is not None:
        _require_http(url)
    with assembled() as opened:
        stored = opened.store.feeds.polled()
        feeds = [each.feed for each in stored]
        if url is not None:
            known = [feed for feed in feeds if url in (feed.url, feed.shown)]
            feeds = known or [Feed(url, urlsplit(url).hostname or url, "XX")]
        with interruptible("Stopped; a check changes nothing."):
            checks = asyncio.run(_check(opened, feeds, {each.feed.url: each.state for each in stored}))
        reached = any(map(_reached, checks))
        if url is None:
            lives = [(check.feed, check.living) for check in checks] if reached else remembered(stored, clock())
            print_coverage(opened, lives, "by this check" if reached else _REMEMBERED, out)
    if checks and not reached and len(checks) > 1:
        tell(f"None of the {len(checks)} feeds was reached. {NO_NETWORK}")
    raise typer.Exit(0 if not checks or any(check.good for check in checks) else 1)


def _in_words(one: FeedCheck) -> str:
    facts = f"{one.items} items, newest {iso(one.newest) or 'undated'}, {one.language or '-'}, {one.encoding or '-'}"
    lines = [f"{one.status:<12} {one.feed.name}  {one.feed.shown}", f"             {facts}"]
    for problem, advice in zip(one.problems, [*one.advice, *[""] * len(one.problems)], strict=False):
        lines.append(f"             - {problem}{'; ' + advice if advice else ''}")
    return "\n".join(lines)


def import_opml(file: Path) -> None:
    """The feeds of an OPML file added; known ones are passed over."""
    feeds = opml.read(file.read_bytes(), file.name)
    with assembled() as opened:
        added = sum(opened.store.feeds.add(feed) for feed in feeds)
    show(f"{added} added, {len(feeds) - added} known already")


def export() -> None:
    """The catalogue as OPML on stdout."""
    with assembled() as opened:
        for_people(sys.stdout).write(opml.write(stored.feed for stored in opened.store.feeds.listed()))


def _require_http(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise typer.BadParameter(f"{without_login(url)} is not an http or https address")


async def _discover(opened: Assembly, url: str) -> tuple[FoundFeed, ...]:
    """The feeds at ``url``; where there are none, why is printed."""
    async with opened.sources() as sources:
        try:
            found = await discover(url, sources.fetcher, sources.pool, now=clock())
        except (FetchError, ParseError) as error:
            tell(f"{without_login(error.subject)}: {error.problem}; not added")
            return ()
    if not found:
        tell(f"{without_login(url)}: no feed there, and none announced by the site; name the feed's own address")
    return found


async def _check(opened: Assembly, feeds: list[Feed], states: Mapping[str, PollState]) -> list[FeedCheck]:
    """Print each as soon as it is known; those that are not reached once another is: perhaps it is the network."""
    checks: list[FeedCheck] = []
    held: list[FeedCheck] = []
    with watched("Feeds", len(feeds)) as watch:
        async with opened.sources() as sources:
            async for one in check_feeds(feeds, sources.fetcher, sources.pool, now=clock(), states=states):
                checks.append(one)
                held.append(one)
                watch.done(len(checks), len(feeds))
                if _reached(one) or len(feeds) == 1:
                    for each in held:
                        watch.line(_in_words(each))
                    held.clear()
        for each in held if len(held) < len(checks) else ():
            watch.line(_in_words(each))
    return checks


def _reached(check: FeedCheck) -> bool:
    return check.status != "unreachable"
