"""How long is a digest to read? ``python -m benchmarks.digest_length [SET ...]``.

Real news days (see docs/quality.md) are taken in morning by morning, and the digest of each morning is rendered in
every length for a new reader of each language: how many words and messages it has, and how many words are folded away.
A word of Chinese, Japanese or Korean without blanks counts as two characters. Without a set: those of
``TRILATERAL_TESTDATA``, where there are any. About a minute of CPU for a set.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.render import classic
from bot.render.escape import visible
from bot.render.texts import Texts, load_texts
from config.catalogue import Catalogue, load_catalogue
from config.names import load_names
from config.settings import load_settings
from digests.editions.compose import EditionMaker
from digests.evaluate.days import load_days, replay
from digests.gloss.kept import Glosses
from digests.intake.understanding import Analyser
from digests.language.embed import load_embedder
from digests.language.names import Names
from digests.model import LENGTHS, Length, Part, Preferences

_DAY, _ASKED = 86_400, 300
_FOLDED = re.compile(r"<blockquote expandable>.*?</blockquote>", re.DOTALL)
_HEAD = "set  language length  stories  left  words  folded messages"
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Read:
    """One digest as it is read."""

    stories: int
    left: int
    words: int
    folded: int
    messages: int


def words_in(text: str) -> int:
    """Words between blanks, and one for two characters of scripts that have none."""
    return len(_WORD.findall(_HAN.sub(" ", text))) + (len(_HAN.findall(text)) + 1) // 2


def main() -> None:
    shared = Path(os.environ.get("TRILATERAL_TESTDATA", "../shared")) / "days"
    sets = [Path(name) for name in sys.argv[1:]] or sorted(path.parent for path in shared.glob("*/mornings.json"))
    if not sets:
        print("no real days here: python -m benchmarks.digest_length SET ...")
        return
    settings = load_settings()
    catalogue = load_catalogue(settings.config_dir)
    analyser = Analyser(catalogue, load_embedder(settings.embedder, settings.embedder_secret))
    texts, glosses = load_texts(), Glosses(Names(load_names))
    print(_HEAD)
    for folder in sets:
        mornings = replay(load_days(folder), analyser).stories
        makers = {morning: EditionMaker(stories, morning + _ASKED, glosses) for morning, stories in mornings.items()}
        for language in texts:
            for length in LENGTHS:
                reader = Preferences(language=language, length=length)
                found = [_read(maker, at, reader, texts[language], catalogue) for at, maker in makers.items()]
                print(_row(folder.name, language, length, found), flush=True)


def _read(maker: EditionMaker, morning: int, reader: Preferences, texts: Texts, catalogue: Catalogue) -> Read:
    since = morning + _ASKED - _DAY
    digest = maker.compose(reader, zone="UTC", since=since, seen={}, follows=())
    parts = classic.digest(digest, texts, catalogue)
    folded = sum(words_in(visible(each)) for part in parts for each in _FOLDED.findall(part.text))
    return Read(len(digest.stories), digest.more, sum(_words(part) for part in parts) - folded, folded, len(parts))


def _words(part: Part) -> int:
    return words_in(visible(part.text))


def _row(name: str, language: str, length: Length, found: Sequence[Read]) -> str:
    def mean(values: Iterator[int]) -> float:
        return sum(values) / len(found)

    stories, left = mean(each.stories for each in found), mean(each.left for each in found)
    words, folded = mean(each.words for each in found), mean(each.folded for each in found)
    messages = mean(each.messages for each in found)
    counted = f"{stories:>6.1f} {left:>5.1f} {words:>6.0f} {folded:>7.0f} {messages:>8.1f}"
    return f"{name:<4} {language:<8} {length:<7} {counted}"


if __name__ == "__main__":
    main()
