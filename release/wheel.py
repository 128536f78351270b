"""The wheel: built, installed into an environment of its own, and asked for its version and for a digest of the demo.

The environment borrows the locked requirements from the one that runs this, by links, and nothing besides: it needs no
network, and what is only among the checks' tools is not there to be imported.
"""

import os
import re
import subprocess
import sys
import venv
from importlib.metadata import Distribution, distributions
from pathlib import Path
from sysconfig import get_path

from release.texts import NoRelease


def build(source: Path, into: Path) -> Path:
    """The wheel of ``source``."""
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)], source)
    (wheel,) = into.glob("*.whl")
    return wheel


def try_out(wheel: Path, lock: Path, folder: Path, version: str) -> str:
    """Install the wheel under ``folder`` and run it there; what it printed, or NoRelease."""
    home = folder / "environment"
    venv.create(home)
    _lend(lock, Path(get_path("purelib", vars={"base": str(home), "platbase": str(home)})), folder / "lent")
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "--isolated"]
    _run([*pip, "--disable-pip-version-check", "--quiet", "install", "--no-index", str(wheel)], folder)
    command = str(home / "bin" / "trilateral")
    said = _run([command, "--version"], folder)
    if said.strip() != f"trilateral {version}":
        raise NoRelease(f"the installed wheel calls itself {said.strip()!r}, not {version}")
    _run([command, "run"], folder)  # without a token: reads the demo
    digest = _run([command, "digest"], folder)
    if "\n1. " not in digest:
        raise NoRelease(f"the installed wheel made no digest of its demo:\n{digest}")
    return said + digest


def _lend(lock: Path, site: Path, lent: Path) -> None:
    """Let the new environment see what the lock names, as this one has it."""
    lent.mkdir()
    names = {_plain(name) for name in re.findall(r"^([\w.-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)}
    for found in distributions():
        if _plain(found.metadata["Name"]) in names:
            _link(found, lent)
    (site / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")


def _link(found: Distribution, lent: Path) -> None:
    home = Path(str(found.locate_file("")))
    for top in {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}:
        if not (lent / top).exists():
            (lent / top).symlink_to(home / top)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _run(command: list[str], folder: Path) -> str:
    """What it printed. It sees nothing of our settings: no token, no configuration, no path of ours."""
    ours = ("TRILATERAL_", "TELEGRAM_", "PYTHON")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(  # noqa: S603
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoRelease(f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout
