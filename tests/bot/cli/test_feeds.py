"""``trilateral feeds`` at the terminal: what is taken, what is guessed, what is refused."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from digests.sources.feeds.polling import PollState
from digests.store import open_store
from digests.store.news.feeds import FeedResult, Poll
from tests.loopback import Loopback, answer, rss

KOREAN = rss("한일중 정상회의 내년 봄 서울에서 개최", "반도체 수출 3개월 연속 증가")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "own"  # no feeds but those that are added
    own.mkdir()
    (own / "feeds.toml").write_text("")
    monkeypatch.setenv("TRILATERAL_CONFIG_DIR", str(own))
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


@pytest.fixture
def catalogue(feed: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A catalogue of three: one that is read, one that its terms have off, one that does not answer."""
    config = folder / "config"
    config.mkdir()
    other = feed.replace("/rss", "/forbidding")
    (config / "feeds.toml").write_text(
        f'[[feed]]\nurl = "{feed}"\nname = "새벽일보"\ncountry = "KR"\nlanguage = "ko"\ncovers = ["trade", "wto"]\n'
        f'[[feed]]\nurl = "{other}"\nname = "Forbidding"\ncountry = "JP"\noff = "its terms forbid it"\n'
        f'[[feed]]\nurl = "{feed.replace("/rss", "/gone")}"\nname = "Gone"\ncountry = "CN"\nlanguage = "zh-Hans"\n'
        'covers = ["ip"]\n'
    )
    monkeypatch.setenv("TRILATERAL_CONFIG_DIR", str(config))
    return other


async def test_a_check_ends_with_what_has_a_living_source_and_what_has_none(catalogue: str) -> None:
    said = (await feeds("check")).stdout
    report = said[said.index("Coverage: 1 of 2 feeds live, by this check.") :]
    assert re.search(r"^Korea +1/1 +ko 1 *$", report, re.MULTILINE)
    assert re.search(r"^China +none *$", report, re.MULTILINE)
    assert re.search(r"^Korean +1/1", report, re.MULTILINE)
    assert re.search(r"^Trade +1/1 +새벽일보", report, re.MULTILINE)
    assert re.search(r"^Intellectual property +none +not living: Gone", report, re.MULTILINE)
    assert re.search(r"^World Trade Organization +1/1", report, re.MULTILINE)
    missing = report[report.index("No living source:") :]
    assert "Intellectual property" in missing
    assert "Trilateral Cooperation Secretariat" in missing
    assert "World Trade Organization" not in missing


async def test_a_check_of_one_feed_says_nothing_of_the_others(catalogue: str, feed: str) -> None:
    assert "Coverage" not in (await feeds("check", feed)).stdout


async def test_without_a_network_the_coverage_is_that_of_the_last_polls(catalogue: str, folder: Path) -> None:
    config = folder / "config" / "feeds.toml"
    config.write_text(re.sub(r"http://127.0.0.1:\d+", "http://127.0.0.1:1", config.read_text()))
    assert "No feed was asked yet" in (await feeds("list")).stdout
    now = int(time.time())
    store = open_store(folder / "data" / "trilateral.db")
    state = PollState(last_poll=now, last_read=now, newest=now, counted=2, gap=3600)
    store.feeds.record([Poll("http://127.0.0.1:1/rss", state, now, FeedResult(now, "read"))])
    store.close()
    for command in ("check", "list"):
        said = (await feeds(command)).stdout
        assert "Coverage: 1 of 2 feeds live, by what is remembered of their last polls." in said
        assert re.search(r"^Trade +1/1 +새벽일보", said, re.MULTILINE)


async def test_what_is_off_for_a_reason_is_switched_on_by_who_was_told_it(catalogue: str) -> None:
    assert f"Forbidding: its terms forbid it  {catalogue}" in (await feeds("list")).stdout
    refused = await feeds("enable", catalogue)
    assert refused.exit_code == 1
    assert "Forbidding is off: its terms forbid it" in refused.stderr
    assert f"trilateral feeds enable {catalogue} --yes" in refused.stderr
    assert (await row(catalogue)).startswith("off")
    switched = await feeds("enable", catalogue, "--yes")
    assert "its terms forbid it" in switched.stderr
    assert switched.stdout == f"on: Forbidding  {catalogue}\n"
    assert (await row(catalogue)).startswith("on")
    assert (await feeds("enable", catalogue)).stdout == f"on already: Forbidding  {catalogue}\n"
    await feeds("disable", catalogue)
    assert (await row(catalogue)).startswith("off")


async def test_neither_adding_nor_importing_switches_on_what_is_off_for_a_reason(catalogue: str, folder: Path) -> None:
    added = await feeds("add", catalogue)
    assert added.exit_code == 1
    assert "Forbidding is in the list and off: its terms forbid it" in added.stderr
    (folder / "all.opml").write_text((await feeds("export")).stdout)
    assert (await feeds("import", str(folder / "all.opml"))).stdout == "0 added, 3 known already\n"
    assert (await row(catalogue)).startswith("off")


async def test_an_alternate_is_added_with_its_feed_and_looked_at_by_a_check(feed: str, folder: Path) -> None:
    gone, empty = feed.replace("/rss", "/gone"), feed.replace("/rss", "/empty")
    await feeds("add", empty, "--country", "KR", "--alternate", gone, "--alternate", feed)
    said = (await feeds("check", empty)).stdout
    assert f"its alternate {gone} will not do: answered 404" in said
    assert f"its alternate {feed} will not do: dates none of its items" in said
    refused = await feeds("add", feed, "--alternate", "no address")
    assert refused.exit_code == 2


async def test_a_feed_that_is_not_known_cannot_be_switched() -> None:
    for command in ("enable", "disable"):
        assert "no such feed" in (await feeds(command, "https://news.example/rss")).stderr


async def test_a_password_in_an_entered_address_is_shown_nowhere_and_the_feed_is_found_without_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "config").mkdir()
    entered = "http://reader:hunter2@news.example/rss?a=b@c"
    (folder / "config" / "feeds.toml").write_text(f'[[feed]]\nurl = "{entered}"\nname = "Paid"\ncountry = "JP"\n')
    monkeypatch.setenv("TRILATERAL_CONFIG_DIR", str(folder / "config"))
    shown = "http://***@news.example/rss?a=b@c"
    said = [await feeds("list"), await feeds("check", shown), await feeds("export"), await feeds("add", entered)]
    said += [await asyncio.to_thread(CliRunner().invoke, app, ("export", "feeds"))]
    said += [await feeds("remove", shown), await feeds("list"), await feeds("remove", entered)]
    assert shown in said[0].output
    assert "Paid" in said[1].output
    assert said[5].output == f"removed: {shown}\n"
    assert "Paid" not in said[6].output
    assert not [each.output for each in said if "hunter2" in each.output]
