"""What a rule asks for is read from the rule itself, so that a text without it need not be asked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.rules.engine import KindMatcher, Matcher, load_rules, load_words
from digests.rules.needles import needles

_FILES = ("page", "courtesy", "making", "tail", "edge", "letter")
_RULES = [rule for name in _FILES for rule in load_rules(name)]
_MATCHER = Matcher(_RULES)
_CUES = load_words("cues")
_CUE_MATCHER = KindMatcher(_CUES, re.NOFLAG)
_CUE_PATTERNS = [[(rule.language, re.compile(rule.find)) for rule in rules] for rules in _CUES.values()]
_PATTERNS = [(rule.language, re.compile(rule.find, re.IGNORECASE)) for rule in _RULES]
_SAID = [rule.yes for rule in _RULES] + [rule.no for rule in _RULES]


@pytest.mark.parametrize(
    ("find", "asked"),
    [
        ("(?:please|kindly) (?:call|visit)", {"please call", "please visit", "kindly call", "kindly visit"}),
        (r"^\W*embargo\b", {"embargo"}),
        (r"[财財]报(?!告)", {"财报", "財报"}),
        (r"colou?r", {"colour", "color"}),
        (r"\d{2,4}[年月]会議", {"年会議", "月会議"}),
        (r"(?:one|two).{0,9}(?:elsewhere|nowhere)", {"elsewhere", "nowhere"}),
        (r"(?:Thanks|\d+)", set()),
        (r"\bI\b", set()),
        (r"(?:x|long words)", set()),
        ("", set()),
    ],
)
def test_it_finds_what_must_stand_in_every_match(find: str, asked: set[str]) -> None:
    assert needles(find) == asked


def test_every_rule_asks_for_something_that_its_example_holds() -> None:
    asked = [(rule, needles(rule.find)) for rule in _RULES]
    assert not [rule for rule, words in asked if words and not any(word in rule.yes.lower() for word in words)]


def test_nearly_every_rule_asks_for_something() -> None:
    """Those that do not are tried on every text."""
    assert sum(not needles(rule.find) for rule in _RULES) < 0.02 * len(_RULES)


@given(st.lists(st.one_of(st.sampled_from(_SAID), st.text(max_size=20)), max_size=4).map(" ".join))
def test_a_matcher_finds_what_its_rules_find_one_by_one(text: str) -> None:
    alone = any(_finds(language, pattern, text) for language, pattern in _PATTERNS)
    assert _MATCHER.found_in(text) == alone


@given(st.lists(st.sampled_from([rule.yes for rules in _CUES.values() for rule in rules]), max_size=4).map(" ".join))
def test_kinds_are_found_together_as_they_are_alone(text: str) -> None:
    alone = tuple(any(_finds(language, pattern, text) for language, pattern in kind) for kind in _CUE_PATTERNS)
    assert _CUE_MATCHER.found_in(text) == alone


_IDEOGRAPHS = "[\u3040-\u30ff\u3400-\u9fff]"
_SCRIPTS = {"en": "[A-Za-z]", "ja": _IDEOGRAPHS, "han": _IDEOGRAPHS, "ko": "[\uac00-\ud7a3]"}


def _finds(language: str, pattern: re.Pattern[str], text: str) -> bool:
    """A rule is asked only where its script occurs."""
    return re.search(_SCRIPTS.get(language, ""), text) is not None and pattern.search(text) is not None
