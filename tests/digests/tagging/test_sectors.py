"""Fields of cooperation: what the words say, where they stand, and when to say nothing."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from config.catalogue import load_catalogue
from digests.model import Sector, Tag, Word
from digests.tagging.lexicon import Passages
from digests.tagging.sectors import SectorTagger
from digests.tagging.weights import SectorWeights
from tests import loaded
from tests.conftest import REPOSITORY

HEADLINES = Path(__file__).with_name("sectors.toml")


@pytest.fixture(scope="module")
def tagger() -> SectorTagger:
    return SectorTagger(loaded.catalogue().sectors)


@cache
def taught() -> SectorTagger:
    """As the service makes it, but for the vectors."""
    catalogue = loaded.catalogue()
    return SectorTagger(catalogue.sectors, None, catalogue.mechanisms, catalogue.apart)


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


def test_headlines_of_a_year_get_the_sector_that_they_are_about() -> None:
    """195 of them (``sectors.toml``), none trained on; by their words alone, as nothing here has a vector."""
    right = said = wanted = 0
    for names, languages in tomllib.loads(HEADLINES.read_text(encoding="utf-8")).items():
        about = frozenset(names.split(",")) - {"none"}
        for language, headlines in languages.items():
            for headline in headlines:
                told = {tag.name for tag in taught().tag(Passages(headline, "", "", language))}
                right, said, wanted = right + len(told & about), said + len(told), wanted + len(about)
    assert 2 * right / (said + wanted) >= 0.78
    assert right / wanted >= 0.75


def test_an_item_that_fits_nowhere_gets_no_sector(tagger: SectorTagger) -> None:
    assert tagger.tag(Passages("Actor marries in Tuscany", "", "The couple met last year.", "en")) == ()


def test_never_more_than_three_sectors(tagger: SectorTagger) -> None:
    text = "AI and blockchain. Semiconductors and LNG. Fisheries and tourism. Vaccines and typhoons. " * 3
    assert len(tagger.tag(Passages(text.split(".")[0], text, text, "en"))) <= 3


@pytest.mark.parametrize(
    ("language", "title", "wrong"),
    [
        ("ko", "더불어민주당, 필리버스터 사흘째", ("agriculture", "transport")),
        ("ko", "제조업 취업자 열 달째 줄어", ("agriculture",)),
        ("ko", "정부도 지분 확보에 나설 듯", ("finance",)),
        ("ko", "젤렌스키 만난 특사", ("people",)),
        ("ko", "천문학적 비용에 손든 시공사", ("science",)),
        ("ko", "은퇴 선언한 배우의 사과", ("ageing", "agriculture")),
        ("en", "Political storm over the speaker's cruise", ("disaster",)),
        ("en", "Boxer announces retirement after title loss", ("ageing",)),
        ("en", "Who is the new party chief?", ("health",)),
        ("en", "We won't ship it, says the war of words' winner", ("finance", "security")),
        ("zh-Hans", "“代表通道”开启 六位代表回答提问", ("transport",)),
        ("ja", "経済産業省が職員を表彰", ("finance",)),
    ],
)
def test_words_inside_words_and_homographs_name_no_sector(language: str, title: str, wrong: tuple[str, ...]) -> None:
    assert not {tag.name for tag in taught().tag(Passages(title, "", "", language))} & set(wrong)


@pytest.mark.parametrize(("title", "found"), [("AI rules", True), ("Ai Weiwei shows", False), ("Air rules", False)])
def test_an_acronym_is_found_in_capitals_alone(title: str, found: bool) -> None:
    assert ("ai" in [tag.name for tag in taught().tag(Passages(title, "", "", "en"))]) is found


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
    words = Passages("Heads of offices meet on patents", "", "", "en")
    [alone] = tagger.tag(words)
    [spoken] = tagger.tag(words, None, (Tag("tripo", 0.9),))
    assert (alone.name, spoken.name) == ("ip", "ip")
    assert spoken.weight > alone.weight
    assert tagger.tag(Passages("Heads meet again", "", "", "en"), None, (Tag("tripo", 0.9),)) == ()


def test_a_field_of_the_mechanism_needs_less_to_be_told_than_another() -> None:
    item, tripo = Passages("Examiners of the three patent offices meet", "", "", "en"), [Tag("tripo", 1.0)]
    for mechanisms, told in ((tripo, True), ([], False)):
        [field] = [tag for tag in taught().tag(item, None, mechanisms) if tag.name == "ip"]
        stricter = taught().with_weights(replace(SectorWeights.packaged(), threshold=1.2 * field.weight))
        assert ("ip" in [tag.name for tag in stricter.tag(item, None, mechanisms)]) is told


def test_the_article_of_three_fields_is_tagged_with_all_of_them(tagger: SectorTagger, testdata: Path) -> None:
    [path] = (testdata / "seeds").glob("000*.txt")
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    assert {tag.name for tag in tagger.tag(Passages(title, "", text, "en"))} == {"ai", "blockchain", "data"}


class Pole:
    """An embedder to whose vectors the packaged weights were fitted, that places everything at one pole."""

    name = "universal-sentence-encoder"
    dimensions = 512

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.repeat(np.eye(1, 512, dtype=np.float32), len(texts), axis=0)


def test_a_tag_says_how_much_the_meaning_spoke_for_it() -> None:
    weights = SectorWeights.packaged()
    vector = np.eye(1, 512, dtype=np.float32)[0]
    row = weights.row["energy"]
    meaning = np.zeros_like(weights.meaning)
    meaning[row] = 4 * (vector - weights.centres["en"])
    told = replace(weights, meaning=meaning)
    title = Passages("Second LNG train starts up", "", "", "en")
    sectors = load_catalogue().sectors
    [tag] = SectorTagger(sectors, Pole(), weights=told).tag(title, vector)
    assert tag.name == "energy"
    assert tag.meaning > 3
    [alone] = SectorTagger(sectors, weights=told).tag(title)
    assert alone.meaning == 0


def test_weights_are_read_as_they_were_written() -> None:
    weights = SectorWeights.packaged()
    again = SectorWeights.read(weights.write())
    assert again.names == weights.names
    assert again.trusts == weights.trusts
    assert np.array_equal(again.meaning, weights.meaning)


def test_a_word_that_was_never_right_speaks_less_than_its_list_says() -> None:
    sectors = [Sector(s, "x", {"en": s}, (), {"en": (Word("harbour"),)}) for s in ("ai", "ip")]
    trusts = {("ai", "harbour"): 0.02, ("ip", "harbour"): 0.9}
    weights = replace(SectorWeights.packaged(), trusts=trusts)
    found = {tag.name for tag in SectorTagger(sectors, weights=weights).tag(Passages("Harbour opens", "", "", "en"))}
    assert found == {"ip"}
