"""The weights of ``digests/tagging/parties.py``: which two, or all three, of the countries an item is about.

    python -m training.about DIR...     prints what it would read right of each set by the others, writes parties.toml

DIR: real days (every item about two or three is labelled, so all others are known not to be) or a written set of gold
items. Beside them stand 1,150 headlines written for training (``about.tsv``: language, publisher's country, countries
or ``-``, title, lead). The written set counts half: it is kinder than a real day.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from config.catalogue import load_catalogue
from config.names import load_names
from digests.evaluate.days import NewsDays, holds_days, load_days, plain_url
from digests.evaluate.gold import Gold, load_gold
from digests.language.detect import detect_entry
from digests.model import COUNTRIES, Entry
from digests.sources.text.markup import plain
from digests.tagging.grade import Grader
from digests.tagging.lexicon import Passages
from digests.tagging.parties import Pair, Parties, candidates
from digests.tagging.signs import Signs, signs_of_pair, signs_of_three

WRITTEN = Path(__file__).with_name("about.tsv")
WEIGHTS = Path(__file__).parent.parent / "digests" / "tagging" / "parties.toml"
STRENGTH = 0.3
"""The inverse of the regularisation: of 0.03, 0.1, 0.3 and 1 the best on either set by the other."""
PAIR, THREE = 0.47, 0.4
"""Thresholds, chosen likewise."""
SEEN_TWICE = 2
"""A sign that was seen less often says nothing."""
_NOTHING = {"bias": 0.0, "threshold": 1.1, "signs": {}}


@dataclass(frozen=True, slots=True)
class Sample:
    """An item with what it is about: two, three, or () for one country at most."""

    passages: Passages
    about: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Read:
    """A sample's signs."""

    about: tuple[str, ...]
    weight: float
    pairs: Mapping[Pair, Signs]
    three: Signs | None
    title: str


def main(arguments: Sequence[str]) -> int:
    grader = _grader()
    sets = {Path(name).name: [read(grader, one) for one in samples(Path(name))] for name in arguments}
    sets[WRITTEN.name] = [read(grader, one) for one in written(WRITTEN)]
    for name in sets:
        others = [one for other, reads in sets.items() if other != name for one in reads]
        print(f"{name} by the others: {figures(model(others), sets[name])}")
    weights = model([one for reads in sets.values() for one in reads])
    WEIGHTS.write_text(as_toml(weights), encoding="utf-8")
    return 0


def _grader() -> Grader:
    catalogue = load_catalogue()
    untaught = Parties({"pair": _NOTHING, "three": _NOTHING})
    return Grader(catalogue.glossary, catalogue.dealings, untaught, load_names(catalogue.directory))


def samples(directory: Path) -> Iterator[Sample]:
    """What is known of the items of a set."""
    return of_days(load_days(directory)) if holds_days(directory) else of_gold(load_gold(directory))


def of_gold(gold: Gold) -> Iterator[Sample]:
    for item in gold.items:
        passages = Passages(item.title, plain(item.summary), item.text, item.language, item.outlet_country)
        yield Sample(passages, _involved(item.countries), 0.5)


def of_days(days: NewsDays) -> Iterator[Sample]:
    """Those on which editors differ are left out."""
    for url, item in {plain_url(item.url): item for item in days.items}.items():
        if url in days.unsure:
            continue
        title, lead, text = plain(item.title), plain(item.lead), plain(item.text)
        entry = Entry("feed", item.outlet, item.outlet, item.country, title, lead, text, language=item.language)
        label = days.labels.get(url)
        yield Sample(Passages.of(entry, detect_entry(entry)), _involved(label.countries if label else ()))


def written(path: Path) -> Iterator[Sample]:
    for line in path.read_text(encoding="utf-8").splitlines():
        language, country, countries, title, *lead = line.split("\t")
        about = _involved(tuple(countries.split()))
        yield Sample(Passages(title, lead[0] if lead else "", "", language, country), about)


def _involved(countries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(country for country in COUNTRIES if country in countries) if len(countries) > 1 else ()


def read(grader: Grader, sample: Sample) -> Read:
    seen = grader.see(sample.passages)
    pairs, three = candidates(seen.scene)
    return Read(
        sample.about,
        sample.weight,
        {pair: signs_of_pair(seen.scene, pair, seen.cues, seen.ruled) for pair in pairs},
        signs_of_three(seen.scene, seen.cues, seen.ruled) if three else None,
        sample.passages.title,
    )


def model(reads: Sequence[Read]) -> dict[str, Any]:
    """The file of weights, as :class:`digests.tagging.parties.Parties` takes it."""
    pairs = [(signs, set(pair) <= set(one.about), one.weight) for one in reads for pair, signs in one.pairs.items()]
    threes = [(one.three, len(one.about) == len(COUNTRIES), one.weight) for one in reads if one.three]
    return {"pair": _fitted(pairs, PAIR), "three": _fitted(threes, THREE)}


def _fitted(rows: Sequence[tuple[Signs, bool, float]], threshold: float) -> dict[str, Any]:
    seen = Counter(sign for signs, _, _ in rows for sign in signs)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{k: v for k, v in signs.items() if seen[k] >= SEEN_TWICE} for signs, _, _ in rows])
    regression = LogisticRegression(C=STRENGTH, max_iter=3000)
    regression.fit(matrix, [so for _, so, _ in rows], sample_weight=[weight for _, _, weight in rows])
    weights = zip(vectors.get_feature_names_out(), regression.coef_[0], strict=True)
    return {
        "bias": round(float(regression.intercept_[0]), 3),
        "threshold": threshold,
        "signs": {str(sign): round(float(weight), 3) for sign, weight in weights if abs(weight) >= 0.005},
    }


def figures(weights: Mapping[str, Any], reads: Sequence[Read]) -> str:
    """Precision, recall and F1 of "about two or three", of the three, and the share of right countries."""
    told = [(one.about, verdict(weights, one)) for one in reads]
    three = [(len(about) == len(COUNTRIES), len(said) == len(COUNTRIES)) for about, said in told]
    both = [about == said for about, said in told if about and said]
    right = sum(both) / max(len(both), 1)
    return (
        f"about two or three {_prf([(bool(a), bool(s)) for a, s in told])}; three {_prf(three)}; countries {right:.3f}"
    )


def verdict(weights: Mapping[str, Any], one: Read) -> tuple[str, ...]:
    return Parties(weights).decide(one.pairs, one.three).countries


def _prf(pairs: Sequence[tuple[bool, bool]]) -> str:
    right, said, wanted = sum(a and s for a, s in pairs), sum(s for _, s in pairs), sum(a for a, _ in pairs)
    precision, recall = right / max(said, 1), right / max(wanted, 1)
    return (
        f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f} (n {wanted})"
    )


def as_toml(weights: Mapping[str, Any]) -> str:
    lines = [
        "# Made by python -m training.about: what each sign (digests/tagging/signs.py) adds to the log of the odds."
    ]
    for name, table in weights.items():
        lines += ["", f"[{name}]", f"bias = {table['bias']}", f"threshold = {table['threshold']}", f"[{name}.signs]"]
        lines += [f'"{sign}" = {weight}' for sign, weight in sorted(table["signs"].items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
