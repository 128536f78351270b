"""A desk over a small archive, fresh for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.desk.context import Desk
from tests.bot.archive import a_desk
from tests.bot.visitor import Visitor, visiting
from tests.fake_telegram import FakeTelegram


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
async def reader(desk: Desk, fake_telegram: FakeTelegram) -> AsyncIterator[Visitor]:
    """Someone in a private chat whose Telegram speaks English."""
    async with visiting(desk, fake_telegram) as visitor:
        yield visitor
