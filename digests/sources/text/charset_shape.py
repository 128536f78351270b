"""What the bytes of a document prove of their encoding: marks, NULs, escape sequences, valid UTF-8."""

import codecs
import re

from digests.sources.text.charset_siblings import C1, by
from digests.sources.text.readability import readability

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf_32"), (codecs.BOM_UTF32_BE, "utf_32"), (codecs.BOM_UTF8, "utf_8_sig"),
    (codecs.BOM_UTF16_LE, "utf_16"), (codecs.BOM_UTF16_BE, "utf_16"),
)  # fmt: skip
_ISO_2022 = re.compile(rb"\x1b(?:\$[@B]|\$\([A-DQO]|\([BIJ]|\$\)C)")
_BY_CHANCE = 8
GOOD_ENOUGH = 0.55
"""The score (see ``readability``) from which a text reads well."""


def by_shape(body: bytes, declared: tuple[str, ...]) -> tuple[str, str] | None:
    """What the bytes alone prove: a mark, NULs where UTF-16/32 has them, escape sequences, valid UTF-8 (a handful of
    bytes that may be it by chance prove nothing against another declaration)."""
    for mark, name in _BOMS:
        if body.startswith(mark) and (name != "utf_8_sig" or _as_utf_8(body) is not None):
            return body.decode(name, "replace"), name
    if (wide := _wide(body)) is not None:
        return body.decode(wide, "replace"), wide
    if b"\x1b" in body and _ISO_2022.search(body):
        return _iso_2022(body)
    text = _as_utf_8(body)
    if text is None:
        return None
    enough = len(body) - len(text) >= _BY_CHANCE or set(declared) <= {"utf_8", "utf_8_sig"}
    return (text, "utf_8") if enough or readability(text.translate(C1)).score > GOOD_ENOUGH else None


def _as_utf_8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _wide(body: bytes) -> str | None:
    head = body[:400]
    if head.count(0) <= len(head) // 8 or len(head) < 4:
        return None
    if head[:3] == b"\0\0\0":
        return "utf_32_be"
    if head[1:4] == b"\0\0\0":
        return "utf_32_le"
    return "utf_16_be" if head[0::2].count(0) > head[1::2].count(0) else "utf_16_le"


def _iso_2022(body: bytes) -> tuple[str, str]:
    """ISO-2022-JP by way of EUC, so that vendors' rows (①, ㈱) decode too; ISO-2022-KR by its codec."""
    if b"\x1b$)C" in body:
        return body.decode("iso2022_kr", "replace"), "iso2022_kr"
    euc, position, prefix, width = bytearray(), 0, b"", 0
    for match in (*_ISO_2022.finditer(body), None):
        segment = body[position : match.start()] if match else body[position:]
        euc += _to_euc(segment, prefix, width)
        if match:
            position, escape = match.end(), match.group()
            width = 2 if escape.startswith(b"\x1b$") else 1 if escape == b"\x1b(I" else 0
            prefix = b"\x8f" if escape == b"\x1b$(D" else b"\x8e" if width == 1 else b""
    return by("euc_jp", bytes(euc)), "iso2022_jp"


def _to_euc(segment: bytes, prefix: bytes, width: int) -> bytes:
    """Seven-bit codes of ``width`` bytes with the high bit set; line ends stay, as they end a double-byte run."""
    if width == 0:
        return segment
    euc = bytearray()
    index = 0
    while index < len(segment):
        if segment[index] <= 0x20:
            euc.append(segment[index])
            index += 1
            continue
        euc += prefix + bytes(byte | 0x80 for byte in segment[index : index + width])
        index += width
    return bytes(euc)
