"""What every test may ask for."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fake_telegram import FakeTelegram

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def testdata() -> Path:
    """The outside material (``TRILATERAL_TESTDATA``, default ``../shared``); absent = the test is skipped."""
    path = Path(os.environ.get("TRILATERAL_TESTDATA", REPOSITORY.parent / "shared"))
    if not (path / "gold").is_dir():
        pytest.skip(f"no test material at {path}")
    return path


@pytest.fixture
async def fake_telegram() -> AsyncIterator[FakeTelegram]:
    """A Bot API server on loopback; see ``tests.fake_telegram``."""
    async with FakeTelegram() as telegram:
        yield telegram
