"""Edits of one message that wait for their chat's turn: the newest takes the place of those before it.

A reader who presses three buttons a second sees one edit a second, each with everything pressed until then.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

Result = TypeVar("Result")

Key = tuple[int, int]
"""(chat, message)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Edit:
    whole: bool
    """It says everything anew; else only the buttons."""
    replaced: asyncio.Event


class Edits:
    """Those that wait, by message."""

    def __init__(self) -> None:
        self._waiting: dict[Key, list[_Edit]] = {}

    async def turn(self, key: Key, waiting: Coroutine[Any, Any, Result], *, whole: bool) -> Result | None:
        """What ``waiting`` comes to, or ``None`` where a newer edit of the message has taken this one's place."""
        for older in self._waiting.get(key, ()):
            if whole or not older.whole:
                older.replaced.set()
        edit = _Edit(whole, asyncio.Event())
        self._waiting.setdefault(key, []).append(edit)
        tasks = asyncio.ensure_future(waiting), asyncio.ensure_future(edit.replaced.wait())
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return None if edit.replaced.is_set() else tasks[0].result()
        finally:
            for task in tasks:
                task.cancel()
            self._forget(key, edit)

    def _forget(self, key: Key, edit: _Edit) -> None:
        self._waiting[key].remove(edit)
        if not self._waiting[key]:
            del self._waiting[key]
