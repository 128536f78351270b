"""Edits of one message: one at a time, and of those that wait only the newest is made.

A reader who presses three buttons a second sees one edit a second, each with everything pressed until then; and in a
chat for which Telegram does not answer one edit of a message hangs, not one for each press.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

Result = TypeVar("Result")

Key = tuple[int, int]
"""(chat, message)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Edit:
    whole: bool
    """It says everything anew; else only the buttons."""
    replaced: asyncio.Event


@dataclass(frozen=True, slots=True)
class _Message:
    waiting: list[_Edit] = field(default_factory=list)
    air: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by the edit that has had its turn, until it has landed."""


class Edits:
    """By message; one that nobody edits takes no room."""

    def __init__(self) -> None:
        self._messages: dict[Key, _Message] = {}

    async def turn(self, key: Key, enter: Callable[[], Coroutine[Any, Any, Result]], *, whole: bool) -> Result | None:
        """What ``enter`` comes to once the edit before has landed, or ``None`` where a newer one has taken this one's
        place. After any other outcome than ``None`` or an error :meth:`landed` has to follow."""
        message = self._messages.setdefault(key, _Message())
        for older in message.waiting:
            if whole or not older.whole:
                older.replaced.set()
        edit = _Edit(whole, asyncio.Event())
        message.waiting.append(edit)
        tasks = (asyncio.ensure_future(_in_turn(message.air, enter)), asyncio.ensure_future(edit.replaced.wait()))
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if not edit.replaced.is_set():
                return tasks[0].result()
            if tasks[0].done() and tasks[0].exception() is None:
                message.air.release()
            return None
        finally:
            message.waiting.remove(edit)
            for task in tasks:
                task.cancel()
            self._tidy(key)

    def landed(self, key: Key) -> None:
        """The edit that had its turn has come to its end."""
        self._messages[key].air.release()
        self._tidy(key)

    def _tidy(self, key: Key) -> None:
        message = self._messages.get(key)
        if message is not None and not message.waiting and not message.air.locked():
            del self._messages[key]


async def _in_turn(air: asyncio.Lock, enter: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    await air.acquire()
    try:
        return await enter()
    except BaseException:
        air.release()
        raise
