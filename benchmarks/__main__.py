"""``make bench``: every benchmark one after the other, each in a process of its own, at its default size."""

import pkgutil
import subprocess
import sys

import benchmarks


def main() -> int:
    """Run them all; the exit code is how many failed."""
    names = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__")
    failed = 0
    for name in names:
        print(f"\n=== {name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
