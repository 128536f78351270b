"""The service: does it run, and does it get on with its work?"""

import aiohttp

from bot.service.doctor.finding import Finding, bad, good, note
from bot.service.doctor.machine import Machine
from config.settings import Settings, host_and_port
from digests.store import Store

_LATE = 300
"""Seconds: a tick comes every twenty, and a page of digests takes no minute."""
_TIMEOUT = aiohttp.ClientTimeout(total=5)
_RESTART = "look in its log, and start it anew"


async def service(machine: Machine, settings: Settings, store: Store, holder: str | None) -> list[Finding]:
    """``holder``: who has the lock on the data, in words."""
    late = len(store.audiences.due(machine.clock() - _LATE, 1000))
    who = "one reader has" if late == 1 else f"{late} readers have"
    overdue = f"{who} waited for a digest for over {_LATE // 60} minutes"
    if holder is None:
        if late:
            return [bad("service", f"does not run, and {overdue}", "start it: trilateral run")]
        return [note("service", "does not run", "start it: trilateral run")]
    if late:
        return [bad("service", f"runs ({holder}), and {overdue}: its tick has stalled", _RESTART)]
    if settings.status_address is None:
        cure = "set TRILATERAL_STATUS_ADDRESS, and ask /readyz there"
        return [note("service", f"runs ({holder}); how it gets on nobody can ask", cure)]
    return [await _asked(settings.status_address, holder)]


async def _asked(address: str, holder: str) -> Finding:
    host, port = host_and_port(address)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}/readyz"
    try:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session, session.get(url) as answer:
            checks = dict((await answer.json()).get("checks", {}))
    except (aiohttp.ClientError, TimeoutError, ValueError, TypeError, AttributeError) as error:
        return bad("service", f"runs ({holder}), and {url} does not answer: {type(error).__name__}", _RESTART)
    wrong = "; ".join(f"{name} {said}" for name, said in checks.items() if said != "ok")
    if wrong:
        return bad("service", f"runs ({holder}), and is not well: {wrong}", _RESTART)
    return good("service", f"runs ({holder}), and is well: {', '.join(checks)}")
