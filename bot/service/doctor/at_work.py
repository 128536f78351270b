"""The service: does it run, and does it get on with its work?"""

from bot.service.doctor.finding import Finding, bad, good, note
from bot.service.doctor.machine import Machine
from config.settings import Settings
from digests.store import Store

_LATE = 300
"""Seconds: a tick comes every twenty, and a page of digests takes no minute."""
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
    return [good("service", f"runs ({holder})")]
