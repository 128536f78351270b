"""A broadcast from its command to its report, as its admin and its readers see it."""

from pathlib import Path

from bot.conversation.admins import Admins
from digests.editions.broadcasting import Broadcasting
from digests.model import Part, Preferences
from digests.store.sending.changes import Claim, Finish
from tests.bot.running_bot import NOW, RunningBot, running_bot
from tests.fake_telegram import FakeTelegram

ADMIN, OTHER = 1, 2


def subscribe(at: RunningBot, count: int, *, language: str = "en", first: int = 100) -> None:
    for chat in range(first, first + count):
        subscriber = at.store.subscribers.ensure(chat, 0, "private", "en", NOW)
        at.store.subscribers.save_preferences(subscriber.id, Preferences(language=language))
        at.store.subscribers.set_next_due(subscriber.id, NOW + 86_400)


def given(at: RunningBot, chats: range) -> list[list[str]]:
    return [at.telegram.texts(chat) for chat in chats]


def recorded(at: RunningBot) -> bool:
    """Whether what became of every message is in the outbox: none waits, none is on its way."""
    row = at.store.db.one("SELECT COUNT(*) AS n FROM outbox WHERE state IN ('pending', 'sending')")
    return row is not None and row["n"] == 0


async def test_it_is_previewed_counted_confirmed_and_sent_once_to_each(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        subscribe(at, 5)
        entities = [
            {"type": "bot_command", "offset": 0, "length": 10},
            {"type": "bold", "offset": 11, "length": 4},
        ]
        await at.say(ADMIN, "/broadcast Good <morning>", entities=entities)
        preview, draft = fake_telegram.texts(ADMIN)
        assert preview == "<b>Good</b> &lt;morning&gt;"
        assert "5 readers" in draft
        assert "about 1 minute" in draft
        assert given(at, range(100, 105)) == [[]] * 5
        await at.press(ADMIN, "Send now")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: all(given(at, range(100, 105))))
        await fake_telegram.until(lambda: recorded(at))
        await at.broadcast_runner.round()
        await at.broadcast_runner.round()
    assert given(at, range(100, 105)) == [["<b>Good</b> &lt;morning&gt;"]] * 5
    assert any("Broadcast 1: sent" in text and "Sent: 5 of 5" in text for text in at.shown(ADMIN))


async def test_it_reaches_only_its_audience(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        subscribe(at, 3, language="ja")
        subscribe(at, 3, language="ko", first=200)
        await at.say(ADMIN, "/broadcast お知らせ")
        await at.press(ADMIN, "Languages")
        await at.press(ADMIN, "Japanese")
        await at.press(ADMIN, "Back")
        assert "3 readers" in at.shown(ADMIN)[-1]
        await at.press(ADMIN, "Send now")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: all(given(at, range(100, 103))))
    assert given(at, range(200, 203)) == [[]] * 3


async def test_two_admins_cannot_start_the_same_one_twice(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        subscribe(at, 3)
        await at.say(ADMIN, "/broadcast Hello")
        await at.say(OTHER, "/broadcast Hello")
        await at.press(ADMIN, "Send now")
        await at.press(OTHER, "Send now")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: all(given(at, range(100, 103))))
        await at.broadcast_runner.round()
    assert given(at, range(100, 103)) == [["Hello"]] * 3
    assert any("Broadcast 1 already has the same words" in text for text in at.shown(OTHER))


async def test_a_document_is_copied_from_the_message_that_is_answered(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        subscribe(at, 2)
        answered = fake_telegram.message(ADMIN, "-", document={"file_id": "d", "file_unique_id": "d"})
        del answered["text"]
        await at.say(ADMIN, "/broadcast", reply_to_message=answered)
        await at.press(ADMIN, "Send now")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: len(fake_telegram.of("copyMessage")) == 3)
    copied = {call.chat_id: call.values["message_id"] for call in fake_telegram.of("copyMessage")}
    assert copied == dict.fromkeys((ADMIN, 100, 101), answered["message_id"])


