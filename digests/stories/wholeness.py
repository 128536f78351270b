"""How whole a report is, by the marks that desks set in headlines: a flash, a report, a wrap-up. Pure.

One desk's flash, its second and third report and its wrap-up are versions of one report: the last, whole one is told.
"""

import re
from collections.abc import Sequence

from digests.model import Item
from digests.stories.identity import core_title, tells

FLASH, PARTIAL, REPORT, WHOLE = 0, 1, 2, 3
"""A flash is a sentence in a hurry; a partial report says how something opened or goes on; a whole one wraps it up."""
_WHOLE = re.compile(
    r"종합\s?(\d?)보?|상보|詳報|综述|綜述|全文|wrap\s?-?up\s?(\d?)|^update\s?(\d{1,2})\s?-|\((?:마감|大引け|收盘)\)",
    re.I,
)
_PARTIAL = re.compile(r"[(\[]\s?[2-9]보\s?[)\]]|\((?:개장|寄り付き|前引け|开盘|早盘)\)|続報|续报", re.I)
_FLASH = re.compile(
    r"[\[(［【〔<]\s?(?:속보|긴급|1보|速報|快讯|快訊|号外|breaking|urgent)\s?[\])］】〕>]|^(?:속보|速報|快讯|快訊|breaking)\s?[:：|]",
    re.I,
)
_KIN = 0.5
"""Share of a headline's pairs of letters that another version of it has, too."""


def wholeness(title: str) -> tuple[int, int]:
    """From ``FLASH`` to ``WHOLE``, and which of the desk's wrap-ups it is (``종합2보`` = 2)."""
    if found := _WHOLE.search(title):
        return WHOLE, int(next((number for number in found.groups() if number), "1"))
    if _PARTIAL.search(title):
        return PARTIAL, 0
    return (FLASH if _FLASH.search(title) else REPORT), 0


def is_flash(title: str) -> bool:
    """Whether a headline says that it is a flash."""
    return wholeness(title)[0] == FLASH


def whole_version(item: Item, items: Sequence[Item]) -> Item:
    """The most whole of the same desk's versions of ``item`` among ``items``, the latest of those; itself if it is."""
    versions = [each for each in items if each.id == item.id or _version_of(each, item)]
    return max(versions, key=lambda each: (*wholeness(each.title), each.published, each.id == item.id), default=item)


def _version_of(each: Item, item: Item) -> bool:
    """Whether both are one desk's, in one language, and their headlines have most in common."""
    if (each.entry.publisher, each.language) != (item.entry.publisher, item.language):
        return False
    one, other = core_title(each.title), core_title(item.title)
    if not tells(one) or not tells(other):
        return False
    pairs, others = _pairs(one), _pairs(other)
    return len(pairs & others) >= _KIN * min(len(pairs), len(others))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))
