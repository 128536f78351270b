"""``trilateral ingest``, ``digest``, ``search`` and ``export``: the news in and out."""

from typing import Annotated

import typer

from bot.cli.values import kind, whole
from bot.terminal.forms import DigestFormat, Exported, RecordFormat
from config.languages import LANGUAGES

_MOMENT = "a day (2026-03-04, yesterday), a time (10:00, 2026-03-04T10:00+09:00; UTC where no zone is named), or how "
From = Annotated[
    str | None, typer.Option("--from", "--since", metavar="TIME", help=f"From when: {_MOMENT}long ago (24h, 7d).")
]
To = Annotated[
    str | None, typer.Option("--to", "--until", metavar="TIME", help="Up to when, not including; written like --from.")
]


def register(app: typer.Typer) -> None:
    """Add these subcommands to ``app``."""
    for command in (ingest, digest, export):
        app.command()(command)
    app.command(context_settings={"ignore_unknown_options": True})(search)  # -without is a word of the query


def ingest(as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False) -> None:
    """Read every feed and the drop folder once.

    Every feed that is on is asked, whenever its next poll is due. Documents are read from the folder drops/inbox in the
    data folder.
    """
    typer.echo("Opening the archive …", err=True)
    from bot.cli.work.ingesting import ingest

    ingest(as_json=as_json)


def digest(
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", "--language", metavar="LANGUAGE",
            help=f"{', '.join(LANGUAGES)}, or its name; by default that of this terminal, else en.",
        ),
    ] = None,
    sectors: Annotated[
        list[str] | None,
        typer.Option("--sectors", "--sector", metavar="SECTORS", help="Only these: ai,trade. Names work as well."),
    ] = None,
    grade: Annotated[
        str | None,
        typer.Option(metavar="GRADE", help="The narrowest grade: trilateral, bilateral, national, none."),
    ] = None,
    start: From = None,
    to: To = None,
    length: Annotated[
        str,
        typer.Option(metavar="LENGTH", help="brief (5 stories of a line), normal (7), full (12).", show_default=True),
    ] = "normal",
    limit: Annotated[
        int | None,
        typer.Option(parser=whole(1), metavar="NUMBER", help="At most so many stories, whatever the length."),
    ] = None,
    form: Annotated[
        DigestFormat,
        typer.Option("--format", parser=kind(DigestFormat), metavar="FORMAT", help="text, html, rich or json."),
    ] = DigestFormat.text,
) -> None:  # fmt: skip
    """Print a digest now.

    By default of the last day, or of the time since --from.
    """
    from bot.cli.work.digesting import Wishes, digest

    digest(Wishes(lang, tuple(sectors or ()), grade, start, to, length, limit), form)


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS",
            help='Words, "phrases", this OR that, -without, lang: country: sector: mechanism: grade: from: to: match:',
        ),
    ],
    limit: Annotated[
        int, typer.Option(parser=whole(1, 1000), metavar="NUMBER", help="At most so many.", show_default=True)
    ] = 20,
    exact: Annotated[bool, typer.Option("--exact", help="Only the words as written, by no other names.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a list of items.")] = False,
) -> None:
    """Search everything that was taken in."""
    from bot.cli.work.searching import search

    search(" ".join(words), limit, exact=exact, as_json=as_json)


def export(
    what: Annotated[
        Exported, typer.Argument(parser=kind(Exported), metavar="WHAT", help="items, stories, feeds or subscribers")
    ],
    form: Annotated[
        RecordFormat, typer.Option("--format", parser=kind(RecordFormat), metavar="FORMAT", help="jsonl or csv")
    ] = RecordFormat.jsonl,
    start: From = None,
    to: To = None,
) -> None:
    """Write the data out, one record a line.

    CSV that goes into a file opens with a byte-order mark, for Excel.
    """
    from bot.cli.work.exporting import export

    export(what, form, start, to)
