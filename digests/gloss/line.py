"""The line under a headline in another language: what the headline mentions, in the reader's own words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import regex

from digests.gloss.dates import dated, dates
from digests.gloss.denied import is_denied
from digests.gloss.measures import measures, written
from digests.gloss.sentence import in_sentence, sentence
from digests.gloss.short import abbreviated
from digests.gloss.vocabulary import kind_of, said, spoken
from digests.language.fold import fold, folded_with_offsets
from digests.language.names import Mention, Names, column
from digests.model import KINDS, NAMED_IN, Name

_MOST: Mapping[str, int] = MappingProxyType({"who": 4, "act": 3, "what": 3, "where": 2, "amount": 2, "date": 1})
"""Pieces of each part of the line, in the order of the line."""
_MOST_OF_ALL = 8
_LEAST = 2
"""Pieces under which too little is known to be worth a line."""
_LANDS = ("country", "territory")
"""Kinds of names that alone make no line: which countries a story is about, a digest says beside it."""
_BARE = ("amount", "date")
"""Kinds of pieces that alone make no line: of what, nobody could tell."""
_ACRONYM = regex.compile("[A-Z]{3,}")
_LATIN_INTO_HANGUL = regex.compile("[A-Za-z][가-힣]")
_LOOSE = ("people", "bodies", "places")
"""Groups of which every spelling names the very thing; of the others, those that hold the usual name, or part of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that the headline mentions: in the reader's words, and where it stands in the headline."""

    said: str
    start: int
    end: int
    kind: str
    """A name's kind (``digests.model.KINDS``), ``act``, ``matter``, ``office``, ``amount`` or ``date``."""

    @property
    def part(self) -> str:
        """Where in the line it stands: who, act, what, where, amount or date."""
        group = KINDS.get(self.kind, self.kind)
        if self.kind in _LANDS or group in ("people", "bodies", "companies", "office"):
            return "who"
        return {"places": "where", "treaties": "what", "terms": "what", "matter": "what"}.get(group, group)


@dataclass(frozen=True, slots=True)
class Gloss:
    """A line that tells what a headline mentions."""

    text: str
    pieces: tuple[Piece, ...]


def gloss(title: str, language: str, reader: str, names: Names) -> Gloss | None:
    """What ``title`` mentions, in the language of the ``reader``; ``None`` where it is in that language, too little of
    it is known, or nothing but countries, amounts and dates."""
    if language == reader or reader not in NAMED_IN:
        return None
    found = [*_counted(title, language, reader), *_told(title, language, reader, names)]
    pieces = _chosen(_once(_without_titles(_apart(found))))
    telling = [piece for piece in pieces if piece.kind not in (*_LANDS, *_BARE)]
    if len(pieces) < _LEAST or not telling:
        return None
    return Gloss(sentence([piece.said for piece in pieces], reader), tuple(pieces))


def _chosen(pieces: Sequence[Piece]) -> list[Piece]:
    """As many of each part as the line holds, names before other words, in the order of the line."""
    chosen: list[Piece] = []
    for part, most in _MOST.items():
        here = [piece for piece in pieces if piece.part == part]
        first = sorted(here, key=lambda piece: (piece.kind not in KINDS, piece.start))[:most]
        chosen += sorted(first, key=lambda piece: piece.start)
    while len(chosen) > _MOST_OF_ALL:
        chosen.remove(_least(chosen))
    return chosen


def _least(chosen: Sequence[Piece]) -> Piece:
    """The piece that is missed least: of words that are no names the last, but for one act; then the last."""
    vague = [piece for piece in chosen if piece.kind in ("matter", "office")]
    acts = [piece for piece in chosen if piece.kind == "act"]
    return (vague or acts[1:] or chosen)[-1]


