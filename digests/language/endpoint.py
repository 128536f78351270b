"""Vectors from an OpenAI-compatible endpoint (``POST /embeddings``), hosted or local, instead of our own model."""

import asyncio
import json
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
import numpy as np
from numpy.typing import NDArray

from digests.errors import ConfigurationError
from digests.language.fold import fold_for_meaning

_LONGEST = 256
_BATCH = 64
_TIMEOUT = aiohttp.ClientTimeout(total=30)
"""For a batch."""
_FAULTS = (aiohttp.ClientError, OSError, ValueError, LookupError, TypeError)
"""Of the network, and of an answer that is none."""

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
            (rows,) = self._ask([["dimensions"]])
            if isinstance(rows, Exception):
                problem = f"{self._url} gives no vectors: {rows}"
                raise ConfigurationError("TRILATERAL_EMBEDDER", problem, "check address, model and key") from rows
            self._dimensions = rows.shape[1]
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        folded = [fold_for_meaning(text[: 4 * _LONGEST])[:_LONGEST] for text in texts]
        filled = [index for index, text in enumerate(folded) if text]
        batches = [filled[start : start + _BATCH] for start in range(0, len(filled), _BATCH)]
        answers = self._ask([[folded[index] for index in batch] for batch in batches])
        for batch, rows in zip(batches, answers, strict=True):
            if isinstance(rows, Exception):
                log.warning("%s gave no vectors for %d texts: %s", self._url, len(batch), rows)
            elif rows.shape[1] != vectors.shape[1]:
                log.warning("%s gave vectors of another length for %d texts", self._url, len(batch))
            else:
                vectors[batch] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return vectors

    def _ask(self, batches: list[list[str]]) -> list[NDArray[np.float32] | Exception]:
        """For each batch its vectors, or why there are none. The caller may be in a loop, hence the thread."""
        with ThreadPoolExecutor(1, thread_name_prefix="embeddings") as beside:
            return beside.submit(asyncio.run, self._answers(batches)).result()

    async def _answers(self, batches: list[list[str]]) -> list[NDArray[np.float32] | Exception]:
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        async with aiohttp.ClientSession(timeout=_TIMEOUT, headers=headers, trust_env=True) as session:
            return [await self._answer(session, batch) for batch in batches]

    async def _answer(self, session: aiohttp.ClientSession, texts: list[str]) -> NDArray[np.float32] | Exception:
        asked = {"model": self._model, "input": texts}
        try:
            async with session.post(self._url, json=asked, allow_redirects=False) as answer:
                if answer.status != 200:
                    return ValueError(f"it answers {answer.status}")
                return _vectors(json.loads(await answer.read()), len(texts))
        except _FAULTS as error:
            return error


def _vectors(answer: Any, count: int) -> NDArray[np.float32]:
    """Raises one of ``_FAULTS`` where it does not hold ``count`` vectors of one length."""
    rows = sorted(answer["data"], key=lambda row: int(row["index"]))
    vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
    if vectors.ndim != 2 or len(vectors) != count:
        raise ValueError(f"{count} texts were sent, {len(vectors)} vectors came back")
    return vectors
