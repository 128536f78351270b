"""Attempts to make us connect to where we must not: a listener stands on every local address and hears nothing."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

from digests.errors import FetchError
from digests.sources.web.addresses import PORTS, AddressPolicy
from digests.sources.web.fetch import Fetcher
from digests.sources.web.responses import Limits
from tests.loopback import Loopback, answer

DOOR = "127.0.0.2"
"""The one local address that passes for a server out in the world."""
QUICK = Limits(seconds=3.0, idle_seconds=2.0)

LITERALS = [
    "http://127.0.0.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://127.255.255.254:{port}/",
    "http://2130706433:{port}/",
    "http://6425673729:{port}/",
    "http://0x7f000001:{port}/",
    "http://0X7F.0.0.1:{port}/",
    "http://0x7f.0x0.0x0.0x1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://0177.0000.0000.0001:{port}/",
    "http://017700000001:{port}/",
    "http://127.000.000.001:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0x0:{port}/",
    "http://127.0.0.1%00.example.org:{port}/",
    "http://127%2e0%2e0%2e1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127．0．0．1:{port}/",
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[0000:0000:0000:0000:0000:0000:0000:0001]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:7f00:1::]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",
    "http://ip6-localhost:{port}/",
    "http://ｌocalhost:{port}/",
    "http://{hostname}:{port}/",
    "http://{lan}:{port}/",
    "http://example.org@127.0.0.1:{port}/",
    "http://example.org:80@127.0.0.1:{port}/",
    "http://example.org#@127.0.0.1:{port}/",
    "http://example.org\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://127.0.0.1:{port}#@example.org/",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "http://127.0.0.1:0{port}/",
    "http://127.0.0.1\t:{port}/",
    "http://127.0.0.1\r\nHost: x:{port}/",
    " http://127.0.0.1:{port}/ ",
    "gopher://127.0.0.1:{port}/_GET%20/",
    "ftp://127.0.0.1:{port}/",
    "dict://127.0.0.1:{port}/d:x",
    "ldap://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/",
    "unix:///var/run/docker.sock",
    "file:///etc/passwd",
    "data:text/xml,<rss/>",
    "jar:http://127.0.0.1:{port}/!/",
    "feed:http://127.0.0.1:{port}/",
    "view-source:http://127.0.0.1:{port}/",
]

RESOLVED = [
    ["127.0.0.1"],
    ["127.8.8.8"],
    ["0.0.0.0"],
    ["10.0.0.1"],
    ["172.16.0.1"],
    ["192.168.0.1"],
    ["100.64.0.1"],
    ["169.254.169.254"],
    ["100.100.100.200"],
    ["::1"],
    ["::"],
    ["::ffff:127.0.0.1"],
    ["::ffff:169.254.169.254"],
    ["64:ff9b::7f00:1"],
    ["2002:7f00:1::"],
    ["fe80::1"],
    ["fd00::1"],
    ["127.1"],
    ["2130706433"],
    ["127.0.0.1", "::1"],
    ["{lan}"],
]


def _lan() -> str:
    """This machine's own address outside loopback, as far as it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))  # sends nothing
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


class Open(AddressPolicy):
    """Strict, but for the door."""

    def refuses_address(self, text: str) -> str | None:
        return None if text == DOOR else AddressPolicy.refuses_address(self, text)


@dataclass(slots=True)
class Names(AbstractResolver):
    """Resolves each name to what it is told, answer after answer, the last for ever; others fail."""

    told: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: int = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        answers = self.told.get(host)
        if not answers:
            raise OSError(f"{host} is unknown")
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing is held."""


class Local(ThreadedResolver):
    """The system's own, for every name but those that would be asked for outside."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if "example" in host:
            raise OSError(f"{host} is unknown")
        return await super().resolve(host, port, family)


@dataclass(slots=True)
class Listener:
    """Accepts on every local address of both families and counts."""

    port: int
    heard: int = 0


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    found = Listener(0)

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found.heard += 1
        writer.close()

    four = await asyncio.start_server(hear, "0.0.0.0", 0)
    found.port = four.sockets[0].getsockname()[1]
    six = await asyncio.start_server(hear, "::", found.port, family=socket.AF_INET6)
    yield found
    for server in (four, six):
        server.close()


@pytest.fixture
async def door() -> AsyncIterator[Loopback]:
    async with Loopback(host=DOOR) as running:
        yield running