def _told(title: str, language: str, reader: str, names: Names) -> Iterator[Piece]:
    """Names, countries in one letter, and words for acts, matters and offices."""
    named = [
        *(mention for mention in names.found(title, language) if _is_meant(mention, title, language)),
        *(Mention(name, *at) for country, *at in abbreviated(title, language) if (name := names.get(country))),
    ]
    for mention in named:
        if not _is_anothers(mention, named):
            yield Piece(in_sentence(mention.name, reader), mention.start, mention.end, mention.name.kind)
    for mention in spoken(title, language):
        if not is_denied(title, mention.start, mention.end, language):
            yield Piece(said(mention.name.id, reader), mention.start, mention.end, kind_of(mention.name.id))


def _is_anothers(mention: Mention, named: Iterable[Mention]) -> bool:
    """Whether a body's common name stands behind the name of another country: 美 국방부 is not Korea's ministry."""
    return mention.name.group == "bodies" and any(
        land.name.kind in _LANDS
        and mention.start - land.end in (0, 1)
        and mention.name.country not in ("", land.name.country)
        for land in named
    )


def _counted(title: str, language: str, reader: str) -> Iterator[Piece]:
    """Amounts and dates."""
    folded = folded_with_offsets(title)
    for measure in measures(folded.text, language):
        yield Piece(written(measure, reader), *folded.span(measure.start, measure.end), "amount")
    if column(language) == "en":
        yield from (Piece(dated(day, reader), day.start, day.end, "date") for day in dates(title, language))
        return
    for day in dates(folded.text, language):
        yield Piece(dated(day, reader), *folded.span(day.start, day.end), "date")


def _apart(pieces: Iterable[Piece]) -> list[Piece]:
    """In order of place, without those that begin within another: a longer one, a name before a word."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end, piece.kind not in KINDS)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def _without_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the offices that stand beside a person's name: トランプ大統領 is the person."""
    persons = [piece for piece in pieces if piece.kind == "person"]
    return [
        piece
        for piece in pieces
        if piece.kind != "office"
        or not any(piece.start - person.end in (0, 1) or person.start - piece.end in (0, 1) for person in persons)
    ]


def _once(pieces: Iterable[Piece]) -> list[Piece]:
    seen: dict[str, Piece] = {}
    for piece in pieces:
        seen.setdefault(piece.said.casefold(), piece)
    return list(seen.values())


def _is_meant(mention: Mention, title: str, language: str) -> bool:
    """Whether the words are what the thing is usually called, so that what others usually call it says the same."""
    name = mention.name
    if name.kind == "currency":
        return False  # an amount says which, and how much
    if column(language) == "ko" and _LATIN_INTO_HANGUL.fullmatch(title[max(0, mention.start - 1) : mention.start + 1]):
        return False  # SGI서울보증 is a company, wherever it is
    if _may_be_a_word(mention, title, language):
        return False
    if name.group in _LOOSE:
        return True
    if _ACRONYM.fullmatch(title[mention.start : mention.end]):
        return True
    words = _solid(title[mention.start : mention.end])
    usual = [_solid(several[0]) for several in _spelt(name, language)]
    return len(words) > 1 and any(words in each or each in words for each in usual)


def _solid(text: str) -> str:
    """Folded, however its parts are joined: rare-earth, 731 部队."""
    return fold(text).replace(" ", "").replace("-", "")


def _may_be_a_word(mention: Mention, title: str, language: str) -> bool:
    """Whether an English name that is an ordinary word, too, has its capital where any word has one: Sharp drop in
    exports, U.S. Sees a Sharp Drop."""
    written = title[mention.start : mention.end]
    if column(language) != "en" or written.isupper() or written not in mention.name.alone:
        return False
    words = [word for word in title.split() if word[0].isalpha()]
    return mention.start == 0 or sum(word[0].isupper() for word in words) > len(words) / 2


def _spelt(name: Name, language: str) -> Iterable[Sequence[str]]:
    columns = [key for key in name.spellings if key.startswith(language[:2])]
    return [name.spellings[key] for key in (*columns, "en")]
