"""/topics: every sector and mechanism as a button, with how each is called as a command."""

from bot.asking import Ask, Command, Press, Reply, instead, said
from bot.render.classic import Button
from bot.render.escape import bold, lines
from bot.subjects import topic_command
from digests.model import Part

_COLUMNS = 2


def answer(ask: Ask) -> Reply:
    return said(_part(ask, "s"))


def _part(ask: Ask, kind: str) -> Part:
    """The sectors (``s``) or the mechanisms (``m``)."""
    words = ask.words
    if kind == "m":
        names = [(mechanism.id, words.mechanism(mechanism.id)) for mechanism in ask.desk.catalogue.mechanisms]
        other = (ask.texts("button.sectors"), "topics:s:turn")
    else:
        names = [(sector.id, words.sector(sector.id)) for sector in ask.desk.catalogue.sectors]
        other = (ask.texts("button.mechanisms"), "topics:m:turn")
    rows: list[tuple[Button, ...]] = [
        tuple((name, f"topic:{kind}{topic}:1") for topic, name in names[start : start + _COLUMNS])
        for start in range(0, len(names), _COLUMNS)
    ]
    listed = [f"/{topic_command(topic)} {words.tag(topic)}" for topic, _ in names]
    text = lines(bold(ask.texts(f"topics.title.{'mechanisms' if kind == 'm' else 'sectors'}")), *listed)
    return Part(text=text, buttons=(*rows, (other,)))


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """``topics:s`` below, ``topics:m:turn`` in place of the list it stands under."""
    part = _part(ask, arguments[0])
    return instead(part) if arguments[1:] == ("turn",) else said(part)


COMMAND = Command("topics", "reading", answer=answer)
PRESSES = {"topics": Press(turn)}
