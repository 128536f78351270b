"""``trilateral ingest``, ``digest``, ``search`` and ``export``: the news in and out."""

import asyncio
import logging
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from itertools import islice
from typing import Annotated

import typer
from rich.progress import Progress

from bot.cli.terminal import NO_NETWORK, RecordFormat, assembled, err, one_of, out, parse_window, starts_file
from bot.render.legible import for_people
from bot.service.assembly import Assembly, clock
from bot.terminal.printing import DigestFormat, digest_text, make_digest
from config.languages import LANGUAGES
from digests.editions.export import Record, feed_record, item_record, story_record, write_records
from digests.errors import QueryError
from digests.intake.report import IngestReport, SourceLine
from digests.language.query import Query
from digests.model import GRADES, LENGTHS, Grade, Item, Length
from digests.printable import json_text

From = Annotated[str | None, typer.Option("--from", help="A date (2026-03-04), a time, or a span back (24h, 7d).")]
To = Annotated[str | None, typer.Option("--to", help="Up to, not including; written like --from.")]

_TOGETHER = 500


class What(StrEnum):
    """What can be exported."""

    items = "items"
    stories = "stories"
    feeds = "feeds"
    subscribers = "subscribers"


def register(app: typer.Typer) -> None:
    """Add these subcommands to ``app``."""
    for command in (ingest, digest, export):
        app.command()(command)
    app.command(context_settings={"ignore_unknown_options": True})(search)  # -without is a word of the query


def ingest(as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False) -> None:
    """Take in every enabled feed and the drop folder once, whenever the next poll of each is due."""
    with assembled() as opened:
        # the report has a line for each feed that fails
        logging.getLogger("digests.intake.visit").setLevel(logging.ERROR)
        report = asyncio.run(_ingest(opened))
    if as_json:
        out.print(json_text([asdict(line) for line in report.lines], indent=2))
    else:
        for line in report.lines:
            out.print(_report_line(line), markup=False)
    feeds = [line.good for line in report.lines if not line.dropped]
    files = [line.good for line in report.lines if line.dropped]
    said = [f"{report.added} new", f"{feeds.count(False)} of {len(feeds)} feeds failed"]
    said += [f"{files.count(False)} of {len(files)} dropped files could not be read"] if files else []
    err.print(", ".join(said), markup=False)
    if feeds and not any(feeds):
        err.print(NO_NETWORK, markup=False)
    raise typer.Exit(0 if report.good else 1)


async def _ingest(opened: Assembly) -> IngestReport:
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("Sources", total=None)

        def progress(line: SourceLine, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        async with opened.sources() as sources:
            return await sources.ingest.run(due_only=False, progress=progress)


def _report_line(line: SourceLine) -> str:
    detail = f"  {line.detail}" if line.detail else ""
    return (
        f"{line.outcome:<12} {line.added:>4} new of {line.entries:<4} {line.milliseconds:>6} ms  {line.subject}{detail}"
    )


def digest(
    lang: Annotated[str, typer.Option(help=", ".join(LANGUAGES))] = "en",
    sectors: Annotated[str | None, typer.Option(help="Only these sectors: ai,trade")] = None,
    grade: Annotated[
        str | None, typer.Option(help="The narrowest grade: trilateral, bilateral, national, none.")
    ] = None,
    start: From = None,
    to: To = None,
    length: Annotated[str, typer.Option(help="brief (5 stories, a line each), normal (7), full (12).")] = "normal",
    limit: Annotated[int | None, typer.Option(min=1, help="So many stories at most, whatever the length.")] = None,
    form: Annotated[DigestFormat, typer.Option("--format", help="How it is written.")] = DigestFormat.text,
) -> None:
    """Print a digest now: by default of the last day, or since --from."""
    since, until = parse_window(start, to)
    with assembled() as opened:
        made = make_digest(
            opened,
            language=one_of("--lang", lang, LANGUAGES),
            sectors=_sectors(opened, sectors),
            grade=_grade(grade),
            start=since,
            end=until,
            limit=limit,
            length=_length(length),
        )
        out.print(digest_text(opened, made, form), markup=False)


def search(
    query: Annotated[
        str, typer.Argument(help='Words, "phrases", this OR that, -without, lang: country: sector: grade: from: to:')
    ],
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print a list of items.")] = False,
) -> None:
    """Search everything that was ever taken in."""
    with assembled() as opened:
        results = opened.store.search.search(_understood(query, opened), limit=limit, now=clock())
        items = opened.store.items.many(hit.item_id for hit in results.hits)
        records = list(_item_records(opened, items)) if as_json else []
    if as_json:
        out.print(json_text(records, indent=2))
        return
    for item, hit in zip(items, results.hits, strict=True):
        out.print(
            f"#{item.id}  {item.title}\n      {hit.snippet}\n      {item.entry.url or item.entry.feed}", markup=False
        )
    err.print(f"{results.total} found" if results.total else f"Nothing found for: {query}", markup=False)


def _understood(query: str, opened: Assembly) -> Query:
    if query.startswith("--"):
        raise typer.BadParameter(f"no such option: {query.split()[0]}")
    from bot.phrases.filters import understood  # here, since it knows the desk, which knows Telegram

    try:
        return understood(query, opened.desk(), clock())
    except QueryError as error:
        raise typer.BadParameter(str(error), param_hint="QUERY") from error


def export(
    what: Annotated[What, typer.Argument(help="items, stories, feeds or subscribers")],
    form: Annotated[RecordFormat, typer.Option("--format", help="jsonl or csv")] = RecordFormat.jsonl,
    start: From = None,
    to: To = None,
) -> None:
    """Write the data out, one record a line. CSV that goes into a file opens with a byte-order mark, for Excel."""
    since, until = parse_window(start, to)
    if form is RecordFormat.csv and starts_file(sys.stdout):
        sys.stdout.write("\ufeff")
    with assembled() as opened:
        records = _records(opened, what, since or 0, until or 2**62)
        write_records(records, for_people(sys.stdout), form.value)


def _records(opened: Assembly, what: What, start: int, end: int) -> Iterator[Record]:
    store = opened.store
    match what:
        case What.items:
            return _item_records(opened, store.items.every(start=start, end=end))
        case What.stories:
            return map(story_record, store.stories.every(start=start, end=end))
        case What.feeds:
            return map(feed_record, (stored.feed for stored in store.feeds.listed()))
        case What.subscribers:
            return store.personal_data.export_all()


def _item_records(opened: Assembly, items: Iterable[Item]) -> Iterator[Record]:
    """Each item with its story, whose tags it carries; a few hundred at a time."""
    iterator = iter(items)
    while batch := list(islice(iterator, _TOGETHER)):
        stories = {story.id: story for story in opened.store.stories.of_items(item.id for item in batch)}
        yield from (item_record(item, stories.get(item.story_id or 0)) for item in batch)


def _sectors(opened: Assembly, names: str | None) -> tuple[str, ...]:
    known = [sector.id for sector in opened.catalogue.sectors]
    wanted = [name.strip().replace("_", "-") for name in (names or "").split(",") if name.strip()]
    return tuple(one_of("--sectors", name, known) for name in wanted)


def _length(name: str) -> Length:
    return next(length for length in LENGTHS if length == one_of("--length", name, LENGTHS))


def _grade(name: str | None) -> Grade:
    return next(grade for grade in GRADES if grade == one_of("--grade", name or "none", GRADES))
