import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.language.fold import fold, fold_for_meaning, folded_with_offsets

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    st.sampled_from("ａＢ１％　 \n…㈱①ﾊﾟｶﾞㅋㅏ가ㄳ각東京東亰臺灣乾隆後后한日中ßİΐé\u0301\u200b\u00ad👨‍👩‍👧"), max_size=30
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("東京", "东京"),
        ("臺灣", "台湾"),
        ("ＲＣＥＰ", "rcep"),
        ("６２％", "62%"),
        ("ﾊﾟﾘ協定", "パリ協定"),
        ("首爾 　 \n會談", "首尔 会谈"),
        ("半導體", "半导体"),
        ("정상\u200b회의", "정상회의"),
        ("葛\U000e0100城市", "葛城市"),
    ],
)
def test_width_case_spacing_and_script_no_longer_tell_texts_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_word_folds_alike_whatever_stands_around_it() -> None:
    assert fold("乾隆") in fold("清乾隆年間の会議")
    assert fold("中韓") in fold("日中韓サミット、한중일 회의")


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_offsets_lead_back_to_the_original(text: str) -> None:
    folded = folded_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


def test_a_span_of_the_folded_text_is_the_same_words_in_the_original() -> None:
    text = "  <ＡＩ>…  ﾊﾟﾘで　日中韓の 首腦會談"
    folded = folded_with_offsets(text)
    start = folded.text.index(fold("日中韓"))
    begin, end = folded.span(start, start + 3)
    assert text[begin:end] == "日中韓"
    assert folded.span(4, 4) == (0, 0)


def test_japanese_and_korean_keep_their_characters_for_meaning() -> None:
    assert fold_for_meaning("経済協力と貿易の會議") == "経済協力と貿易の會議"
    assert fold_for_meaning("經濟合作與貿易會議") == "经济合作与贸易会议"
