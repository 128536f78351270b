"""What stands at the edges of pages, and whom to call, is no part of a document's text."""

import pytest

from digests.sources.pdf.columns import Page, Row, paragraphs_of
from digests.sources.pdf.margins import within_margins, without_contacts

BODY = ("The three ports agreed to share", "what their radars see and to pay", "for it alike, from March onward and")


def row(text: str, bottom: float, left: float = 50, size: float = 11) -> Row:
    return Row(text, left, left + 200, bottom, bottom + size)


def body(*texts: str) -> list[Row]:
    return [row(text, 700 - 14 * place) for place, text in enumerate(texts)]


def read(*pages: list[Row]) -> str:
    return paragraphs_of(within_margins([Page(0, 600, tuple(rows)) for rows in pages]))


@pytest.mark.parametrize("number", ["1", "- 1 -", "1 / 2", "Page 1 of 2", "第 1 页", "1ページ", "1쪽", "— 1 —", "iv"])
def test_the_number_of_a_page_does_not_part_a_sentence(number: str) -> None:
    first = [*body("The ports agreed on", "data"), row(number, 20, left=290)]
    assert read(first, body("that all may use.")) == "The ports agreed on data that all may use."


def test_a_single_page_loses_a_number_that_is_marked_as_one() -> None:
    assert read([*body(*BODY), row("- 1 -", 20)]) == " ".join(BODY)
    assert read([*body(*BODY), row("1", 20)]) == " ".join(BODY)
    assert read([*body(*BODY), row("12", 650)]).endswith("12")
    assert read([*body(*BODY), row("2026", 20)]).endswith("2026")


def test_heads_and_feet_that_run_from_page_to_page_are_left_out() -> None:
    pages = [
        [
            row("Port Bulletin No. 12", 780, size=8),
            *body(f"{name} agreed to share", "what it sees."),
            row(f"Port Office, page {number}", 30, size=8),
            row("Tel. +81 3 1234 5678", 18, size=8),
        ]
        for number, name in enumerate(("Busan", "Kobe"), start=1)
    ]
    assert read(*pages) == "Busan agreed to share what it sees.\nKobe agreed to share what it sees."


def test_the_same_first_line_of_two_texts_is_text() -> None:
    assert read(body("Ports agreed.", "One."), body("Ports agreed.", "Two.")).count("Ports agreed.") == 2


@pytest.mark.parametrize(
    "below",
    [
        "Media contact:\nAnn Example\nPort Office\nTel. +81 3 1234 5678",
        "For further information, please contact press@port.example",
        "【本件に関するお問い合わせ先】\n港湾局広報課　田中\n電話 03-1234-5678",
        "联系人：张三\n联系电话：010-1234-5678",
        "聯絡人：陳小明　電話 02-1234-5678",
        "문의: 항만청 홍보팀 김민지 (051-123-4567)",
        "港湾局 TEL03-1234-5678 FAX 03-1234-5679",
    ],
)
def test_whom_to_call_is_left_out(below: str) -> None:
    text = "The ports agreed to share charts.\nCosts are shared."
    assert without_contacts(f"{text}\n{below}") == text
    assert without_contacts(below) == below


@pytest.mark.parametrize(
    "text",
    [
        "The ports agreed.\nReaders may call 03-1234-5678 to hear the tides of the three ports each morning.",
        "港湾局は電話03-1234-5678で潮位を知らせる。",
        "The ports agreed.\nContact between the ports broke off in 1998.",
        "합의했다.\n문의는 3월부터 받는다.",
    ],
)
def test_a_sentence_that_names_a_number_is_text(text: str) -> None:
    assert without_contacts(text) == text


def test_whom_to_call_at_the_foot_of_a_page_does_not_part_a_sentence() -> None:
    first = [*body("The ports agreed on", "data"), row("Port Office, Tel. +81 3 1234 5678", 30, size=8)]
    assert read(first, body("that all may use.")) == "The ports agreed on data that all may use."