def _fetcher(listener: Listener, door: Loopback, names: Names | None = None) -> Fetcher:
    policy = Open(ports=PORTS | {listener.port, door.port})
    return Fetcher(policy, contact_url="x", clock=lambda: 0, resolver=names or Local())


def _fill(text: str, listener: Listener) -> str:
    return text.format(port=listener.port, lan=_lan(), hostname=socket.gethostname())


async def _attempt(fetcher: Fetcher, url: str) -> None:
    async with fetcher:
        with pytest.raises(FetchError):
            await fetcher.get(url, limits=QUICK)


async def test_the_listener_hears_who_is_let_in(listener: Listener, door: Loopback) -> None:
    policy = AddressPolicy(allow_private=True)
    for host in ("127.0.0.1", "[::1]"):
        await _attempt(Fetcher(policy, contact_url="x", clock=lambda: 0), f"http://{host}:{listener.port}/")
    assert listener.heard >= 2


@pytest.mark.parametrize("literal", LITERALS)
async def test_no_notation_of_an_address_leads_inside(listener: Listener, door: Loopback, literal: str) -> None:
    await _attempt(_fetcher(listener, door), _fill(literal, listener))
    assert listener.heard == 0


@pytest.mark.parametrize("literal", LITERALS)
async def test_no_redirect_leads_inside(listener: Listener, door: Loopback, literal: str) -> None:
    location = _fill(literal, listener).replace("\r\n", "%0d%0a").encode().decode("latin-1")
    door.routes["/"] = answer(status="302 Found", Location=location)
    await _attempt(_fetcher(listener, door), f"http://{DOOR}:{door.port}/")
    assert listener.heard == 0


@pytest.mark.parametrize("addresses", RESOLVED, ids=",".join)
async def test_no_name_leads_inside(listener: Listener, door: Loopback, addresses: list[str]) -> None:
    names = Names({"news.example": [[address.format(lan=_lan()) for address in addresses]]})
    await _attempt(_fetcher(listener, door, names), f"http://news.example:{listener.port}/")
    assert names.asked
    assert listener.heard == 0


@pytest.mark.parametrize("addresses", RESOLVED, ids=",".join)
async def test_no_redirect_to_a_name_leads_inside(listener: Listener, door: Loopback, addresses: list[str]) -> None:
    names = Names({"news.example": [[DOOR]], "inside.example": [[a.format(lan=_lan()) for a in addresses]]})
    door.routes["/"] = answer(status="307 Found", Location=f"http://inside.example:{listener.port}/")
    await _attempt(_fetcher(listener, door, names), f"http://news.example:{door.port}/")
    assert listener.heard == 0
    assert len(door.asked) == 1


@pytest.mark.parametrize("second", ["127.0.0.1", "::1", "0.0.0.0", "::ffff:127.0.0.1"])
async def test_a_name_that_changes_between_two_connections_leads_nowhere(
    listener: Listener, door: Loopback, second: str
) -> None:
    names = Names({"news.example": [[DOOR], [second]]})
    door.routes["/"] = answer(b"<rss/>", connection="close")
    async with _fetcher(listener, door, names) as fetcher:
        assert (await fetcher.get(f"http://news.example:{door.port}/")).status == 200
        with pytest.raises(FetchError):
            await fetcher.get(f"http://news.example:{listener.port}/", limits=QUICK)
    assert names.asked == 2
    assert listener.heard == 0


async def test_a_name_with_a_good_and_a_bad_address_is_only_connected_to_at_the_good_one(
    listener: Listener, door: Loopback
) -> None:
    door.routes["/"] = answer(b"<rss/>", connection="close")
    names = Names({"news.example": [["127.0.0.1", "::1", DOOR, "127.0.0.3"]]})
    async with _fetcher(listener, door, names) as fetcher:
        for _ in range(5):
            assert (await fetcher.get(f"http://news.example:{door.port}/")).status == 200
    assert listener.heard == 0


@pytest.mark.parametrize("port", [22, 25, 3306, 5432, 6379, 11211, 2375])
async def test_no_unusual_port_is_connected_to(listener: Listener, door: Loopback, port: int) -> None:
    names = Names({"news.example": [[DOOR]]})
    await _attempt(_fetcher(listener, door, names), f"http://news.example:{port}/")
    assert not names.asked
