"""Other parsers' suites: no crash, no hang, no entry lost, every encoding readable."""

from pathlib import Path

import pytest

from benchmarks import suites


@pytest.mark.slow
def test_every_file_of_every_suite_gives_what_the_suite_expects(testdata: Path) -> None:
    results = suites.run(testdata / "feeds")
    assert [(path.name, what) for result in results.values() for path, what in result.wrong] == []
    assert sum(result.files for result in results.values()) > 3_000
    assert sum(result.counted for result in results.values()) > 2_400
    assert max(result.slowest for result in results.values()) < 5
