"""Labelled news as it is read for training."""

from pathlib import Path

from tests import loaded
from training.labelled import INVENTED, labelled


def test_the_invented_headlines_name_sectors_that_there_are_and_stand_for_each_in_five_languages() -> None:
    known = {sector.id for sector in loaded.catalogue().sectors}
    headlines = list(labelled([], []))
    assert {each.set for each in headlines} == {INVENTED}
    assert all(each.sectors is not None and each.sectors <= known for each in headlines)
    stand = {(name, each.entry.language) for each in headlines for name in each.sectors or ()}
    assert stand == {(name, language) for name in known for language in ("en", "zh-Hans", "zh-Hant", "ja", "ko")}


def test_further_labels_are_those_of_items_that_the_set_leaves_open(testdata: Path, tmp_path: Path) -> None:
    days = testdata / "days" / "E"
    more = tmp_path / "more.tsv"
    open_items = [each for each in labelled([days], []) if each.part == "more"]
    assert all(each.sectors is None for each in open_items)
    more.write_text(f"{open_items[0].story}\tai,trade\n", encoding="utf-8")
    known = [each for each in labelled([days], [more]) if each.part == "more" and each.sectors is not None]
    assert [each.sectors for each in known] == [frozenset(("ai", "trade"))]
