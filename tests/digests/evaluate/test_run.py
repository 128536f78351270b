from pathlib import Path

from digests.evaluate.archive import Search
from digests.evaluate.gold import Gold, load_gold
from digests.evaluate.run import Readings, read
from digests.evaluate.search import search
from digests.model import Entry
from tests.digests.evaluate.labelled import ScriptedReader, item, write_set

DAY = 86_400
LONG = "The three ports agreed on one customs form after talks that took two days and one night. "


def numbered(count: int) -> list[dict[str, object]]:
    """Items of different stories, a year apart."""
    return [
        item(
            id=f"t-{n}",
            story=f"s-{n}",
            url=f"https://news.example/{n}",
            title=f"Title {n}",
            text=f"Harbour {n} opens. " * 5,
            summary=f"<p>Lead &amp; more {n}.</p>",
            published=f"{2020 + n}-03-04T09:00:00+09:00",
        )
        for n in range(count)
    ]


def run(directory: Path, *rows: dict[str, object]) -> tuple[Gold, Readings]:
    gold = load_gold(write_set(directory, *rows))
    return gold, read(gold, ScriptedReader({each.title: each.language for each in gold.items}))


def test_items_come_through_the_feed_parser_with_title_lead_text_and_date(tmp_path: Path) -> None:
    _, readings = run(tmp_path, item(title='A < B & "C"', text="One sentence here. Two.\nThree, in all."))
    entry = readings.entries["t-1"]
    assert (entry.title, entry.lead, entry.published) == ('A < B & "C"', "A pilot starts in June.", 1772582400)
    assert entry.text.split() == ["One", "sentence", "here.", "Two.", "Three,", "in", "all."]
    assert (entry.publisher, entry.country) == ("Harbour Courier", "SG")


def test_every_item_has_a_story_as_dated_and_squeezed(tmp_path: Path) -> None:
    gold, readings = run(tmp_path, *numbered(4))
    ids = {each.id for each in gold.items}
    assert set(readings.items) == set(readings.stories) == set(readings.squeezed) == ids
    assert len(set(readings.stories.values())) == 4


def test_a_copy_keeps_its_own_place_and_names_what_it_copies(tmp_path: Path) -> None:
    first = item(text=LONG * 3)
    copy = item(
        id="t-2", outlet="Bay Post", url="https://news.example/2", text=LONG * 3, published="2026-03-04T11:00:00+09:00"
    )
    _, readings = run(tmp_path, first, copy)
    assert readings.copies in ({"t-2": "t-1"}, {"t-1": "t-2"})
    assert readings.stories["t-1"] == readings.stories["t-2"]


def test_parts_of_titles_are_searched_for(tmp_path: Path) -> None:
    gold, readings = run(
        tmp_path, *numbered(2), item(id="t-9", title="港湾協定に署名", lang="ja", url="https://news.example/9")
    )
    section = search(gold, readings)
    assert section is not None
    assert section.rows[0].value == 1.0
    assert {"title"} < {asked.query for asked in readings.searches}


def test_what_a_search_misses_is_named() -> None:
    entry = Entry("feed", "f", "P", "JP", "港湾協定", url="https://news.example/1")
    readings = Readings({"t-1": entry}, {}, searches=(Search("港湾", frozenset(), 1.0),))
    section = search(Gold((), ()), readings)
    assert section is not None
    assert section.rows[0].value == 0.0
    assert section.mistakes == ("港湾 does not find https://news.example/1",)


def test_a_set_of_documents_alone_has_no_searches(tmp_path: Path) -> None:
    assert search(Gold((), ()), Readings({}, {})) is None
