"""No text makes a regular expression of ours slow: on four times the text it takes four times as long."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.growth.clock import growth, without_end
from tests.growth.patterns import ROOMS, Pattern, all_patterns
from tests.growth.probes import Probe, is_bounded, probes

pytestmark = pytest.mark.slow
_SHARES = 6


@pytest.fixture(scope="session")
def patterns() -> list[Pattern]:
    """Every pattern of the house, each once."""
    return list({(one.library, one.source, one.flags): one for one in all_patterns()}.values())


def test_it_finds_patterns_of_modules_of_functions_and_of_toml_files(patterns: list[Pattern]) -> None:
    rooms = {one.where.split("/")[0] for one in patterns}
    assert rooms == set(ROOMS)
    assert any(one.where.startswith("digests/tagging/rules.py") for one in patterns), "those of glossary.toml"
    assert any(one.where.startswith("digests/editions/compose/wishes.py") for one in patterns), (
        "those made of a reader's words"
    )
    rules = [one for one in patterns if one.where.startswith("digests/rules/engine.py")]
    assert len(rules) > 60, "those of every file of digests/rules, by script"
    assert any("无断转载" in one.source for one in rules)
    assert len(patterns) > 600


@pytest.mark.parametrize("share", range(_SHARES))
def test_the_work_of_every_pattern_grows_like_the_text(patterns: list[Pattern], share: int) -> None:
    slow = [f"{one.where}: {one.source[:120]!r} {seen}" for one in patterns[share::_SHARES] if (seen := _slow(one))]
    assert not slow, "\n".join(slow)


def _slow(pattern: Pattern) -> str:
    look_at = without_end if is_bounded(pattern) else growth
    compiled = pattern.compiled()
    for probe in probes(pattern):
        if seen := look_at(_looking(pattern, compiled, probe)):
            return f"on {probe}: {seen}"
    return ""


def _looking(pattern: Pattern, compiled: Any, probe: Probe) -> Callable[[int], object]:
    """As the house uses it: at one place, or throughout the text."""

    def look(length: int) -> object:
        text: str | bytes = probe.text(length)
        if pattern.in_bytes and isinstance(text, str):
            text = text.encode("utf-8", "surrogatepass")
        if pattern.anchored:
            return compiled.match(text), compiled.fullmatch(text)
        return sum(1 for _ in compiled.finditer(text))

    return look


def test_a_pattern_that_grows_too_fast_is_told() -> None:
    cubic = Pattern("here:1", "re", r"\S+@\S+\.\w+", 0, in_bytes=False, anchored=False)
    square = Pattern("here:2", "re", r"<[^>]*>", 0, in_bytes=False, anchored=False)
    bounded = Pattern("here:3", "re", r"<[^<>]*>", 0, in_bytes=False, anchored=False)
    few = Pattern("here:4", "re", r"(?:a|b|ab){0,60}c", 0, in_bytes=False, anchored=False)
    assert is_bounded(few)
    assert _slow(few), "its bound is beyond all measure"
    assert not is_bounded(cubic)
    assert not is_bounded(bounded)
    assert _slow(cubic)
    assert _slow(square)
    assert not _slow(bounded)
