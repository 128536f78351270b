"""``trilateral feeds``: the catalogue listed, checked, grown, and exchanged as OPML."""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.progress import Progress
from rich.table import Table

from bot.cli.coverage import print_coverage, remembered
from bot.cli.terminal import NO_NETWORK, assembled, err, out
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
_WIDE = 10_000
"""Columns of a pipe: an address that is cut in two is none."""

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


def register(to: typer.Typer) -> None:
    """Add these subcommands to ``to``."""
    to.add_typer(app, name="feeds", help="The catalogue of feeds.")


@app.command("list")
def list_feeds() -> None:
    """List every feed: on or off, country, language, how the last poll went; then why some are off, and what has no
    living source."""
    with assembled() as opened:
        table = Table(box=None, pad_edge=False, header_style="")
        for column in ("on", "country", "language", "last poll", "name", "address"):
            table.add_column(column, overflow="fold")
        listed = opened.store.feeds.listed()
        for stored in listed:
            table.add_row(*_row(opened, stored))
        (out if out.is_terminal else Terminal(width=_WIDE)).print(table, highlight=False)
        _print_off([stored.feed for stored in listed])
        print_coverage(opened, remembered(listed, clock()), _REMEMBERED, out)


def _row(opened: Assembly, stored: StoredFeed) -> tuple[str, ...]:
    results = opened.store.feeds.results(stored.feed.url)
    feed = stored.feed
    last = f"{iso(results[0].at)} {results[0].outcome}" if results else "never"
    return ("on" if feed.enabled else "off", feed.country, feed.language or "-", last, feed.name, feed.shown)


def _print_off(feeds: list[Feed]) -> None:
    off = [feed for feed in feeds if feed.off and not feed.enabled]
    if off:
        out.print("\nOff, and why (trilateral feeds enable ADDRESS switches one on):")
    for feed in off:
        out.print(f"  {feed.name}: {feed.off}  {feed.shown}", markup=False)


@app.command()
def enable(
    url: Annotated[str, typer.Argument(help="The address as `feeds list` shows it.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Switch on what is off for a reason, without being asked.")
    ] = False,
) -> None:
    """Switch a feed on. Why the catalogue has it off is shown first."""
    with assembled() as opened:
        stored = _stored(opened, url)
        if stored.feed.enabled and not stored.state.resting:
            out.print(f"on already: {stored.feed.name}  {stored.feed.shown}", markup=False)
            return
        if stored.feed.off and not stored.feed.enabled:
            err.print(f"{stored.feed.name} is off: {stored.feed.off}", markup=False)
            if not yes and not (sys.stdin.isatty() and typer.confirm("Read it all the same?", err=True)):
                err.print(
                    f"It stays off. To read it all the same: trilateral feeds enable {stored.feed.shown} --yes",
                    markup=False,
                )
                raise typer.Exit(1)
        opened.store.feeds.enable(stored.feed.url)
        out.print(f"on: {stored.feed.name}  {stored.feed.shown}", markup=False)


@app.command()
def disable(url: Annotated[str, typer.Argument(help="The address as `feeds list` shows it.")]) -> None:
    """Switch a feed off; it stays in the list."""
    with assembled() as opened:
        stored = _stored(opened, url)
        opened.store.feeds.disable(stored.feed.url)
        out.print(f"off: {stored.feed.name}  {stored.feed.shown}", markup=False)


def _stored(opened: Assembly, url: str) -> StoredFeed:
    stored = opened.store.feeds.get(_as_entered(opened, url))
    if stored is None or stored.origin == "removed":
        err.print(f"{without_login(url)}: no such feed; see: trilateral feeds list", markup=False)
        raise typer.Exit(1)
    return stored


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="A feed, or a site whose feed is looked for.")],
    name: Annotated[str | None, typer.Option(help="What readers see; by default what the feed calls itself.")] = None,
    country: Annotated[
        str | None,
        typer.Option(help="The publisher's country (CN, JP, KR …), XX = international; by default it is guessed."),
    ] = None,
    full_text: Annotated[bool, typer.Option(help="Read each article's page.")] = False,
    alternate: Annotated[
        list[str] | None,
        typer.Option(
            help="Another address of the publisher's, read while this one fails or is silent; may be repeated."
        ),
    ] = None,
) -> None:
    """Add a feed. It is fetched once: what cannot be read now is not added."""
    for address in (url, *(alternate or ())):
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
        others = tuple(alternate or ())
        feed = Feed(first.url, title, named or guessed, first.language, full_text=full_text, alternates=others)
        if opened.store.feeds.add(feed):
            _say_added(feed, first, by if named is None else None)
        else:
            out.print(f"known already: {title}  {without_login(first.url)}", markup=False)
            err.print(f"To change it: {_again(feed)}", markup=False)


