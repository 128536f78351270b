"""What stands at an address -> a file for the inbox."""

from collections.abc import Callable, Mapping
from typing import TypeVar, TypeVarTuple, Unpack

import pytest

from digests.errors import DropRejected
from digests.sources.drops.documents import read_document
from digests.sources.web.linked import linked
from digests.sources.web.responses import Limits, Response

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")
URL = "https://port.example/a"
SENTENCE = "The three ports agreed to share the data of their coastal radars from March onward."


class Here:
    """Runs where it is called."""

    async def run(self, subject: str, function: Callable[[Unpack[_Arguments]], _Result], *args: *_Arguments) -> _Result:
        return function(*args)


class OnePage:
    def __init__(self, kind: str, body: str) -> None:
        self.kind, self.body = kind, body

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> Response:
        return Response(url, 200, {"content-type": self.kind}, self.body.encode())


async def test_a_page_becomes_a_record_that_keeps_its_address() -> None:
    page = f"<html lang=en><body><h1>Ports agree</h1><p>{SENTENCE}</p><p>27 May 2024</p></body></html>"
    name, content = await linked(URL, OnePage("text/html; charset=utf-8", page), Here())
    entry = read_document(name, content)[0]
    assert name.startswith("port.example-")
    assert (entry.title, entry.url, entry.publisher) == ("Ports agree", URL, "port.example")
    assert SENTENCE in entry.text


@pytest.mark.parametrize("kind", ["application/pdf", "application/octet-stream", "text/html"])
async def test_a_document_is_kept_as_it_is(kind: str) -> None:
    name, content = await linked(URL, OnePage(kind, "%PDF-"), Here())
    assert (name.endswith(".pdf"), content) == (True, b"%PDF-")


async def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(DropRejected, match="holds no text"):
        await linked(URL, OnePage("text/html", "<html></html>"), Here())
