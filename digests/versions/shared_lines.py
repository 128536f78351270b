"""What the items of one feed share: a publisher's closing lines, an invitation to subscribe, a standing opening, and
the wrappings (``wrappings``) in which a name, a town or a date changes from item to item. Pure.

A line or sentence at the beginning or end of a text, or the mark of a wrapping, is the publisher's where several
articles have it: at least three of one document and a fifth of those that come with it, or four and a fifth of all
since it was first met; a whole line of some length also where six have it, however many there are. Versions of one
article, and reports of one event, share sentences, too; so only articles count whose headlines and bodies are unlike
each other's, and of whose matter the line does not speak. The article's own headline in a line makes it no other.
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
from digests.versions import wrappings

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
_SIX = 6
"""Articles after which a line is the publisher's, though it may stand in few of them: a note on advertisements."""
_LONG = 12
"""Letters that such a line has at least."""
_KEPT = 400
"""Lines and marks of a feed that are remembered, those met most often first."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.%+-])[\w.%+-]{1,60}+@[\w-]{1,60}+(?:\.[\w-]{1,60}+)+")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WORDS = re.compile(r"\W+")
_WHEN = re.compile(r"(?<!\d)\d++(?=\s?(?:[年月日時时分秒년월일시분초]|:\d))|(?<=:)\d{1,3}")
"""Of a line that says when it was made, everything else is the same each time."""
_COUNTED = re.compile(
    r"(?<![\d.,])\d++(?:[.,]\d++)*+(?!\s?(?:[%％‰$€£¥￥円元원圆圓人名명개個件トンキロ億亿억兆조万萬만千천]|"
    r"(?:percent|points?|(?:mi|bi|tri)llion|dollars?|yen|yuan|won|people|tons?|km|kg)\b))"
)
"""So it is of one that counts: an article's number, its readers. A figure with its unit is the article's own."""


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
    """Lines by edge and hash, marks of wrappings by what they say."""

    def without(self, entry: Entry) -> Entry:
        """The entry without the lines that are its publisher's."""
        if not any(self._is_furniture(line) for line in self.lines.values()):
            return entry
        parts = (wrappings.beheaded(part, self._holds) for part in (entry.lead, entry.text))
        lead, text = (_stripped(part, entry.title, self._holds) for part in parts)
        return entry if (lead, text) == (entry.lead, entry.text) else replace(entry, lead=lead, text=text)

    def learnt(self, entries: Sequence[Entry]) -> "Habits":
        """What is known once these, new, articles of the feed have come."""
        holders: defaultdict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for entry in entries:
            for key, said in _edges(entry).items():
                holders[key].append((entry, said))
        worded = sum(bool(entry.lead or entry.text) for entry in entries)
        lines = dict(self.lines)
        for key, found in holders.items():
            if len(found) >= _FEWEST or key in lines:
                near = found[: 3 * _ENOUGH]
                found = [one for one in near if not _tells_of(key, one[1], one[0])] + found[3 * _ENOUGH :]
            if found:
                long = key[0] not in wrappings.MARKS and len(_WORDS.sub("", found[0][1])) >= _LONG
                lines[key] = self._met(lines.get(key), [entry for entry, _ in found], worded, long=long)
        kept = sorted(lines, key=lambda key: (lines[key].sure, lines[key].count, lines[key].since), reverse=True)[
            :_KEPT
        ]
        return Habits(self.articles + worded, {key: lines[key] for key in kept})

    def _met(self, line: Line | None, holders: Sequence[Entry], worded: int, *, long: bool) -> Line:
        line = line or Line(0, self.articles, "")
        enough = max(_FEWEST, min(_ENOUGH, round(_SHARE * worded)))
        enough = min(enough, _SIX) if long else enough
        many = len(holders) >= _FEWEST and (long or len(holders) >= _SHARE * worded)
        apart = _apart(holders[: 4 * _ENOUGH], enough) if many else 1
        last = holders[-1].title
        again = apart == 1 and bool(line.title) and likeness(line.title, last) >= _ALIKE
        count = line.count if again else line.count + (len(holders) if apart >= _FEWEST else 1)
        sure = line.sure or apart >= enough or (long and count >= _SIX)
        return Line(count, line.since, last[:80], sure)

    def _holds(self, key: str) -> bool:
        line = self.lines.get(key)
        return line is not None and self._is_furniture(line)

    def _is_furniture(self, line: Line) -> bool:
        since = max(self.articles - line.since, 1)
        return line.sure or (line.count >= _SEEN_ALONE and line.count >= _SHARE * since)


