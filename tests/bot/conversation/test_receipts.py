"""Whoever sends a document in Telegram learns what became of it; nothing that is sent vanishes silently."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Update

from bot.conversation.receipts import Receipts
from bot.render.escape import visible
from bot.service.assembly import Assembly
from config.languages import LANGUAGES
from config.settings import load_settings
from digests.model import Part
from digests.store.sending.bodies import load_body
from digests.store.sending.changes import REPLY
from tests import loaded
from tests.bot.visitor import Visitor, shown, visiting
from tests.fake_telegram import FakeTelegram

ADMIN = 7
NOTE = "China, Japan and Korea agree on a shared hydrogen port\n\nThe three countries signed a plan for hydrogen ports."


class Installation:
    """A data directory, the clock, and the program that is open on it."""

    def __init__(self, folder: Path, telegram: FakeTelegram) -> None:
        self.folder, self.telegram = folder, telegram
        self.now = int(time.time()) + 60  # what is dropped is no longer young, and is not waited for
        self.assembly = self._opened()
        self.desk = self.assembly.desk()
        self._sent = 0

    def _opened(self) -> Assembly:
        settings = load_settings(
            TRILATERAL_DATA_DIR=str(self.folder), TELEGRAM_BOT_TOKEN="", TRILATERAL_ADMINS=str(ADMIN)
        )
        return loaded.assembly(settings, lambda: self.now)

    def restart(self) -> None:
        self.assembly.close()
        self.assembly = self._opened()
        self.desk = self.assembly.desk()

    @asynccontextmanager
    async def visitor(self, **who: Any) -> AsyncIterator[Visitor]:
        async with visiting(self.desk, self.telegram, **who) as visitor:
            yield visitor

    async def send(self, name: str, content: str | bytes, *, language: str = "en", **message: Any) -> str:
        """An admin sends a document; what is said at once."""
        self._sent += 1
        key = f"f-{self._sent}"
        data = content if isinstance(content, bytes) else content.encode()
        self.telegram.methods.files[key] = data
        document = {"file_id": key, "file_unique_id": key, "file_name": name, "file_size": len(data)}
        async with self.visitor(language=language) as visitor:
            return shown(await visitor.say("", document=document, **message))[0]

    async def read(self) -> list[str]:
        """One emptying of the inbox, and what is told after it."""
        self.now += 5
        await self.assembly.take_dropped()
        return self.told()

    def told(self) -> list[str]:
        Receipts(self.desk).write()
        outbox, told = self.assembly.store.outbox, []
        while parcels := [each for each in outbox.ready(self.now, 50) if (each.lane, each.chat_id) == (REPLY, ADMIN)]:
            for each in parcels:
                self.assembly.store.db.change("UPDATE outbox SET state = 'sent' WHERE id = :id", {"id": each.id})
                body = load_body(each.body)
                assert isinstance(body, Part)
                told.append(visible(body.text))
        return told


@pytest.fixture
def installation(tmp_path: Path, fake_telegram: FakeTelegram) -> Iterator[Installation]:
    opened = Installation(tmp_path, fake_telegram)
    yield opened
    opened.assembly.close()


async def test_a_document_is_answered_with_title_grade_sectors_and_story(installation: Installation) -> None:
    assert "is in the inbox" in await installation.send("port.txt", NOTE)
    (told,) = await installation.read()
    story = installation.assembly.store.stories.since(0)[0]
    assert told.splitlines()[:2] == [
        "port.txt has been read and taken in:",
        "China, Japan and Korea agree on a shared hydrogen port",
    ]
    assert "China–Japan–Korea" in told
    assert "Energy" in told
    assert f"/story_{story.id}" in told
    assert await installation.read() == [], "and once only"


async def test_a_refused_document_is_answered_with_the_reason_and_what_to_do(installation: Installation) -> None:
    await installation.send("minutes.pdf", b"no pdf at all")
    (told,) = await installation.read()
    assert told == "minutes.pdf was not taken in: it is broken. Open it, save it anew and send it again."


async def test_what_was_known_already_says_so_and_names_its_story(installation: Installation) -> None:
    await installation.send("port.txt", NOTE)
    await installation.read()
    await installation.send("again.txt", NOTE)
    (told,) = await installation.read()
    assert "first report of story" in told
    await installation.send("page.txt", NOTE.replace("signed a plan", "have signed a joint plan on Tuesday in Seoul"))
    await installation.read()
    await installation.send("again.txt", NOTE)
    (told,) = await installation.read()
    assert told.startswith("again.txt has been read. It was known already:")
    assert "/story_" in told


async def test_what_waits_is_answered_after_a_restart_at_whatever_step_it_came(installation: Installation) -> None:
    await installation.send("port.txt", NOTE)
    await installation.send("bad.pdf", b"no pdf")
    installation.restart()
    await installation.assembly.take_dropped()
    installation.restart()
    told = installation.told()
    assert [line.split(" ")[0] for line in told] == ["port.txt", "bad.pdf"]


async def test_two_documents_of_one_name_are_answered_each_with_its_own(installation: Installation) -> None:
    await installation.send("a.txt", NOTE)
    await installation.send("a.txt", "")
    (installation.assembly.settings.inbox / "a-3.txt").write_text("Another\n\nSomebody else dropped this on the disk.")
    told = await installation.read()
    assert len(told) == 2
    assert any("hydrogen" in each for each in told)
    assert any("is empty" in each for each in told)


async def test_many_records_are_counted_and_the_first_are_named(installation: Installation) -> None:
    records = "\n".join(f'{{"title": "Meeting {n} of the ports", "text": "Text {n}."}}' for n in range(12))
    await installation.send("archive.jsonl", records)
    (told,) = await installation.read()
    assert told.startswith("12 records of archive.jsonl have been read; new: ")
    assert "Meeting 4 of the ports" in told
    assert "… and 7 more" in told


async def test_a_document_that_somebody_takes_away_unread_is_said_to_be_gone(installation: Installation) -> None:
    await installation.send("a.txt", NOTE)
    (installation.assembly.settings.inbox / "a.txt").unlink()
    assert await installation.read() == []
    installation.now += 60
    assert [each.split(" before")[0] for each in await installation.read()] == ["a.txt was removed from the inbox"]


async def test_a_document_that_waits_long_is_not_said_to_be_gone(installation: Installation) -> None:
    await installation.send("a.txt", NOTE)
    installation.now += 3600
    assert installation.told() == []


async def test_a_message_that_comes_twice_is_answered_once(installation: Installation) -> None:
    installation.telegram.methods.files["f"] = NOTE.encode()
    written = installation.telegram.message(ADMIN, "", user_id=ADMIN, document={"file_id": "f", "file_unique_id": "f"})
    async with installation.visitor() as visitor:
        for number in (900, 901):
            update = Update.de_json({"update_id": number, "message": written}, visitor.application.bot)
            await visitor.application.process_update(update)
    assert len(await installation.read()) == 1


async def test_an_inbox_that_cannot_be_written_to_is_said_at_once(installation: Installation) -> None:
    installation.assembly.settings.inbox.rmdir()
    installation.assembly.settings.inbox.symlink_to(installation.folder)
    said = await installation.send("a.txt", NOTE)
    assert "could not be taken in" in said
    assert "this machine could not open or move it; its log says why" in said


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_answers_in_the_readers_language(installation: Installation, language: str) -> None:
    await installation.send("port.txt", NOTE, language=language)
    (told,) = await installation.read()
    assert ("has been read" in told) == (language == "en")


SENT = {
    "photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}],
    "voice": {"file_id": "v", "file_unique_id": "v", "duration": 1},
    "audio": {"file_id": "a", "file_unique_id": "a", "duration": 1},
    "video": {"file_id": "v", "file_unique_id": "v", "duration": 1, "width": 1, "height": 1},
    "video_note": {"file_id": "v", "file_unique_id": "v", "duration": 1, "length": 1},
    "sticker": {
        "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    },
    "poll": {
        "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
        "type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
    },
    "contact": {"phone_number": "1", "first_name": "A"},
    "dice": {"emoji": "🎲", "value": 3},
    "document": {"file_id": "d", "file_unique_id": "d", "file_name": "a.txt"},
}  # fmt: skip


async def test_whatever_a_reader_sends_gets_a_friendly_line(installation: Installation) -> None:
    for chat, language in enumerate(LANGUAGES, 100):
        async with installation.visitor(chat_id=chat, user_id=chat, language=language) as reader:
            for kind, sent in SENT.items():
                (said,) = shown(await reader.say("", **{kind: sent}))
                assert ("/feedback" if kind == "document" else "/help") in said
    assert list(installation.assembly.settings.inbox.iterdir()) == []


async def test_a_picture_of_an_admin_is_answered_with_what_can_be_sent(installation: Installation) -> None:
    async with installation.visitor() as admin:
        (said,) = shown(await admin.say("", photo=SENT["photo"]))
    assert "Send a document as a file" in said


async def test_what_telegram_itself_reports_gets_no_answer(installation: Installation) -> None:
    async with installation.visitor() as admin:
        assert shown(await admin.say("", new_chat_title="Ports")) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_of_a_document_was_refused_is_told_part_by_part(installation: Installation, language: str) -> None:
    good = '{"title": "Ports agree", "text": "The three ports agreed."}'
    await installation.send("archive.jsonl", "\n".join([good, *['{"text": "no title"}'] * 5]), language=language)
    (told,) = await installation.read()
    texts = installation.assembly.desk().text(language)
    assert texts("drop.partly") in told
    assert texts("refused.record", number=2) in told
    assert texts.count("drop.more", 2) in told
    assert ("record 2" in told) == (language == "en")


async def test_an_album_of_pictures_gets_one_friendly_line_and_each_document_its_answer(
    installation: Installation,
) -> None:
    async with installation.visitor(chat_id=100, user_id=100) as reader:
        said = [shown(await reader.say("", photo=SENT["photo"], media_group_id="9")) for _ in range(3)]
    assert [len(each) for each in said] == [1, 0, 0]
    for name in ("a.txt", "b.pdf"):
        await installation.send(name, NOTE if name == "a.txt" else b"no pdf", media_group_id="10")
    assert [line.split(" ")[0] for line in await installation.read()] == ["a.txt", "b.pdf"]


GROUP = {"chat": {"id": -100, "type": "supergroup", "title": "Ports"}}


async def test_in_a_group_what_answers_the_bot_or_names_it_gets_a_friendly_line(installation: Installation) -> None:
    async with installation.visitor(chat_id=-100, user_id=8) as reader:
        bot = reader.application.bot
        ours = {"message_id": 1, "date": 1, **GROUP, "from": {"id": bot.id, "is_bot": True, "first_name": "B"}}
        name = f"what is this, @{str(bot.username).upper()}?"
        for language in LANGUAGES:
            installation.assembly.store.subscribers.ensure(-100, 0, "group", language, 1)
        place = {"latitude": 35.18, "longitude": 129.08}
        for sent in ({"photo": SENT["photo"]}, {"voice": SENT["voice"]}, {"poll": SENT["poll"]}, {"location": place}):
            (said,) = shown(await reader.say("", **sent, reply_to_message=ours, **GROUP))
            assert "In groups I read only commands" in said
        (said,) = shown(await reader.say("", document=SENT["document"], caption=name, **GROUP))
        assert "only documents from those who run this bot" in said
        assert shown(await reader.say("", photo=SENT["photo"], caption="for @somebody_else", **GROUP)) == []


async def test_in_a_group_a_document_of_an_operator_that_names_the_bot_is_taken_with_its_whole_album(
    installation: Installation,
) -> None:
    async with installation.visitor(chat_id=-100, user_id=ADMIN) as admin:
        name = f"@{admin.application.bot.username}"
        for number, caption in enumerate((name, None)):
            installation.telegram.methods.files[f"g-{number}"] = f"Ports {number} agree\n\nThe ports agreed.".encode()
            document = {"file_id": f"g-{number}", "file_unique_id": f"g-{number}", "file_name": f"{number}.txt"}
            words = {"caption": caption} if caption else {}
            (said,) = shown(await admin.say("", document=document, media_group_id="11", **words, **GROUP))
            assert f"{number}.txt is in the inbox" in said
        assert shown(await admin.say("", document=document, **GROUP)) == [], "nothing asks for it"


async def test_in_a_group_pictures_are_none_of_our_business(installation: Installation) -> None:
    async with installation.visitor(chat_id=-100) as admin:
        chat = {"id": -100, "type": "group", "title": "Ports"}
        assert shown(await admin.say("", photo=SENT["photo"], chat=chat)) == []


async def test_what_was_sent_is_forgotten_with_whoever_sent_it(installation: Installation) -> None:
    await installation.send("a.txt", NOTE)
    store = installation.assembly.store
    reader = store.subscribers.by_chat(ADMIN)
    assert reader is not None
    store.personal_data.forget(reader.id)
    assert await installation.read() == []


async def test_an_answer_that_cannot_be_told_in_full_is_told_in_short(installation: Installation) -> None:
    await installation.send("a.txt", NOTE)
    await installation.assembly.take_dropped()
    installation.assembly.store.db.change("UPDATE submissions SET items = '[\"x\", {}]'")
    await installation.send("b.pdf", b"no pdf")
    told = await installation.read()
    assert told[0] == "a.txt has been read and taken in:"
    assert told[1].startswith("b.pdf was not taken in")


async def test_a_link_is_answered_by_its_own_address(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def page(request: web.Request) -> web.Response:
        text = "<p>The three countries signed a plan for hydrogen ports on Tuesday.</p>" * 3
        title = "Japan, China and Korea plan ports"
        body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"
        return web.Response(text=body, content_type="text/html")

    monkeypatch.setenv("TRILATERAL_ALLOW_PRIVATE_ADDRESSES", "true")
    app = web.Application()
    app.router.add_get("/ports", page)
    async with TestServer(app) as server, installation.visitor() as admin:
        url = str(server.make_url("/ports"))
        (said,) = shown(await admin.say(url))
        assert "is in the inbox" in said
    (told,) = await installation.read()
    assert told.splitlines()[:2] == [f"{url} has been read and taken in:", "Japan, China and Korea plan ports"]
