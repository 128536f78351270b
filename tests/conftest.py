"""What every test may ask for."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from digests.intake.understanding import Analyser
from tests import loaded
from tests.fake_telegram import FakeTelegram

REPOSITORY = Path(__file__).parent.parent

# Whatever the shell says: dozens of processes are started, and each would compile the whole house for itself.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile(
    "house",
    deadline=None,  # a busy machine is no failure
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    derandomize=True,  # red means that the code has changed; what nobody has tried yet is for ``make fuzz``
    max_examples=40,  # they are the same ones every time
)
settings.register_profile("fuzz", settings.get_profile("house"), derandomize=False, max_examples=1_000)
settings.load_profile("house")


@pytest.fixture(scope="session")
def testdata() -> Path:
    """The outside material (``TRILATERAL_TESTDATA``, default ``../shared``); absent = the test is skipped."""
    path = Path(os.environ.get("TRILATERAL_TESTDATA", REPOSITORY.parent / "shared"))
    if not (path / "gold").is_dir():
        pytest.skip(f"no test material at {path}")
    return path


@pytest.fixture(scope="session")
def model_analyser() -> Analyser:
    """Reads entries with the real model, which takes a second to load: once for all tests."""
    return loaded.analyser()


@pytest.fixture
async def fake_telegram() -> AsyncIterator[FakeTelegram]:
    """A Bot API server on loopback; see ``tests.fake_telegram``."""
    async with FakeTelegram() as telegram:
        yield telegram
