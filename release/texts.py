"""CHANGELOG.md and pyproject.toml as a release leaves them. Pure: texts in, texts out."""

import re
from datetime import date

_NUMBER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_STATED = re.compile(r'^version = "([^"]+)"$', re.MULTILINE)
_UNRELEASED = "## [Unreleased]"


class NoRelease(Exception):
    """Why there is no release, and what to do."""


def numbered(version: str) -> tuple[int, int, int]:
    """``"1.2.0"`` -> ``(1, 2, 0)``."""
    found = _NUMBER.fullmatch(version)
    if not found:
        raise NoRelease(f"{version!r} is no version; write it like 1.2.0: make release VERSION=1.2.0")
    first, second, third = map(int, found.groups())
    return first, second, third


def stated(pyproject: str) -> str:
    """The one place where the version stands."""
    found = _STATED.findall(pyproject)
    if len(found) != 1:
        raise NoRelease(f"pyproject.toml must state one version, not {len(found)}")
    return str(found[0])


def versioned(pyproject: str, version: str) -> str:
    """pyproject.toml with another version, which must be a later one, or the one that was never released."""
    if numbered(version) < numbered(stated(pyproject)):
        raise NoRelease(f"{version} is older than {stated(pyproject)}, which pyproject.toml states")
    return _STATED.sub(f'version = "{version}"', pyproject)


def released(changelog: str, version: str, day: date) -> str:
    """What stood under Unreleased now stands under the version and its day; Unreleased is empty."""
    before, heading, rest = changelog.partition(f"{_UNRELEASED}\n")
    if not heading:
        raise NoRelease(f"CHANGELOG.md has no line {_UNRELEASED}")
    notes, following = _cut(rest)
    if not re.search(r"^- ", notes, re.MULTILINE):
        raise NoRelease("CHANGELOG.md says nothing under Unreleased: what would the release be for?")
    if f"## [{version}]" in changelog:
        raise NoRelease(f"CHANGELOG.md has {version} already")
    return f"{before}{heading}\n## [{version}] - {day.isoformat()}\n\n{notes.strip()}\n" + following


def _cut(rest: str) -> tuple[str, str]:
    """The notes, and what follows from the next version's heading on."""
    at = re.search(r"^## ", rest, re.MULTILINE)
    return (rest[: at.start()], f"\n{rest[at.start() :]}") if at else (rest, "")
