"""Copies, cuts, reprints and simplified/traditional twins are the same text; like reports of other days are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from digests.stories.duplicates import DuplicateIndex, imprint, same_numbers, same_words
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
