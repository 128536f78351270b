"""The main job end to end, through the command line: real documents and feeds in, items out."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from digests.evaluate.gold import GoldItem, load_gold
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow


@dataclass(slots=True)
class FeedServer:
    """Serves documents with an ETag and says 304 to whoever has them already."""

    documents: dict[str, bytes]
    statuses: Counter[int] = field(default_factory=Counter)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def served() -> Iterator[FeedServer]:
    state = FeedServer({})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = state.documents.get(self.path)
            tag = f'"{hash(body)}"'
            status = 404 if body is None else 304 if self.headers.get("If-None-Match") == tag else 200
            state.statuses[status] += 1
            self.send_response(status)
            if status == 200 and body is not None:
                self.send_header("ETag", tag)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
                self.end_headers()
                with suppress(ConnectionError):  # a client that has had enough
                    self.wfile.write(body)
            else:
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass(frozen=True, slots=True)
class Trilateral:
    """The command, on a data and a configuration directory of its own."""

    data: Path
    config: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TRILATERAL_")}
        environment.pop("TELEGRAM_BOT_TOKEN", None)
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=REPOSITORY,
            env=environment | self._variables(),
            capture_output=True,
            text=True,
            check=False,
        )

    def ask(self, *arguments: str) -> Result:
        """The same command within this process, which need not start and load its model once more."""
        ours: dict[str, str | None] = {name: None for name in os.environ if name.startswith("TRILATERAL_")}
        return CliRunner().invoke(app, arguments, env=ours | {"TELEGRAM_BOT_TOKEN": None} | self._variables())

    def _variables(self) -> dict[str, str]:
        return {
            "TRILATERAL_DATA_DIR": str(self.data),
            "TRILATERAL_CONFIG_DIR": str(self.config),
            "TRILATERAL_ALLOW_PRIVATE_ADDRESSES": "true",
        }

    def items(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.ask("export", "items").stdout.splitlines()]


@pytest.fixture
def trilateral(tmp_path: Path) -> Trilateral:
    for folder in ("config", "data/drops/inbox"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "config" / "feeds.toml").write_text("")
    return Trilateral(tmp_path / "data", tmp_path / "config")


def _rss(items: list[GoldItem]) -> bytes:
    entries = "".join(
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url or '')}</link><guid>{item.id}</guid>"
        f"<pubDate>{format_datetime(datetime.fromtimestamp(item.published, UTC))}</pubDate>"
        f"<description>{escape(item.summary)}</description>"
        f"<content:encoded>{escape('<p>' + escape(item.text) + '</p>')}</content:encoded></item>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Outlet</title>{entries}</channel></rss>"
    ).encode()


def test_a_labelled_set_served_by_outlet_comes_in_whole_and_only_once(
    testdata: Path, served: FeedServer, trilateral: Trilateral
) -> None:
    gold = load_gold(testdata / "gold" / "dev")
    outlets: dict[tuple[str, str], list[GoldItem]] = defaultdict(list)
    for item in gold.items:
        outlets[item.outlet, item.outlet_country].append(item)
    catalogue = []
    for number, ((outlet, country), items) in enumerate(outlets.items()):
        served.documents[f"/{number}.xml"] = _rss(items)
        catalogue.append(
            f'[[feed]]\nurl = "{served.url(f"/{number}.xml")}"\nname = {json.dumps(outlet)}\ncountry = "{country}"\n'
        )
    (trilateral.config / "feeds.toml").write_text("\n".join(catalogue))

    first = trilateral.ask("ingest", "--json")
    assert first.exit_code == 0, first.stderr
    read = {item["title"]: item for item in trilateral.items()}
    right = [item for item in gold.items if item.title in read and read[item.title]["language"] == item.language]
    assert len(read) == len({item.title for item in gold.items})
    assert len(right) >= 0.99 * len(gold.items)

    served.statuses.clear()
    second = json.loads(trilateral.ask("ingest", "--json").stdout)
    assert {line["outcome"] for line in second} == {"unchanged"}
    assert served.statuses == {304: len(outlets)}
    assert len(trilateral.items()) == len(read)


def test_the_two_real_documents_become_the_items_an_editor_would_make_of_them(
    testdata: Path, trilateral: Trilateral
) -> None:
    for document in (testdata / "seeds").iterdir():
        (trilateral.data / "drops" / "inbox" / document.name).write_bytes(document.read_bytes())
    assert trilateral.run("ingest").returncode == 0
    article, interview = sorted(trilateral.items(), key=lambda item: str(item["feed"]))

    assert article["grade"] == interview["grade"] == "trilateral"
    assert {"ai", "blockchain", "data"} <= set(article["sectors"]) <= {"ai", "blockchain", "data", "diplomacy", "trade"}
    assert interview["sectors"][0] in ("ip", "diplomacy")
    assert {"tcs", "tripo"} <= set(interview["mechanisms"])
    for furniture in ("Translate Now", "已阅读人数", "About the author", "Here’s what we know"):
        assert furniture not in article["summary"] + interview["summary"]
    assert not interview["summary"].startswith("Q:")
    found = json.loads(trilateral.ask("search", "62%", "--json").stdout)
    assert [item["id"] for item in found] == [interview["id"]]


def test_bad_sources_are_named_and_cost_the_good_one_nothing(served: FeedServer, trilateral: Trilateral) -> None:
    good = '<rss version="2.0"><channel><item><title>Ports agree</title><link>http://a.example/1</link></item></channel></rss>'
    served.documents |= {
        "/good.xml": good.encode(),
        "/page.html": b"<!doctype html><html><body>Hello</body></html>",
        "/cut.xml": b'<rss version="2.0"><channel><it',
        "/huge.xml": b" " * (9 << 20),
    }
    paths = ("/good.xml", "/page.html", "/cut.xml", "/huge.xml", "/missing.xml")
    (trilateral.config / "feeds.toml").write_text(
        "".join(f'[[feed]]\nurl = "{served.url(path)}"\nname = "{path}"\ncountry = "JP"\n' for path in paths)
    )
    inbox = trilateral.data / "drops" / "inbox"
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "noise.txt").write_bytes(bytes(range(256)) * 64)
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really")
    (inbox / "large.txt").touch()
    os.truncate(inbox / "large.txt", 21 << 20)
    (inbox / "blank.html").write_text("<html><body></body></html>")
    (inbox / "fine.txt").write_text("Three ports agree\n\nThe ports of Busan, Hakata and Qingdao agreed on a schedule.")

    ran = trilateral.ask("ingest", "--json")
    assert ran.exit_code == 0, ran.stderr
    outcomes = {line["subject"].rsplit("/")[-1]: line["outcome"] for line in json.loads(ran.stdout)}
    assert outcomes == {
        "good.xml": "read",
        "page.html": "failed",
        "cut.xml": "failed",
        "huge.xml": "failed",
        "missing.xml": "failed",
        "drop:empty.txt": "rejected",
        "drop:noise.txt": "rejected",
        "drop:broken.pdf": "rejected",
        "drop:large.txt": "rejected",
        "drop:blank.html": "rejected",
        "drop:fine.txt": "read",
    }
    assert {item["title"] for item in trilateral.items()} == {"Ports agree", "Three ports agree"}
    assert len(list((trilateral.data / "drops" / "rejected").glob("*.reason.txt"))) == 5


def test_when_no_source_works_the_exit_code_says_so(served: FeedServer, trilateral: Trilateral) -> None:
    url = served.url("/none.xml")
    (trilateral.config / "feeds.toml").write_text(f'[[feed]]\nurl = "{url}"\nname = "None"\ncountry = "JP"\n')
    assert trilateral.ask("ingest").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("search",), 2), (("export", "nothing"), 2), (("feeds", "add", "ftp://x.example/"), 2), (("--help",), 0)],
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...], code: int, trilateral: Trilateral) -> None:
    assert trilateral.ask(*arguments).exit_code == code


def test_wrong_use_is_the_exit_code_of_the_process_too(trilateral: Trilateral) -> None:
    assert trilateral.run("search").returncode == 2
