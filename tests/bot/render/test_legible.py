"""Whatever a feed says of itself, a terminal shows it as text."""

import csv
import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from rich.table import Table
from rich.text import Text
from typer.testing import CliRunner

from bot.cli import app
from bot.render.legible import Terminal, for_people, in_one_line, shown
from bot.service.logs import configure_logs
from bot.terminal.screen import Screen
from config.settings import load_settings
from digests.model import Entry, Feed
from digests.printable import json_text
from digests.sources.text.links import clean
from tests import loaded

LINK = "\x1b]8;;https://evil.example\x1b\\trust me\x1b]8;;\x1b\\"
HOSTILE = {
    "a link under other words": LINK,
    "colours": "\x1b[31mred\x1b[0m",
    "the screen cleared": "\x1b[2J\x1b[H",
    "a title for the window": "\x1b]0;owned\x07",
    "C1 controls": "\x9b31m\x9d8;;https://evil.example\x9c",
    "bells and backspaces": "ok\x07\x08\x08no",
    "the order turned": "price \u202e001\u202c \u2066x\u2069",
    "a line overwritten": "good\rbad",
    "tags": "a\U000e0041b",
    "half a pair": "a\ud83db",
}
DANGER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def printed(renderable: object, *, terminal: bool = False) -> str:
    file = io.StringIO()
    Terminal(file=file, width=200, force_terminal=terminal).print(renderable)
    return file.getvalue()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_it_prints_no_character_that_a_terminal_acts_on(text: str) -> None:
    table = Table("name")
    table.add_row(text)
    for renderable in (text, Text(text, style=Style(link=f"https://a.example/{text}")), table):
        assert not DANGER.search(printed(renderable))
    own = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\")  # what rich itself writes for styles
    assert not DANGER.search(own.sub("", printed(Text(text, style=Style(link=f"https://a/{text}")), terminal=True)))


@pytest.mark.parametrize(
    "text", ["News [/]", "[bold]News[/bold]", "[link=https://evil.example]x[/link]", ":smile: [/a"]
)
def test_it_takes_no_text_for_markup(text: str) -> None:
    table = Table("name")
    table.add_row(text)
    assert printed(text).strip() == text
    assert text in printed(table)


@given(st.text())
def test_what_is_harmless_stays_and_lines_stay_lines(text: str) -> None:
    assert not DANGER.search(shown(text))
    assert "\n" not in in_one_line(text)
    harmless = "".join(letter for letter in text if letter.isprintable())
    assert shown(harmless) == harmless or any(ord(letter) > 0xE0000 for letter in harmless)


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_keeps_its_meaning(value: object) -> None:
    assert json.loads(json_text(value)) == value
    assert not DANGER.search(json_text(value))


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_gets_every_byte_and_a_terminal_none_that_is_dangerous() -> None:
    file, terminal = io.StringIO(), Tty()
    for stream in (file, terminal):
        for_people(stream).write(LINK)
    assert file.getvalue() == LINK
    assert not DANGER.search(terminal.getvalue())


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Feeds and items with every hostile text in names, titles, texts and addresses."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRILATERAL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    root = logging.getLogger()
    before = root.handlers[:]
    assembly = loaded.assembly(load_settings())
    for number, text in enumerate(HOSTILE.values()):
        text = text.replace("\ud83d", "")
        feed = f"https://f{number}.example/{text}"
        assembly.store.feeds.add(Feed(feed, f"News [/] {text}", "JP"))
        title, body = f"Ports {text} agree", f"Three ports of Japan {text} agreed with Korea."
        entry = Entry("feed", feed, f"P{text}", "JP", title, body, body, f"{feed}/1", published=assembly.clock() - 60)
        assembly.intake.add([entry], now=assembly.clock(), pushable=True)
    assembly.intake.join(assembly.clock())
    assembly.close()
    yield tmp_path
    root.handlers[:] = before


def test_no_subcommand_lets_a_feed_write_to_the_terminal(archive: Path) -> None:
    for command in (
        ["feeds", "list"],
        ["search", "ports"],
        ["search", "ports", "--json"],
        *(["digest", "--format", form] for form in ("text", "html", "rich", "json")),
        ["export", "items"],
        ["export", "stories"],
        ["export", "feeds"],
    ):
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, (command, done.output, done.exception)
        if command[:2] != ["feeds", "list"]:
            assert "agree" in done.stdout or "News [/]" in done.stdout
        assert not DANGER.search(done.output), command


def test_exported_csv_holds_what_was_stored(archive: Path) -> None:
    done = CliRunner().invoke(app, ["export", "feeds", "--format", "csv"])
    names = [row["name"] for row in csv.DictReader(io.StringIO(done.stdout, newline=""))]
    assert f"News [/] {HOSTILE['colours']}" in names


def test_the_chat_draws_hostile_messages_as_text() -> None:
    file = io.StringIO()
    screen = Screen(Terminal(file=file, width=200))
    for text in HOSTILE.values():
        markup = json.dumps({"inline_keyboard": [[{"text": text, "url": f"https://a.example/{text}"}]]})
        values = {"text": f'<a href="https://a.example/{text}">{text}</a>', "reply_markup": markup}
        screen.message(1, values, edited=False)
        screen.toast(text)
        screen.file("document", text, 10)
    assert not DANGER.search(file.getvalue())


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_a_log_line_is_one_line_and_harmless(log_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers[:]
    try:
        configure_logs(load_settings(TELEGRAM_BOT_TOKEN="", TRILATERAL_LOG_FORMAT=log_format))
        for text in HOSTILE.values():
            logging.getLogger("test").warning("feed %s", text)
        logging.getLogger("test").warning("feed %s", "a\n12:00:00 ERROR    the database is gone")
        try:
            raise ValueError(LINK)
        except ValueError:
            logging.getLogger("test").exception("feed %s", LINK)
    finally:
        root.handlers[:] = before
    said = capsys.readouterr().err
    assert not DANGER.search(said)
    assert not re.search(r"^12:00:00 ERROR", said, re.MULTILINE)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_address_keeps_no_character_that_it_may_not_have(text: str) -> None:
    address = clean(f"https://a.example/{text}?q={text}")
    assert address is not None
    assert not DANGER.search(address)
