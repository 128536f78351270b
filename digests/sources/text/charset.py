"""Bytes -> readable text, whatever the HTTP header, the declaration and the bytes say of each other.

A byte-order mark and the shape of UTF-16/32 and ISO-2022 decide alone; bytes that are valid UTF-8 are UTF-8; of what
remains, every encoding that was declared or that the feed's language makes likely is tried and the text that reads
best is taken. A declared charset only wins a tie: a wrong HTTP charset decodes without an error.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from charset_normalizer import from_bytes

from digests.sources.text.readability import readability

_SUPERSETS = {
    "euc_kr": "cp949", "ks_c_5601_1987": "cp949", "ks_c_5601": "cp949", "ksc5601": "cp949", "windows_949": "cp949",
    "shift_jis": "cp932", "sjis": "cp932", "x_sjis": "cp932", "ms932": "cp932", "windows_31j": "cp932",
    "gb2312": "gb18030", "gbk": "gb18030", "x_gbk": "gb18030", "cp936": "gb18030", "gb_2312_80": "gb18030", "hz": "hz",
    "big5": "cp950", "x_x_big5": "cp950", "big5_hkscs": "big5hkscs",
    "x_euc_jp": "euc_jp", "iso_8859_1": "cp1252", "latin_1": "cp1252", "latin1": "cp1252", "us_ascii": "cp1252",
    "ascii": "cp1252", "iso8859_1": "cp1252", "iso_8859_9": "cp1254", "iso8859_9": "cp1254", "tis_620": "cp874",
}  # fmt: skip
"""What the web means by a label: the superset that its publishers really write (WHATWG Encoding Standard)."""

_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape"})
"""Codecs of Python's that are nobody's charset, and fail in ways of their own."""
_STRICTER = {"cp949": "euc_kr", "cp950": "big5"}
"""Windows takes Big5's slash for a division sign; KS X 1001 spells rare syllables as a filler and three letters, which
the wider codec leaves apart."""
_WIDER = {"euc_jp": "euc_jis_2004"}
"""Vendors' rows (①, ㈱) that JIS X 0208 itself does not have."""
_EAST_ASIAN = ("gb18030", "cp949", "cp932", "euc_jp", "cp950", "big5hkscs")
_ALPHABETS = ("cp1251", "koi8_r", "cp1253", "cp874", "cp1250", "iso8859_2", "iso8859_5", "cp1254")
_WITH_BRACKETS = frozenset({"gb18030", "cp932", "cp950", "big5hkscs"})
"""Encodings in which ``]`` may be the second byte of a character."""
_BRACKET_TAKEN = re.compile(r"([^\x00-\x7f])\]>")
_BY_LANGUAGE = {"zh-Hans": "gb18030", "zh-Hant": "cp950", "ja": "cp932", "ko": "cp949"}
_BY_COUNTRY = {"CN": "gb18030", "TW": "cp950", "HK": "big5hkscs", "MO": "big5hkscs", "JP": "cp932", "KR": "cp949"}
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf_32"), (codecs.BOM_UTF32_BE, "utf_32"), (codecs.BOM_UTF8, "utf_8_sig"),
    (codecs.BOM_UTF16_LE, "utf_16"), (codecs.BOM_UTF16_BE, "utf_16"),
)  # fmt: skip
_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.I)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.I)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.I)
_ISO_2022 = re.compile(rb"\x1b(?:\$[@B]|\$\([A-DQO]|\([BIJ]|\$\)C)")
_ANY_C1 = re.compile("[\x80-\x9f]")
_C1 = {code: bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
"""Windows punctuation that was taken for Latin-1 when it became UTF-8."""
_TO_LATIN_1 = {ord(letter): code for code, letter in _C1.items()}
_LATIN_RUN = re.compile("[\u0080-\u00ff\u0152-\u0192\u2013-\u2122]{4,}")
_NEVER_LATIN = re.compile("[^\0-\u2122]")
_ENOUGH_LATIN, _MUCH = 16, 0.3
_DECLARED_BONUS, _PRIOR_BONUS, _GOOD_ENOUGH, _CLEARLY = 0.08, 0.05, 0.55, 0.1
_SAMPLE, _DETECTED = 200_000, 20_000
"""Bytes that candidates are judged by, and that the statistical detector is shown: it is slow."""
_BY_CHANCE = 8
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that gave it (Python's name), and what was wrong with how it was declared."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


def decode(body: bytes, *, content_type: str | None = None, language: str | None = None, country: str = "") -> Decoded:
    """Decode a document (XML, HTML, JSON or plain text). Never raises: bytes of no encoding give U+FFFD and a problem.

    ``language`` and ``country`` are hints of the feed: they break near ties between undeclared encodings.
    """
    declared = _declared(body, content_type)
    text, encoding = _decoded(body, declared, language, country)
    problems = tuple(_problems(text, encoding, declared))
    if once := _encoded_twice(text):
        inner, meant = _decoded(once, (), language, country)
        if readability(inner).score > readability(text).score + _MUCH:
            text, encoding = inner, meant
            problems = (*problems, f"{meant} was taken for Latin-1 and encoded again")
    text = text.translate(_C1) if _ANY_C1.search(text) else text
    return Decoded(text.removeprefix("\ufeff"), encoding, problems)


def _decoded(body: bytes, declared: tuple[str, ...], language: str | None, country: str) -> tuple[str, str]:
    """(text, encoding) by what the bytes prove, else by what reads best."""
    certain = _by_shape(body, declared)
    return certain or _most_readable(body.removeprefix(codecs.BOM_UTF8), declared, language, country)


def _encoded_twice(text: str) -> bytes | None:
    """The bytes of a text that was read as Latin-1 or Windows-1252 before it became UTF-8; ``None`` for any other."""
    if _NEVER_LATIN.search(text) or sum(len(run) for run in _LATIN_RUN.findall(text)) < _ENOUGH_LATIN:
        return None
    try:
        return text.translate(_TO_LATIN_1).encode("latin-1")
    except UnicodeEncodeError:
        return None


def _declared(body: bytes, content_type: str | None) -> tuple[str, ...]:
    """Known encodings named by the HTTP header, the XML declaration and a ``<meta>``, in that order."""
    head = body[:2048]
    labels = [match[1] for match in [_CHARSET.search(content_type or "")] if match]
    labels += [match[1].decode("ascii") for match in (_DECLARATION.search(head), _META.search(head)) if match]
    return tuple(dict.fromkeys(name for label in labels if (name := codec_of(label))))


@lru_cache(maxsize=1024)
def codec_of(label: str) -> str | None:
    """Python's codec for a charset label, widened to the superset that is meant; ``None`` where there is none."""
    name = label.strip().lower().replace("-", "_")
    name = _SUPERSETS.get(name, name)
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError):
        return None
    name = found.name.replace("-", "_")
    return None if name in _NO_CHARSETS else _SUPERSETS.get(name, name)


def _by_shape(body: bytes, declared: tuple[str, ...]) -> tuple[str, str] | None:
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
    return (text, "utf_8") if enough or readability(text.translate(_C1)).score > _GOOD_ENOUGH else None


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
    return _by("euc_jp", bytes(euc)), "iso2022_jp"


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


def _by(name: str, body: bytes) -> str:
    """``body`` decoded by a codec, or by the sibling that knows more of what publishers write under its name."""
    try:
        return body.decode(_STRICTER.get(name, name))
    except UnicodeDecodeError:
        text = body.decode(_WIDER.get(name, name), "replace")
        return text.replace("\u2215", "\uff0f") if name == "cp950" else text


def _most_readable(body: bytes, declared: tuple[str, ...], language: str | None, country: str) -> tuple[str, str]:
    """(text, encoding) of the candidate that reads best; others than the likely ones only where none reads well."""
    likely = _BY_LANGUAGE.get(language or "") or _BY_COUNTRY.get(country)
    first = (*declared, *([likely] if likely else []), "utf_8", *_EAST_ASIAN, "cp1252")
    sample = _sample(body)
    score, name = _best(sample, first, declared, likely)
    if score < _GOOD_ENOUGH:
        guess = from_bytes(sample[:_DETECTED]).best()
        guessed = codec_of(guess.encoding) if guess else None
        other, other_name = _best(sample, (*([guessed] if guessed else []), *_ALPHABETS), declared, likely)
        if other > score + _CLEARLY:
            score, name = other, other_name
    if score < _GOOD_ENOUGH or _CONTROL.search(sample):
        score, name = max((score, name), *(_as_wide(body, wide) for wide in ("utf_16_le", "utf_16_be")))
    return _closed(_by(name, body), name), name


def _as_wide(body: bytes, name: str) -> tuple[float, str]:
    """(score, encoding) of UTF-16 that no NUL gives away: a text of Han alone. It must read well to count at all."""
    score = readability(body[:_SAMPLE].decode(name, "replace")).score
    return (score, name) if score > _GOOD_ENOUGH else (-1.0, name)


def _closed(text: str, name: str) -> str:
    """Publishers cut descriptions by bytes; half a character that is left before ``]]>`` takes its first bracket for
    its other half, and everything up to the end of the next item becomes one section."""
    if name not in _WITH_BRACKETS or "<![CDATA[" not in text:
        return text
    return _BRACKET_TAKEN.sub(
        lambda match: "\ufffd]]>" if match[1].encode(name, "ignore")[1:] == b"]" else match[0], text
    )


def _sample(body: bytes) -> bytes:
    """The first part that is not ASCII; it begins where a character begins."""
    if len(body) <= _SAMPLE:
        return body
    first = _HIGH.search(body)
    start = first.start() if first else 0
    return body[start : start + _SAMPLE]


def _best(body: bytes, names: Sequence[str], declared: tuple[str, ...], likely: str | None) -> tuple[float, str]:
    """(score, encoding), the first of equals."""
    tried: list[tuple[float, str]] = []
    for name in dict.fromkeys(names):
        if not name.startswith(("utf_16", "utf_32", "iso2022")):
            bonus = _DECLARED_BONUS * (name in declared) + _PRIOR_BONUS * (name == likely)
            tried.append((readability(_by(name, body)).score + bonus, name))
    return max(tried, key=lambda one: one[0])


def _problems(text: str, encoding: str, declared: tuple[str, ...]) -> Iterator[str]:
    family = {"utf_8_sig": "utf_8", "big5hkscs": "cp950"}
    names = {family.get(name, name) for name in declared}
    if names and family.get(encoding, encoding) not in names and not text.isascii():
        yield f"declared {', '.join(declared)}, but reads as {encoding}"
    if "\ufffd" in text:
        yield f"{text.count(chr(0xFFFD))} characters could not be decoded"
