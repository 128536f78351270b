"""Does a name of the text stand in a source, as other languages write it? Told by its sound, or its characters. Pure.

    천즈위안 = 陈志远 = Chen Zhiyuan; 金民秀 = 김민수 = Kim Min-su = キム・ミンス; 田村一郎 = Ichiro Tamura

Every word of a source that may be a name has one key or several: how it sounds, roughly. A name of the text stands in a
source where one of its keys does, part by part (family name, given name).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

import regex

from digests.claims.sounded import FOREIGN, LOOSE, sounds_of
from digests.claims.words import plain_words
from digests.language.fold import fold
from digests.stories.sounds import plain_han

Part = tuple[str, str]
"""A script and what is written in it."""
Span = tuple[int, int]
Heard = Mapping[str, tuple[tuple[str, Span], ...]]

_RUN = regex.compile(
    r"(?P<han>[\u3400-\u9fff々]{1,40})|(?P<hangul>[가-힣]{1,20})|(?P<kana>[ァ-ヺー]{2,20}|[ぁ-ゖ]{2,12})|(?P<latin>[a-zà-ÿ][a-zà-ÿ'’-]{0,30})"
)
_COMMON_ENDS = {"latin": "english", "kana": "katakana"}
_MANY = 5
"""Consonants, with the mark, beyond which they alone tell a name in any script."""
_LONGEST_FOREIGN = 8
_LONGEST_NAME = 10
_LONGEST_SOURCE = 600
"""Characters of a source in which names are looked for by their sound: of each thousands of readings are tried."""


def stands(name: str, sources: Sequence[str]) -> bool:
    """Whether ``name``, a word or a few in any script, stands in one of the ``sources`` in whatever script; ``a/b`` is
    one or the other."""
    if "/" in name:
        return any(stands(each, sources) for each in name.split("/") if each)
    parts = _parts(name)
    return not parts or any(_stands_in(parts, source) for source in sources)


_MOST_PARTS = 6
_MOST_PLACES = 24
"""Parts of a name, and places of each in a source, that are tried."""


def _parts(name: str) -> list[Part]:
    runs = islice(_RUN.finditer(plain_han(fold(name))), _MOST_PARTS)
    return [(run.lastgroup or "", run.group()) for run in runs if run.group() != "ー"]


def _places(script: str, said: str, text: str, heard: Heard) -> list[Span]:
    return [*_written(script, said, text), *_sounding(script, said, heard)][:_MOST_PLACES]


def where(name: str, source: str) -> Span | None:
    """Where a name stands in the folded ``source``, by its characters or its sound."""
    parts = _parts(name)
    text = plain_han(fold(source))[:_LONGEST_SOURCE]
    heard = _heard(source)
    for way in _ways(parts) if parts else ():
        spans = [_places(script, said, text, heard) for script, said in way]
        if all(spans) and _lie_together(way, text, heard):
            return min(several[0][0] for several in spans), max(several[0][1] for several in spans)
    return None


def _stands_in(parts: Sequence[Part], source: str) -> bool:
    """All parts, side by side in whatever order."""
    text = plain_han(fold(source))[:_LONGEST_SOURCE]
    heard = _heard(source)
    return any(_lie_together(way, text, heard) for way in _ways(parts))


def _ways(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """A name as its parts: as it is written, with hyphens undone, a single word cut in two, or without a common word
    at its end (Disneyland, カメリアライン)."""
    yield tuple(parts)
    halves = tuple(
        (script, half) for script, said in parts for half in (said.split("-") if script == "latin" else [said])
    )
    if len(halves) > len(parts):
        yield halves
    if len(parts) != 1:
        return
    script, said = parts[0]
    if script in ("han", "hangul") and len(said) <= _LONGEST_NAME:
        yield from (((script, said[:at]), (script, said[at:])) for at in range(1, len(said)))
    elif script in _COMMON_ENDS:
        ends = plain_words(_COMMON_ENDS[script])
        yield from (((script, said[:at]),) for at in range(3, len(said) - 2) if said[at:] in ends)


def _lie_together(parts: Sequence[Part], text: str, heard: Heard) -> bool:
    places: list[list[Span]] = [
        [*_written(script, said, text), *_sounding(script, said, heard)][:_MOST_PLACES] for script, said in parts
    ]
    reached = [span for span in places[0] if len(parts) > 1 or _begins(span, text)]
    for several in places[1:]:
        reached = [span for span in several if any(_beside(span, before, text) for before in reached)]
    return bool(reached)


def _beside(one: Span, other: Span, text: str) -> bool:
    first, last = sorted((one, other))
    return (
        _begins(first, text)
        and first[1] <= last[0] <= first[1] + 3
        and not any(map(str.isalpha, text[first[1] : last[0]]))
    )


def _begins(span: Span, text: str) -> bool:
    """Whether a word begins there, as far as its script parts words."""
    before, first = text[span[0] - 1 : span[0]], text[span[0] : span[0] + 1]
    return not (before and "가" <= before <= "힣" and "가" <= first <= "힣")


def _written(script: str, said: str, text: str) -> Iterator[Span]:
    """Where the source writes it the same: in Latin letters as a word, with or without a genitive's ``s``."""
    pattern = regex.escape(said)
    if script == "latin":
        bare = regex.sub("['’]s$", "", said)
        pattern = rf"(?<![a-z]){'[-]?'.join(map(regex.escape, bare.split('-')))}(?=(?:['’]?s)?(?![a-z]))"
    yield from (found.span() for found in regex.finditer(pattern, text))


