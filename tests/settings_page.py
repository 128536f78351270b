"""docs/settings.md, from the settings themselves: each variable with its reason, its default and what a right value is.

The reasons are those of config/example.env, so that they stand once. ``python -m tests.house`` draws the page anew.
"""

import re
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from config.settings import PACKAGED, Settings, right_value
from tests.conftest import REPOSITORY

SETTINGS_PAGE = REPOSITORY / "docs" / "settings.md"
_HEAD = """# Settings

Everything that is read from the environment, or from a file `.env` beside where `trilateral` is started. This page is
drawn from `config/settings.py` and `config/example.env`; `python -m tests.house` draws it anew.

A value that is wrong stops the start and is named; an empty one is none. `trilateral doctor` names all that are wrong,
and variables that look like one of these and are none. Secrets are never shown, logged or counted.
"""


def settings_page() -> str:
    """The page as it should stand."""
    fields = {str(field.alias): field for field in Settings.model_fields.values()}
    parts = [_HEAD]
    for reason, names in _explained():
        parts.append(f"{reason}\n\n| variable | right | default |\n|---|---|---|")
        parts[-1] += "".join(f"\n| `{name}` | {_right(name)} | {_default(fields[name])} |" for name in names) + "\n"
    return "\n".join(parts)


def _explained() -> Iterator[tuple[str, list[str]]]:
    """(reason, variables) of each block of the example."""
    blocks = (REPOSITORY / "config" / "example.env").read_text(encoding="utf-8").split("\n\n")[1:]
    for block in blocks:
        names = re.findall(r"^#([A-Z_]+)=", block, re.MULTILINE)
        lines = [line[2:] for line in block.splitlines() if line.startswith("# ")]
        yield "\n".join(lines), names


def _right(name: str) -> str:
    right = right_value(name)
    return "" if right.startswith("see ") else right.replace("|", "\\|")


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None or value == ():
        return "none"
    if value == PACKAGED:
        return "the packaged one"
    shown = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"`{shown.lower() if isinstance(value, bool) else shown}`"
