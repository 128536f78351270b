"""What older versions wrote into a column, made into what it holds today; anything else stays as it is."""

import json
from collections.abc import Callable
from typing import Any

Carry = Callable[[dict[str, Any]], None]
_LENGTHS = {"short": "brief", "long": "full"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def preferences(text: str) -> str:
    """Pictures were wanted or not before they had a theme."""
    return _carried(text, _pictures)


def length(text: str) -> str:
    """Digests had three lengths of other names before they were told by what fits into half a minute."""
    return _carried(text, _length)


def poll_state(text: str) -> str:
    """Days on which a feed is not asked were names before they were ISO weekdays."""
    return _carried(text, _skip_days)


def _pictures(held: dict[str, Any]) -> None:
    if isinstance(held.get("pictures"), bool):
        held["pictures"] = "light" if held["pictures"] else "off"


def _length(held: dict[str, Any]) -> None:
    held.update({"length": _LENGTHS[held["length"]]} if held.get("length") in _LENGTHS else {})


def _skip_days(held: dict[str, Any]) -> None:
    days = held.get("skip_days")
    if isinstance(days, list) and any(isinstance(day, str) for day in days):
        names = [str(day).strip().lower() for day in days]
        held["skip_days"] = [_WEEKDAYS.index(name) + 1 for name in names if name in _WEEKDAYS]


def _carried(text: str, carry: Carry) -> str:
    try:
        held = json.loads(text)
    except (ValueError, TypeError):
        return text
    if not isinstance(held, dict):
        return text
    before = dict(held)
    carry(held)
    return text if held == before else json.dumps(held, ensure_ascii=False, separators=(",", ":"))
