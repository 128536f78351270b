"""The page of commands says what the commands say of themselves."""

from tests.house import COMMANDS_PAGE, commands_page


def test_every_command_stands_in_the_page_with_what_it_says_of_itself() -> None:
    assert COMMANDS_PAGE.read_text(encoding="utf-8") == commands_page(), "python -m tests.house draws it anew"
