"""Bytes -> readable text, whatever the HTTP header, the declaration and the bytes say of each other.

A byte-order mark and the shape of UTF-16/32 and ISO-2022 decide alone; bytes that are valid UTF-8 are UTF-8; of what
remains, every encoding that was declared or that the feed's language makes likely is tried and the text that reads
best is taken. A declared charset only wins a tie: a wrong HTTP charset decodes without an error.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes

from digests.sources.text.charset_names import codec_of, declared_encodings
from digests.sources.text.charset_shape import GOOD_ENOUGH, by_shape
from digests.sources.text.charset_siblings import C1, by
from digests.sources.text.readability import readability

_EAST_ASIAN = ("gb18030", "cp949", "cp932", "euc_jp", "cp950", "big5hkscs")
_ALPHABETS = ("cp1251", "koi8_r", "cp1253", "cp874", "cp1250", "iso8859_2", "iso8859_5", "cp1254")
_WITH_BRACKETS = frozenset({"gb18030", "cp932", "cp950", "big5hkscs"})
"""Encodings in which ``]`` may be the second byte of a character."""
_BRACKET_TAKEN = re.compile(r"([^\x00-\x7f])\]>")
_BY_LANGUAGE = {"zh-Hans": "gb18030", "zh-Hant": "cp950", "ja": "cp932", "ko": "cp949"}
_BY_COUNTRY = {"CN": "gb18030", "TW": "cp950", "HK": "big5hkscs", "MO": "big5hkscs", "JP": "cp932", "KR": "cp949"}
_ANY_C1 = re.compile("[\x80-\x9f]")
_TO_LATIN_1 = {ord(letter): code for code, letter in C1.items()}
_LATIN_RUN = re.compile("[\u0080-\u00ff\u0152-\u0192\u2013-\u2122]{4,}")
_NEVER_LATIN = re.compile("[^\0-\u2122]")
_ENOUGH_LATIN, _MUCH = 16, 0.3
_DECLARED_BONUS, _PRIOR_BONUS, _CLEARLY = 0.08, 0.05, 0.1
_SAMPLE, _DETECTED = 200_000, 20_000
"""Bytes that candidates are judged by, and that the statistical detector is shown: it is slow."""
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
    declared = declared_encodings(body, content_type)
    text, encoding = _decoded(body, declared, language, country)
    problems = tuple(_problems(text, encoding, declared))
    if once := _encoded_twice(text):
        inner, meant = _decoded(once, (), language, country)
        if readability(inner).score > readability(text).score + _MUCH:
            text, encoding = inner, meant
            problems = (*problems, f"{meant} was taken for Latin-1 and encoded again")
    text = text.translate(C1) if _ANY_C1.search(text) else text
    return Decoded(text.removeprefix("\ufeff"), encoding, problems)


def _decoded(body: bytes, declared: tuple[str, ...], language: str | None, country: str) -> tuple[str, str]:
    """(text, encoding) by what the bytes prove, else by what reads best."""
    certain = by_shape(body, declared)
    return certain or _most_readable(body.removeprefix(codecs.BOM_UTF8), declared, language, country)


def _encoded_twice(text: str) -> bytes | None:
    """The bytes of a text that was read as Latin-1 or Windows-1252 before it became UTF-8; ``None`` for any other."""
    if _NEVER_LATIN.search(text) or sum(len(run) for run in _LATIN_RUN.findall(text)) < _ENOUGH_LATIN:
        return None
    try:
        return text.translate(_TO_LATIN_1).encode("latin-1")
    except UnicodeEncodeError:
        return None


def _most_readable(body: bytes, declared: tuple[str, ...], language: str | None, country: str) -> tuple[str, str]:
    """(text, encoding) of the candidate that reads best; others than the likely ones only where none reads well."""
    likely = _BY_LANGUAGE.get(language or "") or _BY_COUNTRY.get(country)
    first = (*declared, *([likely] if likely else []), "utf_8", *_EAST_ASIAN, "cp1252")
    sample = _sample(body)
    score, name = _best(sample, first, declared, likely)
    if score < GOOD_ENOUGH:
        guess = from_bytes(sample[:_DETECTED]).best()
        guessed = codec_of(guess.encoding) if guess else None
        other, other_name = _best(sample, (*([guessed] if guessed else []), *_ALPHABETS), declared, likely)
        if other > score + _CLEARLY:
            score, name = other, other_name
    if score < GOOD_ENOUGH or _CONTROL.search(sample):
        score, name = max((score, name), *(_as_wide(body, wide) for wide in ("utf_16_le", "utf_16_be")))
    return _closed(by(name, body), name), name


def _as_wide(body: bytes, name: str) -> tuple[float, str]:
    """(score, encoding) of UTF-16 that no NUL gives away: a text of Han alone. It must read well to count at all."""
    score = readability(body[:_SAMPLE].decode(name, "replace")).score
    return (score, name) if score > GOOD_ENOUGH else (-1.0, name)


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
            tried.append((readability(by(name, body)).score + bonus, name))
    return max(tried, key=lambda one: one[0])


def _problems(text: str, encoding: str, declared: tuple[str, ...]) -> Iterator[str]:
    family = {"utf_8_sig": "utf_8", "big5hkscs": "cp950"}
    names = {family.get(name, name) for name in declared}
    if names and family.get(encoding, encoding) not in names and not text.isascii():
        yield f"declared {', '.join(declared)}, but reads as {encoding}"
    if "\ufffd" in text:
        yield f"{text.count(chr(0xFFFD))} characters could not be decoded"
