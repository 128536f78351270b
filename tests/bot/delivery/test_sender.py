"""The sender against the fake server: every outcome ends where the table says, and nobody else waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from telegram.ext import ApplicationBuilder, ExtBot

from bot.delivery.courier import UNKNOWNS
from bot.delivery.limiter import Paced
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.pace.pacer import Pace, Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.sender import FEW, Sender
from bot.delivery.transport import AiohttpRequest
from bot.desk.keyboards import Keyboards
from digests.model import Edition, Part, Preferences, Schedule
from digests.store import Store, open_store
from digests.store.sending.changes import ALERT, DIGEST, Claim
from digests.store.sending.editions import Publication
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.loopback import Loopback, answer

NOW = 1_800_000_000


class Clock:
    """Wall clock of a test: real seconds from a fixed day, and forward at will."""

    def __init__(self) -> None:
        self.ahead = 0
        self._loop = asyncio.get_running_loop()
        self._start = self._loop.time()

    def __call__(self) -> int:
        return NOW + self.ahead + int(self._loop.time() - self._start)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


@asynccontextmanager
async def sending(
    telegram: FakeTelegram, store: Store, *, rate: float = 500, rest: float = 0.1, read: float = 60.0
) -> AsyncIterator[tuple[Sender, Clock]]:
    send_queue = SendQueue(Pacer(Pace(per_second=rate, chat_seconds=0.001)), rest=rest)
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{telegram.url}/bot").updater(None).job_queue(None)
    request = AiohttpRequest(connect=10, read=read, write=10)
    bot: ExtBot[None] = builder.request(request).rate_limiter(Paced(send_queue)).build().bot  # type: ignore[assignment]
    clock = Clock()
    outbox_writer = OutboxWriter(store.outbox, clock)
    sender = Sender(bot, outbox_writer, send_queue, clock, Keyboards(b"secret").markup)
    async with bot:
        running = asyncio.create_task(sender.run())
        try:
            yield sender, clock
        finally:
            await sender.stop(1)
            await asyncio.wait_for(running, 300)
            outbox_writer.close()


def subscribe(store: Store, chat_id: int, thread_id: int = 0) -> int:
    return store.subscribers.ensure(chat_id, thread_id, "private", "en", NOW).id


def publish(store: Store, chat_id: int, *parts: Part, thread_id: int = 0, slot: str = "d0450") -> int:
    subscriber_id = subscribe(store, chat_id, thread_id)
    bodies = tuple(store.outbox.add_body(part, NOW) for part in parts)
    edition = Edition(subscriber_id, "2027-01-15", slot)
    store.editions.publish([Publication(edition, chat_id, thread_id, DIGEST, bodies, {1: 2}, 0, None)], NOW)
    return subscriber_id


def states(store: Store) -> dict[str, int]:
    counts: dict[str, int] = {}
    for _, state, _, number, _ in store.deliveries.standing(NOW):
        counts[state] = counts.get(state, 0) + number
    return counts


async def test_parts_of_an_edition_arrive_in_order(fake_telegram: FakeTelegram, store: Store) -> None:
    for chat in range(1, 21):
        publish(store, chat, *(Part(f"<b>{part}</b>") for part in range(4)))
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 80})
    assert all(fake_telegram.texts(chat) == [f"<b>{part}</b>" for part in range(4)] for chat in range(1, 21))


async def test_two_editions_of_a_chat_do_not_mingle(fake_telegram: FakeTelegram, store: Store) -> None:
    publish(store, 7, Part("daily 0"), Part("daily 1"))
    publish(store, 7, Part("weekly 0"), Part("weekly 1"), slot="w0450")
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 4})
    assert fake_telegram.texts(7) == ["daily 0", "daily 1", "weekly 0", "weekly 1"]


async def test_a_clock_that_steps_back_keeps_nothing_waiting(fake_telegram: FakeTelegram, store: Store) -> None:
    publish(store, 7, Part("one"))
    fake_telegram.faults.script.append("500")
    async with sending(fake_telegram, store) as (sender, clock):
        await fake_telegram.until(lambda: len(fake_telegram.of("sendMessage")) == 1)
        await fake_telegram.until(lambda: states(store) == {"pending": 1})
        clock.ahead = -3600
        sender.wake()
        await fake_telegram.until(lambda: states(store) == {"sent": 1})


async def test_the_same_edition_twice_is_sent_once(fake_telegram: FakeTelegram, store: Store) -> None:
    publish(store, 7, Part("one"))
    publish(store, 7, Part("two"))
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 1})
    assert fake_telegram.texts(7) == ["one"]


async def test_an_alert_overtakes_digests_that_wait(fake_telegram: FakeTelegram, store: Store) -> None:
    with store.db.write():
        for chat in range(1, 501):
            publish(store, chat, Part("digest"))
    async with sending(fake_telegram, store, rate=50) as (sender, _):
        await fake_telegram.until(lambda: len(fake_telegram.sent()) > 5)
        store.outbox.add(Part("alert"), NOW, chat_id=99, lane=ALERT)
        sender.wake()
        await fake_telegram.until(lambda: fake_telegram.texts(99))
        assert len(fake_telegram.sent()) < 400


@pytest.mark.parametrize("fault", ["429", "500", "502", "reset before", "reset after"])
async def test_nothing_is_lost_to_a_fault(fake_telegram: FakeTelegram, store: Store, fault: str) -> None:
    publish(store, 7, Part("one"))
    fake_telegram.faults.script.append(fault)  # type: ignore[arg-type]
    async with sending(fake_telegram, store) as (sender, clock):
        await fake_telegram.until(lambda: len(fake_telegram.of("sendMessage")) == 1)
        clock.ahead = 2
        sender.wake()
        await fake_telegram.until(lambda: states(store) == {"sent": 1})
    assert fake_telegram.texts(7) == ["one"] * (2 if fault == "reset after" else 1)
    assert store.deliveries.unknowns() == (0 if fault == "429" else 1)
    assert sender.tally["sent"] == 1


async def test_nothing_is_lost_to_silence(fake_telegram: FakeTelegram, store: Store) -> None:
    publish(store, 7, Part("one"))
    fake_telegram.faults.script.append("silence")
    async with sending(fake_telegram, store, read=1.0):
        await fake_telegram.until(lambda: store.deliveries.unknowns() == 1)
    async with sending(fake_telegram, store) as (sender, clock):
        clock.ahead = 5
        sender.wake()
        await fake_telegram.until(lambda: states(store) == {"sent": 1})
    assert fake_telegram.texts(7) == ["one"] * 2


async def test_no_connection_is_not_an_unknown(fake_telegram: FakeTelegram, store: Store) -> None:
    async with sending(fake_telegram, store) as (sender, clock):
        await fake_telegram.stop()
        publish(store, 7, Part("one"))
        sender.wake()
        await fake_telegram.until(lambda: sender.tally["later"])
        await fake_telegram.start()
        clock.ahead = 5
        sender.wake()
        await fake_telegram.until(lambda: states(store) == {"sent": 1})
    assert store.deliveries.unknowns() == 0


@pytest.mark.parametrize(
    ("state", "ends"),
    [
        ("blocked", ("blocked", "bot was blocked by the user")),
        ("kicked", ("blocked", "bot was kicked from the supergroup chat")),
        ("deactivated", ("gone", "user is deactivated")),
        ("gone", ("gone", "Chat not found")),
        ("no rights", ("blocked", "no right to post")),
    ],
)
async def test_a_chat_that_is_lost_ends_in_its_state(
    fake_telegram: FakeTelegram, store: Store, state: str, ends: tuple[str, str]
) -> None:
    lost = publish(store, -5, Part("one"), Part("two"))
    publish(store, 8, Part("fine"))
    fake_telegram.chats.set(-5, state)  # type: ignore[arg-type]
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 1, "given up": 2})
    held = store.personal_data.export(lost)
    assert (held["state"], held["state_reason"]) == ends
    assert fake_telegram.texts(8) == ["fine"]


async def test_a_closed_topic_ends_that_topic_alone(fake_telegram: FakeTelegram, store: Store) -> None:
    closed = publish(store, -5, Part("one"), thread_id=3)
    other = publish(store, -5, Part("two"), thread_id=4)
    fake_telegram.chats.set(-5, "topic closed", thread_id=3)
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 1, "given up": 1})
    assert store.personal_data.export(closed)["state"] == "blocked"
    assert store.personal_data.export(other)["state"] == "active"


async def test_a_deleted_topic_loses_no_digest(fake_telegram: FakeTelegram, store: Store) -> None:
    """Where the chat gets none of its own, the next ones come there, too."""
    topic = publish(store, -5, Part("one"), Part("two"), thread_id=3)
    fake_telegram.chats.set(-5, "topic deleted", thread_id=3)
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 2})
    assert fake_telegram.texts(-5) == ["one", "two"]
    assert ["message_thread_id" in call.values for call in fake_telegram.sent(-5)] == [False, False]
    moved = store.subscribers.get(topic)
    assert moved is not None
    assert (moved.state, moved.thread_id) == ("active", 0)


@pytest.mark.parametrize(("own", "goes_on"), [(None, "ja"), (50, "en")])
async def test_a_deleted_topics_subscription_ends_where_the_chat_has_one(
    fake_telegram: FakeTelegram, store: Store, own: int | None, goes_on: str
) -> None:
    topic = publish(store, -5, Part("one"), thread_id=3)
    store.subscribers.save_preferences(topic, Preferences(language="ja"))
    store.subscribers.save_schedule(topic, Schedule(), 60)
    chat = store.subscribers.ensure(-5, 0, "group", "en", NOW)
    store.subscribers.save_schedule(chat.id, Schedule(), own)
    fake_telegram.chats.set(-5, "topic deleted", thread_id=3)
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 1})
    assert fake_telegram.texts(-5) == ["one"]
    gone, whole = store.subscribers.get(topic), store.subscribers.get(chat.id)
    assert gone is not None
    assert whole is not None
    assert gone.state == "gone"
    assert (whole.preferences.language, whole.next_due) == (goes_on, own or 60)


async def test_a_migrated_group_keeps_its_subscription_and_its_parts(fake_telegram: FakeTelegram, store: Store) -> None:
    subscriber_id = publish(store, -5, Part("one"), Part("two"))
    fake_telegram.chats.set(-5, "migrated")
    new = fake_telegram.chats.moved[-5]
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 2})
    assert fake_telegram.texts(new) == ["one", "two"]
    moved = store.subscribers.get(subscriber_id)
    assert moved is not None
    assert (moved.chat_id, moved.state) == (new, "active")


async def test_markup_that_telegram_refuses_is_sent_as_plain_text(fake_telegram: FakeTelegram, store: Store) -> None:
    publish(store, 7, Part("<b>bold &amp; <i>open</b>"), Part("next"))
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 2})
    assert fake_telegram.texts(7) == ["bold & open", "next"]
    assert any("reworded: Can't parse entities" in reason for _, _, reason, _, _ in store.deliveries.standing(NOW))


async def test_an_older_server_gets_classic_parts_and_is_not_asked_again(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    fake_telegram.rich = False
    for chat in (7, 8):
        rich = Part("<h1>rich</h1>", mode="rich", fallback=(Part("<b>a</b>"), Part("<b>b</b>")))
        publish(store, chat, rich, Part("end"))
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 4})
    assert fake_telegram.texts(7) == fake_telegram.texts(8) == ["<b>a</b>", "<b>b</b>", "end"]
    assert 1 <= len(fake_telegram.of("sendRichMessage")) <= 2


async def test_a_text_that_is_too_long_is_cut(fake_telegram: FakeTelegram, store: Store) -> None:
    publish(store, 7, Part("long " * 2000))
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 1})
    assert len(fake_telegram.texts(7)) == 3


async def test_what_was_on_its_way_in_a_crash_is_sent_again_and_counted(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    publish(store, 7, Part("one"))
    (parcel,) = store.outbox.ready(NOW, 10)
    assert store.outbox.apply([Claim(parcel.id, NOW + 300)], NOW) == [True]
    assert not store.outbox.ready(NOW, 10)
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 1})
    assert store.deliveries.unknowns() == 1


async def test_a_store_that_fails_for_a_moment_loses_nothing(
    fake_telegram: FakeTelegram, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    for chat in range(1, 6):
        publish(store, chat, Part("one"))
    store.db.change("CREATE TRIGGER broken BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END")
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: "row 1 for chat 1" in caplog.text)
        assert len(caplog.records) < 20, "it rests before it tries again"
        assert not fake_telegram.sent(), "what cannot be claimed is not sent"
        store.db.change("DROP TRIGGER broken")
        await fake_telegram.until(lambda: states(store) == {"sent": 5})
    assert len(fake_telegram.sent()) == 5


async def test_stopping_finishes_what_is_on_its_way(fake_telegram: FakeTelegram, store: Store) -> None:
    for chat in range(1, 31):
        publish(store, chat, Part("one"))
    async with sending(fake_telegram, store) as (sender, _):
        fake_telegram.latency = 0.2
        await fake_telegram.until(lambda: len(fake_telegram.calls) > 3)
        assert await sender.stop(5) == 0
    assert "sending" not in states(store)
    assert states(store)["sent"] == len(fake_telegram.sent())


async def test_a_row_that_cannot_be_read_is_given_up_and_keeps_nobody_waiting(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    publish(store, 7, Part("unreadable"))
    store.db.change("UPDATE bodies SET body = '{}'")
    publish(store, 8, Part("fine"))
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"given up": 1, "sent": 1})
    assert any("cannot be read" in reason for _, _, reason, _, _ in store.deliveries.standing(NOW))


async def test_a_message_that_was_taken_is_not_sent_again_because_its_id_is_missing(store: Store) -> None:
    publish(store, 7, Part("one"))
    async with Loopback({f"/bot{TOKEN}/sendMessage": answer(b'{"ok": true, "result": true}')}) as server:
        bot = ExtBot(TOKEN, base_url=server.url("/bot"), request=AiohttpRequest())
        send_queue = SendQueue(Pacer(Pace(per_second=500)))
        sender = Sender(bot, OutboxWriter(store.outbox, Clock()), send_queue, Clock(), Keyboards(b"secret").markup)
        async with bot.request:
            running = asyncio.create_task(sender.run())
            await FakeTelegram().until(lambda: states(store) == {"sent": 1})
            await sender.stop(1)
            await running
    assert len(server.asked) == 1


async def test_what_no_answer_of_telegram_can_be_is_counted_and_given_up_at_last(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    publish(store, 7, Part("odd button", buttons=((("label", "x" * 200),),)))
    publish(store, 8, Part("fine"))
    async with sending(fake_telegram, store) as (sender, clock):

        def ended() -> bool:
            clock.ahead += 61
            sender.wake()
            return states(store) == {"given up": 1, "sent": 1}

        await fake_telegram.until(ended)
    assert store.deliveries.unknowns() == UNKNOWNS


async def test_nothing_is_given_up_while_telegram_answers_nobody(fake_telegram: FakeTelegram, store: Store) -> None:
    for chat in (7, 8, 9):
        publish(store, chat, Part("one"))
    fake_telegram.faults.share, fake_telegram.faults.kinds = 1.0, ("500", "502", "silence before")
    async with sending(fake_telegram, store, read=1.0) as (sender, clock):

        def tried(times: int) -> bool:
            clock.ahead += 61
            sender.wake()
            return len(fake_telegram.of("sendMessage")) > times

        await fake_telegram.until(lambda: tried(3 * (UNKNOWNS + 1)))
        fake_telegram.faults.share = 0.0
        await fake_telegram.until(lambda: tried(0) and states(store) == {"sent": 3})


async def test_a_chat_whose_calls_alone_are_never_answered_is_given_up(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    publish(store, 7, Part("one"))
    fake_telegram.faults.share, fake_telegram.faults.kinds = 1.0, ("500",)
    async with sending(fake_telegram, store) as (sender, clock):

        def given_up() -> bool:
            clock.ahead += 61
            sender.wake()
            return states(store) == {"given up": 1}

        await fake_telegram.until(given_up)
    assert len(fake_telegram.of("sendMessage")) == UNKNOWNS


async def test_a_clock_that_steps_ahead_repeats_nothing_that_is_on_its_way(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    publish(store, 7, Part("one"))
    fake_telegram.latency = 0.1
    async with sending(fake_telegram, store) as (sender, clock):
        await fake_telegram.until(lambda: fake_telegram.of("sendMessage"))
        clock.ahead = 86_400
        assert await sender.recover() == 0
        await fake_telegram.until(lambda: states(store) == {"sent": 1})
    assert fake_telegram.texts(7) == ["one"]


async def test_chats_that_telegram_hangs_for_hold_no_place_among_the_few(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    for chat in range(1, 41):
        publish(store, chat, Part("one"))
    silent = range(1, 7)
    for chat in silent:
        fake_telegram.chats.set(chat, "silent")
    async with sending(fake_telegram, store, read=60) as (sender, _):
        await fake_telegram.until(lambda: states(store).get("sent") == 34)
        assert states(store)["sending"] == len(silent), "each is still waited for, and sent no second time"
        fake_telegram.chats.states.clear()
        assert len([call for call in fake_telegram.calls if call.chat_id in silent]) == len(silent)
        await sender.stop(0.1)


async def test_a_chat_that_was_silent_is_reached_once_it_answers(fake_telegram: FakeTelegram, store: Store) -> None:
    publish(store, 7, Part("one"), Part("two"))
    fake_telegram.chats.set(7, "silent")
    async with sending(fake_telegram, store, read=1.0):
        await fake_telegram.until(lambda: store.deliveries.unknowns() == 1)
    fake_telegram.chats.states.clear()
    async with sending(fake_telegram, store) as (sender, clock):
        clock.ahead = 5
        sender.wake()
        await fake_telegram.until(lambda: states(store) == {"sent": 2})
    assert fake_telegram.texts(7) == ["one", "two"]


async def test_a_chat_that_is_told_to_wait_halts_nobody_else(fake_telegram: FakeTelegram, store: Store) -> None:
    for chat in range(1, 41):
        publish(store, chat, Part("one"))
    fake_telegram.chats.set(5, "flooded")
    async with sending(fake_telegram, store):
        await fake_telegram.until(lambda: states(store) == {"sent": 39, "pending": 1})
        assert len([call for call in fake_telegram.calls if call.chat_id == 5]) == 1


async def test_chats_that_are_refused_one_after_the_other_halt_the_token(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    for chat in range(1, 41):
        publish(store, chat, Part("one"))
        fake_telegram.chats.set(chat, "flooded")
    async with sending(fake_telegram, store, rate=29.4):
        await fake_telegram.until(lambda: len(fake_telegram.of("sendMessage")) >= 2)
        await asyncio.sleep(0.5)
        assert len(fake_telegram.of("sendMessage")) <= FEW, "those that were on their way"
    assert "sent" not in states(store)