def _edges(entry: Entry) -> dict[str, str]:
    """Each line or sentence at the edges of an entry's texts, by its key."""
    found: dict[str, str] = {}
    for part in filter(None, (entry.lead, entry.text)):
        for edge in _DEEP:
            for key, start, end in _units(part, edge, entry.title):
                found[key] = part[start:end]
                found.update(wrappings.foot_marks(part[start:end]) if edge == ">" else ())
        found.update(_wrapping(part))
    return found


def _wrapping(text: str) -> dict[str, str]:
    """Every mark that a wrapping around a text may have, with what stands in it."""
    found: dict[str, str] = {}
    for mark, said, end in wrappings.head_marks(text):
        found[mark] = said
        found.update({after: text[end:stop] for after, stop in wrappings.next_marks(text, end)})
    bracket = wrappings.bracket_at_foot(text)
    return found if bracket is None else {**found, **dict(wrappings.foot_marks(text[bracket:]))}


def _tells_of(key: str, line: str, entry: Entry) -> bool:
    """Whether a line, or what stands in a wrapping, speaks of the article's own matter."""
    text = entry.text or entry.lead
    if key[0] == wrappings.FOOT:
        return share(line, entry.title) >= _OWN
    if key[0] in wrappings.MARKS:
        return share(line, f"{entry.title}\n{text.replace(line, ' ', 1)[:_BODY]}") >= _OWN
    for start, end in [
        (a, b) for edge in _DEEP for other, a, b in _units(text, edge, entry.title) if other[1:] == key[1:]
    ]:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return share(line.replace(entry.title, " "), f"{entry.title}\n{text[:_BODY]}") >= _OWN


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
    shared = {key for edge in _DEEP for key, *_ in _units(theirs, edge, other.title)}
    return _stripped(text, entry.title, lambda key: key in shared)[:_BODY]


def _stripped(text: str, title: str, is_furniture: Callable[[str], bool]) -> str:
    for key, start, end in _units(text, ">", title):
        if not (is_furniture(key) or any(is_furniture(mark) for mark, _ in wrappings.foot_marks(text[start:end]))):
            break
        text = text[:start].rstrip()
    bracket = wrappings.bracket_at_foot(text)
    if bracket is not None and any(is_furniture(mark) for mark, _ in wrappings.foot_marks(text[bracket:])):
        text = text[:bracket].rstrip()
    for key, _, end in list(_units(text, "<", title)):
        if not is_furniture(key):
            break
        text = text[end:] if end < len(text) else ""
    return text.strip()


def _units(text: str, edge: Edge, title: str) -> Iterator[tuple[str, int, int]]:
    """(key, start, end) of the lines and sentences at an edge of a text, the outermost first."""
    offset = max(0, len(text) - _ZONE) if edge == ">" else 0
    for key, start, end in _zone(text[offset : offset + _ZONE], edge, title):
        if not key or end - start > _LONGEST or (offset and start == 0):
            return
        yield key, offset + start, offset + end


@lru_cache(maxsize=2_400)
def _zone(zone: str, edge: Edge, title: str) -> tuple[tuple[str, int, int], ...]:
    """Each text of a document is looked at beside several others."""
    spans = sentences(zone, "ja" if _EAST.search(zone) else "en")
    outermost = spans[: _DEEP[edge]] if edge == "<" else spans[: -_DEEP[edge] - 1 : -1]
    said = ((zone[start:end].replace(title, " "), start, end) for start, end in outermost)
    return tuple((_key(edge, words), start, end) for words, start, end in said)


def _key(edge: Edge, said: str) -> str:
    words = _WORDS.sub("", fold(_COUNTED.sub("0", _WHEN.sub("0", _ADDRESS.sub(" ", said)))))
    return edge + blake2b(words.encode("utf-8", "replace"), digest_size=6).hexdigest() if len(words) >= 2 else ""
