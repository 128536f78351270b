"""Fields of cooperation: what the words say, where they stand, and when to say nothing."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from config.catalogue import load_catalogue
from digests.model import Sector, Word
from digests.stories.lexicon import Passages
from digests.stories.sectors import SectorTagger


@pytest.fixture(scope="module")
def tagger() -> SectorTagger:
    return SectorTagger(load_catalogue().sectors)


@pytest.mark.parametrize(
    ("language", "title", "sector"),
    [
        ("en", "Wafer fab opens in Kumamoto", "semiconductors"),
        ("zh-Hans", "跨境电商综试区扩围", "ecommerce"),
        ("zh-Hant", "駭客入侵銀行　個資外洩", "cybersecurity"),
        ("ja", "ホタテの輸入再開へ協議", "agriculture"),
        ("ko", "합계출산율 반등", "ageing"),
    ],
)
def test_a_title_names_its_sector(tagger: SectorTagger, language: str, title: str, sector: str) -> None:
    assert sector in [tag.name for tag in tagger.tag(Passages(title, "", "", language))]


def test_an_item_that_fits_nowhere_gets_no_sector(tagger: SectorTagger) -> None:
    assert tagger.tag(Passages("Actor marries in Tuscany", "", "The couple met last year.", "en")) == ()


def test_never_more_than_three_sectors(tagger: SectorTagger) -> None:
    title = "AI, blockchain, semiconductors, LNG, fisheries, tourism, vaccines and typhoons"
    assert len(tagger.tag(Passages(title, "", "", "en"))) == 3


def test_each_tag_shows_its_words(tagger: SectorTagger) -> None:
    [tag] = tagger.tag(Passages("Wafer fab opens", "", "", "en"))
    assert [(evidence.words, evidence.place) for evidence in tag.evidence] == [("Wafer", "title"), ("fab", "title")]


class Corners:
    """An embedder whose meanings are the corners of a square."""

    name = "corners"
    dimensions = 2

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[1.0, 0.0] if text == "right" else [0.0, 1.0] for text in texts], dtype=np.float32)


def test_the_vector_orders_sectors_that_the_words_leave_level() -> None:
    names = dict.fromkeys(("en", "zh-Hans", "zh-Hant", "ja", "ko"), "x")
    sectors = [Sector(s, "x", names, {"en": (Word(s),)}, (s,)) for s in ("right", "up")]
    tagger = SectorTagger(sectors, Corners())
    passages = Passages("right or up", "", "", "en")
    assert next(tag.name for tag in tagger.tag(passages, np.array([1, 0], dtype=np.float32))) == "right"
    assert next(tag.name for tag in tagger.tag(passages, np.array([0, 1], dtype=np.float32))) == "up"
