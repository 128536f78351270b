"""Keys at a terminal: arrow keys and a history in the chat, and what Ctrl-C says."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests import loaded
from tests.bot.archive import a_desk
from tests.bot.terminal.keyboard import CTRL_C, UP, at_the_keyboard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is Unix's")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with news in it: the demo is not read first."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    a_desk(folder).store.close()
    return folder


def test_what_was_typed_comes_back_by_the_arrow_key_for_its_owner_alone_and_goes_with_forget(data: Path) -> None:
    history, texts = data / "chat-history", loaded.texts()["en"]
    at_the_keyboard(data, ("chat",), ("/stop\n", "/quit\n"))
    assert history.stat().st_mode & 0o777 == 0o600
    shown, code = at_the_keyboard(data, ("chat",), (f"{UP}{UP}\n", "/quit\n"))
    assert (texts("settings.state.new") in " ".join(shown.split()), code) == (True, 0)
    at_the_keyboard(data, ("chat",), ("/forget\n", "#1\n", "/quit\n"))
    assert history.read_text() in ("", "/quit\n"), "what was typed afterwards may stand in it"


def test_ctrl_c_ends_a_half_typed_line_and_says_what_is_kept(data: Path) -> None:
    shown, code = at_the_keyboard(data, ("chat",), (f"half a li{CTRL_C}",))
    said = " ".join(shown.split())
    assert "What you chose and follow is kept in" in said
    assert "Traceback" not in said
    assert code == 130


def test_a_pipe_leaves_no_history(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data.parent)
    monkeypatch.setenv("TRILATERAL_DATA_DIR", str(data))
    assert CliRunner().invoke(app, ["chat"], input="/about\n").exit_code == 0
    assert not (data / "chat-history").exists()
