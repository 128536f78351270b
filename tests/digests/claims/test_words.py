"""The words that the gate compares by: each side of an opposition matches its example and not the other."""

import tomllib
from importlib.resources import files

import pytest
import regex

from digests.claims.words import table, words_of

_OPPOSED = table("opposed")


@pytest.mark.parametrize("side", _OPPOSED)
def test_a_side_matches_its_example_and_not_the_other(side: str) -> None:
    pattern = regex.compile("|".join(words_of("opposed", side, "en")))
    assert pattern.search(_OPPOSED[side]["yes"].lower()), side
    assert not pattern.search(_OPPOSED[side]["no"].lower()), side


@pytest.mark.parametrize("name", ["opposed", "offices", "times", "units", "negation", "chatter", "directed"])
def test_every_word_is_a_regular_expression(name: str) -> None:
    for kind in tomllib.loads(files("digests.claims.words").joinpath(f"{name}.toml").read_text("utf-8")):
        for language in ("en", "zh", "ja", "ko"):
            for word in words_of(name, kind, language):
                regex.compile(word)


def test_every_opposition_is_said_in_every_language() -> None:
    groups = {name.partition(" ")[0] for name in _OPPOSED}
    for group in groups - {"coast"}:
        for language in ("en", "zh", "ja", "ko"):
            sides = [name for name in _OPPOSED if name.startswith(f"{group} ") and words_of("opposed", name, language)]
            assert len(sides) > 1, (group, language)
