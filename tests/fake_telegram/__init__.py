"""A Bot API server of our own, on loopback, for tests and benchmarks.

call -> rules (real method, fields, types) -> checks (lengths, buttons, markup) -> limits (429)
     -> faults -> chats -> answer

It is strict where Telegram is strict, fails on demand, and records everything. In a test::

    async with FakeTelegram() as telegram:
        application = build_application(desk)  # with TRILATERAL_API_URL = telegram.url
        telegram.say(7, "/start")
        await telegram.until(lambda: telegram.texts(7))

In a process of its own (so that it does not share the measured one's CPU)::

    python -m tests.fake_telegram --limits strict --latency 0.08
"""

from tests.fake_telegram.chats import ChatState
from tests.fake_telegram.faults import FAULTS, Faults
from tests.fake_telegram.limits import Strict, TokenBucket, Unlimited
from tests.fake_telegram.server import TOKEN, Call, FakeTelegram

__all__ = ["FAULTS", "TOKEN", "Call", "ChatState", "FakeTelegram", "Faults", "Strict", "TokenBucket", "Unlimited"]
