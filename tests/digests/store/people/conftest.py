"""A store of its own for each test, and one reader in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digests.model import Subscriber
from digests.store import Store, open_store

NOW = 1_780_000_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "trilateral.db")
    yield opened
    opened.close()


@pytest.fixture
def reader(store: Store) -> Subscriber:
    return store.subscribers.ensure(7, 0, "private", "ko", NOW, title="A reader")
