"""``python -m tests.fake_telegram``: the server in a process of its own; prints its address and runs until killed."""

import argparse
import asyncio
import gc

from tests.fake_telegram.faults import Faults
from tests.fake_telegram.limits import Limits, Strict, TokenBucket, Unlimited
from tests.fake_telegram.server import FakeTelegram


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fake_telegram")
    parser.add_argument("--limits", choices=["none", "strict", "bucket"], default="none")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds")
    parser.add_argument("--jitter", type=float, default=0.0, help="most seconds that a call is late on its way")
    parser.add_argument("--faults", type=float, default=0.0, help="share of the calls that fail")
    parser.add_argument("--retry-after", type=int, default=3, help="most seconds of a 429 among the faults")
    parser.add_argument("--no-checks", action="store_true", help="take every call as it comes")
    options = parser.parse_args()
    limits: dict[str, Limits] = {"none": Unlimited(), "strict": Strict(), "bucket": TokenBucket()}
    telegram = FakeTelegram(
        latency=options.latency,
        jitter=options.jitter,
        limits=limits[options.limits],
        faults=Faults(options.faults, retry_after=(1, options.retry_after)),
        verify=not options.no_checks,
    )
    gc.freeze()
    asyncio.run(_serve(telegram))


async def _serve(telegram: FakeTelegram) -> None:
    async with telegram:
        print(telegram.url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
