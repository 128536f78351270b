"""Sick installations: each is planted with faults that do not hide each other, and looked at once."""

import asyncio
import os
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.service.disk import Usage
from bot.service.doctor.examine import examine
from bot.service.doctor.machine import Machine
from config.languages import LOCALES
from digests.store import open_store
from digests.store.engine.backup import backup

NOW = 1_795_000_000
DAY = 86_400
VARIABLES = ("TELEGRAM_", "TRILATERAL_", "PORT", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@dataclass
class Plot:
    """Where an installation stands: its folder, its environment, what lies around it."""

    root: Path
    environ: dict[str, str] = field(default_factory=dict)
    machine: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.config = self.root / "config"
        self.data = self.root / "data"
        self.config.mkdir()
        self.write("feeds.toml", feed("https://news.example/rss"))
        self.environ |= {
            "TRILATERAL_CONFIG_DIR": str(self.config),
            "TRILATERAL_DATA_DIR": str(self.data),
            "TRILATERAL_ADMINS": "7",
        }

    def write(self, name: str, text: str) -> None:
        """A file in the configuration directory."""
        (self.config / name).parent.mkdir(exist_ok=True)
        (self.config / name).write_text(text, encoding="utf-8")

    def lines(self) -> list[str]:
        """What the doctor says."""
        values = {"clock": lambda: NOW, "environ": dict(self.environ), "env_file": self.root / ".env"} | self.machine
        machine = Machine(**values)  # type: ignore[arg-type]

        async def told() -> list[str]:
            return [str(finding) async for finding in examine(machine)]

        with environment(self.environ, self.root):
            return asyncio.run(told())


class environment:  # noqa: N801 - used like a function
    """The variables of a process, and where it stands, for as long as the block lasts."""

    def __init__(self, variables: Mapping[str, str], folder: Path) -> None:
        self._variables, self._folder = variables, folder

    def __enter__(self) -> None:
        self._before, self._stood = dict(os.environ), Path.cwd()
        for name in [name for name in os.environ if name.startswith(VARIABLES)]:
            del os.environ[name]
        os.environ.update(self._variables)
        os.chdir(self._folder)

    def __exit__(self, *_: object) -> None:
        os.chdir(self._stood)
        os.environ.clear()
        os.environ.update(self._before)


def feed(url: str, **more: str) -> str:
    """An entry of ``feeds.toml``."""
    lines = {"url": f'"{url}"', "name": '"A paper"', "country": '"KR"'} | more
    return "[[feed]]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items())


def configured(plot: Plot) -> None:
    """Variables, texts, packages and the clock."""
    plot.environ |= {
        "TRILATERAL_ADMIN": "7",
        "PORT": "seventy",
        "TELEGRAM_BOT_TOKEN": "no-token",
        "HTTPS_PROXY": "proxy.example:3128",
        "TRILATERAL_EMBEDDER": "http://127.0.0.1:9/embeddings#model",
        "TRILATERAL_LLM_URL": "http://127.0.0.1:9/v1",
        "TRILATERAL_LLM_MODEL": "any",
    }
    del plot.environ["TRILATERAL_ADMINS"]
    (plot.root / ".env").write_text("TRILATERAL_DATADIR=x\nTRILATERAL_LOG_LEVEL INFO\n")
    plot.write("feed.toml", feed("https://news.example/rss"))
    plot.write("names/peoples.toml", "")
    locales = plot.root / "locales"
    shutil.copytree(LOCALES, locales)
    (locales / "ko.po").unlink()
    japanese = (locales / "ja.po").read_text(encoding="utf-8")
    (locales / "ja.po").write_text(japanese[: len(japanese) // 2].rpartition("\n\n")[0] + "\n", encoding="utf-8")
    chinese = (locales / "zh-Hant.po").read_text(encoding="utf-8")
    (locales / "zh-Hant.po").write_text(chinese.replace("{url}", "{adress}", 1), encoding="utf-8")
    plot.machine |= {"locales": locales, "undrawn": lambda: ("matplotlib",), "clock": lambda: 1_000_000}


def kept(plot: Plot) -> None:
    """Database, backups, disk, folders, feeds and readers."""
    addresses = (
        "https://news.example/rss", "http://www.news.example/rss/", "http://localhost/rss", "https://other.example:81/rss",
    )  # fmt: skip
    plot.write("feeds.toml", "".join(map(feed, addresses)))
    plot.environ["TRILATERAL_ADMINS"] = "7,-100,8"
    store = open_store(plot.data / "trilateral.db")
    with closing(store):
        for chat in (7, 9, 10):
            store.subscribers.ensure(chat, 0, "private", "en", 1)
        store.db.change("UPDATE subscribers SET preferences = '{\"length\": 3}' WHERE chat_id = 9")
        schedule = '{"zone": "Asia/Tokio", "minutes": [450]}'
        store.db.change(
            "UPDATE subscribers SET schedule = :schedule, next_due = 2000000000 WHERE chat_id = 10",
            {"schedule": schedule},
        )
        store.db.change(
            "UPDATE subscribers SET next_due = :due, state = 'active' WHERE chat_id = 7", {"due": NOW - DAY}
        )
        (plot.data / "backups").mkdir()
        file = plot.data / "backups" / "trilateral-2026-10-01.db"
        backup(store.db, file)
        os.utime(file, (NOW - 40 * DAY, NOW - 40 * DAY))
    (plot.data / "backups" / "trilateral-2026-10-02.db.partial").write_bytes(b"half")
    (plot.data / "drops" / "inbox").parent.mkdir()
    (plot.data / "drops" / "inbox").symlink_to(plot.root)
    plot.data.chmod(0o755)
    plot.machine |= {"usage": lambda path: Usage(10**12, 10**12 - 10**8, 10**8), "undrawn": lambda: ("matplotlib",)}


def newer(plot: Plot) -> None:
    """A database that another version has worked on."""
    with closing(open_store(plot.data / "trilateral.db")) as store:
        store.db.change(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('trilateral', 'telepathy', '2030-01-01')"
        )


def broken(plot: Plot) -> None:
    """A database that is none, and no feed."""
    plot.data.mkdir()
    (plot.data / "trilateral.db").write_bytes(b"x" * 8192)


def empty(plot: Plot) -> None:
    """No feed, and a backup that is damaged."""
    plot.write("feeds.toml", "")
    (plot.data / "backups").mkdir(parents=True)
    (plot.data / "backups" / "trilateral-2026-11-18.db").write_bytes(b"x" * 8192)


def blocked(plot: Plot) -> None:
    """A file where the data directory should be."""
    plot.data.write_text("")


INSTALLATIONS = {each.__name__: each for each in (configured, kept, newer, broken, empty, blocked)}
