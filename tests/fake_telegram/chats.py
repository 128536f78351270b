"""Chats that do not want us, have moved, or are gone: what Telegram says about each."""

from typing import Literal

from tests.fake_telegram.rules import Refused

ChatState = Literal[
    "fine",
    "blocked",
    "kicked",
    "deactivated",
    "gone",
    "migrated",
    "topic closed",
    "topic deleted",
    "no rights",
    "silent",
    "flooded",
]
"""``silent``: a call that puts something into the chat is never answered, and does nothing. ``flooded``: it is answered
429, each time with :data:`FLOOD_WAIT`."""

FLOOD_WAIT = 20
"""Seconds."""

_WORDS: dict[ChatState, tuple[int, str]] = {
    "blocked": (403, "Forbidden: bot was blocked by the user"),
    "kicked": (403, "Forbidden: bot was kicked from the supergroup chat"),
    "deactivated": (403, "Forbidden: user is deactivated"),
    "gone": (400, "Bad Request: chat not found"),
    "topic closed": (400, "Bad Request: TOPIC_CLOSED"),
    "topic deleted": (400, "Bad Request: message thread not found"),
    "no rights": (400, "Bad Request: not enough rights to send text messages to the chat"),
}


class Chats:
    """The state of each chat that is not fine, and where the migrated ones went."""

    def __init__(self) -> None:
        self.states: dict[tuple[int, int], ChatState] = {}
        self.moved: dict[int, int] = {}

    def set(self, chat_id: int, state: ChatState, *, thread_id: int = 0) -> None:
        self.states[chat_id, thread_id] = state
        if state == "migrated":
            self.moved[chat_id] = chat_id - 1_000_000_000_000

    def silent(self, chat_id: int) -> bool:
        return self.states.get((chat_id, 0)) == "silent"

    def refuse(self, chat_id: int, thread_id: int) -> None:
        """Raises:
        Refused: with the words Telegram uses.
        """
        state = self.states.get((chat_id, 0), "fine")
        if state == "fine" and thread_id:
            state = self.states.get((chat_id, thread_id), "fine")
        if state == "migrated":
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(400, words, migrate_to_chat_id=self.moved[chat_id])
        if state == "flooded":
            raise Refused(429, f"Too Many Requests: retry after {FLOOD_WAIT}", retry_after=FLOOD_WAIT)
        if state not in ("fine", "silent"):
            raise Refused(*_WORDS[state])
