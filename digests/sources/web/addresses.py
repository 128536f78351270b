"""Which addresses and ports may be connected to: pure; asked by the connector for each socket, at connect time.

A name is never trusted: whatever it resolved to is what gets checked, so neither a redirect nor a second answer of
the name server (rebinding) can lead inside. IPv6 addresses that carry an IPv4 address are unwrapped first.
"""

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

PORTS: frozenset[int] = frozenset({80, 443, 8080, 8443})
DEFAULT_PORTS = {"http": 80, "https": 443}

_NEVER: tuple[tuple[IPv4Network | IPv6Network, str], ...] = (
    (IPv4Network("169.254.169.254/32"), "a cloud metadata address"),
    (IPv4Network("169.254.170.2/32"), "a cloud metadata address"),
    (IPv4Network("100.100.100.200/32"), "a cloud metadata address"),
    (IPv4Network("168.63.129.16/32"), "a cloud metadata address"),
    (IPv4Network("192.0.0.192/32"), "a cloud metadata address"),
    (IPv6Network("fd00:ec2::/32"), "a cloud metadata address"),
    (IPv6Network("fd20:ce::254/128"), "a cloud metadata address"),
    (IPv4Network("224.0.0.0/4"), "a multicast address"),
    (IPv4Network("255.255.255.255/32"), "the broadcast address"),
    (IPv6Network("ff00::/8"), "a multicast address"),
)
"""Refused even where private addresses are allowed: no feed lives there."""

_PRIVATE_4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), reason)
    for network, reason in (
        ("0.0.0.0/8", "an address of this host"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "a carrier's shared address"),
        ("127.0.0.0/8", "a loopback address"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "a reserved address"),
        ("192.0.2.0/24", "an address for documentation"),
        ("192.88.99.0/24", "a relay's address"),
        ("192.168.0.0/16", "a private address"),
        ("198.18.0.0/15", "an address for benchmarks"),
        ("198.51.100.0/24", "an address for documentation"),
        ("203.0.113.0/24", "an address for documentation"),
        ("240.0.0.0/4", "a reserved address"),
    )
)
"""https://www.iana.org/assignments/iana-ipv4-special-registry: what is not globally reachable. ``ipaddress`` of
Python 3.11 calls 100.64.0.0/10 neither private nor global, hence a list of our own."""

_GLOBAL_6 = IPv6Network("2000::/3")
_PRIVATE_6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), reason)
    for network, reason in (
        ("2001::/23", "a protocol's own address"),
        ("2001:db8::/32", "an address for documentation"),
        ("3fff::/20", "an address for documentation"),
    )
)
"""https://www.iana.org/assignments/iana-ipv6-special-registry; everything outside 2000::/3 is refused as well."""

_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)
_IPV4_COMPATIBLE = IPv6Network("::/96")


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """What the operator allows: ``TRILATERAL_ALLOW_PRIVATE_ADDRESSES`` and ``TRILATERAL_ALLOWED_PORTS``.

    Each method says why something is refused, or ``None`` where it is not.
    """

    allow_private: bool = False
    """Lets feeds on loopback and in private networks be fetched, on any port."""
    ports: frozenset[int] = PORTS

    def refuses_url(self, scheme: str, host: str | None, port: int | None) -> str | None:
        """A URL of these parts; literal addresses are checked here already, names when they are connected to."""
        if scheme not in DEFAULT_PORTS:
            return f"{scheme or 'no'} scheme; only http and https are fetched"
        if not host:
            return "no host"
        if reason := self.refuses_port(port or DEFAULT_PORTS[scheme]):
            return reason
        literal = host.strip("[]")
        return self.refuses_address(literal) if _address(literal) else None

    def refuses_port(self, port: int) -> str | None:
        """A TCP port."""
        if self.allow_private or port in self.ports:
            return None
        return f"port {port} is not among the allowed ones ({', '.join(map(str, sorted(self.ports)))})"

    def refuses_address(self, text: str) -> str | None:
        """An address about to be connected to; what is not an address in its usual notation is refused."""
        address = _address(text)
        if address is None:
            return f"{text!r} is not an address in its usual notation"
        return _refusal(address, self.allow_private)


@lru_cache(maxsize=4096)
def _address(text: str) -> Address | None:
    """``text`` as an address, or ``None``; hosts recur with every poll."""
    try:
        return ip_address(text.partition("%")[0])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _refusal(address: Address, allow_private: bool) -> str | None:
    for candidate in (address, *carried(address)):
        reason = _never(candidate) or (None if allow_private else _private(candidate))
        if reason:
            return f"{address} is {reason}" if candidate == address else f"{address} carries {candidate}, {reason}"
    return None


def carried(address: Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses inside an IPv6 address: mapped, compatible, NAT64, 6to4, Teredo, ISATAP."""
    if isinstance(address, IPv4Address):
        return ()
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    low = int(address) & 0xFFFFFFFF
    if address in _NAT64 or (address in _IPV4_COMPATIBLE and low > 1):
        return (IPv4Address(low),)
    return (IPv4Address(low),) if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP else ()


def _never(address: Address) -> str | None:
    return next((reason for network, reason in _NEVER if address in network), None)


def _private(address: Address) -> str | None:
    if isinstance(address, IPv4Address):
        return next((reason for network, reason in _PRIVATE_4 if address in network), None)
    if address.ipv4_mapped or address in _NAT64:
        return None  # the IPv4 address that it stands for decides
    if address.is_loopback:
        return "a loopback address"
    if address not in _GLOBAL_6:
        return "not a global address"
    return next((reason for network, reason in _PRIVATE_6 if address in network), None)
