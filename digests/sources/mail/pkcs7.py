"""What a PKCS#7 message (S/MIME) holds: its content where it is signed only, and which kind it is. Pure.

A message that is signed "opaquely" carries its words inside the signature's own envelope (RFC 8551, 3.5.2). To read
them no key is needed: the envelope is a tree of tagged values (BER, X.690), and the content is one of its leaves. The
signature itself is not checked: a drop is trusted by who may write to the folder.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_SIGNED = bytes.fromhex("2a864886f70d010702")
_KINDS = {
    bytes.fromhex("2a864886f70d010703"): "encrypted",
    bytes.fromhex("2a864886f70d010704"): "encrypted",
    bytes.fromhex("2a864886f70d010706"): "encrypted",
    bytes.fromhex("2a864886f70d0109100117"): "encrypted",
    bytes.fromhex("2a864886f70d0109100109"): "compressed",
}
"""Object identifiers of envelopes whose content is not open: enveloped, signed and enveloped, authenticated data."""
_OBJECT, _SEQUENCE, _EXPLICIT = 0x06, 0x30, 0xA0
_CONSTRUCTED = 0x20
_DEEPEST = 20
"""Values within values; an envelope of a message has seven."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """``kind`` is ``signed``, ``encrypted``, ``compressed`` or ``broken``; ``content`` is ``b""`` but for ``signed``,
    and there too where the signature stands apart from what it signs."""

    kind: str
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class _Value:
    """A tagged value: its tag, where its content begins, and where it ends (``-1`` = at the end-of-contents mark)."""

    tag: int
    start: int
    end: int


def opened(data: bytes) -> Envelope:
    """The envelope in ``data``. Never raises: what is cut or no envelope is ``broken``."""
    try:
        kind, body = _content_info(data)
        if kind != _SIGNED:
            return Envelope(_KINDS.get(kind, "broken"))
        inner = next(value for value in _children(data, body) if value.tag == _SEQUENCE)
        _, leaf = _identified(data, inner)
        return Envelope("signed", b"" if leaf is None else b"".join(_octets(data, leaf, 0)))
    except (IndexError, StopIteration, ValueError):
        return Envelope("broken")


def _content_info(data: bytes) -> tuple[bytes, _Value]:
    """The outermost identifier and the sequence that goes with it."""
    kind, explicit = _identified(data, _value(data, 0))
    if explicit is None:
        raise ValueError
    return kind, explicit


def _identified(data: bytes, sequence: _Value) -> tuple[bytes, _Value | None]:
    """Identifier and content of a ``ContentInfo``; the content may be left out."""
    children = _children(data, sequence)
    name = next(children)
    if name.tag != _OBJECT:
        raise ValueError
    explicit = next((value for value in children if value.tag == _EXPLICIT), None)
    return data[name.start : name.end], next(_children(data, explicit), None) if explicit else None


def _children(data: bytes, value: _Value) -> Iterator[_Value]:
    at = value.start
    while at < value.end if value.end >= 0 else data[at : at + 2] != b"\0\0":
        child = _value(data, at)
        yield child
        at = _after(data, child, 0)


def _value(data: bytes, at: int) -> _Value:
    tag, first = data[at], data[at + 1]
    if first == 0x80:
        return _Value(tag, at + 2, -1)
    size = first & 0x7F if first & 0x80 else 0
    length = int.from_bytes(data[at + 2 : at + 2 + size], "big") if size else first
    start = at + 2 + size
    if start + length > len(data):
        raise ValueError
    return _Value(tag, start, start + length)


def _after(data: bytes, value: _Value, depth: int) -> int:
    """Where the value behind ``value`` begins."""
    if value.end >= 0:
        return value.end
    if depth > _DEEPEST:
        raise ValueError
    at = value.start
    while data[at : at + 2] != b"\0\0":
        at = _after(data, _value(data, at), depth + 1)
    return at + 2


def _octets(data: bytes, value: _Value, depth: int) -> Iterator[bytes]:
    """The bytes of a string that may be written in pieces."""
    if depth > _DEEPEST:
        raise ValueError
    if not value.tag & _CONSTRUCTED:
        yield data[value.start : value.end]
        return
    for piece in _children(data, value):
        yield from _octets(data, piece, depth + 1)
