import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import QueryError
from digests.language.query import LONGEST, Query, parse_query
from digests.language.spans import Span, span

NOW = 1_772_582_400  # 2026-03-04, midnight UTC
DAY = 86_400


def texts(query: Query) -> list[str]:
    return [term.text for term in query.terms]


def test_words_phrases_and_exclusions_are_told_apart() -> None:
    query = parse_query('半導體 "Free  Trade" -tariff -"export control"', NOW)
    assert texts(query) == ["半导体", "free trade"]
    assert [term.text for term in query.without] == ["tariff", "export control"]


def test_curly_quotes_and_full_width_signs_are_what_they_look_like() -> None:
    assert parse_query("“free trade” ｌａｎｇ：ja", NOW) == parse_query('"free trade" lang:ja', NOW)


def test_quotes_of_every_language_hold_words_together() -> None:
    for said in ("「free trade」", "『free trade』", "‘free trade’", "“free trade”"):
        assert parse_query(f"{said} -{said}", NOW) == parse_query('"free trade" -"free trade"', NOW), said
    assert texts(parse_query("‘공급망 협력’의 미래", NOW)) == ["공급망 협력", "의", "미래"]
    assert texts(parse_query('"joint 「declaration」 adopted"', NOW)) == ["joint 「declaration」 adopted"]


def test_a_quote_that_stands_alone_and_an_apostrophe_hold_nothing_together() -> None:
    for said in ("free trade」", "「free trade", "free ‘trade", "free trade’"):
        assert len(parse_query(said, NOW).terms) == 2, said
    assert len(parse_query("Japan’s ‘new trade’s’ chips", NOW).terms) == 4


def test_filters_take_several_values_and_usual_names() -> None:
    query = parse_query(
        "lang:zh,ja lang:zh-TW country:中國 country:korea sector:supply_chain mechanism:asean+3 grade:bilateral", NOW
    )
    assert query.facets == {
        "lang": ("zh-hans", "zh-hant", "ja", "zh-hant"),
        "country": ("中国", "korea"),
        "sector": ("supply-chain",),
        "mechanism": ("asean+3",),
        "grade": ("bilateral",),
    }
    assert query.terms == ()


def test_a_hyphen_inside_a_word_and_an_unknown_filter_are_text() -> None:
    assert texts(parse_query("US-Japan note:this", NOW)) == ["us-japan", "note:this"]


def test_an_or_in_capitals_joins_the_words_beside_it_to_one_term() -> None:
    query = parse_query("hydrogen OR patent OR 特許 tariff", NOW)
    assert texts(query) == ["hydrogen or patent or 特许", "tariff"]
    assert [phrase.tokens for phrase in query.terms[0].phrases] == [("hydrogen",), ("patent",), ("特许",)]
    assert texts(parse_query("win or lose", NOW)) == ["win", "or", "lose"]
    assert texts(parse_query('"this OR that"', NOW)) == ["this or that"]
    assert texts(parse_query("OR", NOW)) == ["or"]
    assert texts(parse_query("sector:ai OR hydrogen", NOW)) == ["hydrogen"]


def test_words_alone_are_plain_and_a_filter_alone_is_sole() -> None:
    assert parse_query('"clean hydrogen" steel', NOW).plain
    for text in ("a OR b", "-hydrogen", "ai lang:ja", "from:7d"):
        assert not parse_query(text, NOW).plain, text
    assert parse_query("sector:ai", NOW).sole == ("sector", "ai")
    for text in ("sector:ai,trade", "country:KR from:7d", "sector:ai hydrogen"):
        assert parse_query(text, NOW).sole is None, text


@pytest.mark.parametrize("order", ["中日韩", "日中韓", "中日韓", "한중일", "한·일·중", "CJK", "韩日中"])
def test_any_order_of_the_three_countries_stands_for_all(order: str) -> None:
    assert [phrase.tokens for phrase in parse_query(order, NOW).terms[0].phrases] == [("cjk",)]


def test_an_order_inside_a_longer_word_is_also_looked_for_in_the_usual_one() -> None:
    assert parse_query("日中韓首脳会談", NOW).terms[0].marked == ("日中韩首脳会谈", "中日韩首脳会谈")
    assert parse_query('"한일중 정상회의"', NOW).terms[0].marked == ("한일중 정상회의", "한중일 정상회의")


def test_dates_are_whole_days_months_and_years_or_a_time_back() -> None:
    query = parse_query("from:2026-02 to:2026-03-03", NOW)
    assert (query.start, query.end) == (NOW - 31 * DAY, NOW)
    assert span("2026", NOW) == Span(NOW - 62 * DAY, NOW + 303 * DAY)
    assert span("7d", NOW) == Span(NOW - 7 * DAY, NOW - 7 * DAY)
    assert span("오늘", NOW + 5) == Span(NOW, NOW + DAY)
    assert span("yesterday", NOW) == Span(NOW - DAY, NOW)


@pytest.mark.parametrize("text", ["2026-13", "2026-02-30", "soon", "-7d", "0000", "9999", "99999d", "١٢٣٤"])
def test_what_is_no_date_is_no_span_and_never_a_crash(text: str) -> None:
    found = span(text, NOW)
    assert found is None or found.start <= found.end


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        (" \u3000\u200b", "is empty"),
        ("!!! ...", "holds nothing"),
        ("-", "holds nothing"),
        ('"free trade', "not closed"),
        ("a" * (LONGEST + 1), "is longer than"),
        (" ".join("ab" for _ in range(21)), "more than 20 words"),
        ("grade:best", "no grade best"),
        ("from:soon", "from:soon is no date"),
        ("from:2026-03 to:2026-02", "from: lies after to:"),
        ('lang:""', "lang: has no value"),
        ("coutry:JP", "no filter coutry:"),
        ('sectors:"supply chain"', "no filter sectors:"),
    ],
)
def test_what_cannot_be_understood_is_named_with_advice(text: str, problem: str) -> None:
    with pytest.raises(QueryError, match=problem) as caught:
        parse_query(text, NOW)
    assert caught.value.advice


@given(
    st.text(max_size=60) | st.text(st.sampled_from("\"-:,“”「」‘’' abロ半한from:to:lang:7d2026-*()^+{}"), max_size=40)
)
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        query = parse_query(text, NOW)
    except QueryError:
        return
    assert query.terms or query.without or query.facets or query.dated


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("a" * 300, "long"),
        ('"open', "quote"),
        ("grade:best", "filter"),
        ("from:x", "filter"),
        ("coutry:JP", "name"),
        ("from:2026-03 to:2026-02", "dates"),
    ],
)
def test_a_refusal_says_which_kind_of_mistake_it_is(text: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text, NOW)
    assert caught.value.reason == reason