async def test_it_pauses_resumes_and_survives_a_restart(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path, rate=20) as at:
        subscribe(at, 300)
        await at.say(ADMIN, "/broadcast Hello")
        await at.press(ADMIN, "Send now")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: len(fake_telegram.sent()) > 8)
        await at.broadcast_runner.round()
        await at.press(ADMIN, "Pause")
        await fake_telegram.until(lambda: recorded(at))
        paused_at = sum(map(len, given(at, range(100, 400))))
        assert paused_at < 300
    async with running_bot(fake_telegram, tmp_path) as at:
        await at.broadcast_runner.round()
        await at.press(ADMIN, "Resume")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: all(given(at, range(100, 400))))
    assert given(at, range(100, 400)) == [["Hello"]] * 300


async def test_it_is_cancelled_and_what_was_sent_is_recalled(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path, rate=20) as at:
        subscribe(at, 300)
        await at.say(ADMIN, "/broadcast Oops")
        await at.press(ADMIN, "Send now")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: len(fake_telegram.texts(104)) == 1)
        await at.press(ADMIN, "Cancel")
        await at.press(ADMIN, "Cancel")
        await fake_telegram.until(lambda: at.store.broadcasts.get(1).state == "cancelled")
        await fake_telegram.until(
            lambda: not any(s == "sending" for _, s, _, _, _ in at.store.deliveries.standing(NOW))
        )
        sent = sum(map(len, given(at, range(100, 400))))
        await at.broadcast_runner.round()
        await at.press(ADMIN, "Recall")
        await at.press(ADMIN, "Recall")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: at.store.broadcasts.get(1).state == "recalled")
        standing = Broadcasting(at.store).standing(at.store.broadcasts.get(1))
    assert sent < 300
    assert (standing.sent, standing.recalled) == (0, sent), "what was taken back was not sent"
    assert len([chat for chat, _ in fake_telegram.methods.deleted if chat >= 100]) == sent


async def test_the_report_says_what_failed_and_why(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        subscribe(at, 4)
        fake_telegram.chats.set(101, "blocked")
        await at.say(ADMIN, "/broadcast Hello")
        await at.press(ADMIN, "Send now")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: all(given(at, range(102, 104))))
        await fake_telegram.until(lambda: recorded(at))
        await fake_telegram.until(lambda: at.store.broadcasts.left(1) == 1)
        await at.broadcast_runner.round()
        await at.broadcast_runner.round()
        report = next(text for text in reversed(at.shown(ADMIN)) if "Broadcast 1" in text)
    assert "Sent: 3 of 4" in report
    assert "1 × bot was blocked by the user" in report
    assert "Unsubscribed or gone since: 1" in report


async def test_only_admins_can_broadcast(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path, admins="1") as at:
        subscribe(at, 2)
        await at.say(9, "/broadcast Hello")
        await at.say(9, "/stats")
        assert not at.store.broadcasts.latest(5)
    assert all("readers" not in text for text in fake_telegram.texts(9))


