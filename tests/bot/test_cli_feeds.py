"""``trilateral feeds`` at the terminal: what is taken, what is guessed, what is refused."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.loopback import Loopback, answer, rss

KOREAN = rss("한일중 정상회의 내년 봄 서울에서 개최", "반도체 수출 3개월 연속 증가")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRILATERAL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TRILATERAL_ALLOW_PRIVATE_ADDRESSES", "true")
    return tmp_path


@pytest.fixture
async def feed() -> AsyncIterator[str]:
    """The address of a Korean feed."""
    async with Loopback({"/rss": answer(KOREAN), "/empty": answer(rss())}) as server:
        yield server.url("/rss")


async def feeds(*arguments: str) -> Result:
    """The command beside the server, not in its event loop."""
    return await asyncio.to_thread(CliRunner().invoke, app, ("feeds", *arguments))


async def row(address: str) -> str:
    """The line of ``feeds list`` that ends with ``address``."""
    lines = (await feeds("list")).stdout.splitlines()
    return next(line.strip() for line in lines if line.strip().endswith(address))


async def test_a_country_that_is_not_named_is_guessed_from_the_language_and_told(feed: str) -> None:
    added = await feeds("add", feed, "--name", "새벽일보")
    assert added.stdout == f"added: 새벽일보  {feed}  (KR, 2 items)\n"
    assert "Its country is KR, guessed from its language." in added.stderr
    assert f"trilateral feeds remove {feed} && trilateral feeds add {feed} --country CODE" in added.stderr


async def test_what_is_removed_and_added_again_is_as_it_is_named_then(feed: str) -> None:
    await feeds("add", feed, "--name", "Dawn")
    again = await feeds("add", feed, "--country", "us")
    assert again.stdout == f"known already: 127.0.0.1  {feed}\n"
    assert "To change it: trilateral feeds remove" in again.stderr
    await feeds("remove", feed)
    await feeds("add", feed, "--country", "us", "--name", "Dusk")
    assert (await row(feed)).split()[1:6] == ["US", "-", "never", "Dusk", feed]


async def test_a_feed_of_the_catalogue_that_is_added_with_another_name_keeps_it(
    feed: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = folder / "config"
    config.mkdir()
    (config / "feeds.toml").write_text(f'[[feed]]\nurl = "{feed}"\nname = "Listed"\ncountry = "CN"\n')
    monkeypatch.setenv("TRILATERAL_CONFIG_DIR", str(config))
    assert "Listed" in await row(feed)
    await feeds("remove", feed)
    await feeds("add", feed, "--country", "KR", "--name", "Ours")
    assert (await row(feed)).split()[1:6] == ["KR", "-", "never", "Ours", feed]


async def test_an_empty_feed_is_added_with_a_word(feed: str) -> None:
    empty = feed.replace("/rss", "/empty")
    added = await feeds("add", empty, "--country", "KR")
    assert "(KR, 0 items)" in added.stdout
    assert added.stderr.splitlines() == [f"It holds no items now; see later: trilateral feeds check {empty}"]


async def test_a_country_that_no_catalogue_takes_is_refused() -> None:
    refused = await feeds("add", "https://news.example/rss", "--country", "XYZ")
    assert refused.exit_code == 2
    assert "--country: XYZ is no country code; write two letters" in refused.output


async def test_an_address_in_a_pipe_is_one_word(feed: str) -> None:
    long = f"{feed}?{'a=1&' * 40}"
    await feeds("add", long, "--country", "KR")
    assert (await row(long)).startswith("on")
