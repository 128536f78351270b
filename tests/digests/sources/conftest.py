"""A loopback server, a fetcher that may reach it, and a pool of workers."""

from collections.abc import AsyncIterator

import pytest

from digests.sources.isolation.pool import ParserPool
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.fetch import Fetcher
from tests.loopback import Loopback

NOW = 1_789_976_400
"""2026-09-21 07:40 UTC, a Monday."""


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with Loopback() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    policy = AddressPolicy(allow_private=True)
    async with Fetcher(policy, contact_url="https://contact.example/bot", clock=lambda: NOW) as running:
        yield running


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(workers=1) as running:
        yield running
