"""Labelled news as the taggers see it: real days, written sets, further labels, and headlines written for the purpose.

sets, TSV of further labels, headlines.toml -> Sample (passages, vector, mechanisms, the sectors that it is about)
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from config.catalogue import Catalogue
from config.names import load_names
from digests.evaluate.days import holds_days, load_days, plain_url
from digests.evaluate.gold import load_gold
from digests.intake.understanding import meanings
from digests.language.detect import detect_entry
from digests.language.embed import Embedder
from digests.model import Entry, Tag
from digests.sources.text.markup import line, plain
from digests.tagging.grade import Grader
from digests.tagging.lexicon import Passages
from digests.tagging.mechanisms import MechanismTagger

INVENTED = "invented"
"""The set of the headlines that were written for training."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An entry, where it is from and what it is about; ``sectors`` is None where nobody said."""

    set: str
    part: str
    """Of real days: ``a``, ``b``, ``c``; ``more`` for further labels; else ``""``."""
    story: str
    """Items of one event share it: what is learnt of one is no proof for another."""
    entry: Entry
    sectors: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled entry as the sector tagger gets it."""

    labelled: Labelled
    passages: Passages
    vector: NDArray[np.float32]
    mechanisms: tuple[Tag, ...]


def labelled(directories: Iterable[Path], more: Iterable[Path]) -> Iterator[Labelled]:
    """Everything in the sets, unlabelled items too: they tell what news of a language is usually like.

    Args:
        directories: real days, or written sets.
        more: lines of address, TAB, sectors with commas between, of items of the real days.
    """
    further = {address: names for path in more for address, names in _further(path)}
    for directory in directories:
        yield from _days(directory, further) if holds_days(directory) else _written(directory)
    yield from _invented()


def samples(given: Sequence[Labelled], catalogue: Catalogue, embedder: Embedder) -> Iterator[Sample]:
    """Each with what other parts of the pipeline know of it."""
    grader = Grader(catalogue.glossary, catalogue.dealings, names=load_names(catalogue.directory))
    mechanisms = MechanismTagger(catalogue.mechanisms)
    entries = [each.entry for each in given]
    languages = [detect_entry(entry) for entry in entries]
    for each, language, vector in zip(given, languages, meanings(embedder, entries, languages), strict=True):
        passages = Passages.of(each.entry, language)
        graded = grader.grade(passages)
        yield Sample(each, passages, vector, mechanisms.tag(passages, graded.grade, graded.countries))


def _further(path: Path) -> Iterator[tuple[str, frozenset[str]]]:
    for row in path.read_text(encoding="utf-8").splitlines():
        address, names = row.split("\t")[:2]
        yield plain_url(address), frozenset(names.split(",")) - {""}


def _days(directory: Path, further: Mapping[str, frozenset[str]]) -> Iterator[Labelled]:
    days = load_days(directory)
    for item in {plain_url(item.url): item for item in days.items}.values():
        url = plain_url(item.url)
        label = days.labels.get(url)
        text, lead = plain(item.text), plain(item.lead)
        entry = Entry("feed", "", item.outlet, item.country, line(item.title), lead, text, language=item.language)
        if label:
            yield Labelled(days.name, label.part, label.story or url, entry, frozenset(label.sectors))
        else:
            yield Labelled(days.name, "more", url, entry, further.get(url))


def _written(directory: Path) -> Iterator[Labelled]:
    for item in load_gold(directory).items:
        lead, text = plain(item.summary), plain(item.text)
        entry = Entry("feed", "", item.outlet, item.outlet_country, line(item.title), lead, text)
        yield Labelled(directory.name, "", item.story, entry, frozenset(item.sectors))


def _invented() -> Iterator[Labelled]:
    """``headlines.toml``: by sectors ("ai", "trade,agriculture", "none") and language; " | " sets off a lead."""
    text = (files("training") / "headlines.toml").read_text(encoding="utf-8")
    for names, languages in tomllib.loads(text).items():
        sectors = frozenset(names.split(",")) - {"none"}
        for language, headlines in languages.items():
            for headline in headlines:
                title, _, lead = headline.partition(" | ")
                yield Labelled(
                    INVENTED, "", headline, Entry("feed", "", "", "XX", title, lead, language=language), sectors
                )