async def test_stats_show_readers_and_what_was_not_sent(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        subscribe(at, 4)
        fake_telegram.chats.set(100, "blocked")
        reader = at.store.subscribers.by_chat(100)
        assert reader is not None
        body = at.store.outbox.add_body(Part("x"), NOW)
        at.store.broadcast_messages.fill(1, body, [(reader.id, 100, 0)], NOW, state="pending")
        at.sender.wake()
        await fake_telegram.until(lambda: at.store.audiences.counts().get("blocked"))
        await at.say(ADMIN, "/stats")
        await at.say(ADMIN, "/stats 100")
        await at.say(ADMIN, "/stats 999")
    everything, one, nobody = fake_telegram.texts(ADMIN)
    assert "Readers: 5" in everything
    assert "1 × bot was blocked by the user" in everything
    assert "given up bot was blocked by the user" in one
    assert "999" in nobody


async def test_a_recall_waits_for_what_is_still_on_its_way(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        await at.say(ADMIN, "/help")  # the sender is at work by then
        subscribe(at, 1)
        number = at.store.broadcasts.draft(ADMIN, ADMIN, at.store.outbox.add_body(Part("Oops"), NOW), NOW).id
        at.store.broadcasts.start(number, None, NOW)
        Broadcasting(at.store).advance(NOW)
        (parcel,) = at.store.outbox.ready(NOW, 10)
        at.store.outbox.apply([Claim(parcel.id, NOW + 300)], NOW)
        Broadcasting(at.store).cancel(number, NOW)
        Broadcasting(at.store).recall(number, NOW)
        await at.broadcast_runner.round()
        at.store.outbox.apply([Finish(parcel.id, 1, "sent", message_id=55)], NOW)
        await at.broadcast_runner.round()
        assert at.store.broadcasts.get(number).state == "recalled"
    assert [call.values["message_id"] for call in fake_telegram.of("deleteMessage")] == [55]


async def test_a_recall_goes_on_when_telegram_can_be_reached_again(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        subscribe(at, 1)
        number = at.store.broadcasts.draft(ADMIN, ADMIN, at.store.outbox.add_body(Part("Oops"), NOW), NOW).id
        at.store.broadcasts.start(number, None, NOW)
        Broadcasting(at.store).advance(NOW)
        at.sender.wake()
        await fake_telegram.until(lambda: at.store.broadcast_messages.delivered(number, 0, 10))
        Broadcasting(at.store).advance(NOW)
        Broadcasting(at.store).recall(number, NOW)
        fake_telegram.faults.methods = frozenset({"deleteMessage"})
        fake_telegram.faults.script.append("404")  # as a proxy answers while what stands behind it is away
        await at.broadcast_runner.round()
        assert at.store.broadcasts.get(number).state == "recalling"
        await at.broadcast_runner.round()
        assert at.store.broadcasts.get(number).state == "recalled"
    assert [chat for chat, _ in fake_telegram.methods.deleted] == [100]


async def test_formatting_that_begins_before_the_words_is_theirs_alone(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        entities = [
            {"type": "bot_command", "offset": 0, "length": 10},
            {"type": "bold", "offset": 0, "length": 10},
            {"type": "bold", "offset": 10, "length": 7},
            {"type": "italic", "offset": 15, "length": 2},
        ]
        await at.say(ADMIN, "/broadcast  😀 Hi", entities=entities)
    assert fake_telegram.texts(ADMIN)[0] == "<b>😀 <i>Hi</i></b>"


async def test_a_report_stands_when_what_it_counts_is_forgotten(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        subscribe(at, 3)
        await at.say(ADMIN, "/broadcast Hello")
        await at.press(ADMIN, "Send now")
        await at.broadcast_runner.round()
        await fake_telegram.until(lambda: all(given(at, range(100, 103))))
        await fake_telegram.until(lambda: recorded(at))
        await at.broadcast_runner.round()
        await at.broadcast_runner.round()
    async with running_bot(fake_telegram, tmp_path, now=NOW + 61 * 86_400) as at:
        at.store.outbox.prune(NOW + 1)
        await at.broadcast_runner.round()
        assert any("Sent: 3 of 3" in text for text in at.shown(ADMIN))


async def test_an_admin_whose_chat_hangs_holds_up_no_broadcast_and_no_notice(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        subscribe(at, 3)
        await at.say(ADMIN, "/broadcast First")
        await at.press(ADMIN, "Send now")
        await at.say(OTHER, "/broadcast Second")
        await at.press(OTHER, "Send now")
        fake_telegram.chats.set(ADMIN, "silent")
        for _ in range(2):
            await at.broadcast_runner.round()
        await fake_telegram.until(lambda: given(at, range(100, 103)) == [["First", "Second"]] * 3)
        await Admins(at.bot, at.desk).tell("conflict")
        assert any("Another instance" in text for text in fake_telegram.texts(OTHER))
