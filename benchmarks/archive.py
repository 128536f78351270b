"""A made-up archive with its stories, written straight through the stores: for benchmarks of what readers get."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from benchmarks.search import entries
from digests.model import COUNTRIES, Entry, Evidence, Item, Reading, Sentence, Tag
from digests.store import Store
from digests.stories.telling import tell

_PAGE = 2000
_REPORTS = (1, 1, 1, 2, 3, 5)
"""Reports of a story, each as likely."""
_DIMENSIONS = 512
_MECHANISMS = ("summit", "rcep", "tcs", "cjk-fta")


def write(store: Store, count: int, *, a_day: int, now: int) -> None:
    """``count`` articles, ``a_day`` of them each day up to ``now``, searchable and joined to stories."""
    drawn = random.Random(11)
    articles = _articles(drawn, count, a_day, now)
    while page := list(islice(articles, _PAGE)):
        with store.db.write():
            items = [
                store.items.add(entry, reading, published=published, first_seen=published, pushable=True)
                for entry, reading, published in page
            ]
            store.search.add(items)
            _tell(store, drawn, items)


def _articles(drawn: random.Random, count: int, a_day: int, now: int) -> Iterator[tuple[Entry, Reading, int]]:
    vectors = np.random.default_rng(11).normal(size=(64, _DIMENSIONS)).astype("<f4")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for place, (entry, reading, _) in enumerate(entries(drawn, count)):
        number = drawn.randrange(300)
        known = replace(
            entry,
            publisher=f"Paper {number}",
            country=drawn.choice(COUNTRIES),
            url=f"https://{number}.example/{place}",
        )
        yield known, _read(drawn, known, reading, vectors), now - int((count - place) / a_day * 86_400)


def _read(
    drawn: random.Random, entry: Entry, reading: Reading, vectors: "np.ndarray[tuple[int, int], np.dtype[np.float32]]"
) -> Reading:
    """With what the reader of real articles leaves: sentences, evidence, a mechanism now and then, a vector."""
    end = ". " if reading.language in ("en", "ko") else "。"
    cut = entry.text.index(end) + 1
    words = (Evidence(entry.title[:6], "title", 0, 6), Evidence(entry.text[:6], "text", 0, 6))
    named = (Tag(drawn.choice(_MECHANISMS), 0.8, words),) if drawn.random() < 0.1 else ()
    return replace(
        reading,
        sectors=tuple(replace(tag, evidence=words) for tag in reading.sectors),
        mechanisms=named,
        summary=(Sentence(entry.text[:cut], "text", 0, cut),),
        vector=vectors[drawn.randrange(len(vectors))].tobytes(),
        why_grade=words,
    )


def _tell(store: Store, drawn: random.Random, items: list[Item]) -> None:
    """Neighbours in time become stories."""
    rest = iter(items)
    while members := list(islice(rest, drawn.choice(_REPORTS))):
        store.joins.open(tell(members), members, follows=None, now=members[-1].published)
