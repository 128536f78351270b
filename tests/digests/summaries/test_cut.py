"""What a feed cut off is no whole sentence."""

import pytest

from digests.model import Entry
from digests.summaries.cut import cut_of
from digests.summaries.summary import summarise


def told(lead: str, language: str) -> list[str]:
    return [one.text for one in summarise(Entry("feed", "f", "P", "KR", "A title", lead=lead), language)]


CUT = [
    ("en", "The bridge opened on Monday.", "Engineers had worked for two years to", "..."),
    ("en", "The bridge opened on Monday.", "Engineers had worked for two years to", " […]"),
    ("en", "The bridge opened on Monday.", "Engineers had worked for two years to", "… Read more"),
    ("en", "The bridge opened on Monday.", "Engineers had worked for two years to", "... Continue reading →"),
    ("en", "The bridge opened on Monday.", "Engineers had worked for two years to", "… [+2143 chars]"),
    ("ja", "橋は月曜日に開通した。", "技術者たちは二年にわたって昼も夜も橋の工事を続けてきたが", "…続きを読む"),
    ("ja", "橋は月曜日に開通した。", "技術者たちは二年にわたって昼も夜も橋の工事を続けてきたが", "...（続き）"),
    ("ko", "다리가 월요일에 열렸다.", "기술자들은 두 해 동안 밤낮으로 다리 공사를 이어 온 끝에", "..."),
    ("ko", "다리가 월요일에 열렸다.", "기술자들은 두 해 동안 밤낮으로 다리 공사를 이어 온 끝에", "… 더보기"),
    ("zh-Hans", "大桥星期一通车。", "两年来工程师们日夜不停地赶工，终于在今年春天把最后一段", "……"),
    ("zh-Hans", "大桥星期一通车。", "两年来工程师们日夜不停地赶工，终于在今年春天把最后一段", "…查看全文"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "whole", "begun", "sign"), CUT)
def test_a_sentence_that_the_feed_cut_off_is_not_told_beside_whole_ones(
    language: str, whole: str, begun: str, sign: str
) -> None:
    assert told(f"{whole} {begun}{sign}", language) == [whole]


@pytest.mark.parametrize(("language", "whole", "begun", "sign"), CUT)
def test_where_nothing_else_is_there_its_sign_shows_that_it_is_the_beginning(
    language: str, whole: str, begun: str, sign: str
) -> None:
    [sentence] = told(f"{begun}{sign}", language)
    assert sentence.startswith(begun)
    assert sentence.removeprefix(begun).strip(" ….[]") == ""
    assert len(sentence) > len(begun)


def test_what_an_invitation_to_read_on_interrupts_is_not_told() -> None:
    assert told("Engineers had worked for two years to (more)", "en") == []


@pytest.mark.parametrize(
    "text", ["It will cost a little more", "He wants to see more", "새 전문 보기를 내놓았다.", "始まりにすぎない……。"]
)
def test_a_text_that_only_ends_in_such_words_is_whole(text: str) -> None:
    assert cut_of(text) is None
