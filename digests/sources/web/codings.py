"""Undoing one content coding with a cap on what comes out: a small body can never become a large one."""

import re
import zlib
from typing import Protocol

ACCEPTED = "gzip, deflate"
_GZIP = 16 + zlib.MAX_WBITS
_NO_CODING = re.compile(
    r"(?:identity|none|binary|[78]bit|text|utf-?\d+|iso-.+|euc-.+|windows-.+|ks_c_.+|gb.+|big5|shift_jis)?"
)
"""What servers write in Content-Encoding that is no coding: browsers read such bodies as they are."""
_GZIP_MAGIC = b"\x1f\x8b"


class CodingError(Exception):
    """The coding is one we do not undo, or the bytes are not what it says."""


class Overflow(Exception):
    """More bytes come out than were allowed."""


class Decoder(Protocol):
    """Takes the bytes of a body as they arrive, keeps what they decode to."""

    @property
    def size(self) -> int:
        """Bytes decoded so far."""

    def feed(self, data: bytes) -> None:
        """Decode ``data``. Raises Overflow past the cap, CodingError on broken bytes."""

    def finish(self) -> bytes:
        """The whole body. Raises CodingError where its end is missing."""


class Plain:
    """No coding: the bytes as they are, counted."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._body = bytearray()

    @property
    def size(self) -> int:
        return len(self._body)

    def feed(self, data: bytes) -> None:
        if len(self._body) + len(data) > self._cap:
            raise Overflow
        self._body += data

    def finish(self) -> bytes:
        return bytes(self._body)


class Deflated:
    """gzip (of any number of members) or deflate (with or without its zlib head)."""

    def __init__(self, cap: int, window: int) -> None:
        self._cap = cap
        self._window = window
        self._inflater = zlib.decompressobj(window)
        self._body = bytearray()
        self._held = b""
        self._started = False

    @property
    def size(self) -> int:
        return len(self._body)

    def feed(self, data: bytes) -> None:
        data, self._held = self._held + data, b""
        try:
            while data:
                data = self._step(data)
        except zlib.error as error:
            raise CodingError(f"its compression is broken ({error})") from error

    def _step(self, data: bytes) -> bytes:
        """Decode as much of ``data`` as fits below the cap; what is left for the next member."""
        if self._inflater.eof:
            if data == _GZIP_MAGIC[:1]:  # the next member's head, cut by a packet's end
                self._held = data
                return b""
            if not data.startswith(_GZIP_MAGIC):
                return b""  # padding after the last member: not ours to read
            self._inflater = zlib.decompressobj(self._window)
        self._started = True
        self._body += self._inflater.decompress(data, self._cap - len(self._body) + 1)
        if len(self._body) > self._cap:
            raise Overflow
        return self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail

    def finish(self) -> bytes:
        if self._started and not self._inflater.eof:
            raise CodingError("its compressed body ends too early")
        return bytes(self._body)


class Guessing:
    """Decides at the first bytes: servers label plain bodies as gzip, and send ``.gz`` files with no label."""

    def __init__(self, cap: int, coding: str) -> None:
        self._cap = cap
        self._coding = coding
        self._head = b""
        self._chosen: Decoder | None = None

    @property
    def size(self) -> int:
        return self._chosen.size if self._chosen else len(self._head)

    def feed(self, data: bytes) -> None:
        if self._chosen is not None:
            self._chosen.feed(data)
            return
        self._head += data
        if len(self._head) >= 2:
            self._chosen = self._choose(self._head)
            self._chosen.feed(self._head)

    def _choose(self, head: bytes) -> Decoder:
        if head.startswith(_GZIP_MAGIC):
            return Deflated(self._cap, _GZIP)
        if self._coding == "deflate" and head.lstrip()[:1] not in (b"<", b"{", b"\xef", b""):
            has_head = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
            return Deflated(self._cap, zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS)
        return Plain(self._cap)

    def finish(self) -> bytes:
        body = self._chosen.finish() if self._chosen else self._head
        if body.startswith(_GZIP_MAGIC):
            raise CodingError("it is compressed twice")
        return body


def decoder(content_encoding: str | None, cap: int) -> Decoder:
    """What undoes a ``Content-Encoding`` header, letting out at most ``cap`` bytes.

    Raises:
        CodingError: two codings on top of each other, or one that we do not know.
    """
    codings = [part.strip().lower() for part in (content_encoding or "").split(",")]
    codings = [coding.removeprefix("x-") for coding in codings if not _NO_CODING.fullmatch(coding)]
    if len(codings) > 1:
        raise CodingError(f"it is compressed more than once ({', '.join(codings)})")
    coding = codings[0] if codings else ""
    if coding not in ("", "gzip", "deflate"):
        raise CodingError(f"its content coding {coding[:20]!r} is not one we asked for")
    return Guessing(cap, coding)