def _refuse_off(opened: Assembly, url: str) -> None:
    """What the catalogue has off for a reason is switched on by who has read it."""
    stored = opened.store.feeds.get(url)
    if stored is not None and stored.origin != "removed" and stored.feed.off and not stored.feed.enabled:
        err.print(f"{stored.feed.name} is in the list and off: {stored.feed.off}", markup=False)
        err.print(f"To read it all the same: trilateral feeds enable {url}", markup=False)
        raise typer.Exit(1)


def _say_added(feed: Feed, found: FoundFeed, by: str | None) -> None:
    """``by``: from what its country was guessed; ``None`` where it was named."""
    items = "1 item" if found.entries == 1 else f"{found.entries} items"
    out.print(f"added: {feed.name}  {feed.shown}  ({feed.country}, {items})", markup=False)
    if not found.entries:
        err.print(f"It holds no items now; see later: trilateral feeds check {feed.shown}", markup=False)
    if by is not None:
        how = f"guessed from its {by}" if by else "neither its domain nor its language tells another"
        err.print(f"Its country is {feed.country}, {how}. To change it: {_again(feed)}", markup=False)


def _again(feed: Feed) -> str:
    return f"trilateral feeds remove {feed.shown} && trilateral feeds add {feed.shown} --country CODE"


def _country(code: str | None) -> str | None:
    if code is not None and not is_country(code.upper()):
        raise typer.BadParameter(
            f"{code} is no country code; write two letters: CN, JP, KR, HK, TW, US …, XX = international",
            param_hint="--country",
        )
    return code and code.upper()


@app.command()
def remove(url: Annotated[str, typer.Argument(help="The address as `feeds list` shows it.")]) -> None:
    """Stop polling a feed; its items stay."""
    with assembled() as opened:
        if not opened.store.feeds.remove(_as_entered(opened, url)):
            err.print(f"{without_login(url)}: no such feed; see: trilateral feeds list", markup=False)
            raise typer.Exit(1)
        out.print(f"removed: {without_login(url)}", markup=False)


def _as_entered(opened: Assembly, url: str) -> str:
    """The address of the feed that ``feeds list`` shows as ``url``."""
    return next((one.feed.url for one in opened.store.feeds.listed() if url in (one.feed.url, one.feed.shown)), url)


@app.command("check")
def check_catalogue(
    url: Annotated[str | None, typer.Argument(help="Only this feed; in the catalogue or not.")] = None,
) -> None:
    """Ask each feed once and say: status, items, newest, language, encoding, what is wrong and what to do; then what
    has no living source."""
    with assembled() as opened:
        stored = opened.store.feeds.polled()
        feeds = [each.feed for each in stored]
        if url is not None:
            _require_http(url)
            known = [feed for feed in feeds if url in (feed.url, feed.shown)]
            feeds = known or [Feed(url, urlsplit(url).hostname or url, "XX")]
        checks = asyncio.run(_check(opened, feeds, {each.feed.url: each.state for each in stored}))
        reached = any(check.status != "unreachable" for check in checks)
        if url is None:
            lives = [(check.feed, check.living) for check in checks] if reached else remembered(stored, clock())
            print_coverage(opened, lives, "by this check" if reached else _REMEMBERED, out)
    if checks and not reached and len(checks) > 1:
        err.print(NO_NETWORK, markup=False)
    raise typer.Exit(0 if not checks or any(check.good for check in checks) else 1)


def _print_check(one: FeedCheck) -> None:
    facts = f"{one.items} items, newest {iso(one.newest) or 'undated'}, {one.language or '-'}, {one.encoding or '-'}"
    out.print(f"{one.status:<12} {one.feed.name}  {one.feed.shown}\n             {facts}", markup=False)
    for problem, advice in zip(one.problems, [*one.advice, *[""] * len(one.problems)], strict=False):
        out.print(f"             - {problem}{'; ' + advice if advice else ''}", markup=False)


@app.command("import")
def import_opml(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An OPML file.")]) -> None:
    """Add the feeds of an OPML file; known ones are passed over."""
    feeds = opml.read(file.read_bytes(), file.name)
    with assembled() as opened:
        added = sum(opened.store.feeds.add(feed) for feed in feeds)
    out.print(f"{added} added, {len(feeds) - added} known already", markup=False)


@app.command()
def export() -> None:
    """Write the catalogue as OPML to stdout."""
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
            err.print(f"{without_login(error.subject)}: {error.problem}; not added", markup=False)
            return ()
    if not found:
        err.print(
            f"{without_login(url)}: no feed there, and none announced by the site; name the feed's own address",
            markup=False,
        )
    return found


async def _check(opened: Assembly, feeds: list[Feed], states: Mapping[str, PollState]) -> list[FeedCheck]:
    """Print each as soon as it is known."""
    checks = []
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("Feeds", total=len(feeds))
        async with opened.sources() as sources:
            async for one in check_feeds(feeds, sources.fetcher, sources.pool, now=clock(), states=states):
                bar.advance(task)
                _print_check(one)
                checks.append(one)
    return checks
