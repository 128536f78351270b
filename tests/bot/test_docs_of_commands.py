"""The page of commands says what the list of commands says."""

from pathlib import Path

from bot.commands import COMMANDS
from bot.desk.request import HELP_GROUPS
from bot.render.texts import load_texts

PAGE = Path(__file__).parent.parent.parent / "docs" / "commands.md"


def test_every_command_stands_in_the_page_with_what_it_says_of_itself() -> None:
    page = PAGE.read_text(encoding="utf-8")
    english = load_texts()["en"]
    rows = [line for line in page.splitlines() if line.startswith("| `/")]
    assert rows == [
        f"| `/{command.name}` | {english(f'command.{command.name}')} | {english(f'help.of.{command.name}')} |"
        for group in HELP_GROUPS
        for command in COMMANDS
        if command.group == group
    ]
    for group in HELP_GROUPS:
        if any(command.group == group for command in COMMANDS):
            assert f"## {english(f'help.group.{group}')}\n" in page
