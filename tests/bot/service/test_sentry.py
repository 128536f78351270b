"""Faults of ours are sent where the operator wants that: no secret among them, no value, and nothing expected."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot.service import sentry
from config.settings import load_settings
from digests.errors import StoreBroken
from tests.bot.service.test_redaction import VALUES

sentry_sdk = pytest.importorskip("sentry_sdk")


class Kept:
    """Carries nothing anywhere."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def __call__(self, envelope: Any) -> None:
        self.sent += [json.dumps(item.payload.json, default=str) for item in envelope.items]


@pytest.fixture
def kept() -> Iterator[Kept]:
    carrier = Kept()
    sentry.begin(load_settings(**VALUES), transport=_carried_by(carrier))
    yield carrier
    sentry_sdk.init()


def _carried_by(carrier: Kept) -> Any:
    from sentry_sdk.transport import Transport

    class Carrier(Transport):  # type: ignore[misc]  # sentry-sdk is an extra
        def capture_envelope(self, envelope: Any) -> None:
            carrier(envelope)

    return Carrier()


def test_a_fault_is_sent_without_secrets_and_values(kept: Kept) -> None:
    readers_own = "what a reader wrote"
    try:
        raise ValueError(" ".join(VALUES.values()))
    except ValueError:
        logging.getLogger("bot.test").exception("update %d: %s", 7, readers_own)
    (event,) = kept.sent
    assert "ValueError" in event
    assert "hunter2" not in event
    assert readers_own not in event


def test_what_was_expected_is_not_sent(kept: Kept) -> None:
    log = logging.getLogger("bot.test")
    log.error("none of the 40 feeds could be reached")
    try:
        raise StoreBroken("trilateral.db", "the disk is full", "make room")
    except StoreBroken as error:
        log.error("tick: %s", error, exc_info=error)
    assert kept.sent == []


def test_without_a_setting_nothing_begins() -> None:
    sentry.begin(load_settings(TRILATERAL_SENTRY_DSN=""))
    assert sentry_sdk.get_client().dsn is None
