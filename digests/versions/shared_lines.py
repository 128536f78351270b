"""Lines that the items of one feed share: a publisher's closing lines, an invitation to subscribe, a standing opening.
Pure.

A line or sentence at the beginning or end of a text is the publisher's where several articles have it: at least three
of one document and a fifth of those that come with it, or four and a fifth of all since it was first met. Versions of
one article, and reports of one event, share sentences, too; so only articles count whose headlines and bodies are
unlike each other's, and of whose matter the line does not speak.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from digests.language.fold import fold
from digests.language.segment import sentences
from digests.model import Entry
from digests.stories.corrections import likeness, share

Edge = Literal["<", ">"]
_DEEP: Mapping[Edge, int] = {"<": 2, ">": 5}
"""Lines or sentences from the beginning and from the end that are looked at."""
_ZONE = 1_200
"""Characters from either end within which they lie."""
_LONGEST = 300
_FEWEST = 3
_ENOUGH = 8
"""Articles of one document that are plenty, whatever their share."""
_SEEN_ALONE = 4
"""Articles that show it where they come one by one."""
_SHARE = 0.2
_ALIKE = 0.6
"""Of the words of one headline that the other holds: the two are versions of one article."""
_SAME_BODY = 0.75
"""The same of what their texts say between the lines that they share at the edges."""
_OWN = 0.4
"""Of the words of a line that its article holds besides, from which on it is the article's own."""
_BODY = 1_500
"""Characters of two texts by which they are found to be versions of one."""
_KEPT = 120
"""Lines of a feed that are remembered, those met most often first."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.%+-])[\w.%+-]{1,60}+@[\w-]{1,60}+(?:\.[\w-]{1,60}+)+")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was met at the edge of texts."""

    count: int
    """How many articles had it."""
    since: int
    """How many articles of the feed had come when it was first met."""
    title: str
    """The headline that it was met under last: another version of that article does not count."""
    sure: bool = False
    """Several articles of one document had it."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of one feed's lines."""

    articles: int = 0
    """How many came so far."""
    lines: Mapping[str, Line] = field(default_factory=dict)
    """By edge and hash."""

    def without(self, entry: Entry) -> Entry:
        """The entry without the lines that are its publisher's."""
        if not any(self._is_furniture(line) for line in self.lines.values()):
            return entry
        lead, text = (_stripped(part, lambda key: self._holds(key)) for part in (entry.lead, entry.text))
        return entry if (lead, text) == (entry.lead, entry.text) else replace(entry, lead=lead, text=text)

    def learnt(self, entries: Sequence[Entry]) -> "Habits":
        """What is known once these, new, articles of the feed have come."""
        holders: defaultdict[str, list[Entry]] = defaultdict(list)
        said: dict[str, str] = {}
        for entry in entries:
            for key, words in _edges(entry).items():
                holders[key].append(entry)
                said[key] = words
        worded = sum(bool(entry.lead or entry.text) for entry in entries)
        lines = dict(self.lines)
        for key, found in holders.items():
            if len(found) >= _FEWEST or key in lines:
                found = [entry for entry in found[: 3 * _ENOUGH] if not _tells_of(key, said[key], entry)] + found[
                    3 * _ENOUGH :
                ]
            if found:
                lines[key] = self._met(lines.get(key), found, worded)
        kept = sorted(lines, key=lambda key: (lines[key].sure, lines[key].count, lines[key].since), reverse=True)[
            :_KEPT
        ]
        return Habits(self.articles + worded, {key: lines[key] for key in kept})

    def _met(self, line: Line | None, holders: Sequence[Entry], worded: int) -> Line:
        line = line or Line(0, self.articles, "")
        enough = max(_FEWEST, min(_ENOUGH, round(_SHARE * worded)))
        many = len(holders) >= _SHARE * worded and len(holders) >= _FEWEST
        apart = _apart(holders[: 4 * _ENOUGH], enough) if many else 1
        last = holders[-1].title
        again = apart == 1 and bool(line.title) and likeness(line.title, last) >= _ALIKE
        count = line.count if again else line.count + (len(holders) if apart >= _FEWEST else 1)
        return Line(count, line.since, last[:80], line.sure or apart >= enough)

    def _holds(self, key: str) -> bool:
        line = self.lines.get(key)
        return line is not None and self._is_furniture(line)

    def _is_furniture(self, line: Line) -> bool:
        since = max(self.articles - line.since, 1)
        return line.sure or (line.count >= _SEEN_ALONE and line.count >= _SHARE * since)


def _edges(entry: Entry) -> dict[str, str]:
    """Each line or sentence at the edges of an entry's texts, by its key."""
    parts = [part for part in (entry.lead, entry.text) if part]
    return {key: part[a:b] for part in parts for edge in _DEEP for key, a, b in _units(part, edge)}


def _tells_of(key: str, line: str, entry: Entry) -> bool:
    """Whether a line speaks of the article's own matter."""
    text = entry.text or entry.lead
    for start, end in [(a, b) for edge in _DEEP for other, a, b in _units(text, edge) if other[1:] == key[1:]]:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return share(line, f"{entry.title}\n{text[:_BODY]}") >= _OWN


def _apart(entries: Sequence[Entry], enough: int) -> int:
    """How many of ``entries`` are articles of their own, counted up to ``enough``."""
    own: list[Entry] = []
    for entry in entries:
        if not any(_versions(entry, other) for other in own):
            own.append(entry)
        if len(own) == enough:
            break
    return len(own)


def _versions(one: Entry, other: Entry) -> bool:
    if likeness(one.title, other.title) >= _ALIKE:
        return True
    first, second = _body(one, other), _body(other, one)
    return bool(first and second) and likeness(first, second) >= _SAME_BODY


def _body(entry: Entry, other: Entry) -> str:
    """Its text without the sentences at its edges that the other has at its own."""
    text, theirs = entry.text or entry.lead, other.text or other.lead
    shared = {key for edge in _DEEP for key, *_ in _units(theirs, edge)}
    return _stripped(text, lambda key: key in shared)[:_BODY]


def _stripped(text: str, is_furniture: Callable[[str], bool]) -> str:
    for key, start, _ in _units(text, ">"):
        if not is_furniture(key):
            break
        text = text[:start].rstrip()
    for key, _, end in list(_units(text, "<")):
        if not is_furniture(key):
            break
        text = text[end:] if end < len(text) else ""
    return text.strip()


def _units(text: str, edge: Edge) -> Iterator[tuple[str, int, int]]:
    """(key, start, end) of the lines and sentences at an edge of a text, the outermost first."""
    offset = max(0, len(text) - _ZONE) if edge == ">" else 0
    for key, start, end in _zone(text[offset : offset + _ZONE], edge):
        if not key or end - start > _LONGEST or (offset and start == 0):
            return
        yield key, offset + start, offset + end


@lru_cache(maxsize=600)
def _zone(zone: str, edge: Edge) -> tuple[tuple[str, int, int], ...]:
    """Each text of a document is looked at beside several others."""
    spans = sentences(zone, "ja" if _EAST.search(zone) else "en")
    outermost = spans[: _DEEP[edge]] if edge == "<" else spans[: -_DEEP[edge] - 1 : -1]
    return tuple((_key(edge, zone[start:end]), start, end) for start, end in outermost)


def _key(edge: Edge, said: str) -> str:
    words = _WORDS.sub("", fold(_ADDRESS.sub(" ", said)))
    return edge + blake2b(words.encode("utf-8", "replace"), digest_size=6).hexdigest() if len(words) >= 2 else ""
