"""Whose turn it is in a chat: one update at a time, and its readers one after the other.

A reader's second question goes after the first of every other reader of the same group; their own stay in order.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Chat:
    """``waiting`` holds readers in the order of their turns."""

    waiting: dict[int, deque[asyncio.Future[None]]] = field(default_factory=dict)


class Turns:
    """The turns of all chats; a chat in which nobody waits takes no memory."""

    def __init__(self) -> None:
        self._chats: dict[int, _Chat] = {}

    async def begin(self, chat_id: int, reader: int) -> None:
        """Returns when it is this reader's turn; :meth:`end` has to follow."""
        chat = self._chats.get(chat_id)
        if chat is None:
            self._chats[chat_id] = _Chat()
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        chat.waiting.setdefault(reader, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self.end(chat_id)
            raise

    def end(self, chat_id: int) -> None:
        """The next one's turn."""
        chat = self._chats[chat_id]
        while chat.waiting:
            reader = next(iter(chat.waiting))
            theirs = chat.waiting.pop(reader)
            mine = theirs.popleft()
            if theirs:
                chat.waiting[reader] = theirs  # behind the other readers
            if not mine.done():
                mine.set_result(None)
                return
        del self._chats[chat_id]
