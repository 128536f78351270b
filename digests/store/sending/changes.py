"""What the outbox gives to whoever sends, and what it is told in return."""

from dataclasses import dataclass
from typing import Literal

RowState = Literal["pending", "sending", "sent", "held", "given up", "cancelled", "recalled"]
REPLY, ALERT, DIGEST, BROADCAST = 0, 1, 2, 3
"""Lanes: what goes first."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A row that is ready to go. ``form`` and ``step`` say how far a delivery in other words has come."""

    id: int
    chat_id: int
    thread_id: int
    lane: int
    body: str
    form: int
    step: int
    attempts: int
    unknowns: int
    subscriber_id: int | None
    broadcast_id: int | None
    settings_version: int
    """The subscriber's, for the buttons."""
    followed: bool
    """Another part of the edition comes after it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Asks for a row: pending -> sending."""

    id: int
    lease: int
    """Epoch seconds after which the row counts as abandoned."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Says what became of attempt number ``attempts``: sending -> ``state``."""

    id: int
    attempts: int
    state: str
    reason: str = ""
    message_id: int | None = None
    not_before: int = 0
    unknown: int = 0
    form: int = 0
    step: int = 0
    lease: int | None = None
    """Only where ``state`` is ``sending`` still: one of several messages has arrived."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A chat does not want us any more or is gone: its subscription ends in ``state``, what waits for it ends too."""

    chat_id: int
    thread_id: int | None
    """``None`` = every topic of the chat."""
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicDeleted:
    """A topic is no more, its chat is: the subscription goes on in the chat itself where that has none of its own, and
    what waits is sent there."""

    chat_id: int
    thread_id: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup: what waits for it moves along."""

    chat_id: int
    new_chat_id: int


Change = Claim | Finish | Lost | TopicDeleted | Moved
