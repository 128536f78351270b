import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from digests.errors import ConfigurationError
from digests.language.embed import load_embedder


class Endpoint(ThreadingHTTPServer):
    """Answers with as many vectors as texts, last first, each [length, 1, 0]; or with ``status``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.status = 200
        self.left_out = 0
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1/embeddings#tiny"


class Answer(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        self.server.keys.append(self.headers["Authorization"])
        texts = asked["input"][self.server.left_out :]
        rows = [{"index": place, "embedding": [len(text), 1, 0]} for place, text in enumerate(texts)]
        body = json.dumps({"data": rows[::-1]}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_an_address_in_the_setting_is_an_endpoint_that_is_asked_folded_texts(endpoint: Endpoint) -> None:
    embedder = load_embedder(endpoint.address, "a-key")
    vectors = embedder.embed(["ＡＢＣ", "", "a"])
    assert (embedder.dimensions, vectors.shape) == (3, (3, 3))
    assert vectors[0] == pytest.approx(np.array([3, 1, 0]) / np.sqrt(10))
    assert not vectors[1].any()
    assert endpoint.asked[-1] == {"model": "tiny", "input": ["abc", "a"]}
    assert endpoint.keys[-1] == "Bearer a-key"


def test_a_failing_endpoint_costs_vectors_not_items(endpoint: Endpoint) -> None:
    embedder = load_embedder(endpoint.address)
    assert embedder.dimensions == 3
    endpoint.status = 500
    assert not embedder.embed(["one", "two"]).any()
    endpoint.status, endpoint.left_out = 200, 1
    assert not embedder.embed(["one", "two"]).any()
    endpoint.left_out = 0
    assert embedder.embed(["one", "two"]).any()


async def test_it_is_asked_from_within_a_loop_that_runs(endpoint: Endpoint) -> None:
    assert load_embedder(endpoint.address).embed(["one"]).any()


def test_many_texts_go_in_batches(endpoint: Endpoint) -> None:
    vectors = load_embedder(endpoint.address).embed(["x" * (1 + number % 9) for number in range(150)])
    assert [len(asked["input"]) for asked in endpoint.asked[-3:]] == [64, 64, 22]
    assert vectors[9] == pytest.approx(vectors[0])
    assert vectors.any(axis=1).all()


@pytest.mark.parametrize("status", [302, 404, 503])
def test_only_an_answer_that_is_one_is_taken(endpoint: Endpoint, status: int) -> None:
    endpoint.status = status
    with pytest.raises(ConfigurationError, match=f"it answers {status}"):
        load_embedder(endpoint.address).embed(["one"])


def test_where_nobody_listens_the_address_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"TRILATERAL_EMBEDDER: http://127\.0\.0\.1:9/v1 gives no vectors"):
        load_embedder("http://127.0.0.1:9/v1#tiny").embed(["one"])


def test_an_endpoint_that_never_answered_is_named_at_the_start(endpoint: Endpoint) -> None:
    endpoint.status = 401
    with pytest.raises(ConfigurationError, match="gives no vectors") as caught:
        load_embedder(endpoint.address, "a-secret").embed(["one"])
    assert "a-secret" not in str(caught.value)
