"""/topics: every sector and mechanism, by its name as a button and by its own command."""

from collections.abc import Iterable

from bot.desk.request import Ask, Command, Press, Reply, said
from bot.phrases.names import topic_command
from bot.render.classic import Button
from bot.render.escape import bold, lines, paragraphs
from digests.model import Part

_COLUMNS = 2


def answer(ask: Ask) -> Reply:
    sectors = [sector.id for sector in ask.desk.catalogue.sectors]
    mechanisms = [mechanism.id for mechanism in ask.desk.catalogue.mechanisms]
    text = paragraphs(
        lines(bold(ask.texts("topics.title.sectors")), _commands(sectors)),
        lines(bold(ask.texts("topics.title.mechanisms")), _commands(mechanisms)),
    )
    rows = (
        *_rows([(ask.words.sector(name), f"topic:s{name}:1") for name in sectors]),
        *_rows([(ask.words.mechanism(name), f"topic:m{name}:1") for name in mechanisms]),
    )
    return said(Part(text=text, buttons=rows))


def _commands(names: Iterable[str]) -> str:
    """In the order of the buttons, which say the names."""
    return " ".join(f"/{topic_command(name)}" for name in names)


def _rows(buttons: list[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[start : start + _COLUMNS]) for start in range(0, len(buttons), _COLUMNS)]


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """The button under other messages; its arguments are of no account."""
    return answer(ask)


COMMAND = Command("topics", "reading", order=5, answer=answer)
PRESSES = {"topics": Press(press, form=".*")}
