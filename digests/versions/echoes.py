"""A lead that says nothing beyond its headline, and a caption that stands twice before the text: taken out. Pure.

Ministries' feeds repeat the title behind date and office, some papers' give a picture's credit and its alternative text
before the article. What is left of such a lead counts for nothing in summaries, vectors, tags and copies.
"""

import re
from dataclasses import replace

from digests.language.fold import fold
from digests.model import Entry

_BESIDE = 30
"""Letters of a lead besides its title that say no more than when and where."""
_FEWEST = 8
"""Letters of a title by which it is known within a lead."""
_DOUBLED = re.compile(r"\s{0,5}(\S.{6,118}\S)\s{1,5}\1(?=\s|$)\s{0,5}")
_GOES_ON = re.compile(r"[。．！？!?]\s{0,3}\S|[.]\s{1,3}\S|\n\s{0,3}\S")
_APART = re.compile(r"[^\w\s]{0,3}(?:\n|\s{2,5}|\s[-–—|]\s)\s{0,5}")
_LETTERS = re.compile(r"[\W_\u115f\u1160\u3164\uffa0]+")
"""Between words; the fillers of Hangul, which some feeds give for an empty lead, are letters to others."""


def without_echoes(entry: Entry) -> Entry:
    """The entry without what its lead only repeats."""
    if not entry.lead:
        return entry
    doubled = _DOUBLED.match(entry.lead)
    lead = _beyond(entry.title, entry.lead[doubled.end() :] if doubled else entry.lead)
    return entry if lead == entry.lead else replace(entry, lead=lead)


def _beyond(title: str, lead: str) -> str:
    """What ``lead`` says beyond ``title``; as it is where it says more."""
    said, headline = (_LETTERS.sub("", fold(text)) for text in (lead, title))
    if not said or said == headline:
        return ""
    if len(headline) < _FEWEST or headline not in said:
        return lead
    if len(said) - len(headline) <= _BESIDE and not _GOES_ON.search(lead):
        return ""
    behind = _APART.match(lead, len(title)) if lead.startswith(title) else None
    return lead[behind.end() :] if behind else lead
