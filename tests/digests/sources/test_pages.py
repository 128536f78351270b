"""PDF: rows on pages become paragraphs again."""

import pytest
from fpdf import FPDF
from noto_cjk_sans_jp_regular import FONT_PATH

from digests.sources.columns import Page, Row, paragraphs_of
from digests.sources.documents import read_document

TITLE = "A pact on strategic goods"
LONG = (
    "The trade ministers of three countries signed a pact in Busan on Tuesday to exchange data on strategic goods, and "
    "named an office each. It takes effect in May, once the three parliaments have heard of it."
)
SECOND = "One office sits in Dalian, one in Kobe and one in Busan. They start with forty people and share one budget."


def printed(*paragraphs: str, width: float = 0, gap: float = 3, font: str = "helvetica") -> str:
    """The text of a PDF with a title above ``paragraphs``, set ``width`` millimetres wide (0 = the page)."""
    document = FPDF()
    if font != "helvetica":
        document.add_font(font, fname=font)
    document.add_page()
    document.set_font(font, size=18)
    document.multi_cell(0, 10, TITLE, new_x="LMARGIN", new_y="NEXT")
    document.set_font(font, size=11)
    for paragraph in paragraphs:
        document.multi_cell(width, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
        document.ln(gap)
    (entry,) = read_document("d.pdf", bytes(document.output()))
    assert entry.title == TITLE
    return entry.text


@pytest.mark.parametrize("width", [0, 60, 90])
def test_a_paragraph_is_whole_however_narrow_its_column(width: int) -> None:
    assert printed(LONG, SECOND, width=width) == f"{LONG}\n{SECOND}"


def test_a_sentence_that_goes_on_in_lower_case_is_one() -> None:
    halves = "The ministers signed a pact in Busan on Tuesday\nto exchange data on strategic goods.\nIt opens in May."
    assert printed(halves) == (
        "The ministers signed a pact in Busan on Tuesday to exchange data on strategic goods.\nIt opens in May."
    )


def test_points_of_a_list_stay_apart_and_each_is_whole() -> None:
    points = f"- {LONG}\n- {SECOND}"
    assert printed(points, width=80, gap=0) == points


@pytest.mark.parametrize(
    "paragraph",
    [
        "日本、中国、韓国の港湾当局は、補給設備の安全基準を来年四月から統一することで合意した。𠮷田局長は「検査の費用が下がる」と述べた。次は釜山で開く。",
        "中国、日本、韩国的三个港口商定自明年三月起共享沿海雷达数据，费用由各方平均分担，首批数据每十分钟更新一次，供三国渔船免费使用。",
        "한국과 중국, 일본의 세 항만은 자료를 1월부터 서로 나누기로 했다고 밝혔다. 비용은 세 항만이 똑같이 나눠 낸다.",
    ],
)
def test_scripts_without_spaces_are_joined_without(paragraph: str) -> None:
    assert printed(paragraph, width=90, font=str(FONT_PATH)) == paragraph


def rows(*texts: str, left: float = 50, top: float = 700, width: float = 200) -> list[Row]:
    """Rows one below the other, the last one short."""
    return [
        Row(text, left, left + (width if text is not texts[-1] else width / 2), top - 14 * place - 11, top - 14 * place)
        for place, text in enumerate(texts)
    ]


def page(*found: Row) -> Page:
    return Page(0, 600, tuple(found))


FIRST = ("The three ports agreed to share", "what their radars see and to pay", "for it alike, from March onward and")


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    below = [Row(row.text, row.left, 250, row.bottom, row.top) for row in rows(*FIRST)]
    for pages in ([page(*below, *rows("for ten years.", left=320))], [page(*below), page(*rows("for ten years."))]):
        assert paragraphs_of(pages) == f"{' '.join(FIRST)} for ten years."


def test_the_number_of_a_page_does_not_part_a_sentence() -> None:
    number = Row("- 1 -", 290, 310, 20, 31)
    assert paragraphs_of([page(*rows("The ports agreed on", "data"), number), page(*rows("that all may use."))]) == (
        "The ports agreed on data that all may use."
    )


def test_a_row_that_is_set_apart_indented_or_of_another_size_opens_a_paragraph() -> None:
    full = [Row(row.text, row.left, 250, row.bottom, row.top) for row in rows(*FIRST)]
    last = full[-1]
    for following in (
        Row("Busan hosts", 50, 150, last.bottom - 40, last.top - 40),
        Row("Busan hosts", 70, 170, last.bottom - 14, last.top - 14),
        Row("Busan hosts", 50, 150, last.bottom - 20, last.top - 14),
    ):
        assert paragraphs_of([page(*full, following)]) == f"{' '.join(FIRST)}\nBusan hosts"


def test_a_word_that_was_divided_is_whole_again() -> None:
    assert paragraphs_of([page(*rows("They share ra-", "dars."))]) == "They share radars."
    assert paragraphs_of([page(*rows("They share ra\ufffe", "dars."))]) == "They share radars."
