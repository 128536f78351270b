"""Codecs with siblings that know more, or less, of what publishers write under the same name."""

_STRICTER = {"cp949": "euc_kr", "cp950": "big5"}
"""Windows takes Big5's slash for a division sign; KS X 1001 spells rare syllables as a filler and three letters, which
the wider codec leaves apart."""
_WIDER = {"euc_jp": "euc_jis_2004"}
"""Vendors' rows (①, ㈱) that JIS X 0208 itself does not have."""
C1 = {code: bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
"""Windows punctuation that was taken for Latin-1 when it became UTF-8."""


def by(name: str, body: bytes) -> str:
    """``body`` decoded by a codec, or by the sibling that knows more of what publishers write under its name."""
    try:
        return body.decode(_STRICTER.get(name, name))
    except UnicodeDecodeError:
        text = body.decode(_WIDER.get(name, name), "replace")
        return text.replace("\u2215", "\uff0f") if name == "cp950" else text
