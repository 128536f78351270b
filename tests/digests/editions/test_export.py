"""The data out: what a record says of an item."""

from dataclasses import replace

from digests.editions.export import item_record
from digests.model import Entry, Evidence, Item, Reading, Sign, Tag

READING = Reading(
    language="ko",
    grade="bilateral",
    countries=("JP", "KR"),
    sectors=(Tag("diplomacy", 0.9, (Evidence("정상회담", "title", 3, 7),)),),
    mechanisms=(),
    summary=(),
    why_grade=(Evidence("한일", "title", 0, 2),),
    grade_signs=(Sign("title frame,short", 0.8), Sign("diplomacy:t", 0.3)),
)
ITEM = Item(
    1,
    Entry("feed", "https://news.example/rss", "News", "KR", "한일 정상회담 개최"),
    READING,
    1_800_000_000,
    1_800_000_000,
)


def test_it_says_which_words_and_signs_decided_and_with_which_weights() -> None:
    why = item_record(ITEM, None)["why"]
    assert why["words"] == ["한일"]
    assert why["signs"] == {"title frame,short": 0.8, "diplomacy:t": 0.3}


def test_what_no_model_weighed_has_no_signs() -> None:
    plain = replace(ITEM, reading=replace(READING, grade_signs=()))
    assert item_record(plain, None)["why"]["signs"] == {}
