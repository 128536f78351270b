"""Every rule does what its own examples say, stands once, and can take no long time."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from digests.rules.engine import Matcher, Rule, RuleError, load_rules, load_words, of_kinds, read_rules

Asks = Callable[[Matcher, str], bool]
HOW: dict[str, Asks] = {
    "page": Matcher.found_in,
    "courtesy": Matcher.found_in,
    "making": Matcher.found_in,
    "tail": Matcher.opens,
    "edge": Matcher.is_all_of,
    "letter": Matcher.is_all_of,
}
"""File -> how its rules are asked; a few kinds are asked otherwise."""
OTHERWISE: dict[str, Asks] = {"note": Matcher.opens, "cover-note": Matcher.found_in}
RULES = [(name, rule) for name in HOW for rule in load_rules(name)]
CUES = load_words("cues")
SCRIPTS = {"en": "[a-z]", "ja": "[\u3040-\u30ff\u3400-\u9fff]", "han": "[\u3400-\u9fff]", "ko": "[\uac00-\ud7a3]"}


@pytest.mark.parametrize("name", HOW)
def test_every_rule_matches_its_example_and_not_its_counterexample(name: str) -> None:
    wrong = []
    for rule in load_rules(name):
        asks, matcher = OTHERWISE.get(rule.kind, HOW[name]), Matcher([rule])
        if not asks(matcher, rule.yes) or asks(matcher, rule.no):
            wrong.append(rule)
    assert not wrong


@pytest.mark.parametrize("cue", CUES)
def test_every_list_of_words_matches_its_example_and_not_its_counterexample(cue: str) -> None:
    for language in {rule.language for rule in CUES[cue]}:
        rules = [rule for rule in CUES[cue] if rule.language == language]
        matcher = Matcher(rules, re.NOFLAG)
        assert matcher.found_in(rules[0].yes), rules[0].yes
        assert not matcher.found_in(rules[0].no), rules[0].no


@pytest.mark.parametrize("name", HOW)
def test_a_phrase_stands_once(name: str) -> None:
    counts = Counter((HOW[name], rule.find) for rule in load_rules(name))
    assert [find for (_, find), count in counts.items() if count > 1] == []


@pytest.mark.parametrize("cue", CUES)
def test_a_word_stands_once_in_a_cue(cue: str) -> None:
    counts = Counter(rule.find for rule in CUES[cue])
    assert [word for word, count in counts.items() if count > 1] == []


def test_a_rule_is_written_in_its_language() -> None:
    """Or it is never asked: a matcher looks for a rule only where the rule's script occurs."""
    astray = [
        (name, rule)
        for name, rule in RULES
        if rule.language in SCRIPTS and not re.search(SCRIPTS[rule.language], rule.yes, re.IGNORECASE)
    ]
    assert not astray


def _unbounded(source: str) -> Iterator[str]:
    """Repeats without an end, but for one of all that is no letter, at the beginning of a text."""
    tree = list(parser.parse(source))
    if tree and tree[0] == (op.AT, op.AT_BEGINNING):
        tree = tree[2:] if str(tree[1:2]).find("CATEGORY_NOT_WORD") >= 0 else tree[1:]
    yield from _repeats(tree)


def _repeats(tree: Any) -> Iterator[str]:
    for node in tree:
        if isinstance(node, tuple):
            if len(node) == 2 and node[0] in (op.MAX_REPEAT, op.MIN_REPEAT) and node[1][1] == op.MAXREPEAT:
                yield str(node[1][2])
            yield from _repeats(node)
        elif isinstance(node, list | parser.SubPattern):
            yield from _repeats(list(node))


def test_no_rule_repeats_without_an_end() -> None:
    """So the work of each grows like the text; tests/growth tries them together."""
    rules = [*RULES, *(("cues", rule) for rules in CUES.values() for rule in rules)]
    assert [(name, rule.find) for name, rule in rules if list(_unbounded(rule.find))] == []


def test_what_repeats_without_an_end_is_told() -> None:
    assert list(_unbounded(r"a\s*b"))
    assert list(_unbounded(r"(?:a|b+)c"))
    assert not list(_unbounded(r"^\W*tags?:"))
    assert not list(_unbounded(r"a\s{0,5}b"))


ONE = """
[contact]
en = [{ find = 'call us', yes = "Call us.", no = "He calls." }]
ko = [{ find = '전화', yes = "전화 주세요.", no = "회의" }]
"""


def test_rules_are_read_by_kind_and_language() -> None:
    rules = read_rules(ONE, "one")
    assert rules[0] == Rule("contact", "en", "call us", "Call us.", "He calls.")
    assert Matcher(of_kinds(rules, "contact")).found_in("CALL US")
    assert not Matcher(of_kinds(rules, "other")).found_in("call us")


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("[contact]\nlatin = [{ find = 'a', yes = 'a', no = 'b' }]", "one.toml, contact: 'latin' is none of"),
        ("[contact]\nen = [{ find = 'a', yes = 'a' }]", "one.toml, contact.en: .*'no'"),
        ("[contact]\nen = [{ find = 'a', yes = 'a', no = 'b', not = 'c' }]", "one.toml, contact.en: .*'not'"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named(broken: str, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        read_rules(broken, "one")


def test_an_expression_that_is_none_is_named() -> None:
    rules = [Rule("contact", "en", find, "a", "b") for find in ("good", "bad(", "also good")]
    with pytest.raises(RuleError, match=r"'bad\(' is no regular expression"):
        Matcher(rules)
