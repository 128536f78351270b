"""What a reader means by a word: a sector, a mechanism, a publisher, a country, or else a keyword."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Literal

import regex

from bot.desk.context import Desk
from bot.desk.request import Ask
from bot.render.words import Words, flag, name_in
from digests.language.fold import fold
from digests.model import COUNTRIES, Follow, Mechanism, Sector

Kind = Literal["sector", "mechanism", "country", "keyword", "publisher", "story"]

_LIKENESS = 0.6
"""Of SequenceMatcher: "suply chain" to "supply chain" is .96, "ai" to "air" .8, unrelated names stay under .5."""
_BRACKETED = regex.compile(r"((?:\s*+[^\s（(]++)++)\s*+[（(]([^（()）]+)[）)]")
"""The short name and the long one: "人工知能（AI）", "TRIPO (heads of the IP offices)"."""

_PHRASE = regex.compile(
    r'\s*(?|["“„]([^"“”„]*[^"“”„\s][^"“”„]*)["”“]|「([^「」]*[^「」\s][^「」]*)」|'
    r"『([^『』]*[^『』\s][^『』]*)』|‘([^‘’]*[^‘’\s][^‘’]*)’)\s*"
)
_HAN = regex.compile(r"\p{Han}")
_SIGN = regex.compile(r"[\p{L}\p{N}]")
_BETWEEN = regex.compile(r"[、，;；]|(?<!\d),|,(?!\d)")
"""What stands between subjects that are named in one go; a comma between digits belongs to a number."""
_ENDLESS = 10
"""A longer list is not something that a person writes."""
_QUERY_SIGN = regex.compile(r'[:："“”„「」『』‘’]|(?<!\S)-')
"""Signs of filters, phrases and exclusions: where one stands, a comma is part of the query."""
_TELLING = 2
"""Letters from which a keyword tells one text from another: nearly every English text holds an *a*, every Japanese one
a の. A single Han character is a word: 氢."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that stories can be about and a reader can follow."""

    kind: Kind
    value: str

    def follow(self) -> Follow:
        return Follow(self.kind, self.value)

    def mute(self) -> Follow:
        return Follow(self.kind, self.value, "mute")

    @property
    def key(self) -> str:
        """Short and free of colons, for buttons; a keyword by a fingerprint (see :func:`recall`)."""
        if self.kind in ("sector", "mechanism", "country", "story"):
            return f"{self.kind[0]}{self.value}"
        return f"{self.kind[0]}{fingerprint(self.value)}"


def fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def remember(subject: Subject, ask: Ask) -> str:
    """The subject's key; a keyword is noted for this reader, so that a button can carry it whatever its length."""
    if subject.kind in ("keyword", "publisher"):
        ask.desk.store.searches.set(ask.subscriber.id, subject.key, subject.value, ask.now)
    return subject.key


def recall(key: str, ask: Ask) -> Subject | None:
    """The subject of a key; ``None`` for a keyword that this reader never asked for, or too long ago."""
    kinds: dict[str, Kind] = {"s": "sector", "m": "mechanism", "c": "country"}
    if key[:1] in kinds:
        subject = Subject(kinds[key[0]], key[1:])
        return subject if _is_ours(subject, ask.desk) else None
    noted = ask.desk.store.searches.get(ask.subscriber.id, key)
    if noted is None:
        return None
    return Subject("publisher" if key.startswith("p") else "keyword", noted)


def _is_ours(subject: Subject, desk: Desk) -> bool:
    """Whether the catalogue (still) has that sector or mechanism, and we that country."""
    if subject.kind == "sector":
        return desk.catalogue.sector(subject.value) is not None
    if subject.kind == "mechanism":
        return desk.catalogue.mechanism(subject.value) is not None
    return subject.value in COUNTRIES


def topic_command(name: str) -> str:
    """A sector's or mechanism's own command: ``supply-chain`` -> ``supply_chain``, ``asean+3`` -> ``asean3``."""
    return name.replace("-", "_").replace("+", "")


def find(text: str, desk: Desk) -> Subject:
    """What ``text`` names, in any of our languages; where it names nothing that we know, the keyword itself."""
    wanted = _plain(text)
    known = next((subject for name, subject in _names(desk) if name == wanted), None)
    return known or _printed(wanted, desk) or Subject("keyword", text)


