"""``make release VERSION=1.2.0``."""

import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from release.texts import NoRelease, released, versioned
from release.tree import copied, must_be_ready
from release.wheel import build, try_out


def release(tree: Path, version: str, today: date) -> str:
    """Check, build and try in a copy, then write; what to do next is the answer."""
    must_be_ready(tree, f"v{version}")
    _change(tree, version, today)  # whatever is wrong with the two texts is said before the long part
    if subprocess.run(["make", "--no-print-directory", "lint"], cwd=tree, check=False).returncode:  # noqa: S607
        raise NoRelease("make lint is not green")
    with TemporaryDirectory(prefix="release-") as folder:
        copy, built = Path(folder, "source"), Path(folder, "dist")
        copied(tree, copy)
        changed = _change(copy, version, today)
        for name, text in changed.items():
            (copy / name).write_text(text, encoding="utf-8")
        wheel = build(copy, built)
        sys.stdout.write(try_out(wheel, copy / "requirements.lock", Path(folder), version))
        (tree / "dist").mkdir(exist_ok=True)
        shutil.copy(wheel, tree / "dist")
        for name, text in changed.items():
            (tree / name).write_text(text, encoding="utf-8")
        return _next(version, wheel.name)


def _change(tree: Path, version: str, today: date) -> dict[str, str]:
    """The two files that a release changes, as they will be."""
    return {
        "pyproject.toml": versioned((tree / "pyproject.toml").read_text(encoding="utf-8"), version),
        "CHANGELOG.md": released((tree / "CHANGELOG.md").read_text(encoding="utf-8"), version, today),
    }


def _next(version: str, wheel: str) -> str:
    return (
        f"\n{version} is built (dist/{wheel}), installed and tried; pyproject.toml and CHANGELOG.md are set. Now:\n\n"
        f"  git commit --all --message 'Release {version}'\n"
        f"  git tag --annotate v{version} --message 'Release {version}'\n"
        f"  git push --follow-tags\n"
    )


def main() -> None:
    """Exit code 0 with what to do next, 1 with why not, 2 without a version."""
    if len(sys.argv) != 2:
        sys.stderr.write("Which version? make release VERSION=1.2.0\n")
        sys.exit(2)
    try:
        sys.stdout.write(release(Path.cwd(), sys.argv[1], datetime.now(UTC).date()))
    except NoRelease as reason:
        sys.stderr.write(f"No release, and nothing is changed: {reason}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
