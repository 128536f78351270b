"""Languages and sectors as people name them, in any of our languages; what is not one is told with what there is."""

import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import typer

from bot.cli.values import close, none_of
from bot.cli.work.terminal import tell
from bot.phrases.languages import meant
from bot.render.texts import Texts, closest_language
from config.languages import LANGUAGES

if TYPE_CHECKING:
    from bot.desk.context import Desk

_BETWEEN = re.compile(r"[,、，;；]")
_EVERY = ("all", "any", "*")


def language(text: str | None, texts: Mapping[str, Texts]) -> str | None:
    """The language that ``--lang`` names; a bare Chinese is the simplified one, and that is said.

    Raises:
        typer.BadParameter: it names none of ours.
    """
    if text is None:
        return None
    codes = meant(text, texts)
    if len(codes) > 1:
        tell(f"--lang {text}: taken as {codes[0]}; {codes[1]} is the other")
    if codes:
        return codes[0]
    raise typer.BadParameter(none_of(text, LANGUAGES, close(text.casefold(), LANGUAGES)), param_hint="--lang")


def terminal_language(texts: Mapping[str, Texts]) -> str:
    """What the terminal's own locale speaks, where we do; else English."""
    spoken = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return closest_language(re.split(r"[.@]", spoken)[0] or None, texts)


def sectors(given: Iterable[str], desk: "Desk") -> tuple[str, ...]:
    """The sectors that ``--sectors`` names, parted by commas or given one by one; none where it says all.

    Raises:
        typer.BadParameter: a name is no sector's.
    """
    names = [name.strip() for text in given for name in _BETWEEN.split(text) if name.strip()]
    if any(name.casefold() in _EVERY for name in names):
        return ()
    return tuple(dict.fromkeys(_sector(name, desk) for name in names))


def _sector(name: str, desk: "Desk") -> str:
    from bot.phrases.subjects import closest, named  # here, since it knows the desk, which knows Telegram

    if found := named(name, "sector", desk):
        return found.value
    near = [subject.value for subject in closest(name, desk) if subject.kind == "sector"]
    known = [sector.id for sector in desk.catalogue.sectors]
    raise typer.BadParameter(none_of(name, known, near[:2]), param_hint="--sectors")
