"""The line under a headline in another language: what the headline mentions, in the reader's own words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from digests.gloss.events import called, events
from digests.gloss.measures import measures, written
from digests.gloss.short import abbreviated
from digests.language.fold import fold, folded_with_offsets
from digests.language.names import Mention, Names
from digests.model import Name

_MOST_NAMES = 5
_MOST_EVENTS = 2
_MOST_AMOUNTS = 2
_LEAST = 2
"""Pieces under which too little is known to be worth a line."""
_LANDS = ("country", "territory")
"""Kinds of names that alone make no line: which countries a story is about, a digest says beside it."""
_LOOSE = ("people", "bodies", "places")
"""Groups of which every spelling names the very thing; of the others, those that hold the usual name, or part of it."""
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "en": "In the headline: {pieces}",
        "zh-Hans": "标题提到：{pieces}",
        "zh-Hant": "標題提到：{pieces}",
        "ja": "見出しの語：{pieces}",
        "ko": "제목에 나온 말: {pieces}",
    }
)
_LISTED: Mapping[str, str] = MappingProxyType({"en": ", ", "zh-Hans": "、", "zh-Hant": "、", "ja": "、", "ko": ", "})
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that the headline mentions: in the reader's words, and where it stands in the headline."""

    said: str
    start: int
    end: int
    kind: str
    """A name's kind (``digests.model.KINDS``), ``event`` or ``amount``."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """A line that tells what a headline mentions."""

    text: str
    pieces: tuple[Piece, ...]


def gloss(title: str, language: str, reader: str, names: Names) -> Gloss | None:
    """What ``title`` mentions, in the language of the ``reader``; ``None`` where it is in that language, too little of
    it is known, or nothing but countries."""
    if language == reader or reader not in _SAID:
        return None
    mentioned = _mentioned(title, language, names)
    named = _once(_named(mentioned, title, language, reader, names))[:_MOST_NAMES]
    told = _once(
        Piece(called(each.name.id, reader), each.start, each.end, "event")
        for each in events(title, language)
        if not any(mention.start < each.end and each.start < mention.end for mention in mentioned)
    )[:_MOST_EVENTS]
    folded = folded_with_offsets(title)
    counted = _once(
        Piece(written(each, reader), *folded.span(each.start, each.end), "amount")
        for each in measures(folded.text, language)
    )[:_MOST_AMOUNTS]
    pieces = (*named, *told, *counted)
    if not named or len(pieces) < _LEAST or all(piece.kind in _LANDS for piece in pieces):
        return None
    listed = [_LISTED[reader].join(piece.said for piece in several) for several in (named, told, counted) if several]
    return Gloss(_SAID[reader].format(pieces=_BETWEEN.join(listed)), pieces)


def _mentioned(title: str, language: str, names: Names) -> list[Mention]:
    return [mention for mention in names.found(title, language) if _is_meant(mention, title, language)]


def _is_meant(mention: Mention, title: str, language: str) -> bool:
    """Whether the words are what the thing is usually called, so that what others usually call it says the same."""
    name = mention.name
    if name.kind == "currency":
        return False  # an amount says which, and how much
    if name.group in _LOOSE:
        return True
    words = fold(title[mention.start : mention.end])
    usual = [fold(several[0]) for several in _spelt(name, language)]
    return len(words) > 1 and any(words in each or each in words for each in usual)


def _spelt(name: Name, language: str) -> Iterable[Sequence[str]]:
    columns = [key for key in name.spellings if key.startswith(language[:2])]
    return [name.spellings[key] for key in (*columns, "en")]


def _named(mentioned: Sequence[Mention], title: str, language: str, reader: str, names: Names) -> Iterable[Piece]:
    found = [Piece(each.name.called(reader), each.start, each.end, each.name.kind) for each in mentioned]
    taken = [(mention.start, mention.end) for mention in mentioned]
    for country, start, end in abbreviated(title, language):
        name = names.get(country)
        if name and not any(first < end and start < last for first, last in taken):
            found.append(Piece(name.called(reader), start, end, name.kind))
    return sorted(found, key=lambda piece: piece.start)


def _once(pieces: Iterable[Piece]) -> list[Piece]:
    seen: dict[str, Piece] = {}
    for piece in pieces:
        seen.setdefault(piece.said.casefold(), piece)
    return list(seen.values())
