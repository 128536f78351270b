"""Lines for a terminal are broken where a reader of their language would break them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.render.wrap import NARROWEST, breaks, columns, for_width, indent_of


def lines(text: str, width: int) -> list[str]:
    return for_width(text, width).split("\n")


def test_english_and_korean_break_at_blanks_only() -> None:
    text = "한국과 일본과 중국이 수소 인증을 서로 인정하기로 했습니다. Ports agree on labels."
    for width in range(20, 60):
        assert [word for line in lines(text, width) for word in line.split()] == text.split()


def test_japanese_and_chinese_break_between_characters_and_no_line_begins_with_what_closes() -> None:
    text = "日中韓の3か国は「水素」の証明書を、互いに認め合うことで合意した。チャットでも、きょうから。"
    for width in range(20, 60):
        found = lines(text, width)
        assert "".join(found) == text
        assert not any(line[0] in "、。」ーっゃゅょ" or line[-1] in "「（" for line in found[:-1])
        assert all(width - 6 <= columns(line) <= width for line in found[:-1])


def test_wide_characters_count_two_and_marks_none() -> None:
    counted = {"ab": 2, "한a😀": 5, "漢字": 4, "한글": 4, "ｶﾅ": 2, "é": 1, "e\u0301": 1, "🇯🇵": 2, "❤\ufe0f": 1}
    assert {text: columns(text) for text in counted} == counted


def test_an_address_is_never_cut() -> None:
    address = "https://news.example/a-very-long-path-that-no-terminal-of-sixty-columns-can-hold/2026/03/04"
    assert address in lines(f"Ports agree, says the ministry {address} today", 40)


def test_what_is_indented_or_quoted_goes_on_beneath_itself() -> None:
    assert lines("   ports of the three countries", 22) == ["   ports of the three", "   countries"]
    assert lines("│ ports of the three countries agree", 22) == ["│ ports of the three", "│ countries agree"]
    assert lines("12. ports of the three countries", 22)[1].startswith("    ")
    assert indent_of(" " * 40 + "a") == "", "a page that is drawn is no paragraph"


def test_without_a_width_nothing_is_broken() -> None:
    assert for_width("a b " * 50, None) == "a b " * 50


@given(st.text(alphabet="ab 漢字、。「」한글\u0301🇯", max_size=120), st.integers(NARROWEST, 80))
def test_nothing_is_lost_but_blanks_and_no_line_is_too_long(text: str, width: int) -> None:
    broken = for_width(text, width)
    assert broken.replace("\n", "").replace(" ", "") == text.replace(" ", "")
    longest = max((columns(word) for word in text.split()), default=0)
    assert all(columns(line) <= max(width, longest + columns(indent_of(text))) for line in broken.split("\n"))


@given(st.text(max_size=200), st.integers(NARROWEST, 80))
def test_any_text_is_broken_at_rising_places(text: str, width: int) -> None:
    places = breaks(text, width)
    assert places == sorted(set(places))
    assert all(0 < place < len(text) for place in places)