def _sounding(script: str, said: str, heard: Heard) -> Iterator[Span]:
    """Where it stands in another script, by its sound."""
    for key in sounds_of(script, said):
        for other, span in heard.get(key, ()):
            if other != script and (key[0] != LOOSE or len(key) > _MANY or "han" in (other, script)):
                yield span


@lru_cache(maxsize=256)
def _heard(text: str) -> Heard:
    """How everything in a source that may be a name sounds: key -> in which script, and where."""
    heard: dict[str, set[tuple[str, Span]]] = {}
    before: regex.Match[str] | None = None
    for run in _RUN.finditer(plain_han(fold(text))[:_LONGEST_SOURCE]):
        script, said = run.lastgroup or "", run.group()
        for at, piece in _pieces(script, said):
            for key in sounds_of(script, piece):
                heard.setdefault(key, set()).add((script, (run.start() + at, run.start() + at + len(piece))))
        if script == "latin" and before:
            for key in sounds_of(script, before.group() + said):
                heard.setdefault(key, set()).add((script, (before.start(), run.end())))
        before = run if script == "latin" else None
    return {key: tuple(places) for key, places in heard.items()}


def _pieces(script: str, run: str) -> Iterator[tuple[int, str]]:
    """What of a run of one script may be a name, and where: all of it in Latin letters, or what hyphens part; all of
    it in kana, its beginning or its end; any short piece of other scripts."""
    if script == "latin":
        yield from ((found.start(), found.group()) for found in regex.finditer("[^-]+", run))
        if "-" in run:
            yield 0, run
    elif script == "kana":
        yield 0, run
        yield from ((0, run[:at]) for at in range(3, len(run)))
        yield from ((at, run[at:]) for at in range(1, len(run) - 2))
    else:
        longest = 3 if script == "han" else 6
        for start in range(len(run)):
            yield from ((start, run[start:end]) for end in range(start + 1, min(len(run), start + longest) + 1))
        for foreign in FOREIGN.finditer(run) if script == "han" else ():
            for start in range(foreign.start(), foreign.end() - 3):
                ends = range(start + 4, min(foreign.end(), start + _LONGEST_FOREIGN) + 1)
                yield from ((start, run[start:end]) for end in ends)