def several(text: str, desk: Desk) -> tuple[Subject, ...]:
    """What ``text`` names, one after the other, where each of its parts is a name that we know or a single word
    (``日本、韓国``, ``hydrogen, chips``); or else what it names as a whole."""
    whole = find(text, desk)
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if whole.kind != "keyword" or not 1 < len(parts) <= _ENDLESS or _QUERY_SIGN.search(text):
        return (whole,)
    subjects = tuple(dict.fromkeys(find(part, desk) for part in parts))
    apart = all(subject.kind != "keyword" or not regex.search(r"\s", subject.value) for subject in subjects)
    return subjects if apart else (whole,)


def named(text: str, kind: Kind, desk: Desk) -> Subject | None:
    """The ``kind`` of subject that ``text`` names."""
    wanted = _plain(text)
    return next((subject for name, subject in _names(desk) if subject.kind == kind and name == wanted), None)


def closest(text: str, desk: Desk, *, limit: int = 3) -> list[Subject]:
    """Subjects whose names are most like ``text``, the likest first; none where nothing is."""
    wanted = _plain(text)
    scores: dict[Subject, float] = {}
    for name, subject in _names(desk):
        score = SequenceMatcher(None, wanted, name).ratio()
        if len(wanted) > (2 if wanted.isascii() else 1) and wanted in name:
            score = max(score, _LIKENESS + 0.1)
        scores[subject] = max(score, scores.get(subject, 0.0))
    likely = [subject for subject, score in scores.items() if score >= _LIKENESS]
    return sorted(likely, key=lambda subject: -scores[subject])[:limit]


def label(subject: Subject, words: Words) -> str:
    """The subject's name with its sign: ``🤖 Artificial intelligence``, ``🇯🇵 Japan``, ``“hydrogen”``."""
    if subject.kind == "sector":
        return words.sector(subject.value)
    if subject.kind == "mechanism":
        return words.mechanism(subject.value)
    if subject.kind == "country":
        return f"{flag(subject.value)} {words.country(subject.value)}"
    return words.texts("quoted", text=bare(subject.value))


def bare(text: str) -> str:
    """A phrase without the quotes that it was searched with; any other text as it is."""
    phrase = _PHRASE.fullmatch(text)
    return phrase[1] if phrase else text


def is_specific(keyword: str) -> bool:
    """Whether following ``keyword`` would pick out anything."""
    return len(_SIGN.findall(keyword)) >= _TELLING or _HAN.search(keyword) is not None


def _names(desk: Desk) -> Iterator[tuple[str, Subject]]:
    """Every name under which a subject is known, folded: its id, its command, its names in all languages and what else
    the catalogue says that it is called."""
    kinds: tuple[tuple[Kind, Sequence[Sector | Mechanism]], ...] = (
        ("sector", desk.catalogue.sectors),
        ("mechanism", desk.catalogue.mechanisms),
    )
    for kind, entries in kinds:
        for entry in entries:
            called = [name for texts in desk.texts.values() if (name := name_in(texts, entry))]
            for name in (entry.id, topic_command(entry.id), *called, *entry.aliases):
                yield from ((_plain(each), Subject(kind, entry.id)) for each in _ways(name))
    yield from ((_plain(feed.name), Subject("publisher", feed.name)) for feed in desk.catalogue.feeds)
    for code in COUNTRIES:
        names = (texts(f"country.{code}") for texts in desk.texts.values())
        spoken = desk.catalogue.glossary.get("called", {}).get(code, ())
        yield from ((_plain(name), Subject("country", code)) for name in (code, flag(code), *names, *spoken))


def _printed(wanted: str, desk: Desk) -> Subject | None:
    """A publisher in the archive after whom no feed is named: that of a dropped document, or of an aggregator's
    report."""
    names = sorted(desk.store.outlets.names())
    return next((Subject("publisher", name) for name in names if _plain(name) == wanted), None)


def _ways(name: str) -> tuple[str, ...]:
    both = _BRACKETED.fullmatch(name)
    return (name, *both.groups()) if both else (name,)


def _plain(text: str) -> str:
    return " ".join(fold(text).strip("/#@ ").replace("-", " ").replace("_", " ").split())
