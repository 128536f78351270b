"""The doctor finds each fault that is planted, and says in one line what it is and what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.service.doctor.finding import bad
from tests.bot.service.doctor.installations import INSTALLATIONS, Plot

Looked = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """What is said of an installation; each is looked at once."""
    seen: dict[str, list[str]] = {}

    def at(name: str) -> list[str]:
        if name not in seen:
            plot = Plot(tmp_path_factory.mktemp(name))
            INSTALLATIONS[name](plot)
            seen[name] = plot.lines()
        return seen[name]

    return at


FAULTS = [
    ("configured", "TRILATERAL_ADMIN: is set, and nobody reads it", r"did you mean TRILATERAL_ADMINS\?"),
    ("configured", r"TRILATERAL_DATADIR: is set in \.env, and nobody reads it", r"did you mean TRILATERAL_DATA_DIR\?"),
    ("configured", r"\.env, line 2: sets nothing", "write NAME=value"),
    ("configured", "PORT: is no whole number", "a port from 1 to 65535"),
    ("configured", "TELEGRAM_BOT_TOKEN: is no bot token", "as @BotFather gives it"),
    ("configured", "TRILATERAL_ADMINS is empty: nobody is told", "your Telegram user id"),
    ("configured", r"feed\.toml is read by nobody", r"did you mean feeds\.toml\?"),
    ("configured", r"peoples\.toml is read by nobody", r"did you mean people\.toml\?"),
    ("configured", r"ko\.po is missing", "put the file back"),
    ("configured", r"ja\.po lacks \d+ of \d+ sentences", "translate them"),
    ("configured", r"zh-Hant\.po: \S+ has a placeholder that English has not", r"as in en\.po"),
    ("configured", "clock: it says 1970-01-12", "timedatectl set-ntp true"),
    ("configured", "HTTPS_PROXY is no address of a proxy", "http://host:port"),
    ("configured", r"charts: not installed \(matplotlib\)", "pip install"),
    ("configured", r"model: TRILATERAL_EMBEDDER: \S+ gives no vectors", "check address, model and key"),
    ("configured", "language model: ", "TRILATERAL_LLM_URL|trilateral-digest"),
    ("kept", r"charts: .*though 2 of our readers have pictures on", "pip install"),
    ("kept", r"rights: others could look into .*drwxr-xr-x", "umask 077"),
    ("kept", r"subscriber 2: length: must be 'brief', 'normal' or 'full'", "until they save a setting"),
    ("kept", "subscriber 3 lives in Asia/Tokio, which is no time zone", "/timezone"),
    ("kept", "95 MB free: nothing is taken in any more", "make room"),
    ("kept", r"backups: the newest, .*, is 40 days old", "trilateral backup FILE"),
    ("kept", r"\.partial was cut off, and is no backup", "delete it"),
    ("kept", "drops: .*inbox.*link", "."),
    ("kept", "localhost/rss is never asked", "TRILATERAL_ALLOW_PRIVATE_ADDRESSES"),
    ("kept", "other.example:81/rss is never asked", "TRILATERAL_ALLOWED_PORTS"),
    ("kept", r"news\.example/rss and http://www\.news\.example/rss/ are one feed", "trilateral feeds remove"),
    ("kept", "admins: -100 in TRILATERAL_ADMINS is no user", "name its people"),
    ("kept", "admins: 8 never wrote to the bot", "/start"),
    ("kept", "service: does not run, and one reader has waited", "trilateral run"),
    ("newer", "was written by a newer version, which knows telepathy", "install that version, or restore a backup"),
    (
        "broken",
        r"database: .*trilateral\.db: cannot be opened: file is not a database",
        "restore a backup|check the path",
    ),
    ("empty", "feeds: there is none: no news comes in", "trilateral feeds add ADDRESS"),
    ("empty", "cannot be restored: file is not a database", "delete it"),
    ("blocked", "database: .*data.*: cannot be made", "TRILATERAL_DATA_DIR"),
]


@pytest.mark.parametrize(("installation", "fault", "cure"), FAULTS)
def test_a_planted_fault_is_found_and_its_cure_named_in_one_line(
    looked: Looked, installation: str, fault: str, cure: str
) -> None:
    lines = looked(installation)
    found = [line for line in lines if re.search(fault, line)]
    assert found, "\n".join(lines)
    assert re.search(f" -> .*(?:{cure})", found[0]), found[0]
    assert found[0].startswith(("BAD  ", "note "))


def test_what_is_planted_is_more_than_twenty_five() -> None:
    assert len(FAULTS) >= 25


@pytest.mark.parametrize("installation", INSTALLATIONS)
def test_a_fault_ends_nothing_but_its_own_check(looked: Looked, installation: str) -> None:
    """Whatever is wrong, the last thing that can be looked at is looked at."""
    subjects = {line[5:].partition(":")[0] for line in looked(installation)}
    assert {"configuration", "texts", "time zones", "model"} <= subjects
    assert ("token" in subjects) == (installation != "configured")


@pytest.mark.parametrize("installation", INSTALLATIONS)
def test_nothing_is_bad_without_a_cure(looked: Looked, installation: str) -> None:
    assert not [line for line in looked(installation) if line.startswith("BAD") and " -> " not in line]


def test_on_a_terminal_a_finding_stands_in_its_columns_and_its_cure_on_a_line_of_its_own() -> None:
    finding = bad("admins", "nobody is told of trouble, and nobody may broadcast " * 3, "set it")
    lines = finding.laid_out(80).split("\n")
    assert lines[0].startswith("BAD  admins: ")
    assert lines[-1] == "     -> set it"
    assert all(len(line) <= 80 and line[5:6] != " " for line in lines)
    assert all(line.startswith("     ") for line in lines[1:])


def test_a_sound_installation_has_nothing_bad(tmp_path: Path) -> None:
    lines = Plot(tmp_path).lines()
    assert not [line for line in lines if line.startswith("BAD")]
