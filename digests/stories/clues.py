"""What an item offers for comparison with others across scripts: taken from it once, compared many times.

Figures and dates by their values, names by their sound, words as they stand or as pairs of characters, concepts by
number; each as a bucket, so that items lie side by side as arrays (``space``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import regex
from numpy.typing import NDArray

from digests.language.fold import fold
from digests.language.names import column
from digests.model import Item
from digests.stories.concepts import concepts
from digests.stories.markets import market_days
from digests.stories.numbers import figures
from digests.stories.places import known_sounds, places
from digests.stories.sounds import plain_han, sound_of_hangul, sound_of_kana, sound_of_latin

Floats = NDArray[np.float32]
Keys = NDArray[np.int32]
GRAM_BUCKETS = NAME_BUCKETS = 1 << 18

_OPENING = 280
"""Characters of the text that are read after title and lead: an event is named where its report begins."""
_HANGUL_RUN = regex.compile(r"[가-힣]{2,}")
_KANA_NAME = regex.compile(r"[ァ-ヺ][ァ-ヺー]{2,}")
_LATIN_NAME = regex.compile(r"(?<![\p{Latin}\d])[A-Z][\p{Latin}\d'’-]*[\p{Latin}\d](?![\p{Latin}\d])")
CASE_ENDING = regex.compile(
    r"(?<=..)(?:에서는|에서|에게|으로|까지|부터|이라고|라고|이라는|라는|은|는|이|가|을|를|의|와|과|도|로|에|측은|측|시|씨)$"
)
_SHORTEST_SOUND = 4
_WORDS = 20_000
"""Korean words whose sounds are remembered: those of a busy day."""
_LEAD = 400
"""Characters of the lead, or where there is none of the text, whose words are compared."""
_LATIN_WORD = regex.compile(r"[a-z0-9]+")
_RUN = regex.compile(r"[a-z0-9]+|[^\W\d_a-z]+")
_COMMON_WORDS = (
    "a an and are as at be been but by for from had has have he her his in into is it its more new not of on or over "
    "said say says she that the their they this to two three up was were which who will with would after than first "
    "about also amid between both during its last make made no one other out per under until we year years"
)
COMMON = frozenset(_COMMON_WORDS.split())
"""English words that tell nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Clues:
    """What an item offers for comparison."""

    id: int
    published: int
    language: str
    vector: Floats
    title_grams: Keys
    """Words of the title (English), or its pairs of characters and words in Latin letters, each once, as buckets."""
    text_grams: Keys
    """The same of title and opening."""
    title_concepts: Keys
    text_concepts: Keys
    name_keys: Keys
    """Names in Latin letters, kana or Han characters, acronyms with a ``#``, the rest by their sound; and, of a Korean
    text, how its words sound, where names cannot be told from other words."""
    heard_keys: Keys
    """The latter alone."""
    amount_keys: Keys
    day_keys: Keys
    ordinal_keys: Keys
    country_keys: Keys
    mechanism_keys: Keys
    market_keys: Keys
    market_day_keys: Keys
    """Markets of which the title speaks, and of which day of each."""


def clues(item: Item) -> Clues:
    """Read an item for what can be compared; about 0.5 ms."""
    entry = item.entry
    title = fold(entry.title)
    compared = bool(item.reading.vector)
    whole = f"{title} {fold((entry.lead or entry.text)[:_LEAD])}".strip() if compared else ""
    parts = [part[:_OPENING] for part in (entry.title, entry.lead, entry.text)]
    text = " ".join(filter(None, map(fold, parts)))
    heard = set(_heard(text))
    found = figures(text)
    markets = market_days(title, item.language, item.published)
    return Clues(
        item.id,
        item.published,
        item.language,
        np.frombuffer(item.reading.vector, dtype="<f4"),
        _grams(title if compared else "", item.language),
        _grams(whole, item.language),
        _numbers(concepts(title if compared else "", item.language)),
        _numbers(concepts(whole, item.language)),
        _buckets(names_in("\n".join(parts), text), heard),
        _buckets(heard),
        _buckets(map(str, found.amounts)),
        _buckets(map(str, found.days)),
        _buckets(map(str, found.ordinals)),
        _buckets(item.reading.countries),
        _buckets(item.mechanisms),
        _buckets(markets),
        _buckets(f"{market} {day}" for market, day in markets.items()),
    )


def _grams(folded: str, language: str) -> Keys:
    """Of a text in Latin letters its words, of any other the pairs of characters as well, and characters that stand
    alone; buckets of the language's own."""
    tongue = column(language)
    if tongue == "en":
        return _buckets({f"en{word}" for word in _LATIN_WORD.findall(folded) if len(word) > 1})
    found: set[str] = set()
    for run in _RUN.findall(folded):
        if run[0].isascii() or len(run) == 1:
            found.add(tongue + run)
        else:
            found.update(tongue + run[index : index + 2] for index in range(len(run) - 1))
    return _buckets(found)


def _buckets(*words: Iterable[str]) -> Keys:
    keys = {crc32(word.encode("utf-8", "replace")) % GRAM_BUCKETS for some in words for word in some}
    return np.fromiter(keys, dtype=np.int32, count=len(keys))


def _numbers(found: frozenset[int]) -> Keys:
    return np.fromiter(found, dtype=np.int32, count=len(found))


def names_in(raw: str, text: str) -> Iterator[str]:
    """Names in Latin letters, kana or Han characters of a text, given as written and folded: acronyms with a ``#``, the
    rest by their sound."""
    yield from (sound for sound, _ in _spelt(raw, text))
    yield from places(plain_han(text))


def names_of(raw: str, text: str) -> Iterator[tuple[str, str]]:
    """Names that are spelt, in Latin letters, kana or hangul: how each sounds, and as it stands."""
    yield from _spelt(raw, text)
    for word in _HANGUL_RUN.findall(text):
        yield from ((sound, word) for sound in _sounds_of(word))


def _spelt(raw: str, text: str) -> Iterator[tuple[str, str]]:
    for word in _LATIN_NAME.findall(raw):
        if word.isupper() or any(map(str.isdigit, word)):
            yield "#" + word.casefold(), word
        elif word.casefold() not in COMMON:
            yield from ((sound, word) for sound in _telling(sound_of_latin(word)))
    for word in _KANA_NAME.findall(text):
        yield from ((sound, word) for sound in _telling(sound_of_kana(word)))


def _heard(text: str) -> Iterator[str]:
    for word in _HANGUL_RUN.findall(text):
        yield from _sounds_of(word)


@lru_cache(maxsize=_WORDS)
def _sounds_of(word: str) -> frozenset[str]:
    """How a Korean word sounds as it stands, and without its case ending."""
    return frozenset((*_telling(sound_of_hangul(word)), *_telling(sound_of_hangul(CASE_ENDING.sub("", word)))))


def _telling(sound: str) -> Iterator[str]:
    if len(sound) >= _SHORTEST_SOUND or sound in known_sounds():
        yield sound
