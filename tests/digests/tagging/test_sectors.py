"""Fields of cooperation: what the words say, where they stand, and when to say nothing."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from config.catalogue import load_catalogue
from digests.model import Sector, Tag, Word
from digests.tagging.lexicon import Passages
from digests.tagging.sectors import SectorTagger
from tests import loaded
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def tagger() -> SectorTagger:
    return SectorTagger(loaded.catalogue().sectors)


@pytest.mark.parametrize(
    ("language", "title", "sector"),
    [
        ("en", "Wafer fab opens in Kumamoto", "semiconductors"),
        ("zh-Hans", "跨境电商综试区扩围", "ecommerce"),
        ("zh-Hant", "駭客入侵銀行　個資外洩", "cybersecurity"),
        ("ja", "ホタテの輸入再開へ協議", "agriculture"),
        ("ko", "합계출산율 반등", "ageing"),
        ("en", "Second LNG train starts up", "energy"),
        ("ja", "ワシントン条約会議、取引規制案を否決", "climate"),
        ("zh-Hant", "航企取消赴日班次", "transport"),
        ("ko", "판다 외교 재시동", "diplomacy"),
        ("en", "Airlines offer refund on flights", "transport"),
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
    sectors = [Sector(s, "x", names, (), {"en": (Word(s),)}, (s,)) for s in ("right", "up")]
    tagger = SectorTagger(sectors, Corners())
    passages = Passages("right or up", "", "", "en")
    assert next(tag.name for tag in tagger.tag(passages, np.array([1, 0], dtype=np.float32))) == "right"
    assert next(tag.name for tag in tagger.tag(passages, np.array([0, 1], dtype=np.float32))) == "up"


def test_the_entry_shown_in_the_documents_is_all_that_a_new_sector_needs(tmp_path: Path) -> None:
    page = (REPOSITORY / "docs" / "tagging.md").read_text(encoding="utf-8")
    entry = page.split("```toml")[1].split("```")[0]
    packaged = (REPOSITORY / "config" / "sectors.toml").read_text(encoding="utf-8")
    (tmp_path / "sectors.toml").write_text(packaged + "\n" + entry, encoding="utf-8")
    tagger = SectorTagger(load_catalogue(tmp_path).sectors)
    assert "space" in [tag.name for tag in tagger.tag(Passages("ロケット打ち上げ、衛星を軌道に", "", "", "ja"))]


def test_a_mechanism_speaks_for_its_field_where_the_fields_words_stand() -> None:
    catalogue = loaded.catalogue()
    tagger = SectorTagger(catalogue.sectors, mechanisms=catalogue.mechanisms)
    passages = Passages("Heads meet again", "", "They met. It rained. They spoke. A patent was named.", "en")
    assert tagger.tag(passages, None, (Tag("tripo", 0.9),)) == ()
    passages = Passages("Heads meet again", "", "They met on patents. It rained. They spoke of inventions.", "en")
    assert [tag.name for tag in tagger.tag(passages, None, (Tag("tripo", 0.9),))] == ["ip"]


def test_the_article_of_three_fields_is_tagged_with_all_of_them(tagger: SectorTagger, testdata: Path) -> None:
    [path] = (testdata / "seeds").glob("000*.txt")
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    assert {tag.name for tag in tagger.tag(Passages(title, "", text, "en"))} == {"ai", "blockchain", "data"}
