"""Messages within Telegram's limits, whatever stands in them, and nothing lost between them."""

import time

from hypothesis import given
from hypothesis import strategies as st

from bot.render.escape import Html, bold, entities, escape, folded, length, lines, link, visible
from bot.render.split import GAP, MAX_ENTITIES, MAX_UNITS, cut, pack
from tests.bot.telegram_parser import parse


def story(title: str, text: str) -> Html:
    return lines(bold(link("https://news.example/1", title)), text, folded(text))


_titles = st.text(alphabet="abc <&>한中😀é́ \n👨‍👩‍👧", max_size=200)


@given(st.lists(st.tuples(_titles, _titles), max_size=12))
def test_short_limits_cut_stories_into_parts_that_join_to_the_whole(stories: list[tuple[str, str]]) -> None:
    blocks = [story(title, text) for title, text in stories]
    packed = pack(blocks, max_units=120, max_entities=8)
    for message in packed:
        parsed = parse(message.markup)
        assert length(message.markup) <= 120
        assert entities(message.markup) <= 8
        assert parsed.text == visible(message.markup)
    squashed = "".join("".join(visible(message.markup).split()) for message in packed)
    assert squashed == "".join("".join(visible(block).split()) for block in blocks)


def test_stories_stay_whole_where_they_fit() -> None:
    blocks = [story(f"Story {n}", "한" * 700) for n in range(6)]
    packed = pack(blocks)
    assert [message.blocks for message in packed] == [(0, 1), (2, 3), (4, 5)]
    assert packed[0].markup == GAP.join(blocks[:2])


def test_the_hundred_and_first_entity_starts_another_message() -> None:
    blocks = [bold(str(n)) for n in range(MAX_ENTITIES + 1)]
    assert [len(message.blocks) for message in pack(blocks)] == [100, 1]


def test_a_title_of_ten_thousand_characters_is_cut_with_its_tags_closed() -> None:
    pieces = list(cut(story("각😀 " * 3000, "x")))
    assert all(length(piece) <= MAX_UNITS for piece in pieces)
    assert "".join(parse(piece).text for piece in pieces) == visible(story("각😀 " * 3000, "x"))
    assert all(parse(piece).links() for piece in pieces[:-1])


def test_a_family_of_emoji_is_never_torn() -> None:
    pieces = [visible(piece) for piece in cut(escape("👨‍👩‍👧‍👦" * 700))]
    assert all(set(piece.split("👨‍👩‍👧‍👦")) == {""} for piece in pieces)


def test_one_grapheme_longer_than_a_message_is_cut_all_the_same() -> None:
    pieces = list(cut(escape("e" + "\u0301" * 10_000)))
    assert all(length(piece) <= MAX_UNITS for piece in pieces)
    assert sum(length(piece) for piece in pieces) == 10_001


def test_nothing_gives_no_message() -> None:
    assert pack([Html(""), Html(" ")]) == ()


def test_a_long_text_without_a_blank_is_cut_in_a_moment() -> None:
    for text in (
        "a" * 60_000,
        "a." * 30_000,
        "@" * 60_000,
        "/a" * 30_000,
        "a@" * 30_000,
        "://" * 20_000,
        "a-" * 30_000,
    ):
        started = time.process_time()
        assert entities(escape(text)) < len(text)
        pieces = list(cut(escape(text)))
        assert time.process_time() - started < 5, text[:4]
        assert sum(length(piece) for piece in pieces) == len(text)
