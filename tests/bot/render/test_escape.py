"""Text from outside becomes markup that Telegram accepts, unaltered and measured as Telegram measures it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.render.escape import (
    Html,
    bold,
    clean,
    entities,
    escape,
    folded,
    is_web,
    italic,
    length,
    lines,
    link,
    shortened,
    units,
    visible,
)
from tests.bot.telegram_parser import parse

awkward = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "<속보> 한일중 <AI> 회의…",
            "A&amp;B &lt;b&gt; <b>bold</b>",
            "👨‍👩‍👧‍👦🇰🇷 ✌🏽 한글 각",
            "مرحبا بالعالم ‮evil‬ txt",
            "é̈̂" * 5,
            'He said "no" & left <br/>',
            "&#57311; &nbsp; &bogus;",
        ]
    ),
)


@given(awkward)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert parse(escape(text)).text == clean(text)
    assert visible(escape(text)) == clean(text)


@given(awkward, awkward, awkward)
def test_any_text_can_stand_in_any_markup(title: str, label: str, quoted: str) -> None:
    markup = lines(bold(title), link("https://news.example/a?b=1&c='\"<2>", label), folded(italic(quoted)))
    parsed = parse(markup)
    assert parsed.text == visible(markup)
    assert length(markup) == len(parsed.text.encode("utf-16-le")) // 2
    assert entities(markup) >= len([each for each in parsed.entities if "url" not in each["type"]["@type"].lower()])


def test_markup_is_not_escaped_twice_and_text_always_is() -> None:
    assert escape(bold("a < b")) == "<b>a &lt; b</b>"
    assert isinstance(bold("x"), Html)
    assert bold(Html("<i>x</i>")) == "<b><i>x</i></b>"


def test_an_empty_label_leaves_no_empty_tag() -> None:
    assert bold("") == ""
    assert folded(" ") == ""
    assert link("https://a.example/", " ") == " "


def test_only_web_addresses_become_links() -> None:
    assert is_web("https://例え.example/日本語?q=1")
    assert not is_web("javascript:alert(1)")
    assert not is_web("https://")
    assert not is_web("https://a b.example/")
    assert not is_web("http://[::1")
    assert link("drop:notes.txt", "notes") == "notes"
    assert parse(link("https://a.example/?x='1'&y=\"2\"", "here")).links() == ["https://a.example/?x='1'&y=\"2\""]


def test_length_is_counted_in_utf16_units() -> None:
    assert units("a한😀") == 4
    assert length(bold("😀 &")) == 4


@given(awkward, st.integers(min_value=1, max_value=30))
def test_a_shortened_text_fits_and_is_cut_between_graphemes(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert units(short) <= limit
    if short != clean(text):
        assert clean(text).startswith(short[:-1])
    assert shortened("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 15) == "👨‍👩‍👧‍👦…"
