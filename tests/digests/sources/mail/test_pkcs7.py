"""Envelopes of S/MIME: what lies open in them is found, whatever way their lengths are written."""

from base64 import encodebytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import DropRejected
from digests.sources.drops.documents import read_document
from digests.sources.mail.pkcs7 import Envelope, opened

SIGNED, ENVELOPED, DATA = (bytes.fromhex(f"2a864886f70d01070{kind}") for kind in "231")
INNER = "Content-Type: text/plain; charset=utf-8\r\n\r\n三か国は海底ケーブルの共同保守で合意した。".encode()


def value(tag: int, content: bytes, *, open_ended: bool = False) -> bytes:
    if open_ended:
        return bytes([tag, 0x80]) + content + b"\0\0"
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x82, *size.to_bytes(2, "big")])
    return bytes([tag]) + length + content


def envelope(kind: bytes, content: bytes | None, *, open_ended: bool = False) -> bytes:
    """A signed message as programs write it; open-ended where they did not know its length when they began."""
    octets = b""
    if content is not None and open_ended:
        pieces = b"".join(value(0x04, content[at : at + 20]) for at in range(0, len(content), 20))
        octets = value(0xA0, value(0x24, pieces, open_ended=True), open_ended=True)
    elif content is not None:
        octets = value(0xA0, value(0x04, content))
    inner = value(0x30, value(0x06, DATA) + octets, open_ended=open_ended)
    signed = value(0x30, value(0x02, b"\1") + value(0x31, b"") + inner + value(0x31, b""), open_ended=open_ended)
    return value(0x30, value(0x06, kind) + value(0xA0, signed, open_ended=open_ended), open_ended=open_ended)


@pytest.mark.parametrize("open_ended", [False, True])
def test_the_content_of_a_signed_envelope_is_found(open_ended: bool) -> None:
    assert opened(envelope(SIGNED, INNER, open_ended=open_ended)) == Envelope("signed", INNER)


def test_other_envelopes_are_told_by_their_kind() -> None:
    assert opened(envelope(ENVELOPED, INNER)) == Envelope("encrypted")
    assert opened(envelope(SIGNED, None)) == Envelope("signed", b"")
    assert opened(envelope(SIGNED, INNER)[:-40]) == Envelope("broken")
    assert opened(b"") == Envelope("broken")


@given(st.binary(max_size=200), st.integers(0, 200))
def test_what_is_no_envelope_is_broken_and_nothing_worse(noise: bytes, place: int) -> None:
    whole = envelope(SIGNED, INNER, open_ended=True)
    assert opened(whole[:place] + noise + whole[place + len(noise) :]).kind
    assert opened(noise).kind


def message(data: bytes, kind: str = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m") -> bytes:
    head = f"From: a@k.example\nSubject: k\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n"
    return head.encode() + encodebytes(data)


@pytest.mark.parametrize(
    "kind", ["application/x-pkcs7-mime; name=smime.p7m", 'application/octet-stream; name="smime.p7m"']
)
def test_a_message_that_is_only_signed_is_read(kind: str) -> None:
    (entry,) = read_document("m.eml", message(envelope(SIGNED, INNER), kind))
    assert entry.text == "三か国は海底ケーブルの共同保守で合意した。"
    (entry,) = read_document("m.eml", message(envelope(SIGNED, message(envelope(SIGNED, INNER)))))
    assert entry.text == "三か国は海底ケーブルの共同保守で合意した。"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (envelope(ENVELOPED, INNER), "is encrypted (S/MIME)"),
        (envelope(SIGNED, INNER)[:60], "holds a broken S/MIME envelope (smime.p7m)"),
        (envelope(SIGNED, None), "holds a signed S/MIME envelope (smime.p7m) without the words that it signs"),
    ],
)
def test_an_envelope_that_cannot_be_read_says_why(data: bytes, problem: str) -> None:
    with pytest.raises(DropRejected) as caught:
        read_document("m.eml", message(data))
    assert caught.value.problem == problem
