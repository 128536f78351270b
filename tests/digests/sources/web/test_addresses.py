"""What may be connected to."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.web.addresses import AddressPolicy, carried

STRICT = AddressPolicy()
HOME = AddressPolicy(allow_private=True)

INSIDE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.1.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "100.100.100.200",
    "168.63.129.16",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2002:c0a8:101::1",
    "2001:0:a00:1::1",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    "2001:db8::1",
    "3fff::1",
    "100::1",
    "fc00::1",
    "fd00:ec2::254",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "2400:cb00::5efe:127.0.0.1",
    "2400:cb00::200:5efe:10.0.0.1",
    "5f00::1",
    "4000::1",
]
OUTSIDE = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.0.1.1",
    "198.17.255.255",
    "223.255.255.1",
    "2606:4700::1111",
    "2001:4860:4860::8888",
    "2400:cb00::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address: str) -> None:
    assert STRICT.refuses_address(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_the_open_net_is_let_through(address: str) -> None:
    assert STRICT.refuses_address(address) is None


@pytest.mark.parametrize("address", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", ""])
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    assert STRICT.refuses_address(address)
    assert HOME.refuses_address(address)


@given(st.ip_addresses())
def test_nothing_that_the_interpreter_calls_private_gets_through(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    inner = carried(address)
    inside = address.is_private if not inner else any(a.is_private for a in inner)
    if inside or address.is_multicast or address.is_loopback or address.is_link_local:
        assert STRICT.refuses_address(str(address))


def test_private_addresses_can_be_allowed_but_metadata_and_multicast_never() -> None:
    assert HOME.refuses_address("127.0.0.1") is None
    assert HOME.refuses_address("::1") is None
    assert HOME.refuses_address("192.168.1.1") is None
    for never in ("169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "224.0.0.1", "ff02::1"):
        assert HOME.refuses_address(never)


def test_only_the_usual_ports_are_connected_to_unless_configured() -> None:
    assert [port for port in (22, 80, 443, 8080, 8443, 6379) if STRICT.refuses_port(port)] == [22, 6379]
    assert AddressPolicy(ports=frozenset({8000})).refuses_port(8000) is None
    assert HOME.refuses_port(8000) is None


@pytest.mark.parametrize(
    ("scheme", "host", "port"),
    [
        ("file", "", None),
        ("ftp", "example.org", None),
        ("gopher", "example.org", 70),
        ("", "x", None),
        ("http", None, None),
        ("http", "127.0.0.1", None),
        ("http", "[::1]", None),
        ("https", "example.org", 22),
    ],
)
def test_a_url_is_refused_before_anything_is_resolved(scheme: str, host: str | None, port: int | None) -> None:
    assert STRICT.refuses_url(scheme, host, port)


def test_a_url_by_name_is_left_to_the_connection() -> None:
    assert STRICT.refuses_url("https", "example.org", None) is None
