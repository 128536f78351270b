"""What every test may ask for."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def testdata() -> Path:
    """The outside material (``TRILATERAL_TESTDATA``, default ``../shared``); absent = the test is skipped."""
    path = Path(os.environ.get("TRILATERAL_TESTDATA", REPOSITORY.parent / "shared"))
    if not (path / "gold").is_dir():
        pytest.skip(f"no test material at {path}")
    return path
