"""Which zone database is read: the one that we lock, whatever the machine has.

``zoneinfo`` reads the system's first, and a system that is not renewed sends digests an hour late from the day on which
a country changes its clocks (PEP 615: https://peps.python.org/pep-0615/#sources-for-time-zone-data).
"""

import zoneinfo

import tzdata


def use_locked() -> None:
    """Let every ``ZoneInfo`` of this process be made from the package ``tzdata``, also where one was made before."""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()


def source() -> str:
    """Which zone database is read, and where from, in words: ``2026f, from the package tzdata``."""
    if zoneinfo.TZPATH:
        return f"the system's, from {', '.join(zoneinfo.TZPATH)}"
    return f"{tzdata.IANA_VERSION}, from the package tzdata {tzdata.__version__}"


def year() -> int:
    """The year of the zone data that we lock: no right clock stands before it."""
    return int(tzdata.IANA_VERSION[:4])
