"""How long do 100,000 digests take to compose? ``python -m benchmarks.compose [readers]``.

300 stories in five languages; readers with random languages, sectors and grades, all due at once. Then 1,000 readers of
whom no two are alike (each follows a word of their own and has had other stories).
"""

import random
import sys
import time

from config.languages import LANGUAGES
from digests.editions.compose import EditionMaker
from digests.model import GRADES, Entry, Follow, Item, Preferences, Reading, Sentence, SourceLink, Story

NOW = 1_772_582_400
DAY = 86_400
SECTORS = ("ai", "data", "trade", "energy", "people", "security", "finance", "health")


def story(draw: random.Random, number: int) -> Story:
    items = tuple(item(draw, number * 10 + place) for place in range(draw.choice((1, 1, 1, 2, 4))))
    pair = ("CN", "JP", "KR")[: draw.randint(1, 3)]
    return Story(number, items, items[0].id, draw.choice(GRADES), pair, tuple(draw.sample(SECTORS, 2)), ())


def item(draw: random.Random, number: int) -> Item:
    url, publisher, country = (
        f"https://news.example/{number}",
        f"P{draw.randrange(40)}",
        draw.choice(("CN", "JP", "KR")),
    )
    published = NOW - draw.randrange(DAY)
    entry = Entry("feed", "f", publisher, country, f"Title {number}", text="One. Two.", url=url, published=published)
    sentences = (Sentence("One.", "text", 0, 4), Sentence("Two.", "text", 5, 9))
    reading = Reading(draw.choice(LANGUAGES), "none", (), (), (), sentences)
    return Item(
        number, entry, reading, published, published, sources=(SourceLink(publisher, country, url, "f", published),)
    )


def preferences(draw: random.Random) -> Preferences:
    sectors = tuple(draw.sample(SECTORS, draw.choice((0, 0, 1, 2, 3))))
    return Preferences(language=draw.choice(LANGUAGES), sectors=sectors, grade=draw.choice(GRADES))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    draw = random.Random(3)
    stories = [story(draw, number) for number in range(1, 301)]
    readers = [preferences(draw) for _ in range(count)]
    seen = dict.fromkeys(range(1, 60), 9)
    started = time.perf_counter()
    maker = EditionMaker(stories, NOW)
    for reader in readers:
        maker.compose(reader, zone="UTC", since=NOW - DAY, seen=seen, follows=())
    seconds = time.perf_counter() - started
    wishes = len({(reader.language, frozenset(reader.sectors), reader.grade) for reader in readers})
    print(f"{count:,} readers with {wishes:,} different wishes, {len(stories)} stories: {seconds:.1f} s")
    started = time.perf_counter()
    for number, reader in enumerate(readers[:1000]):
        maker.compose(
            reader,
            zone="UTC",
            since=NOW - DAY,
            seen={number % 300 + 1: 9, number * 7 % 300 + 1: 9},
            follows=(Follow("keyword", f"title {number}"),),
        )
    print(f"no two alike: {(time.perf_counter() - started) / min(1000, count) * 1000:.1f} ms each")


if __name__ == "__main__":
    main()
