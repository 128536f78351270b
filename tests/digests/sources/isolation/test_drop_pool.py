"""Reading drops in a worker that can be killed."""

import asyncio
from pathlib import Path

import pytest

from digests.errors import DropRejected
from digests.sources.drops.inbox import take
from digests.sources.isolation.drop_pool import killable
from digests.sources.isolation.pool import ParserPool

NOW = 4_000_000_000


@pytest.mark.slow
async def test_drops_are_read_in_a_worker_and_one_that_kills_it_is_rejected_alone(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Ports\n\nThree ports agreed.")
    (inbox / "b.pdf").write_bytes(b"no pdf")
    async with ParserPool(1) as pool:
        read = killable(pool, asyncio.get_running_loop())
        outcomes = await asyncio.to_thread(
            lambda: list(take(inbox, tmp_path / "done", tmp_path / "rejected", now=NOW, read=read))
        )
    assert outcomes[0].entries[0].title == "Ports"
    assert outcomes[1].error is not None
    assert outcomes[1].error.problem == "is a broken PDF"


@pytest.mark.slow
async def test_a_document_that_takes_too_long_is_a_rejected_drop() -> None:
    async with ParserPool(1, seconds=2) as pool:
        read = killable(pool, asyncio.get_running_loop())
        await asyncio.to_thread(read, "warm.txt", b"Ports\n\nThree ports agreed.")
        page = b"<li>ab." * 270_000
        with pytest.raises(DropRejected, match="took longer than"):
            await asyncio.to_thread(read, "a.html", page)
        document = await asyncio.to_thread(read, "next.txt", b"Ports\n\nThree ports agreed.")
        assert not isinstance(document, tuple)
        assert document.entries
