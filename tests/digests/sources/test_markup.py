"""HTML to plain text: words stay, markup goes, nothing takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.markup import line, plain


@given(
    st.text("가나다라속보단독 ", min_size=1, max_size=12),
    st.sampled_from(["<{}>", "&lt;{}&gt;", "‹{}›", "〈{}〉", "[{}]"]),
)
def test_korean_brackets_never_lose_their_words(inside: str, brackets: str) -> None:
    shown = brackets.replace("&lt;", "<").replace("&gt;", ">").format(inside)
    assert line(f"{brackets.format(inside)} 한중일 협력") == " ".join(f"{shown} 한중일 협력".split())


@pytest.mark.parametrize("word", ["단독", "The Glory", "K-pop", "AI 시대", "A 기자의 눈", "3국", "속보"])
def test_brackets_around_latin_words_stay_too(word: str) -> None:
    assert line(f"<{word}> 한중일 협력") == f"<{word}> 한중일 협력"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>一。</p>\n<p>二。</p>", "一。\n二。"),
        ("한 줄\n두 줄", "한 줄\n두 줄"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("<ul><li>하나<li>둘</ul>", "하나\n둘"),
        ("<ruby>日<rp>（</rp><rt>に</rt><rp>）</rp></ruby>本", "日本"),
        ("<script>alert('<p>x</p>')</script><style>p{}</style>본문", "본문"),
        ("<a href='x' onclick=\"alert('>')\">링크</a> 뒤", "링크 뒤"),
        ("<![CDATA[안]]>", "안"),
        ("A &amp; B &lt;C&gt; &#169; &hellip;", "A & B <C> © …"),
        ("", ""),
    ],
)
def test_paragraphs_and_entities_come_out_as_text(source: str, text: str) -> None:
    assert plain(source) == text


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "flood", ["<div>", "<!--", "<", "<a ", "<p>", "&", "<table><tr><td>", "<![CDATA[", "&lt;p&gt;"]
)
def test_no_flood_takes_long(flood: str) -> None:
    assert len(plain(flood * 60_000)) < 500_000


@given(st.text(max_size=200))
def test_any_text_becomes_tidy_lines(source: str) -> None:
    assert all(row and row == row.strip(" \t") for row in plain(source).split("\n") if plain(source))
    assert "\n" not in line(source)
