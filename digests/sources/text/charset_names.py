"""What documents say of their own encoding: the labels that they bear, and the codec that is meant by each."""

import codecs
import re
from functools import lru_cache

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
_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.I)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.I)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.I)


def declared_encodings(body: bytes, content_type: str | None) -> tuple[str, ...]:
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
