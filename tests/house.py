"""What the documents draw from the code: the house in docs/architecture.md, from the modules' own first lines, and the
tables of docs/commands.md, from the commands and their texts; with them docs/settings.md, from the settings.

``python -m tests.house`` draws them anew; a test fails while a page shows other than what stands.
"""

import ast
import re
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bot.commands import COMMANDS
from bot.desk.request import HELP_GROUPS, Group
from bot.render.texts import load_texts
from tests.conftest import REPOSITORY
from tests.settings_page import SETTINGS_PAGE, settings_page

PAGE = REPOSITORY / "docs" / "architecture.md"
COMMANDS_PAGE = REPOSITORY / "docs" / "commands.md"
_START, _END = "```text\n", "```"
_WIDTH = 118
_ROOTS = ("config", "digests", "bot")


def rooms() -> list[Path]:
    """Every folder with modules, each before those inside it."""
    found = {path.parent for root in _ROOTS for path in (REPOSITORY / root).rglob("*.py")}
    return sorted(found, key=lambda room: (_ROOTS.index(room.relative_to(REPOSITORY).parts[0]), room))


def house() -> str:
    """Every room with its modules."""
    lines: list[str] = []
    for room in rooms():
        name = room.relative_to(REPOSITORY).as_posix()
        lines.append(_fitted(f"{name + '/':<24} {_said(room / '__init__.py')}"))
        if name == "config":
            lines.append("    feeds.toml institutions.toml sectors.toml mechanisms.toml synonyms.toml glossary.toml")
            lines.append("    names/*.toml example.env locales/*.po demo/")
        modules = [path for path in sorted(room.glob("*.py")) if path.name != "__init__.py"]
        lines += _names(modules) if name.startswith("bot/commands/") else [_module(path) for path in modules]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_START)
    _, _, after = rest.partition(_END)
    return f"{before}{_START}{house()}{_END}{after}"


def commands_page() -> str:
    """The whole page of commands as it should be."""
    text = COMMANDS_PAGE.read_text(encoding="utf-8")
    for group in HELP_GROUPS:
        heading = f"## {load_texts()['en'](f'help.group.{group}')}\n\n"
        before, found, after = text.partition(heading)
        assert found, f"{COMMANDS_PAGE.name} has no {heading.strip()!r}"
        text = before + heading + _table(group) + re.sub(r"\A(\|.*\n)*", "", after)
    return text


def _table(group: Group) -> str:
    english = load_texts()["en"]
    rows = [
        f"| `/{command.name}` | {english(f'command.{command.name}')} | {english(f'help.of.{command.name}')} |\n"
        for command in COMMANDS
        if command.group == group
    ]
    return "".join(["| command | what | how |\n", "|---|---|---|\n", *rows])


def lengths() -> dict[str, int]:
    """The lines of every module, the longest last."""
    modules = [path for room in rooms() for path in room.glob("*.py") if path.name != "__init__.py"]
    lines = {path.relative_to(REPOSITORY).as_posix(): path.read_text("utf-8").count("\n") for path in modules}
    return dict(sorted(lines.items(), key=lambda each: each[1]))


def summary(lines: Sequence[int]) -> str:
    """``lines`` are in order."""
    return f"{len(lines)} files; lines: median {median(lines):.0f}, p90 {lines[len(lines) * 9 // 10]}, max {lines[-1]}"


def _module(path: Path) -> str:
    return _fitted(f"    {path.name:<20} {_said(path)}")


def _said(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.split("\n\n")[0].replace("\n", " ").rstrip(".")


def _fitted(line: str) -> str:
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _names(modules: list[Path]) -> list[str]:
    lines = ["   "]
    for path in modules:
        if len(lines[-1]) + len(path.name) > _WIDTH - 8:
            lines.append("   ")
        lines[-1] += f" {path.name}"
    return lines


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(summary(list(lengths().values())))
    COMMANDS_PAGE.write_text(commands_page(), encoding="utf-8")
    SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
