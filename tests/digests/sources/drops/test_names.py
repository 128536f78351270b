"""File names from outside."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from digests.sources.drops.names import file_name, shown_name


@given(st.text(max_size=400), st.integers(1, 99))
def test_any_name_becomes_one_that_every_file_system_takes(name: str, number: int) -> None:
    kept = file_name(name, number)
    assert 0 < len(kept.encode()) <= 230
    assert not set(kept) & set("/\\\x00\n\r")
    assert not kept.startswith(".")


def test_a_shown_name_is_one_line_of_composed_characters() -> None:
    shown = shown_name(unicodedata.normalize("NFD", "한국\n\u202eg.txt"))
    assert shown == "한국__g.txt"


def test_the_ending_and_the_number_of_a_long_name_are_kept() -> None:
    assert file_name("長" * 300 + ".pdf", 3).endswith("長-3.pdf")
