"""A day, from the first feed to the last digest: two feeds and a drop, three readers in three zones.

Everything is the service's own: store, application, polling, sender and chores. Only the clock is turned by hand,
a minute at a time; feeds and Telegram are met on loopback, and every call is checked against the Bot API's rules.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.application import build_application, pace
from bot.conversation.admins import Admins
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.pace.pacer import Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.sender import Sender
from bot.desk.keyboards import Keyboards
from bot.render.escape import visible
from bot.service.assembly import Assembly
from bot.service.broadcast_runner import BroadcastRunner
from bot.service.chores import Chores
from bot.service.disk import Disk
from bot.service.health.vitals import Vitals
from bot.service.ingest_thread import IngestThread
from bot.updates.polling import Polling, UpdateHandler
from config.settings import load_settings
from digests.model import COUNTRIES
from digests.store.sending.deliveries import Deliveries
from tests import loaded
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.loopback import Loopback, answer

pytestmark = pytest.mark.slow

MIDNIGHT = int(datetime(2026, 11, 24, tzinfo=UTC).timestamp())
HOUR = 3600
TOKYO, SEOUL, LONDON = 101, 102, 103

JAPANESE = (
    "日中韓、洋上風力の部品検査を相互承認　済州で会合",
    "日本、中国、韓国のエネルギー当局は24日、済州で開いた会合で洋上風力発電の部品検査を相互に承認することで一致した。"
    "対象は翼と変電設備の38品目で、検査にかかる期間を平均9週間短縮する。2027年4月に始める。",
)
KOREAN = (
    "한중일, 해상풍력 부품 검사 서로 인정…제주서 합의",
    "한국과 중국, 일본의 에너지 당국이 24일 제주에서 해상풍력 부품 검사를 서로 인정하기로 합의했다. "
    "날개와 변전 설비 등 38개 품목이 대상이며 검사 기간이 평균 9주 줄어든다. 2027년 4월 시행한다.",
)
DROP = (
    "China, Japan and South Korea to accept each other's tests of offshore wind parts\n\n"
    "November 24, 2026\n\n"
    "Energy officials of China, Japan and South Korea agreed in Jeju on Tuesday to accept each other's tests of parts "
    "for offshore wind farms. The deal covers 38 items such as blades and substations and takes effect in April 2027. "
    "It shortens testing by nine weeks on average.\n\nSubscribe to our newsletter\n"
)


def feed(language: str, number: int, title: str, text: str, published: int) -> bytes:
    """A feed with one item."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed</title>'
        f"<language>{language}</language><item><title>{title}</title><link>https://news.example/{language}/{number}</link>"
        f"<guid>{language}-{number}</guid><description>{text}</description>"
        f"<pubDate>{format_datetime(datetime.fromtimestamp(published, UTC))}</pubDate></item></channel></rss>"
    ).encode()


@dataclass(slots=True)
class Day:
    """The service with its clock in our hand."""

    assembly: Assembly
    telegram: FakeTelegram
    feeds: Loopback
    chores: Chores
    now: list[int]
    vitals: Vitals
    sender: Sender
    updates: UpdateHandler

    async def until(self, hour: float) -> None:
        """Let the clock run to ``hour`` (UTC, counted from midnight), a tick a minute, and all that is due be sent."""
        while self.now[0] < MIDNIGHT + hour * HOUR:
            self.now[0] += 60
            await self.chores.tick()
        deliveries = self.assembly.store.deliveries
        await self.telegram.until(lambda: not _waiting(deliveries, self.now[0]))

    async def say(self, chat_id: int, text: str, language: str) -> str:
        """Write as a reader, and what the bot answers."""
        before = len(self.telegram.texts(chat_id))
        self.telegram.say(chat_id, text, language=language)
        await self.telegram.until(lambda: len(self.telegram.texts(chat_id)) > before)
        return self.telegram.texts(chat_id)[-1]

    def digests(self, chat_id: int) -> list[str]:
        """What a chat was sent that tells the story, in any language."""
        words = ("洋上風力", "해상풍력", "offshore wind")
        return [text for text in self.telegram.texts(chat_id) if any(word in text for word in words)]


def _waiting(deliveries: Deliveries, now: int) -> int:
    return sum(count for _, state, _, count, _ in deliveries.standing(now) if state in ("pending", "sending"))


@asynccontextmanager
async def working(assembly: Assembly, telegram: FakeTelegram, feeds: Loopback, now: list[int]) -> AsyncIterator[Day]:
    desk = assembly.desk()
    send_queue = SendQueue(Pacer(pace(assembly.settings)))
    application = build_application(desk, send_queue=send_queue)
    outbox_writer = OutboxWriter(assembly.store.outbox, assembly.clock)
    sender = Sender(application.bot, outbox_writer, send_queue, assembly.clock, Keyboards.of(assembly.settings).markup)
    ingest_thread = IngestThread(assembly.newsroom)
    admins, vitals = Admins(application.bot, desk), Vitals()
    updates = UpdateHandler(application, assembly.store.updates, assembly.clock)
    polling = Polling(application, updates, admins.tell)
    broadcast_runner = BroadcastRunner(application.bot, desk, sender.wake)
    chores = Chores(desk, ingest_thread, sender, broadcast_runner, admins, Disk(assembly.settings.data_dir), vitals)
    await application.initialize()
    ingest_thread.start()
    tasks = [asyncio.create_task(each) for each in (sender.run(), polling.run())]
    try:
        yield Day(assembly, telegram, feeds, chores, now, vitals, sender, updates)
    finally:
        chores.stop()
        polling.stop()
        await asyncio.gather(sender.stop(5), ingest_thread.stop(5), *tasks)
        outbox_writer.close()
        await application.shutdown()


