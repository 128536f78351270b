"""Copies, cuts, reprints and simplified/traditional twins are the same text; like reports of other days are not."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from digests.stories.duplicates import (
    DuplicateIndex,
    Imprint,
    containment,
    imprint,
    same_counts,
    same_numbers,
    same_words,
)
from tests.digests.stories.press import entry

CHINESE = (
    "第十七轮谈判在沿海城市举行。三方就货物贸易、服务贸易、投资和规则等议题深入交换意见，取得积极进展。"
    "三方一致认为，在当前形势下加快谈判进程符合共同利益。各方同意在区域协定基础上进一步提高开放水平，"
    "并商定下一轮谈判将于今年六月举行。代表团由各国主管部门高级官员率领，企业界人士参加了配套活动。"
)
JAPANESE = (
    "三カ国の環境相は13日、沿岸の市で会合を開き、黄砂の観測データを即時に共有することで合意した。"
    "来年三月から予測を七十二時間先まで広げる。海洋ごみの共同調査も始める。会合は二十七回目で、次回は来年秋に開く。"
    "議長を務めた環境相は会合後の記者会見で、国境を越える汚染には一国では対応できないと述べた。"
)
KOREAN = (
    "세 나라 환경장관은 13일 해안 도시에서 회의를 열고 황사 관측 자료를 실시간으로 공유하기로 합의했다. "
    "내년 3월부터 예보를 72시간 앞까지 넓힌다. 해양 쓰레기 공동 조사도 시작한다. 다음 회의는 내년 가을에 열린다. "
    "의장을 맡은 장관은 회의 뒤 기자회견에서 국경을 넘는 오염에는 한 나라만으로 대응할 수 없다고 말했다."
)
ENGLISH = (
    "Environment ministers of the three countries met on Sunday and agreed to share dust observations in real time. "
    "Forecasts will reach 72 hours ahead from March next year. A joint survey of marine litter is to begin as well. "
    "The chair told reporters after the meeting that no country can deal with pollution across borders alone, "
    "and that the next meeting would take place in the autumn of next year."
)
TEXTS = [(CHINESE, "zh-Hans"), (JAPANESE, "ja"), (KOREAN, "ko"), (ENGLISH, "en")]


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_a_reprint_under_another_title_is_the_same_text(text: str, language: str) -> None:
    assert same_words(imprint(entry("One title", "", text), language), imprint(entry("另一标题", "", text), language))


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_a_cut_is_the_same_text(text: str, language: str) -> None:
    cut = text[: len(text) // 2]
    assert same_words(imprint(entry("Title", "", text), language), imprint(entry("Other", "", cut), language))


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_a_reprint_with_lines_of_its_own_is_the_same_text(text: str, language: str) -> None:
    own = "本報訊 Subscribe to our newsletter 관련 기사 보기. " + text + " All rights reserved 無断転載を禁じます"
    assert same_words(imprint(entry("Title", "", text), language), imprint(entry("Title", "", own), language))


def test_a_traditional_twin_is_the_same_text() -> None:
    twin = OpenCC("s2tw").convert(CHINESE)
    assert same_words(imprint(entry("", "", CHINESE), "zh-Hans"), imprint(entry("", "", twin), "zh-Hant"))


def test_other_reports_of_the_event_are_other_texts() -> None:
    other = (
        "環境相会合が閉幕し、黄砂データの即時共有が決まった。データは気象当局が管理する。専門家は観測網の空白を"
        "埋める一歩と評価するが、費用の分担は決まっていない。産業界からは規制強化を警戒する声も出ている。"
    )
    assert not same_words(imprint(entry("", "", JAPANESE), "ja"), imprint(entry("", "", other), "ja"))


def test_a_report_with_other_numbers_is_not_a_repeat() -> None:
    monday = entry("Shares close", "", "The index fell 1.2% to 38,120 points on March 2, with 1,204 issues lower.")
    tuesday = entry("Shares close", "", "The index fell 0.8% to 37,815 points on March 3, with 1,011 issues lower.")
    assert not same_numbers(imprint(monday, "en"), imprint(tuesday, "en"))
    cut = entry("", "", "The index fell 1.2% to 38,120 points.")
    assert same_numbers(imprint(monday, "en"), imprint(cut, "en"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("【速報】能登半島で地震 震度5弱", "【速報】能登半島で地震 震度5弱", True),
        ("【速報】能登半島で地震 震度5弱", "【速報】能登半島で地震 震度6強", False),
        ("【速報】首相が会見", "【速報】外相が会見", False),
    ],
)
def test_a_flash_is_a_copy_only_of_the_same_words(one: str, other: str, same: bool) -> None:
    assert same_words(imprint(entry(one), "ja"), imprint(entry(other), "ja")) is same


def test_the_index_finds_a_copy_and_forgets_what_is_removed() -> None:
    index = DuplicateIndex()
    for number, (text, language) in enumerate(TEXTS, start=1):
        index.add(number, imprint(entry("Title", "", text), language))
    cut = imprint(entry("他紙", "", JAPANESE[:120]), "ja")
    assert list(index.matches(cut)) == [2]
    index.remove(2)
    assert list(index.matches(cut)) == []
    assert len(index) == 3


@given(st.text(max_size=300), st.sampled_from(["en", "ja", "ko", "zh-Hans", "ar", "und"]))
def test_any_text_has_an_imprint_that_equals_itself(text: str, language: str) -> None:
    mark = imprint(entry(text, "", text), language)
    assert same_words(mark, mark) is bool(len(mark.hashes))


SERIES = {
    "ja": ("海洋観測の定期報告 第{}号", "観測船は本日も予定の海域で水温と塩分を測り、結果を三か国の機関に送った。"),
    "zh-Hans": ("海洋观测定期报告 第{}期", "观测船今天在预定海域测量水温和盐度，并将结果发送给三国机构。"),
    "ko": (
        "해양 관측 정기 보고 {}",
        "관측선은 오늘도 예정된 해역에서 수온과 염분을 재어 결과를 세 나라 기관에 보냈다.",
    ),
    "en": (
        "Observation bulletin no. {}",
        "The vessel took the temperature of the planned area today and told the three.",
    ),
    "ru": ("Вестник наблюдений {}", "Судно сегодня измерило температуру воды и передало данные трём странам."),
}


def numbered(language: str, mark: str, place: str) -> Imprint:
    title, text = SERIES[language]
    said = (text * 8, "") if place == "long" else (f"{text} {mark}", "") if place == "tail" else ("", text)
    named = title.format("" if place == "tail" else mark)
    return imprint(entry(named, said[1], said[0]), language)


@pytest.mark.parametrize("language", SERIES)
@pytest.mark.parametrize("place", ["title", "tail", "long"])
@pytest.mark.parametrize(
    "marks",
    [
        [str(number) for number in range(40)],
        [str(number) for number in range(100, 140)],
        [str(number) for number in range(10_000, 10_040)],
        [f"{number:04}" for number in range(40)],
        ["一", "二", "十二", "十三", "二十三", "百二十"],
        ["i", "ii", "iv", "xii", "xiii"],
        list("abcdefg"),
        ["3.1%", "3.4%", "31%"],
        ["A-1", "A-2", "B-1", "K12", "K13"],
        ["١٢", "١٣", "१२", "१३"][::3],
    ],
    ids=[
        "0-39",
        "three digits",
        "five digits",
        "with zeros",
        "han",
        "roman",
        "letters",
        "percent",
        "codes",
        "other digits",
    ],
)
def test_documents_that_differ_in_a_running_number_are_as_many_however_long_it_is(
    language: str, place: str, marks: list[str]
) -> None:
    index, kept = DuplicateIndex(), 0
    for number, mark in enumerate(marks):
        made = numbered(language, mark, place)
        if next(index.matches(made, outlet=lambda _: True), None) is None:
            kept += 1
            index.add(number, made)
    assert kept == len(marks)


@pytest.mark.parametrize("language", SERIES)
def test_the_same_number_in_another_script_or_width_is_the_same(language: str) -> None:
    first = numbered(language, "12", "long")
    for same in ("１２", "012", "十二"):
        assert same_counts(first, numbered(language, same, "long"), outlet=True)


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_a_roundup_that_quotes_an_article_is_not_its_copy(text: str, language: str) -> None:
    article = imprint(entry("Dust data to be shared", "", text), language)
    others = "".join(SERIES["en" if language == "en" else "ja"][1].replace("本日", str(n)) for n in range(1))
    roundup = imprint(entry("Ten things to read on Monday", "", f"{others * 2}\n{text}\n{_OTHER[language]}"), language)
    assert containment(article, roundup) > 0.8
    assert not same_words(article, roundup)
    assert same_words(
        article, imprint(entry("Dust data to be shared by three", "", f"{text}\n{_OTHER[language]}"), language)
    )


PIECES = {
    "zh-Hans": (
        "国内简讯",
        "新航线今天开通，往返两地只需三小时，首航班机载客一百八十人，乘客多为出差的商人。",
        "果农今年增收两成，合作社把苹果卖到了海外。",
    ),
    "ja": (
        "きょうの動き",
        "新しい航路がきょう開通し、二つの港を三時間で結ぶ。初便には百八十人が乗り、甲板で歌が披露された。",
        "りんご農家の収入は二割増えた。",
    ),
    "ko": (
        "오늘의 단신",
        "새 항로가 오늘 열려 두 항구를 세 시간 만에 잇는다. 첫 배에는 백팔십 명이 타고 갑판에서 노래를 들었다.",
        "사과 농가의 수입이 두 배로 늘었다.",
    ),
    "en": (
        "News in brief",
        "A new ferry line opened today and links both ports in three hours; a choir sang on deck for the first guests.",
        "Apple growers earned a fifth more than in the years before the frost.",
    ),
}


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_news_in_brief_are_copies_of_none_of_the_pieces_they_give(text: str, language: str) -> None:
    title, first, second = PIECES[language]
    article = imprint(entry("Dust data to be shared", "", text), language)
    brief = imprint(entry(title, "", "\n".join([first, text, second])), language)
    assert containment(article, brief) > 0.8
    assert not same_words(article, brief)


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_a_briefing_that_names_an_article_in_its_headline_is_not_its_copy(text: str, language: str) -> None:
    article = imprint(entry("Dust data to be shared", "", text), language)
    named = "Morning briefing: Dust data to be shared, ferry line opens, apple growers earn more, chess ends in a draw"
    assert not same_words(article, imprint(entry(named, "", f"{text}\n{_OTHER[language]}"), language))


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_closing_lines_make_no_copy_of_a_photo_and_an_article(text: str, language: str) -> None:
    closing = text[: len(text) * 2 // 3]
    title, first, second = PIECES[language]
    photo = imprint(entry(title, "", f"{second}\n{closing}"), language)
    article = imprint(entry("Dust data to be shared", "", f"{first * 4}\n{closing}"), language)
    assert containment(photo, article) > 0.6
    assert not same_words(photo, article)


def test_equal_headlines_of_two_desks_are_two_reports_and_of_one_desk_one() -> None:
    index = DuplicateIndex()
    flash = imprint(entry("[속보] 급락장에 거래 잠시 멈춤"), "ko")
    index.add(1, flash)
    assert list(index.matches(flash, outlet=lambda _: False)) == []
    assert list(index.matches(flash, outlet=lambda _: True)) == [1]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("環境大臣の沿岸三か国会合への出席について", "環境大臣の沿岸三か国会合への出席について（取りやめ）", "ja"),
        (
            "北部の洪水被害に対する東の島国の首相へのお見舞いの伝達",
            "北部の洪水被害に対する西の島国の首相へのお見舞いの伝達",
            "ja",
        ),
        ("外长将出席在沿海城市举行的三国环境会议", "外长将出席在沿海城市举行的三国环境会议一事取消", "zh-Hans"),
        ("환경부 장관 해안 도시 삼국 회의 참석 예정", "환경부 장관 해안 도시 삼국 회의 참석 예정 취소", "ko"),
        (
            "Minister to attend the coastal meeting of three countries on dust and marine litter",
            "Minister to attend the coastal meeting of three countries on dust and marine litter: off",
            "en",
        ),
    ],
)
def test_headlines_alone_that_differ_in_a_word_are_two_reports_of_one_desk(one: str, other: str, language: str) -> None:
    index = DuplicateIndex()
    index.add(1, imprint(entry(one), language))
    assert list(index.matches(imprint(entry(other), language), outlet=lambda _: True)) == []
    assert list(index.matches(imprint(entry(one), language), outlet=lambda _: True)) == [1]


_RUN = {
    "en": "port rail visa grain steel fish solar chip drone film music school river bridge patent nurse robot tea",
    "ko": "항만 철도 비자 곡물 철강 어업 태양광 반도체 영화 음악 학교 하천 교량 특허 간호 로봇 녹차 벼농사",
    "ja": "港湾鉄道査証穀物鉄鋼漁業太陽光半導体映画音楽学校河川橋梁税金特許看護機械緑茶稲作地震山火事宅配便観光年金",
}
_OTHER = {
    language: " ".join(f"{a} {b}" for a in words for b in words)[:2500] if language != "ja" else "".join(
        f"{a}{b}" for a in words for b in words
    )[:1500]
    for language, words in (
        ("en", _RUN["en"].split()), ("ko", _RUN["ko"].split()), ("ja", list(_RUN["ja"])), ("zh-Hans", list(_RUN["ja"]))
    )
}  # fmt: skip


@pytest.mark.parametrize("flood", ["1", "1,", "一", "a1", " 1 a", "更新 1", "12:", "1 views ", "a@", "第"])
def test_no_flood_of_numbers_takes_long(flood: str) -> None:
    def cost(length: int) -> float:
        text = (flood * length)[:length]
        start = process_time()
        for _ in range(3):
            imprint(entry("", "", text), "en")
        return process_time() - start

    cost(1000)
    assert cost(16_000) <= 0.2 + 20 * cost(4_000)
