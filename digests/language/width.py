"""How wide a text is where characters have one of two widths: what East Asian scripts write takes two columns."""

from unicodedata import east_asian_width


def columns_of(text: str) -> int:
    """The columns that ``text`` fills in a text or a mail; a terminal counts otherwise (``bot/render/wrap.py``)."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
