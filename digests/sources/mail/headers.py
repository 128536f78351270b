"""The header lines of a message -> words: encoded ones by the charset they name, bare bytes as the body has them."""

import binascii
import re
from binascii import a2b_base64, a2b_qp
from email.message import EmailMessage, Message
from email.utils import parseaddr

from digests.sources.text.charset import decode
from digests.sources.text.charset_names import codec_of

_ENCODED = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bqBQ])\?([^?]*)\?=")
"""RFC 2047, 2; RFC 2231 puts a language behind the charset."""
_LONGEST_NAME = 400
"""Characters of a sender that are looked at."""


def header(message: EmailMessage, name: str) -> str | None:
    """As it stands in the file, bytes that are no ASCII as surrogates: the library knows too few charsets."""
    value = next((value for key, value in message.raw_items() if key.lower() == name), None)
    return re.sub(r"[\r\n]+", "", str(value)).strip() or None if value is not None else None


def in_words(written: str, body: Message) -> str:
    """A header in words: encoded ones by the charset they name, bare bytes as the body has them. Encoded words beside
    each other are one: many a program breaks them inside a character."""
    pieces: list[str] = []
    position, charset, held = 0, "", b""
    for match in (*_ENCODED.finditer(written), None):
        between = written[position : match.start()] if match else written[position:]
        if between.strip() or match is None or match[1].lower() != charset:
            pieces += [_decoded(held, charset), "" if held and match and between.isspace() else _bare(between, body)]
            held = b""
        if match:
            position, charset = match.end(), match[1].lower()
            held += _unpacked(match[2], match[3])
    return "".join(pieces).strip()


def sender_name(written: str) -> str | None:
    """The name of the sender; ``None`` where there is only an address."""
    written = written[:_LONGEST_NAME]
    bare = re.sub(r"\[mailto:[^\]]*\]|[\"“”]", "", written).strip()
    name = parseaddr(bare)[0] or re.sub(r"[<(（][^<>()（）]*@[^<>()（）]*[>)）]", "", bare)
    return None if "@" in name else name.strip(" ;'") or None


def _unpacked(coding: str, text: str) -> bytes:
    try:
        data = text.encode("ascii", "replace")
        return a2b_base64(data + b"==") if coding in "bB" else a2b_qp(data, header=True)
    except binascii.Error:
        return text.encode("ascii", "replace")


def _decoded(data: bytes, charset: str) -> str:
    """A subject is too short to judge its charset by how it reads: what it names is taken where it fits."""
    try:
        return data.decode(codec_of(charset) or "ascii")
    except UnicodeError:
        return decode(data, content_type=f"charset={charset}").text


def _bare(text: str, body: Message) -> str:
    raw = text.encode("ascii", "surrogateescape")
    return text if text.isascii() else decode(raw, content_type=str(body.get("content-type", ""))).text
