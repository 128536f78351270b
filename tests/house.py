"""The picture of the house in docs/architecture.md, drawn from the modules' own first lines.

``python -m tests.house`` draws it anew; a test fails while the page shows another house than the one that stands.
"""

import ast
from pathlib import Path

from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "architecture.md"
_START, _END = "```text\n", "```"
_WIDTH = 118
_ROOMS = (
    ("config", "what an operator edits, and the only modules that read it"),
    ("digests", "the newsroom: knows nothing of Telegram"),
    ("digests/sources", "the world -> Entry"),
    ("digests/language", "text -> meaning"),
    ("digests/stories", "Entry -> Item -> Story; pure"),
    ("digests/compose", "Story -> Digest; pure"),
    ("digests/store", "the only SQL"),
    ("digests/evaluate", "how well we read"),
    ("bot", "the front desk: knows nothing of feeds, nothing of SQL"),
    ("bot/cli", "the command line"),
    ("bot/delivery", "outbox -> Telegram"),
    ("bot/render", "Digest -> text and pictures; pure"),
    ("bot/commands", "one file a command; one list registers them"),
)


def house() -> str:
    """Every room with its modules."""
    lines: list[str] = []
    for room, purpose in _ROOMS:
        lines.append(f"{room}/".ljust(20) + purpose)
        if room == "config":
            lines.append("    feeds.toml sectors.toml mechanisms.toml glossary.toml example.env locales/*.po demo/")
        modules = [path for path in sorted((REPOSITORY / room).glob("*.py")) if path.name != "__init__.py"]
        lines += _names(modules) if room == "bot/commands" else [_module(path) for path in modules]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_START)
    _, _, after = rest.partition(_END)
    return f"{before}{_START}{house()}{_END}{after}"


def _module(path: Path) -> str:
    said = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0].replace("\n", " ")
    line = f"    {path.name:<16} {said.rstrip('.')}"
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
