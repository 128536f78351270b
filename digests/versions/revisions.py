"""An entry came again under a name that we know: is it the article as it was, a newer text of it, or another? Pure.

Compared is what is left without the page's furniture: what only counts, dates or advertises makes no newer text.

- *another*: neither its headline nor its words are the article's (the copy test). Where the entries' own dates lie
  most of a day apart, an equal headline counts for nothing: the next of a column or briefing goes by that name, too;
  unless it says of itself that it corrects.
- *newer*: other words than before. A text that is much shorter, or breaks off, is a teaser of the one we have and
  replaces it only where it says otherwise: where it corrects a number or name, or calls itself a correction.
- *same*: all else.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

import regex

from digests.language.fold import fold
from digests.language.segment import sentences
from digests.model import Entry
from digests.stories.corrections import changes, likeness
from digests.stories.duplicates import imprint, same_numbers, same_words
from digests.stories.identity import core_title
from digests.stories.numbers import figures
from digests.stories.passing import passing
from digests.summaries.boilerplate import is_boilerplate
from digests.summaries.cut import cut_of

_DAY = 24 * 3600
ANOTHER_DAY = 20 * 3600
"""Seconds between the dates of two entries of one name from which they are taken for two issues."""
_ALIKE = 0.45
"""Share of the words of one headline, or of one text, that the other holds, from which they are alike."""
_RELATED = 0.3
_TEASER = 0.6
"""Of the length of the text we have: what is shorter is a teaser of it."""
_SHORT_FURNITURE = 120
"""Characters of a sentence that may be left out for its words; a longer one says something besides."""
_SAYS_SO = re.compile(
    r"訂正|修正し(?:て|ま)|おわびし|お詫びし|更正|勘误|勘誤|已修改|정정|바로잡|고침|"
    r"\bcorrect(?:s|ed|ion)\b|\bclarif(?:ies|ied|ication)\b|\bearlier version\b|"
    r"\bpreviously (?:said|stated|reported)\b",
    re.I,
)
_COMPARED = 100_000
"""Characters of a text whose sentences are compared one by one: an article ends long before."""
_SIGNIFICANT = regex.compile(r"(?<=\d)[.,:](?=\d)|[-−+](?=\d)|(?<=\d)\s?%|[\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Revision:
    """What an entry is to the article that we have under its name, and the words to keep where they are newer."""

    kind: Literal["same", "newer", "another"]
    entry: Entry


def revision(
    old: Entry,
    new: Entry,
    language: str,
    apart: int | None,
    *,
    stood: int = 0,
    without: Callable[[Entry], Entry] = lambda entry: entry,
) -> Revision:
    """``apart``: seconds between the dates of the two; ``None`` where one has none: then it counts how long the old
    words ``stood``, but only against a text that has nothing of them. ``without`` takes the lines out that the feed's
    items are known to share."""
    dated = apart is not None and apart >= ANOTHER_DAY and _names_its_day(new)
    old, new = without(old), without(new)
    before, after = essence(old, language), essence(new, language)
    if before == after:
        if dated and not _whole(new):
            return Revision("another", new)
        return Revision("same" if _shown(old.title) == _shown(new.title) else "newer", new)
    if apart is None:
        unlike = bool(_whole(old) and _whole(new)) and likeness(_whole(old), _whole(new)) < _RELATED
        apart = stood if unlike else 0
    if _is_another(old, new, language, apart):
        return Revision("another", new)
    if _is_teaser(old, new, before, after, language):
        same_title = core_title(old.title) == core_title(new.title)
        kept = replace(new, lead=old.lead, text=old.text)
        return Revision("same", old) if same_title else Revision("newer", kept)
    return Revision("newer", new)


def _names_its_day(entry: Entry) -> bool:
    """Whether a lead names the day of its entry's date, in whatever time zone; a date that a feed makes anew at each
    poll stands in no lead."""
    if entry.published is None:
        return False
    days = [datetime.fromtimestamp(entry.published + shift, UTC) for shift in (-_DAY, 0, _DAY)]
    named = figures(fold(entry.lead)).dates - figures(fold(entry.title)).dates
    return any((day.month, day.day) in named for day in days)


def essence(entry: Entry, language: str) -> tuple[str, ...]:
    """What an entry says, sentence by sentence: folded, without punctuation, furniture, and what passes by itself. What
    stands behind the first ``_COMPARED`` characters is one piece, with all that it holds."""
    found = [_squeezed(entry.title)]
    for part in (entry.lead, entry.text):
        found += [
            _squeezed(part[start:end])
            for start, end in sentences(part[:_COMPARED], language)
            if not (
                end - start <= _SHORT_FURNITURE and is_boilerplate(part[start:end]) and not says_so(part[start:end])
            )
        ]
        found.append(_significant(fold(part[_COMPARED:])))
    return tuple(dict.fromkeys(filter(None, found)))


def _shown(title: str) -> str:
    return " ".join(passing(title).split())


def says_so(text: str) -> bool:
    """Whether a text calls itself corrected."""
    return bool(_SAYS_SO.search(text))


def _squeezed(text: str) -> str:
    return _significant(passing(fold(text)))


def _significant(folded: str) -> str:
    return "".join(_SIGNIFICANT.findall(folded))


def _is_another(old: Entry, new: Entry, language: str, apart: int) -> bool:
    one, other = imprint(old, language), imprint(new, language)
    if same_words(one, other) and same_numbers(one, other):
        return False
    like = likeness(_whole(old), _whole(new))
    if apart >= ANOTHER_DAY:
        return not (_newly_corrected(old, new) and like >= _RELATED)
    if not _titles_alike(old.title, new.title):
        return not (like >= 2 * _RELATED and min(len(_whole(old)), len(_whole(new))) >= _SHORT_FURNITURE)
    return False


def _titles_alike(one: str, other: str) -> bool:
    """One headline, or a rewritten one; a column's name before it (``Morning briefing: …``) is no likeness."""
    first, second = core_title(one), core_title(other)
    if first == second:
        return True
    if figures(fold(one)).ordinals != figures(fold(other)).ordinals:
        return False
    label = _label(one)
    if label and label == _label(other):
        one, other = one[len(label) :], other[len(label) :]
    return likeness(one, other) >= _ALIKE


def _label(title: str) -> str:
    found = re.match(r"[^:：|｜]{2,30}[:：|｜]|[【\[［][^】\]］]{1,20}[】\]］]", title)
    return found.group() if found else ""


def _newly_corrected(old: Entry, new: Entry) -> bool:
    return any(says_so(text) and not says_so(was) for was, text in ((old.title, new.title), (_whole(old), _whole(new))))


def _is_teaser(old: Entry, new: Entry, before: tuple[str, ...], after: tuple[str, ...], language: str) -> bool:
    """Whether the new text only says less of what the old one says."""
    was, now = sum(map(len, before[1:])), sum(map(len, after[1:]))
    if now >= was:
        return False
    if _newly_corrected(old, new):
        return False
    if changes([old.title, *_first_sentences(old, language)], [new.title, *_first_sentences(new, language)]):
        return False
    return now < _TEASER * was or cut_of(_whole(new)) is not None


def _first_sentences(entry: Entry, language: str) -> list[str]:
    whole = _whole(entry)
    return [whole[start:end] for start, end in sentences(whole[:_COMPARED], language)]


def _whole(entry: Entry) -> str:
    lead = "" if entry.lead[:80] in entry.text else entry.lead
    return f"{lead}\n{entry.text}".strip()
