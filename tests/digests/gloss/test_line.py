"""A line tells what a headline mentions, and nothing that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.gloss.dates import dated, dates
from digests.gloss.line import gloss
from digests.gloss.measures import measures, written
from digests.gloss.sentence import in_sentence
from digests.gloss.short import abbreviated
from digests.gloss.vocabulary import said, spoken
from digests.language.fold import fold
from digests.language.names import Names
from digests.model import NAMED_IN
from tests import loaded

_TITLES = [
    ("ko", '中, 희토류 수출통제…다카이치 "강력 항의"'),
    ("ko", "한일 정상회담 부산서 개최…수소 협력 합의"),
    ("ko", "삼성전자, 美 텍사스에 3조5000억원 투자"),
    ("zh-Hans", "外交部：中方就钓鱼岛问题向日方提出抗议"),
    ("zh-Hant", "台積電熊本廠投資5000億日圓"),
    ("ja", "日中外相が電話会談、レアアースの輸出規制を協議"),
    ("ja", "日経平均が急落、一時3%安"),
    ("en", "Xi Jinping and Lee Jae-myung agree on hydrogen in Gyeongju"),
    ("en", "Toyota to invest $1.5 billion in Busan plant"),
    ("en", "Poet wins prize"),
]
_PIECES = (
    *(
        "시진핑",
        "수소",
        "中",
        "3조",
        "원",
        "5%",
        "TSMC",
        "釜山",
        "米",
        "政府",
        "日中",
        "関係",
        "会談",
        "3億円",
        "特朗普",
    ),
    *(
        "meeting",
        "yen",
        "12 billion ",
        "$",
        " ",
        "、",
        "不",
        "아니다",
        "ペルー",
        "7",
        ",",
        "Korea",
        "抗议",
        "万人",
        "달러",
        "12月8日",
        "8일",
        "Dec. 8",
        "なし",
        " 없",
        "33人",
        "協力",
        "총리",
    ),
)
_MONEY = ("JPY", "KRW", "CNY", "HKD", "USD", "EUR")
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=10).map("".join)


@pytest.fixture(scope="module")
def names() -> Names:
    return loaded.names()


@pytest.mark.parametrize(
    ("language", "title", "reader", "said"),
    [
        (
            "ko",
            _TITLES[0][1],
            "en",
            "The headline mentions China, Takaichi Sanae, a protest, rare earths and export controls.",
        ),
        ("ko", _TITLES[1][1], "ja", "見出しには韓国、日本、開催、協力、合意、首脳会談、水素、釜山が出てきます。"),
        ("ko", _TITLES[2][1], "zh-Hans", "标题提到三星、美国、投资、得克萨斯和3.5万亿韩元。"),
        ("zh-Hans", _TITLES[3][1], "ko", "제목에 외교부, 중국, 일본, 항의, 센카쿠 등이 나옵니다."),
        ("zh-Hant", _TITLES[4][1], "en", "The headline mentions TSMC, investment, Kumamoto and 500 billion yen."),
        (
            "ja",
            _TITLES[5][1],
            "en",
            "The headline mentions Japan, China, a foreign minister, a telephone call, talks, rare earths and export"
            " controls.",
        ),
        ("ko", "일본 12월 8일 지진…33명 부상자", "zh-Hans", "标题提到日本、受伤、地震、33人和12月8日。"),
        ("zh-Hans", "日韩外长8日在釜山会晤", "ja", "見出しには日本、韓国、外相、会談、釜山、8日が出てきます。"),
        ("ja", _TITLES[6][1], "zh-Hant", "標題提到下降、日經225指數和3%。"),
        ("en", _TITLES[7][1], "zh-Hant", "標題提到習近平、李在明、協議、氫能和慶州。"),
        ("en", _TITLES[8][1], "ko", "제목에 도요타, 투자, 부산, 15억 달러 등이 나옵니다."),
    ],
)
def test_a_headline_is_told_in_the_readers_words(
    names: Names, language: str, title: str, reader: str, said: str
) -> None:
    line = gloss(title, language, reader, names)
    assert line is not None
    assert line.text == said


def test_there_is_no_line_in_the_readers_language_or_where_too_little_is_known(names: Names) -> None:
    assert gloss("Xi Jinping in Gyeongju", "en", "en", names) is None
    assert gloss("Poet dreams", "en", "ja", names) is None
    assert gloss("Toyota", "en", "ja", names) is None
    assert gloss("3조원 5%", "ko", "en", names) is None
    assert gloss("", "ko", "en", names) is None
    assert gloss("Xi Jinping in Gyeongju", "en", "fr", names) is None


@pytest.mark.parametrize("reader", ["en", "zh-Hans", "zh-Hant", "ja"])
def test_countries_alone_are_no_line_since_a_digest_says_them_beside_the_story(names: Names, reader: str) -> None:
    assert gloss("한국·일본, 중국에 답하다", "ko", reader, names) is None
    assert gloss("한국·일본, 부산에서 답하다", "ko", reader, names) is not None


def _justified(said_of_it: str, words: str, title: str, language: str, reader: str, names: Names) -> bool:
    """Whether ``words`` of the title say what was told: a spelling of that name, a word of that act, matter or office,
    an abbreviation of that country, that amount or that date."""
    named = [name for name in names.all if in_sentence(name, reader) == said_of_it]
    if any(fold(words).rstrip("s") == fold(each).rstrip("s") for name in named for each in _spellings(name.spellings)):
        return True
    spoken_there = [mention for mention in spoken(title, language) if title[mention.start : mention.end] == words]
    if any(said(mention.name.id, reader) == said_of_it for mention in spoken_there):
        return True
    short = {names.get(country) for country, start, end in abbreviated(title, language) if title[start:end] == words}
    if any(name is not None and in_sentence(name, reader) == said_of_it for name in short):
        return True
    amounts = {written(each, reader) for each in measures(fold(title), language)}
    days = {dated(each, reader) for each in dates(title if language == "en" else fold(title), language)}
    return said_of_it in amounts | days


def _spellings(spellings: object) -> list[str]:
    assert isinstance(spellings, dict)
    return [each for several in spellings.values() for each in several]


@given(title=_TEXTS, language=st.sampled_from(NAMED_IN), reader=st.sampled_from(NAMED_IN))
def test_every_piece_is_justified_by_words_of_the_headline(
    names: Names, title: str, language: str, reader: str
) -> None:
    line = gloss(title, language, reader, names)
    if line is None:
        return
    for piece in line.pieces:
        words = title[piece.start : piece.end]
        assert words
        assert _justified(piece.said, words, title, language, reader, names), (title, piece)
        assert piece.said in line.text


@pytest.mark.parametrize(("language", "title"), _TITLES)
@pytest.mark.parametrize("reader", NAMED_IN)
def test_no_money_stands_in_a_line_that_is_not_in_the_headline(
    names: Names, language: str, title: str, reader: str
) -> None:
    line = gloss(title, language, reader, names)
    if line is None:
        return
    source = {(each.value, each.unit) for each in measures(fold(title), language)}
    told = {(each.value, each.unit) for each in measures(fold(line.text), reader) if each.unit in _MONEY}
    assert told <= source


@pytest.mark.parametrize(
    ("language", "title", "reader", "missing"),
    [
        ("ja", "北海道で地震、津波の心配なし", "en", "concern"),
        ("ko", "일본, 오염수 우려 없어…한국 정부", "en", "concern"),
        ("zh-Hans", "日本不反对韩国的提议", "en", "opposition"),
        ("en", "Japan and Korea reach no agreement on fisheries", "zh-Hans", "达成一致"),
        ("ko", "한국, 일본 수산물 수입 재개 않기로", "en", "resumption"),
    ],
)
def test_what_is_denied_beside_it_is_not_told(
    names: Names, language: str, title: str, reader: str, missing: str
) -> None:
    line = gloss(title, language, reader, names)
    assert line is None or missing not in line.text


def test_a_persons_office_beside_the_name_is_not_told_again(names: Names) -> None:
    line = gloss("トランプ大統領、日本に関税25%", "ja", "en", names)
    assert line is not None
    assert line.text == "The headline mentions Donald Trump, Japan, tariffs and 25%."


def test_a_long_headline_gives_eight_pieces_at_most_and_names_go_before_other_words(names: Names) -> None:
    title = "日本政府、中国・韓国・米国と東京で首脳会談、水素と半導体で合意、投資3兆円、輸出5%増、12月8日に発表し開始"
    line = gloss(title, "ja", "en", names)
    assert line is not None
    assert len(line.pieces) == 8
    assert {"Japan", "China", "an agreement", "hydrogen"} <= {piece.said for piece in line.pieces}


def test_amounts_and_countries_alone_make_no_line(names: Names) -> None:
    assert gloss("日本 33人 5%", "ja", "en", names) is None
    assert gloss("日本 12月8日", "ja", "en", names) is None


@pytest.mark.parametrize(
    ("title", "said_of_it"),
    [
        ("美 국방부, 한국에 훈련 제안", "a defence ministry"),
        ("국방부, 미국에 훈련 제안", "the South Korean Ministry of National Defense"),
    ],
)
def test_a_ministry_behind_another_country_is_not_taken_for_ones_own(names: Names, title: str, said_of_it: str) -> None:
    line = gloss(title, "ko", "en", names)
    assert line is not None
    assert said_of_it in {piece.said for piece in line.pieces}


@pytest.mark.parametrize(
    ("language", "title", "missing"),
    [
        ("en", "Sharp drop in exports to Japan", "夏普"),
        ("en", "Japan Sees a Sharp Drop in Exports", "夏普"),
        ("ko", "SGI서울보증, 부산에 지점 개소", "首尔"),
        ("ko", "NH투자증권, 일본 반도체 전망", "投资"),
    ],
)
def test_a_name_is_not_found_in_an_ordinary_word_or_in_a_companys_name(
    names: Names, language: str, title: str, missing: str
) -> None:
    line = gloss(title, language, "zh-Hans", names)
    assert line is not None
    assert missing not in line.text


@pytest.mark.parametrize(
    ("title", "said_of_it"),
    [("Japan's Sharp to invest in Busan plant", "夏普"), ("US backs Japan in row over fishing", "美国")],
)
def test_a_name_that_is_a_word_too_is_read_where_its_capitals_tell(names: Names, title: str, said_of_it: str) -> None:
    line = gloss(title, "en", "zh-Hans", names)
    assert line is not None
    assert said_of_it in line.text


def test_an_acronym_names_the_very_thing(names: Names) -> None:
    line = gloss("Paperless certificates go live between RCEP members", "en", "ja", names)
    assert line is not None
    assert [piece.said for piece in line.pieces] == ["証明書", "地域的な包括的経済連携"]
