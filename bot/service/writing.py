"""The language model at work for the service: what digests ahead will hold is asked for, and the queue worked off.

Both are chores beside the others; no digest waits for either.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from importlib.util import find_spec

from bot.conversation.admins import Admins
from bot.desk.context import Desk
from config.settings import Settings
from digests.editions.ahead import ahead
from digests.errors import ConfigurationError
from digests.store.news.writing_account import day_of
from digests.writing.budget import Budget
from digests.writing.commissions import of_digest
from digests.writing.model import LanguageModel
from digests.writing.room import Round, WritingRoom

log = logging.getLogger(__name__)

CURE = "pip install 'trilateral-digest[llm]', or make llm"
PLAN, WORK = 300, 10
"""Seconds between two looks at what will be due, and between two rounds."""
AHEAD = 3600 + PLAN
"""Seconds before its hour from which on a digest is prepared."""
_TOLD = "writing.told."


def installed(package: str) -> bool:
    """Whether there is such a package here."""
    return find_spec(package) is not None


def load_model(settings: Settings, *, installed: Callable[[str], bool] = installed) -> LanguageModel | None:
    """The language model of the settings, or ``None``; its client is loaded only where there is one.

    Raises:
        ConfigurationError: the extra is not installed.
    """
    if settings.llm_url is None or settings.llm_model is None:
        return None
    if not installed("openai"):
        raise ConfigurationError("TRILATERAL_LLM_URL", "is set, and the client for it is not installed", CURE)
    from digests.writing.endpoint import OpenAIEndpoint  # 35 MB: only where it is used

    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    url = str(settings.llm_url).rstrip("/")
    return OpenAIEndpoint(url, settings.llm_model, key, seconds=settings.llm_seconds)


def budget_of(settings: Settings) -> Budget:
    """What a day may take."""
    return Budget(settings.llm_daily_tokens, settings.llm_daily_cost, settings.llm_price_in, settings.llm_price_out)


class WritingChores:
    """What the service does with a language model."""

    def __init__(
        self, desk: Desk, model: LanguageModel, admins: Admins, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._desk, self._model, self._admins = desk, model, admins
        settings = desk.settings
        self._room = WritingRoom(
            desk.store,
            model,
            desk.names,
            budget_of(settings),
            desk.clock,
            concurrency=settings.llm_concurrency,
            monotonic=monotonic,
        )

    async def plan(self) -> None:
        """Ask for what the digests of the next hour hold."""
        await asyncio.to_thread(plan, self._desk, self._model.name)

    async def work(self) -> None:
        """One round; the admins are told once a day where the budget is spent or only they can help."""
        done = await self._room.round()
        await self._tell(done)

    async def stop(self) -> None:
        await self._room.stop()

    async def _tell(self, done: Round) -> None:
        if done.spent and await asyncio.to_thread(self._first_today, "spent"):
            log.warning("the day's budget of the language model is spent: digests go out in the sources' own words")
            await self._admins.tell("budget", model=self._model.name)
        if bool(done.trouble) and await asyncio.to_thread(self._first_today, "trouble"):
            await self._admins.tell("model", model=self._model.name, problem=done.trouble)

    def _first_today(self, what: str) -> bool:
        """Whether this was not told today; noted as told."""
        notes, today = self._desk.store.notes, day_of(self._desk.clock())
        if notes.get(_TOLD + what) == today:
            return False
        notes.set(_TOLD + what, today)
        return True


def plan(desk: Desk, model: str) -> int:
    """Put what the digests of the next hour hold into the queue; how many texts that are."""
    store, now = desk.store, desk.clock()
    wanted = [
        (commission, each.due, each.readers)
        for each in ahead(store, now, AHEAD)
        if each.preferences.machine
        for commission in of_digest(each.digest)
    ]
    if wanted:
        store.writing_account.add({"hits": store.writings.ask(wanted, model, now)}, now)
    return len(wanted)
