"""What is done every so often: who is due, what the sources hold, what can be forgotten, how things stand."""

import asyncio
import logging
from datetime import UTC, datetime
from functools import partial

from bot.conversation.admins import Admins
from bot.conversation.receipts import Receipts
from bot.delivery.sender import Sender
from bot.desk.context import Desk
from bot.desk.due_messages import alert_renderer, digest_renderer
from bot.desk.pictures import draw_ahead
from bot.service.broadcast_runner import BroadcastRunner
from bot.service.disk import Disk
from bot.service.health.vitals import Sign, Vitals
from bot.service.ingest_thread import IngestThread
from bot.service.jobs import Chore
from bot.service.network import Network
from bot.service.writing import PLAN, WORK, WritingChores
from digests.editions.alerts import Alerts
from digests.editions.publish import Publisher
from digests.intake.report import IngestReport
from digests.store.engine import permissions
from digests.store.engine.backup import backup, seal_of

log = logging.getLogger(__name__)

TICK = 20
"""Seconds between two looks at who is due; an idle one costs less than a millisecond."""
_DAY = 86_400
_KEEP = 60 * _DAY
"""What was sent is remembered for so long: no clock steps back further."""
_UPDATES = 3 * _DAY
_BACKUPS = 7
_ANY_WORD = "hydrogen"


class Chores:
    """The service's chores, by name."""

    def __init__(
        self,
        desk: Desk,
        ingest_thread: IngestThread,
        sender: Sender,
        broadcast_runner: BroadcastRunner,
        admins: Admins,
        disk: Disk,
        vitals: Vitals | None = None,
        writing: WritingChores | None = None,
    ) -> None:
        self._desk, self._ingest_thread, self._sender, self._admins, self._disk = (
            desk,
            ingest_thread,
            sender,
            admins,
            disk,
        )
        self._publisher = Publisher(desk.store, digest_renderer(desk), desk.glosses)
        self._alerts = Alerts(
            desk.store, alert_renderer(desk), an_hour=desk.settings.alerts_per_hour, glossing=desk.glosses
        )
        self._broadcast_runner = broadcast_runner
        self._receipts = Receipts(desk)
        self._vitals = vitals or Vitals()
        self._network = Network()
        self._writing = writing
        self._going = True

    def scheduled(self) -> list[Chore]:
        """Every chore with how often it is done, in seconds."""
        return [
            Chore("tick", TICK, self.tick, first=1),
            Chore("feeds", 60, self.feeds, first=3),
            Chore("broadcasts", 5, self._broadcast_runner.round, first=4),
            Chore("drops", 2, self.drops, first=2),
            Chore("health", 30, self.health, first=5),
            Chore("prepared digests", 30, self.prepare, first=1),
            Chore("prune", _DAY, self.prune, first=600),
            Chore("backup", _DAY, self.backup, first=3600),
            *self._of_writing(),
        ]

    def _of_writing(self) -> list[Chore]:
        if self._writing is None:
            return []
        return [
            Chore("writing ahead", PLAN, self._writing.plan, first=20),
            Chore("writing", WORK, self._writing.work, first=30),
        ]

    def stop(self) -> None:
        """A tick ends after the page it is at; who is left is due at the next start."""
        self._going = False
        self._broadcast_runner.stop()

    async def tick(self) -> None:
        """Digests that are due and alerts, into the outbox."""
        loop = asyncio.get_running_loop()

        def after_page() -> bool:
            loop.call_soon_threadsafe(self._sender.wake)
            self._vitals.beat(Sign.TICK)
            return self._going

        await asyncio.to_thread(self._publisher.publish, self._desk.clock(), after_page=after_page)
        if await asyncio.to_thread(self._alerts.publish, self._desk.clock()):
            self._sender.wake()
        self._vitals.beat(Sign.TICK)

    async def feeds(self) -> None:
        if not self._disk.full:
            await self._tell_of(await self._ingest_thread.feeds())

    async def drops(self) -> None:
        if not self._disk.full and await asyncio.to_thread(self._ingest_thread.is_dropped):
            await self._tell_of(await self._ingest_thread.drops())
        if await asyncio.to_thread(self._receipts.write):
            self._sender.wake()

    async def _tell_of(self, report: IngestReport | None) -> None:
        if report is None:
            return
        self._vitals.took_in(report)
        for level, line in self._network.told(report.lines):
            log.log(level, "%s", line)
        for notice in report.notices:
            await self._admins.tell(notice.kind, name=notice.name, url=notice.url, address=notice.address)

    async def prepare(self) -> None:
        """What readers ask for, made ready before they do."""
        await asyncio.to_thread(self._make_ready)

    def _make_ready(self) -> None:
        desk = self._desk
        desk.prepared.prepare(desk.store, desk.clock(), draw=partial(draw_ahead, desk))
        desk.synonyms(_ANY_WORD, False)  # the first word that is looked up makes all ready

    async def health(self) -> None:
        """A disk that fills up stops the intake before it stops everything; markup that was refused is told.

        What was claimed and could not be recorded comes again once its lease has ended.
        """
        change = await asyncio.to_thread(self._disk.look)
        if change == "full":
            log.error("%s: %d MB free: intake stops", self._desk.settings.data_dir, self._disk.free_megabytes)
            await self._admins.tell("full", free=self._disk.free_megabytes)
        elif change == "free":
            log.info("there is room again: intake goes on")
            await self._admins.tell("room", free=self._disk.free_megabytes)

        if abandoned := await self._sender.recover():
            log.warning("%d messages were claimed and never finished; sending them again", abandoned)
        while self._sender.refused_forms:
            row, reason = self._sender.refused_forms.popleft()
            await self._admins.tell("reworded", row=row, reason=reason)

    async def prune(self) -> None:
        """Forget what ended long ago."""
        store, now = self._desk.store, self._desk.clock()
        await asyncio.to_thread(store.outbox.prune, now - _KEEP)
        await asyncio.to_thread(store.updates.prune, now - _UPDATES)
        await asyncio.to_thread(store.interests.prune_seen, now - _KEEP)
        await asyncio.to_thread(store.searches.prune, now - _KEEP)
        await asyncio.to_thread(store.writings.prune, now - _KEEP)

    async def backup(self) -> None:
        """A verified copy a day; the last seven are kept."""
        if not self._disk.full:
            await asyncio.to_thread(self._back_up)

    def _back_up(self) -> None:
        folder = self._desk.settings.data_dir / "backups"
        permissions.folder(folder)
        day = datetime.fromtimestamp(self._desk.clock(), UTC).strftime("%Y-%m-%d")
        file = folder / f"trilateral-{day}.db"
        if not file.exists():
            log.info("%s: %d rows, restored and compared", file, backup(self._desk.store.db, file))
        for old in sorted(folder.glob("trilateral-*.db"))[:-_BACKUPS]:
            old.unlink()
            seal_of(old).unlink(missing_ok=True)
