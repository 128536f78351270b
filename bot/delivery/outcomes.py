"""What an answer of Telegram's means for the message and for the chat: one table, in the order it is asked.

| answer | outcome | what follows |
|---|---|---|
| 200 | sent | its message id is kept |
| 429 | later | the chat waits ``retry_after``; the token, where the next call for another chat is refused too |
| no connection | later | nothing was sent: again after 1, 2, 4 … 60 s |
| 5xx, reset, time-out | unknown | it may have arrived: sent once more after a pause, and counted |
| 401, 404 (token refused) | later | a minute; said in the log, because nothing works until it is put right |
| 400 group upgraded | moved | subscription and waiting parts move to the new id; sent again there |
| 403 blocked, kicked, not a member | lost: blocked | paused, kept, back with /start |
| 403 deactivated, group deleted; 400 chat not found | lost: gone | paused for good |
| 400 topic closed, no right to post | lost: blocked | of that topic, or chat |
| 400 topic deleted | lost: gone | of that topic; sent to the chat itself |
| 400 no right to send photos | reworded | its words alone |
| 404 sendRichMessage; 400 rich message refused | reworded | the classic form in the same delivery |
| 400 can't parse entities, too long | reworded | plain text; the original stays for the admin |
| other 400 | refused | given up with Telegram's words; the chat stays |

``BadRequest`` and ``TimedOut`` are subclasses of ``NetworkError``, ``Conflict`` and ``InvalidToken`` are not: the order
below is the meaning.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.delivery.transport import NotSent


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing was sent. ``halt`` = seconds that Telegram has us wait, the chat or the whole token (``pace.refusals``);
    without it only this message waits."""

    reason: str
    halt: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChatMoved:
    new_chat_id: int
    reason: str = "migrated"


@dataclass(frozen=True, slots=True)
class ChatLost:
    """The chat, or only its topic, gets nothing any more."""

    state: Literal["blocked", "gone"]
    reason: str
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Reword:
    """Telegram refuses the form, not the message. ``server`` = this server refuses it from everyone; ``ours`` = the
    fault is in what we made, and those who run the bot are told."""

    reason: str
    server: bool = False
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message."""

    reason: str


Outcome = Later | Unknown | ChatMoved | ChatLost | Reword | Refused

_TOPIC_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
_NO_PICTURE = ("rights to send photos", "send_photos_forbidden", "send_media_forbidden")
_NO_RIGHT = (
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_admin_required",
    "channel_private",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_",
)
_BLOCKED = ("user_is_blocked",)
_GONE = (
    "chat not found",
    "user not found",
    "group chat was deactivated",
    "input_user_deactivated",
    "peer_id_invalid",
    "chat_id_invalid",
)
_FORM = (
    "can't parse entities",
    "message is too long",
    "message_too_long",
    "caption is too long",
    "caption_too_long",
    "entity_text_invalid",
)
_DEAD = ("user is deactivated", "group chat was deleted")
_PAUSE = 60.0
_TOKEN = re.compile(r"/bot\d+:[\w-]+")


def outcome_of(error: TelegramError, *, rich: bool = False) -> Outcome:
    """What ``error`` means; ``rich`` = it answered ``sendRichMessage``."""
    words = error.message
    match error:
        case RetryAfter():
            return Later("429", halt=seconds_of(error))
        case ChatMigrated():
            return ChatMoved(error.new_chat_id)
        case Forbidden():
            state: Literal["blocked", "gone"] = "gone" if _any(words, _DEAD) else "blocked"
            return ChatLost(state, _reason(words))
        case EndPointNotFound() if rich:
            return Reword("this server knows no rich messages", server=True)
        case InvalidToken() if rich and "method not found" in words.lower():
            return Reword("this server knows no rich messages", server=True)
        case InvalidToken() | EndPointNotFound():
            return Later(f"the token is refused: {_reason(words)}", halt=_PAUSE)
        case BadRequest():
            return _bad_request(words, rich=rich)
        case NotSent():
            return Later("not sent: no connection")
        case NetworkError() if _any(words, ("too many requests",)):
            return Later("429", halt=1.0)
        case _:
            return Unknown(f"unknown: {_reason(words)}")


def _bad_request(words: str, *, rich: bool) -> Outcome:
    if _any(words, ("topic_closed",)):
        return ChatLost("blocked", "topic closed", topic=True)
    if _any(words, _TOPIC_GONE):
        return ChatLost("gone", "topic deleted", topic=True)
    if _any(words, _GONE):
        return ChatLost("gone", _reason(words))
    if _any(words, _BLOCKED):
        return ChatLost("blocked", _reason(words))
    if _any(words, _NO_PICTURE):
        return Reword(_reason(words), ours=False)
    if _any(words, _NO_RIGHT):
        return ChatLost("blocked", "no right to post")
    if rich or _any(words, _FORM):
        return Reword(_reason(words), server=rich and _any(words, ("method not found", "method is unknown")))
    return Refused(_reason(words))


def unanswered(outcome: Outcome) -> bool:
    """Whether it was no answer of Telegram's at all."""
    return isinstance(outcome, Unknown) or (isinstance(outcome, Later) and outcome.halt is None)


def seconds_of(error: RetryAfter) -> float:
    """python-telegram-bot gives whole seconds or a timedelta, as its own setting says."""
    given = error.retry_after
    return given.total_seconds() if isinstance(given, timedelta) else float(given)


def pause(attempt: int) -> int:
    """Seconds before attempt number ``attempt`` + 1: 1, 2, 4 … 60."""
    return int(min(60, 2 ** max(0, attempt - 1)))


def _any(words: str, wanted: tuple[str, ...]) -> bool:
    lowered = words.lower()
    return any(each in lowered for each in wanted)


def _reason(words: str) -> str:
    """One line that fits a report, and that an admin may read: an address of the Bot API holds the token."""
    words = _TOKEN.sub("/bot***", words)
    return " ".join(words.removeprefix("Bad Request: ").removeprefix("Forbidden: ").split())[:120]
