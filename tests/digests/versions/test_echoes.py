"""A lead counts for what it says beyond its headline."""

import pytest

from digests.model import Entry
from digests.versions.echoes import without_echoes


def left(title: str, lead: str) -> str:
    return without_echoes(Entry("feed", "f", "P", "JP", title, lead=lead)).lead


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("北方水産会議の結果について", "2031年4月2日 海洋省 北方水産会議の結果について"),
        ("港湾の安全に関する白書", "港湾の安全に関する白書"),
        ("Harbour law passes in third reading", "Harbour law passes in third reading\xa0\xa0Sea Courier"),
        ("항만 안전 백서 발간 안내", "[해양처] 항만 안전 백서 발간 안내 (2031.4.2.)"),
        ("关于印发港口安全指南的通知", "关于印发港口安全指南的通知 2031-04-02"),
        ("[속보] 다리 다시 열려", "("),
        ("[속보] 다리 다시 열려", "\u3164"),
    ],
)
def test_a_lead_that_only_repeats_its_headline_is_none(title: str, lead: str) -> None:
    assert left(title, lead) == ""


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Harbour law passes", "Harbour law passes after a night of debate; it takes force in May, the speaker said."),
        ("北方水産会議", "北方水産会議が開かれた。漁獲の枠は三割減る。"),
        ("다리", "다리가 다시 열렸다."),
    ],
)
def test_a_lead_that_goes_on_stays(title: str, lead: str) -> None:
    assert left(title, lead) == lead


def test_a_headline_in_a_line_of_its_own_before_the_lead_goes() -> None:
    assert left("Harbour law passes", "Harbour law passes\nIt takes force in May.") == "It takes force in May."


def test_a_caption_that_stands_twice_before_the_text_goes() -> None:
    caption = "항구의 아침. /사진=바다디비, 그래픽=새벽디자인"
    assert left("항구의 하루", f"{caption} {caption} 배는 새벽에 떠난다.") == "배는 새벽에 떠난다."
    assert left("항구의 하루", f"{caption} {caption}") == ""


def test_a_word_said_twice_for_its_sound_stays() -> None:
    assert left("港の歌", "どんどん どんどん 太鼓が鳴る。") == "どんどん どんどん 太鼓が鳴る。"