@pytest.fixture
async def day(tmp_path: Path, fake_telegram: FakeTelegram) -> AsyncIterator[Day]:
    """Midnight UTC; both feeds hold what they held yesterday, the inbox is empty."""
    now = [MIDNIGHT]
    async with Loopback() as feeds:
        feeds.routes["/ja"] = answer(
            feed("ja", 1, "県の水産試験場が一般公開", "きのう開かれた。", MIDNIGHT - 20 * HOUR)
        )
        feeds.routes["/ko"] = answer(feed("ko", 1, "도서관 휴관일 안내", "어제 안내했다.", MIDNIGHT - 20 * HOUR))
        config = tmp_path / "config"
        config.mkdir()
        (config / "feeds.toml").write_text(
            "".join(
                f'[[feed]]\nurl = "{feeds.url(path)}"\nname = "{name}"\ncountry = "{country}"\ninterval = 1800\n'
                for path, name, country in (("/ja", "東京報", "JP"), ("/ko", "한강신문", "KR"))
            ),
            encoding="utf-8",
        )
        settings = load_settings(
            TELEGRAM_BOT_TOKEN=TOKEN,
            TRILATERAL_API_URL=fake_telegram.url,
            TRILATERAL_DATA_DIR=str(tmp_path / "data"),
            TRILATERAL_CONFIG_DIR=str(config),
            TRILATERAL_ALLOW_PRIVATE_ADDRESSES="true",
        )
        assembly = loaded.assembly(settings, lambda: now[0])
        try:
            async with working(assembly, fake_telegram, feeds, now) as opened:
                yield opened
        finally:
            assembly.close()


async def test_three_readers_in_three_zones_get_one_digest_each_at_their_own_hour(day: Day) -> None:
    readers = {TOKYO: ("ja", "東京"), SEOUL: ("ko", "서울"), LONDON: ("en", "London")}
    for chat_id, (language, city) in readers.items():
        await day.say(chat_id, "/start", language)
        await day.say(chat_id, f"/timezone {city}", language)
        assert (
            "07:30" in await day.say(chat_id, "/schedule 07:30", language) or "7:30" in day.telegram.texts(chat_id)[-1]
        )
    await day.chores.feeds()

    await day.until(9)  # the news of the day
    day.feeds.routes["/ja"] = answer(feed("ja", 2, *JAPANESE, MIDNIGHT + 8 * HOUR))
    day.feeds.routes["/ko"] = answer(feed("ko", 2, *KOREAN, MIDNIGHT + 8 * HOUR + 600))
    await day.chores.feeds()
    (day.assembly.settings.inbox / "wind.txt").write_text(DROP, encoding="utf-8")
    await day.chores.drops()
    assert not any(day.digests(chat_id) for chat_id in readers)

    story = next(story for story in day.assembly.store.stories.since(0) if len(story.items) > 1)
    assert set(story.languages) == {"ja", "ko", "en"}
    assert (story.grade, story.countries) == ("trilateral", COUNTRIES)
    assert "energy" in story.sectors

    await day.until(22.4)
    assert not any(day.digests(chat_id) for chat_id in readers)
    await day.until(22.6)  # 07:30 in Tokyo and Seoul
    assert [len(day.digests(chat_id)) for chat_id in readers] == [1, 1, 0]
    await day.until(31.4)
    assert not day.digests(LONDON)
    await day.until(31.6)  # 07:30 in London
    assert [len(day.digests(chat_id)) for chat_id in readers] == [1, 1, 1]
    await day.until(45)
    assert [len(day.digests(chat_id)) for chat_id in readers] == [1, 1, 1]

    assert JAPANESE[0].split()[0] in visible(day.digests(TOKYO)[0])
    assert KOREAN[0] in visible(day.digests(SEOUL)[0])
    assert "accept each other's tests of offshore wind parts" in visible(day.digests(LONDON)[0])
    assert not any("Subscribe to our newsletter" in text for text in day.digests(LONDON))
    refused = [(call.method, call.description) for call in day.telegram.calls if call.status not in (0, 200)]
    assert not refused


async def test_what_a_feed_held_before_it_was_met_is_found_but_not_pushed(day: Day) -> None:
    day.feeds.routes["/ja"] = answer(feed("ja", 1, *JAPANESE, MIDNIGHT - 2 * HOUR))
    await day.say(LONDON, "/start", "en")
    await day.say(LONDON, "/schedule 07:30", "en")
    await day.chores.feeds()
    await day.until(8)
    assert not day.digests(LONDON)
    assert "洋上風力" in await day.say(LONDON, "/search 洋上風力", "en")
