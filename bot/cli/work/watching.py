"""Progress while many sources are asked: a bar on a terminal, and each line as soon as it is known."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.cli.work.terminal import err, out, show
from bot.render.wrap import for_width, width_of

_BAR = 20


class Watch:
    """What is shown while it goes on."""

    def __init__(self, bar: Progress, what: str, total: int | None) -> None:
        self._bar = bar
        self._task = bar.add_task(what, total=total)

    def done(self, number: int, total: int) -> None:
        """So many of ``total`` are done."""
        self._bar.update(self._task, completed=number, total=total)

    def line(self, text: str) -> None:
        """A line of the answer: above the bar, where both are on one terminal."""
        if out.is_terminal and err.is_terminal:
            self._bar.console.print(for_width(text, width_of(err.file)))
        else:
            show(text)


@contextmanager
def watched(what: str, total: int | None) -> Iterator[Watch]:
    """A bar for ``total`` of ``what``; it goes when the block ends."""
    columns = (TextColumn("{task.description}"), BarColumn(_BAR), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        yield Watch(bar, what, total)
