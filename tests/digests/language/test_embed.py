import numpy as np
import pytest

from digests.errors import ConfigurationError
from digests.language.embed import Embedder, load_embedder


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


def test_one_meaning_in_five_scripts_lies_closer_than_another_meaning(embedder: Embedder) -> None:
    vectors = embedder.embed(
        [
            "Three countries agree on a free trade agreement",
            "三国就自由贸易协定达成一致",
            "三國就自由貿易協定達成一致",
            "3カ国が自由貿易協定で合意",
            "세 나라가 자유무역협정에 합의",
            "A cat sleeps on the sofa",
        ]
    )
    same, other = vectors[1:5] @ vectors[0], vectors[5] @ vectors[0]
    assert min(same) > other + 0.3


def test_rows_are_of_unit_length_and_blank_texts_are_zero(embedder: Embedder) -> None:
    vectors = embedder.embed(["word", "", " \n\u3000\u200b", "x" * 1_000_000, "😀", "\x00\x07"])
    assert vectors.shape == (6, embedder.dimensions)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert lengths[[0, 3, 4]] == pytest.approx(1)
    assert lengths[[1, 2]] == pytest.approx(0)
    assert np.isfinite(vectors).all()


def test_nothing_to_embed_is_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_order_and_company_do_not_change_a_vector(embedder: Embedder) -> None:
    texts = ["short", "a much longer sentence about the trade of three countries", "日中韓"]
    together, alone = embedder.embed(texts), np.vstack([embedder.embed([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-4


def test_an_unknown_embedder_is_refused_by_name() -> None:
    with pytest.raises(ConfigurationError, match="no embedder is called 'nothing'"):
        load_embedder("nothing")
