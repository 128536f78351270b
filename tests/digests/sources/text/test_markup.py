"""HTML to plain text: words stay, markup goes, nothing takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.text.markup import line, plain
from tests.growth.clock import cut_off


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
        ("<newsintro>三か国が合意。</newsintro>続き。", "三か国が合意。\n続き。"),
        ("<NewsML-Lead>三国达成一致。</NewsML-Lead>后续。", "三国达成一致。\n后续。"),
        ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>と求めた。", "x=2と求めた。"),
        ('<article-nav data-x="1">前へ</article-nav>本文', "前へ\n本文"),
        ('<kw id="7">水素</kw>の<KW id="8">船</KW>', "水素の船"),
        ("<keyword/>水素", "水素"),
        ("<EBS> 수능 <KBS 뉴스> 한중일", "<EBS> 수능 <KBS 뉴스> 한중일"),
        ("‹단독> 한중일 <속보", "‹단독> 한중일 <속보"),
        ("<A社>と<B社>が合意", "<A社>と<B社>が合意"),
        ("a<b and c>d", "a<b and c>d"),
    ],
)
def test_elements_that_html_does_not_know_are_markup_where_they_are_closed_or_have_attributes(
    source: str, text: str
) -> None:
    assert plain(source) == text


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


@pytest.mark.parametrize(
    "flood", ["<div>", "<!--", "<", "<a ", "<p>", "&", "<table><tr><td>", "<![CDATA[", "&lt;p&gt;"]
)
def test_no_flood_takes_long(flood: str) -> None:
    with cut_off(5):
        assert len(plain(flood * 60_000)) < 500_000


@given(st.text(max_size=200))
def test_any_text_becomes_tidy_lines(source: str) -> None:
    assert all(row and row == row.strip(" \t") for row in plain(source).split("\n") if plain(source))
    assert "\n" not in line(source)
