"""A document or a link from an admin is a drop."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.desk.context import Desk
from config.settings import load_settings
from tests.bot.archive import NOW, a_desk
from tests.bot.visitor import Visitor, shown, visiting
from tests.fake_telegram import FakeTelegram


@pytest.fixture
async def admin(tmp_path: Path, fake_telegram: FakeTelegram) -> AsyncIterator[Visitor]:
    desk = a_desk(tmp_path)
    settings = load_settings(
        TRILATERAL_DATA_DIR=str(tmp_path), TELEGRAM_BOT_TOKEN="", TRILATERAL_ADMINS="7", TRILATERAL_ALLOWED_PORTS="80"
    )
    async with visiting(Desk(settings, desk.catalogue, desk.store, desk.texts, lambda: NOW), fake_telegram) as visitor:
        yield visitor
    desk.store.close()


def inbox(visitor: Visitor) -> dict[str, bytes]:
    folder = visitor.application.bot_data["desk"].settings.inbox
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def sent(name: str, size: int) -> dict[str, object]:
    return {"file_id": "f-1", "file_unique_id": "u-1", "file_name": name, "file_size": size}


async def test_a_document_from_an_admin_lands_in_the_inbox_under_a_safe_name(admin: Visitor) -> None:
    admin.telegram.methods.files["f-1"] = b"Ports\n\nThree ports agreed."
    calls = await admin.say("", document=sent("../../evil\n.txt", 26))
    assert inbox(admin) == {"_.._evil_.txt": b"Ports\n\nThree ports agreed."}
    assert "is in the inbox" in shown(calls)[0]


async def test_a_document_that_is_too_large_is_not_downloaded(admin: Visitor) -> None:
    calls = await admin.say("", document=sent("a.pdf", 30 << 20))
    assert "larger than 20 MB" in shown(calls)[0]
    assert inbox(admin) == {}


async def test_a_document_from_anybody_else_is_no_drop(admin: Visitor) -> None:
    admin.user_id = 8
    await admin.say("", document=sent("a.txt", 26))
    assert inbox(admin) == {}


async def test_a_link_to_a_private_address_is_refused(admin: Visitor) -> None:
    async def page(request: web.Request) -> web.Response:
        raise AssertionError("was reached")

    app = web.Application()
    app.router.add_get("/a", page)
    async with TestServer(app) as server:
        calls = await admin.say(str(server.make_url("/a")))
    assert "could not be taken" in shown(calls)[0]
    assert inbox(admin) == {}
