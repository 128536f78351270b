"""The queue worked off: a few calls at a time, within the budget, and whatever happens kept in the store.

next group (one story, one language, one kind) -> prompt -> model -> gate -> good | refused: once more, then verbatim

A round ends when nothing is left, the endpoint is to be left alone or the day's budget is spent; the next one goes on
from the store. Nothing here is waited for by anybody.
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from digests.errors import ModelError
from digests.language.names import Names
from digests.store import Store
from digests.store.news.writings import Waiting
from digests.writing.answers import Outcome, outcomes
from digests.writing.budget import Budget
from digests.writing.circuit import Circuit
from digests.writing.model import Answer, LanguageModel
from digests.writing.prompts import Prompt, prompt

log = logging.getLogger(__name__)

TRIES = 2
"""Answers that the gate may refuse: after the second the source's own words are all there is."""
FAULTS = 3
"""Calls that may fail by what may be the text's own fault."""
LATE = 900
"""Seconds for which something is still written after the digest it was meant for: others of that hour read it, too."""
_LOOK = 200
_TEXTS = 6
"""Texts of one story in one call."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to."""

    calls: int = 0
    spent: bool = False
    """The day's budget does not allow what was to be done next."""
    trouble: str = ""
    """What the endpoint said last that only the operator can end."""


class WritingRoom:
    """One language model at work on the queue."""

    def __init__(
        self,
        store: Store,
        model: LanguageModel,
        names: Names,
        budget: Budget,
        clock: Callable[[], int],
        *,
        concurrency: int = 2,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._model, self._names, self._budget = store, model, names, budget
        self._clock, self._monotonic, self._concurrency = clock, monotonic, concurrency
        self._circuit = Circuit()
        self._running: dict[asyncio.Task[None], tuple[frozenset[str], Prompt]] = {}
        self._calls = 0
        self._trouble = ""

    async def round(self) -> Round:
        """Write what waits, as far as the endpoint and the budget allow."""
        self._calls, self._trouble, spent = 0, "", False
        while True:
            while not spent and self._may_begin():
                group = await asyncio.to_thread(self._next)
                if not group:
                    break
                spent = not await self._begin(group)
            if not self._running:
                return Round(self._calls, spent, self._trouble)
            done, _ = await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del self._running[task]
                if (error := task.exception()) is not None:
                    raise error

    async def stop(self) -> None:
        """Cut off what is on its way: it still waits in the store."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._model.close()

    def _may_begin(self) -> bool:
        running = len(self._running)
        return running < self._concurrency and self._circuit.allows(self._monotonic(), running)

    def _next(self) -> list[Waiting]:
        """What is to be written next and is not on its way: texts of one story in one language, tried as often."""
        busy = frozenset().union(*(keys for keys, _ in self._running.values()))
        waiting = self._store.writings.waiting(self._model.name, self._clock() - LATE, _LOOK)
        free = [each for each in waiting if each.key not in busy]
        for (_, _, kind, _), group in groupby(free, key=_together):
            return list(group)[: 1 if kind == "brief" else _TEXTS]
        return []

    async def _begin(self, group: Sequence[Waiting]) -> bool:
        """Start a call; False where today's budget does not allow it."""
        asked = await asyncio.to_thread(self._prompt, group)
        reserved = [each for _, each in self._running.values()]
        account = await asyncio.to_thread(self._store.writing_account.of_day, self._clock())
        beside = sum(each.tokens for each in reserved), sum(each.most for each in reserved)
        if not self._budget.allows(account, beside, asked.tokens, asked.most):
            return False
        self._calls += 1
        task = asyncio.create_task(self._write(group, asked))
        self._running[task] = frozenset(each.key for each in group), asked
        return True

    def _prompt(self, group: Sequence[Waiting]) -> Prompt:
        reason = "; ".join(dict.fromkeys(each.reason for each in group if each.reason))
        return prompt([each.commission for each in group], self._names, reason)

    async def _write(self, group: Sequence[Waiting], asked: Prompt) -> None:
        try:
            answer = await self._model.answer(asked)
        except ModelError as error:
            chance = random.random()  # noqa: S311 - no secret
            self._circuit = self._circuit.failed(
                self._monotonic(), retry_after=error.retry_after, lasting=error.lasting, chance=chance
            )
            log.warning("%s", error)
            if error.lasting:
                self._trouble = str(error)
            await asyncio.to_thread(self._failed, group, error)
            return
        self._circuit = self._circuit.worked()
        await asyncio.to_thread(self._answered, group, answer)

    def _failed(self, group: Sequence[Waiting], error: ModelError) -> None:
        now = self._clock()
        with self._store.db.write():
            self._store.writing_account.add({"calls": 1, f"fault.{error.kind}": 1}, now)
            if error.own:
                most = 1 if error.final else FAULTS
                self._store.writings.fail([each.key for each in group], now, most=most)

    def _answered(self, group: Sequence[Waiting], answer: Answer) -> None:
        judged = self._judged(group, answer)
        now = self._clock()
        counted = Counter(
            {
                "calls": 1,
                "tokens.in": answer.tokens_in,
                "tokens.out": answer.tokens_out,
                "cost": self._budget.price(answer.tokens_in, answer.tokens_out),
            }
        )
        with self._store.db.write():
            if judged is None:
                self._store.writings.fail([each.key for each in group], now, most=FAULTS)
            else:
                for waiting, outcome in zip(group, judged, strict=True):
                    counted.update(self._kept(waiting, outcome, now))
            self._store.writing_account.add(counted, now)

    def _judged(self, group: Sequence[Waiting], answer: Answer) -> Sequence[Outcome] | None:
        """``None`` where an answer cannot even be judged, which must not keep the others waiting."""
        try:
            return outcomes([each.commission for each in group], answer, self._names)
        except Exception:
            log.exception("what %s answered cannot be judged", self._model.name)
            return None

    def _kept(self, waiting: Waiting, outcome: Outcome, now: int) -> dict[str, int]:
        """What is counted of it."""
        if not outcome.faults:
            self._store.writings.accept(waiting.key, outcome.claims, now)
            return {"good": 1}
        self._store.writings.refuse(waiting.key, outcome.reason, outcome.said, now, most=TRIES)
        last = waiting.rejects + 1 >= TRIES
        return {"verbatim": 1 if last else 0} | {f"reject.{kind}": 1 for kind, _ in outcome.faults}


def _together(waiting: Waiting) -> tuple[int, str, str, int]:
    wanted = waiting.commission
    return wanted.story_id, wanted.language, wanted.kind, waiting.rejects
