"""A line tells what a headline mentions, and nothing that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.gloss.events import called, events
from digests.gloss.line import gloss
from digests.gloss.measures import measures
from digests.gloss.short import abbreviated
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
    ),
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=10).map("".join)


@pytest.fixture(scope="module")
def names() -> Names:
    return loaded.names()


@pytest.mark.parametrize(
    ("language", "title", "reader", "said"),
    [
        ("ko", _TITLES[0][1], "en", "In the headline: China, rare earths, export controls, Takaichi Sanae · a protest"),
        ("ko", _TITLES[1][1], "ja", "見出しの語：韓国、日本、首脳会談、釜山、水素 · 合意"),
        ("ko", _TITLES[2][1], "zh-Hans", "标题提到：三星、美国、得克萨斯 · 投资 · 3.5万亿韩元"),
        ("zh-Hans", _TITLES[3][1], "ko", "제목에 나온 말: 중국, 센카쿠, 일본 · 항의"),
        ("zh-Hant", _TITLES[4][1], "en", "In the headline: TSMC, Kumamoto · investment · 500 billion yen"),
        ("ja", _TITLES[5][1], "en", "In the headline: Japan, China, rare earths, export controls · a telephone call"),
        ("ja", _TITLES[6][1], "zh-Hant", "標題提到：日經225指數 · 下跌 · 3%"),
        ("en", _TITLES[7][1], "zh-Hant", "標題提到：習近平、李在明、氫能、慶州 · 協議"),
        ("en", _TITLES[8][1], "ko", "제목에 나온 말: 도요타, 부산 · 15억 달러"),
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
    assert gloss("Poet wins prize", "en", "ja", names) is None
    assert gloss("Toyota", "en", "ja", names) is None
    assert gloss("3조원 5%", "ko", "en", names) is None
    assert gloss("", "ko", "en", names) is None
    assert gloss("Xi Jinping in Gyeongju", "en", "fr", names) is None


@pytest.mark.parametrize("reader", ["en", "zh-Hans", "zh-Hant", "ja"])
def test_countries_alone_are_no_line_since_a_digest_says_them_beside_the_story(names: Names, reader: str) -> None:
    assert gloss("한국·일본, 중국에 답하다", "ko", reader, names) is None
    assert gloss("한국·일본, 부산에서 답하다", "ko", reader, names) is not None


def _justified(said: str, words: str, title: str, language: str, reader: str, names: Names) -> bool:
    """Whether ``words`` of the title say what was ``said``: a spelling of that name, a word of that kind of event, an
    abbreviation of that country, or that amount."""
    named = [name for name in names.all if name.called(reader) == said]
    if any(fold(words).rstrip("s") == fold(each).rstrip("s") for name in named for each in _spellings(name.spellings)):
        return True
    if any(called(each.name.id, reader) == said for each in events(title, language)):
        return True
    short = {names.get(country) for country, _, _ in abbreviated(title, language)}
    if any(name is not None and name.called(reader) == said for name in short):
        return True
    told = {(each.value, each.unit) for each in measures(fold(said), reader)}
    return bool(told) and told <= {(each.value, each.unit) for each in measures(fold(title), language)}


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
def test_no_number_stands_in_a_line_that_is_not_in_the_headline(
    names: Names, language: str, title: str, reader: str
) -> None:
    line = gloss(title, language, reader, names)
    if line is None or line.text.count("225"):  # a name with a number
        return
    source = {(each.value, each.unit) for each in measures(fold(title), language)}
    assert {(each.value, each.unit) for each in measures(fold(line.text), reader)} <= source
