"""The tree as git has it: is it clean, is a tag free, and the last commit as files elsewhere."""

import io
import subprocess
import tarfile
from pathlib import Path

from release.texts import NoRelease


def must_be_ready(tree: Path, tag: str) -> None:
    """Raise NoRelease where something is not committed, or the tag exists."""
    changed = _git(tree, "status", "--porcelain").decode().strip()
    if changed:
        raise NoRelease(f"these files are not committed; commit or stash them first:\n{changed}")
    if _git(tree, "tag", "--list", tag).strip():
        raise NoRelease(f"the tag {tag} exists already")


def copied(tree: Path, folder: Path) -> None:
    """The last commit, as files in ``folder``: what is built is what is committed."""
    with tarfile.open(fileobj=io.BytesIO(_git(tree, "archive", "--format=tar", "HEAD"))) as archive:
        archive.extractall(folder, filter="data")


def _git(tree: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", "-C", str(tree), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    if done.returncode:
        raise NoRelease(f"git {arguments[0]}: {done.stderr.decode().strip()}")
    return done.stdout
