"""What a reader means by a word: a sector, a mechanism, a publisher, a country, or else a keyword."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

import regex

from bot.desk.context import Desk
from bot.desk.request import Ask
from bot.phrases.names import Kind, known_words, names, plain_name, sectors_by_word, sectors_of_narrower
from bot.render.words import Words, flag
from digests.model import COUNTRIES, Follow

_LIKENESS = 0.6
"""Of SequenceMatcher: "suply chain" to "supply chain" is .96, "ai" to "air" .8, unrelated names stay under .5."""
_PHRASE = regex.compile(
    r'\s*(?|["“„]([^"“”„]*[^"“”„\s][^"“”„]*)["”“]|「([^「」]*[^「」\s][^「」]*)」|'
    r"『([^『』]*[^『』\s][^『』]*)』|‘([^‘’]*[^‘’\s][^‘’]*)’)\s*"
)
_HAN = regex.compile(r"\p{Han}")
_SIGN = regex.compile(r"[\p{L}\p{N}]")
_BETWEEN = regex.compile(r"[、，;；]|(?<!\d),|,(?!\d)")
"""What stands between subjects that are named in one go; a comma between digits belongs to a number."""
_AND = regex.compile(
    r"(?:[、，;；]|(?<!\d),|,(?!\d))\s{0,40}(?:and|or|&)\s{1,40}|[、，;；]|(?<!\d),|,(?!\d)|\s{1,40}(?:and|or|plus)\s{1,40}|\s{0,40}[&＆＋/／・·]\s{0,40}|\s{1,40}\+\s{1,40}"
    r"|(?<=\p{Hangul})(?:와|과|랑|이랑|하고)\s{1,40}|\s{1,40}(?:및|그리고|또는|와|과)\s{1,40}|(?<=\S)(?:以及|还有|還有|[和与與及跟]|そして|とか|[とや])(?=\S)"
    r"|(?<=[A-Za-z])(?:와|과|랑)\s{1,40}"
)
"""The same with what joins the last two, 水素とAI, 氢能和芯片; within a name it joins nothing, 平和, 과학."""
_NAME = 3
"""Words that a name may have: a list of longer ones is a sentence."""
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


def find(text: str, desk: Desk) -> Subject:
    """What ``text`` names, in any of our languages; where it names nothing that we know, the keyword itself."""
    known = names(desk).get(plain_name(text))
    return Subject(*known[0]) if known else _printed(text, desk) or Subject("keyword", text)


def several(text: str, desk: Desk) -> tuple[Subject, ...]:
    """What ``text`` names, one after the other, where each of its parts is a name that we know or a single word
    (``日本、韓国``, ``hydrogen, chips``); or else what it names as a whole."""
    whole = find(text, desk)
    if whole.kind != "keyword" or _QUERY_SIGN.search(text) or is_word(text, desk):
        return (whole,)
    return _joined(text, desk) or _listed(text, desk) or (whole,)


def is_word(text: str, desk: Desk) -> bool:
    """Whether ``text`` is a term of a sector, or the name of a person, a firm, a place or a body."""
    return plain_name(text) in known_words(desk) or bool(desk.names.named(text))


def _joined(text: str, desk: Desk) -> tuple[Subject, ...]:
    """The parts between commas and *and*, where at least half of them are known: others may be one name."""
    parts = [part.strip() for part in _AND.split(text) if part.strip()]
    if not 1 < len(parts) <= _ENDLESS or any(not is_specific(part) for part in parts):
        return ()
    subjects = tuple(dict.fromkeys(find(part, desk) for part in parts))
    known = [subject for subject in subjects if subject.kind != "keyword" or is_word(subject.value, desk)]
    short = all(subject.kind != "keyword" or subject.value.count(" ") < _NAME for subject in subjects)
    return subjects if short and 2 * len(known) >= len(subjects) else ()


def _listed(text: str, desk: Desk) -> tuple[Subject, ...]:
    """The parts between commas, each a name that we know or a single word."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if not 1 < len(parts) <= _ENDLESS:
        return ()
    subjects = tuple(dict.fromkeys(find(part, desk) for part in parts))
    apart = all(subject.kind != "keyword" or not regex.search(r"\s", subject.value) for subject in subjects)
    return subjects if apart else ()


def named_within(text: str, desk: Desk) -> tuple[Subject, ...]:
    """The topics that ``text`` names or its parts do, longer parts first: sectors and mechanisms before countries."""
    found = [subject for piece in _pieces(text) if (subject := _topic_of(*piece, desk))]
    return tuple(dict.fromkeys(sorted(found, key=lambda subject: subject.kind == "country")))


def _topic_of(text: str, whole: bool, desk: Desk) -> Subject | None:
    """What ``text`` names; by the word lists of sectors only where it is a ``whole`` word or told to be one."""
    name = plain_name(text)
    bearer = next((bearer for bearer in names(desk).get(name, ()) if bearer[0] != "publisher"), None)
    if bearer:
        return Subject(*bearer)
    sector = (sectors_by_word if whole else sectors_of_narrower)(desk).get(name)
    return Subject("sector", sector) if sector else None


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Its words, and in a script without spaces every stretch of two characters or more; whether it is a word."""
    words = [word for word in regex.findall(r"[\p{L}\p{N}-]+", text) if len(word) > 1]
    cut = [
        word[at : at + size]
        for word in words
        if regex.fullmatch(r"[\p{Han}\p{Katakana}\p{Hiragana}\p{Hangul}ー]{3,20}", word)
        for size in range(len(word) - 1, 1, -1)
        for at in range(len(word) - size + 1)
    ]
    pieces = [(text, True), *((word, True) for word in words), *((piece, False) for piece in cut)]
    return [pieces[0], *sorted(pieces[1:], key=lambda piece: -len(piece[0]))]


def named(text: str, kind: Kind, desk: Desk) -> Subject | None:
    """The ``kind`` of subject that ``text`` names."""
    bearers = names(desk).get(plain_name(text), ())
    return next((Subject(*bearer) for bearer in bearers if bearer[0] == kind), None)


def closest(text: str, desk: Desk, *, limit: int = 3) -> list[Subject]:
    """Subjects whose names are most like ``text``, the likest first; none where nothing is."""
    wanted = plain_name(text)
    matcher = SequenceMatcher(None, b=wanted)
    scores: dict[Subject, float] = {}
    for name, bearer in ((name, bearer) for name, bearers in names(desk).items() for bearer in bearers):
        subject = Subject(*bearer)
        score = _likeness(matcher, name)
        if len(wanted) > (2 if wanted.isascii() else 1) and wanted in name:
            score = max(score, _LIKENESS + 0.1)
        scores[subject] = max(score, scores.get(subject, 0.0))
    likely = [subject for subject, score in scores.items() if score >= _LIKENESS]
    return sorted(likely, key=lambda subject: -scores[subject])[:limit]


def _likeness(matcher: "SequenceMatcher[str]", name: str) -> float:
    """0 for what is plainly unlike."""
    matcher.set_seq1(name)
    if matcher.real_quick_ratio() < _LIKENESS or matcher.quick_ratio() < _LIKENESS:
        return 0.0
    return matcher.ratio()


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


def _printed(text: str, desk: Desk) -> Subject | None:
    """A publisher in the archive after whom no feed is named: that of a dropped document, or of an aggregator's
    report."""
    wanted = plain_name(text)
    outlets = sorted(desk.store.outlets.names())
    return next((Subject("publisher", name) for name in outlets if plain_name(name) == wanted), None)
