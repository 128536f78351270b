"""What does the claim gate let through, and what does it refuse? ``python -m benchmarks.claims [-v]`` (a few seconds).

Invented news with faithful texts and with falsehoods (``tests/digests/claims/sets``): of each language and of each kind
of falsehood how many pass. A quarter of it was kept apart while the checks were made. ``-v`` prints what was judged
wrongly. Targets: no falsehood through, at most 5 % of the faithful texts refused.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.names import load_names
from digests.claims import Fault, SourceSentence, brief_faults, read_brief, translation_faults
from digests.language.names import Names

SETS = Path(__file__).resolve().parents[1] / "tests" / "digests" / "claims" / "sets"
MOST_REFUSED = 0.05


@dataclass(frozen=True, slots=True)
class Case:
    """A generated text, its sources, and whether they bear it out."""

    language: str
    text: str
    sources: tuple[SourceSentence, ...]
    wrong: str
    """What is wrong with it; empty where it is faithful."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a case."""

    case: Case
    faults: tuple[Fault, ...]

    @property
    def is_right(self) -> bool:
        return bool(self.faults) == bool(self.case.wrong)


def cases(name: str) -> Iterator[Case]:
    """The texts of one set."""
    for story in tomllib.loads((SETS / f"{name}.toml").read_text(encoding="utf-8"))["story"]:
        sources = tuple(SourceSentence(text, language) for language, text in map(_parted, story["sources"]))
        for language, text in map(_parted, story["true"]):
            yield Case(language, text, sources, "")
        for language, wrong in map(_parted, story["false"]):
            kind, _, text = wrong.partition(": ")
            yield Case(language, text, sources, kind)


def judged(case: Case, names: Names) -> Verdict:
    """As the service asks: a text with citations is a brief, every other the translation of its sources."""
    if any(sentence.cites for sentence in read_brief(case.text, case.language)):
        read = brief_faults(case.text, case.language, case.sources, names)
        return Verdict(case, tuple(fault for sentence in read for fault in sentence.faults))
    return Verdict(case, translation_faults(case.text, case.language, case.sources, names))


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 where a target is missed."""
    names = Names(load_names)
    missed = False
    for name in [each for each in arguments if not each.startswith("-")] or ("open", "more", "apart"):
        verdicts = [judged(case, names) for case in cases(name)]
        missed |= _tell(name, verdicts)
        if "-v" in arguments:
            for verdict in verdicts:
                if not verdict.is_right:
                    _explain(verdict)
    return int(missed)


def _tell(name: str, verdicts: Sequence[Verdict]) -> bool:
    false = [verdict for verdict in verdicts if verdict.case.wrong]
    true = [verdict for verdict in verdicts if not verdict.case.wrong]
    through = [verdict for verdict in false if not verdict.faults]
    refused = [verdict for verdict in true if verdict.faults]
    print(f"{name}: {len(through)} of {len(false)} falsehoods through, {len(refused)} of {len(true)} faithful refused")
    for title, wrong, of in (("through", through, false), ("refused", refused, true)):
        counted = Counter(verdict.case.language for verdict in wrong)
        asked = Counter(verdict.case.language for verdict in of)
        print(f"  {title}: " + ", ".join(f"{language} {counted[language]}/{asked[language]}" for language in asked))
    kinds = Counter(verdict.case.wrong for verdict in false)
    passed = Counter(verdict.case.wrong for verdict in through)
    print("  by kind: " + ", ".join(f"{kind} {passed[kind]}/{kinds[kind]}" for kind in sorted(kinds)))
    return bool(through) or len(refused) > MOST_REFUSED * len(true)


def _explain(verdict: Verdict) -> None:
    print(f"\n  {verdict.case.wrong or 'faithful'} ({verdict.case.language}): {verdict.case.text}")
    for source in verdict.case.sources:
        print(f"    {source.language}: {source.text}")
    for fault in verdict.faults:
        print(f"    -> {fault.kind}: {fault.said}")


def _parted(line: str) -> tuple[str, str]:
    first, _, rest = line.partition(" ")
    return first, rest


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
