"""One thing that can be set: its choices, which are chosen, and what choosing one makes of the settings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.render.words import Words
from digests.model import Subscriber


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be set."""

    name: str
    values: Callable[[Words], Sequence[str]]
    """Every choice, as it stands on buttons."""
    label: Callable[[str, Words], str]
    chosen: Callable[[Subscriber], tuple[str, ...]]
    choose: Callable[[Subscriber, str], Subscriber]
    """The subscriber after the choice was pressed; not saved."""
    columns: int = 2
    single: bool = False
    """One choice holds at a time: to press it again changes nothing and is no mistake."""
