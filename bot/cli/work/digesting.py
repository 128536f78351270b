"""What ``trilateral digest`` does: a digest of the archive as it is, printed."""

from dataclasses import dataclass

from bot.cli.values import one_of
from bot.cli.work.archive import say_if_empty
from bot.cli.work.choices import language, sectors, terminal_language
from bot.cli.work.moments import parse_window
from bot.cli.work.terminal import assembled, interruptible, out, show
from bot.render.texts import load_texts
from bot.service.assembly import clock
from bot.terminal.forms import DigestFormat
from bot.terminal.printing import digest_text, make_digest
from digests.model import GRADES, LENGTHS


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a digest is asked for with, as it was written."""

    lang: str | None
    sectors: tuple[str, ...]
    grade: str | None
    start: str | None
    end: str | None
    length: str
    limit: int | None


def digest(asked: Wishes, form: DigestFormat) -> None:
    """Composed for one made-up reader with these wishes."""
    texts = load_texts()
    since, until = parse_window(asked.start, asked.end, clock())
    spoken = language(asked.lang, texts) or terminal_language(texts)
    grade = one_of(asked.grade or "none", GRADES, option="--grade")
    length = one_of(asked.length, LENGTHS, option="--length")
    with interruptible("Stopped; a digest changes nothing."), assembled() as opened:
        made = make_digest(
            opened,
            language=spoken,
            sectors=sectors(asked.sectors, opened.desk()) if asked.sectors else (),
            grade=grade,
            start=since,
            end=until,
            limit=asked.limit,
            length=length,
        )
        told = digest_text(opened, made, form)
        if form is DigestFormat.text:
            show(told)
        else:
            out.print(told)
        if not made.stories:
            say_if_empty(opened, texts[spoken])
