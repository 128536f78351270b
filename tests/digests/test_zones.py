"""The zone database that we lock is read, whatever stands on the machine."""

import os
import subprocess
import sys
import zoneinfo
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from digests.instants import zone_of
from digests.zones import source

TODAY = datetime(2026, 11, 28, 12, tzinfo=UTC)
CHANGED = {"America/Vancouver": -7, "America/Edmonton": -6, "America/Winnipeg": -5, "Africa/Casablanca": 0}
"""Zones whose clocks changed by a law of 2026 -> hours ahead of Greenwich today; a database of 2025 says otherwise."""


@pytest.mark.parametrize("name", CHANGED)
def test_zones_have_the_clocks_that_their_countries_chose_last(name: str) -> None:
    offset = TODAY.astimezone(zone_of(name)).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == CHANGED[name] * 3600


def test_every_zone_is_read_from_the_package_and_none_from_the_machine() -> None:
    assert zoneinfo.TZPATH == ()
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    assert zoneinfo.available_timezones() == set(listed)
    assert source().startswith("20")


@pytest.mark.parametrize(
    "entry",
    [
        "bot.__main__",
        "bot.service.run",
        "bot.terminal.chat",
        "digests.sources.isolation.worker",
        "config.settings",
        "digests.schedule",
    ],
)
def test_each_way_into_the_program_reads_it_though_the_machine_has_another(entry: str, tmp_path: Path) -> None:
    """The machine's says of Vancouver what is right of Greenwich, and was asked before ours was imported."""
    (tmp_path / "America").mkdir()
    wrong = files("tzdata").joinpath("zoneinfo/UTC").read_bytes()
    (tmp_path / "America" / "Vancouver").write_bytes(wrong)
    script = (
        "from zoneinfo import ZoneInfo; from datetime import datetime, UTC\n"
        "at = datetime(2026, 11, 28, 12, tzinfo=UTC)\n"
        "held = ZoneInfo('America/Vancouver'); before = at.astimezone(held).hour\n"
        f"import {entry}\n"
        "print(before, at.astimezone(ZoneInfo('America/Vancouver')).hour)\n"
    )
    environment = {**os.environ, "PYTHONTZPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["12", "5"]
