"""Vectors from an OpenAI-compatible endpoint (``POST /embeddings``), hosted or local, instead of our own model."""

import json
import logging
from collections.abc import Sequence
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import numpy as np
from numpy.typing import NDArray

from digests.errors import ConfigurationError
from digests.language.fold import fold_for_meaning

_LONGEST = 256
_BATCH = 64
_TIMEOUT = 30
"""Seconds for a batch."""

log = logging.getLogger(__name__)


class EmbeddingsEndpoint:
    """The embedder behind ``TRILATERAL_EMBEDDER=https://host/v1/embeddings#model``.

    Where the endpoint fails, texts get rows of zeros and the log says so: items are stored and tagged by their words,
    and none is lost. The operator chose the address, so that it may be one that no feed may have.
    """

    def __init__(self, address: str, key: str | None = None) -> None:
        self._url, _, self._model = address.partition("#")
        self._key = key
        self._dimensions = 0

    @property
    def name(self) -> str:
        return f"{self._url}#{self._model}"

    @property
    def dimensions(self) -> int:
        """Asked of the endpoint at first.

        Raises:
            ConfigurationError: it does not answer, or with something else.
        """
        if not self._dimensions:
            try:
                self._dimensions = self._ask(["dimensions"]).shape[1]
            except (OSError, ValueError, LookupError, TypeError) as error:
                raise ConfigurationError(
                    "TRILATERAL_EMBEDDER", f"{self._url} gives no vectors: {error}", "check address, model and key"
                ) from error
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        folded = [fold_for_meaning(text[: 4 * _LONGEST])[:_LONGEST] for text in texts]
        filled = [index for index, text in enumerate(folded) if text]
        for start in range(0, len(filled), _BATCH):
            batch = filled[start : start + _BATCH]
            try:
                rows = self._ask([folded[index] for index in batch])
                vectors[batch] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
            except (OSError, ValueError, LookupError, TypeError) as error:
                log.warning("%s gave no vectors for %d texts: %s", self._url, len(batch), error)
        return vectors

    def _ask(self, texts: list[str]) -> NDArray[np.float32]:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        body = json.dumps({"model": self._model, "input": texts}).encode()
        request = Request(self._url, body, headers)  # noqa: S310 - the operator's own address
        try:
            with urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
                rows: list[dict[str, Any]] = sorted(json.load(answer)["data"], key=lambda row: int(row["index"]))
        except HTTPError as error:
            error.close()
            raise OSError(f"it answers {error.code}") from None
        vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise ValueError(f"{len(texts)} texts were sent, {len(vectors)} vectors came back")
        return vectors
