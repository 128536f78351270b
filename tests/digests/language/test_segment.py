"""Sentences as offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.language.segment import sentences


def cut(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "pieces"),
    [
        ("en", ["The U.S. delegation met Dr. Kim on Jan. 15, 2025.", "It agreed on 3.5 percent."]),
        ("en", ["Trade with Acme Inc. rose.", "He moved to the U.S.", "The rest stayed."]),
        ("en", ['"Is it fair?" she asked.', "No one answered."]),
        ("en", ["The talks ended at 5 p.m.", "Reporters left."]),
        ("en", ["See No. 7 and Fig. 2 of the annex.", "Attacks rose to 148 in 2023.", "Ports agreed."]),
        ("zh-Hans", ["“它很有耐心。”一位老人笑着说。", "椅子产自福冈。"]),
        ("zh-Hans", ["他说：“很好。很快。”", "会议随后结束！"]),
        ("zh-Hant", ["「買的是晶片，」其中一人說。", "政府提出條件：由15.5%提高。"]),
        ("ja", ["首相は「前進だ。次も会う」と述べた。", "会談は終わった。"]),
        ("ja", ["「すばらしい！」という声が上がった。", "出席者は46人（うち学生3人。）だった。"]),
        ("ko", ["그는 “비어 있더라고요.”라고 말했다.", "다음 회의는 2026. 5. 27. 서울에서 열린다."]),
        ("ko", ["수출이 3.5% 늘었다.", "“좋다”며 “다시 만나자”고 했다."]),
    ],
)
def test_a_text_is_cut_where_a_reader_would(language: str, pieces: list[str]) -> None:
    joint = "" if language.startswith(("zh", "ja")) else " "
    assert cut(joint.join(pieces), language) == pieces


def test_a_line_break_is_always_a_boundary() -> None:
    assert cut("제목\n본문이다.", "ko") == ["제목", "본문이다."]


def test_a_quotation_that_is_never_closed_hides_no_boundary() -> None:
    assert cut("「開かれたまま。次の文。", "ja") == ["「開かれたまま。", "次の文。"]


_TEXT = st.text(alphabet=st.one_of(st.sampled_from("。．.!?」「”“\"' \n()A다と說1"), st.characters()), max_size=200)


@given(_TEXT, st.sampled_from(["en", "zh-Hans", "zh-Hant", "ja", "ko", "fr"]))
def test_spans_are_ordered_inside_the_text_and_leave_out_nothing_visible(text: str, language: str) -> None:
    spans = sentences(text, language)
    rest, last = [], 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        rest.append(text[last:start])
        last = end
    rest.append(text[last:])
    assert "".join(rest).strip() == ""
