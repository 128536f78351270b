"""PDF: rows on pages become paragraphs again."""

from itertools import pairwise
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.drops.documents import read_document
from digests.sources.pdf.columns import Page, Row, paragraphs_of
from digests.sources.pdf.legible import is_legible
from digests.sources.text.properties import told
from tests.digests.sources.pdf.fonts import east_asian

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
    assert printed(paragraph, width=90, font=east_asian()) == paragraph


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


# ---- ruby

BASE = (
    "日本と中国と韓国の三つの港は、海図を共有することで合意した。"
    "最初の海図は来年の春に長崎で刷られ、釜山と上海に配られる。"
)
READINGS = {"海図": "かいず", "長崎": "ながさき", "釜山": "ぷさん"}
HEADLINE = "三港、海図の共有で合意"


def cjk() -> FPDF:
    """An empty page in points, with a font for Chinese, Japanese and Korean."""
    document = FPDF(unit="pt", format="A4")
    document.add_font("noto", fname=east_asian())
    document.set_auto_page_break(False)
    document.add_page()
    return document


def put(document: FPDF, x: float, y: float, words: str, size: float = 12) -> None:
    document.set_font("noto", size=size)
    document.text(x, y, words)


def saved(document: FPDF) -> Entry:
    (entry,) = read_document("d.pdf", bytes(document.output()))
    return entry


@pytest.mark.parametrize("order", ["before", "after", "between"])
def test_readings_above_a_row_are_not_read_and_do_not_part_it(order: str) -> None:
    document = cjk()
    put(document, 60, 80, HEADLINE, 18)
    for number, row in enumerate(BASE[start : start + 26] for start in range(0, len(BASE), 26)):
        y = 140 + 24 * number
        found = sorted((row.index(base), reading) for base, reading in READINGS.items() if base in row)
        cuts = [0, *(place for place, _ in found), len(row)] if order == "between" else [0, len(row)]
        above = [(60 + 12 * place + 12 - 3 * len(reading), reading) for place, reading in found]
        if order == "before":
            for x, reading in above:
                put(document, x, y - 12.5, reading, 6)
        for place, (start, end) in enumerate(pairwise(cuts)):
            put(document, 60 + 12 * start, y, row[start:end])
            if order == "between" and place < len(above):
                put(document, above[place][0], y - 12.5, above[place][1], 6)
        if order == "after":
            for x, reading in above:
                put(document, x, y - 12.5, reading, 6)
    entry = saved(document)
    assert (entry.title, entry.text) == (HEADLINE, BASE)


def test_pinyin_above_its_characters_is_not_read_and_a_mark_beside_one_is() -> None:
    document = cjk()
    put(document, 60, 80, "三国港口共享海图", 18)
    put(document, 60, 140, "中国、日本和韩国的三个港口同意共享海图a。")
    for place, syllable in enumerate(("zhōng", "guó")):
        put(document, 60 + 12 * place, 127.5, syllable, 5)
    assert saved(document).text == "中国、日本和韩国的三个港口同意共享海图a。"


def test_small_words_that_stand_above_nothing_are_read() -> None:
    document = cjk()
    put(document, 60, 80, HEADLINE, 18)
    put(document, 60, 110, "みなとしんぶん", 8)
    put(document, 60, 150, BASE[:30])
    assert "みなとしんぶん" in saved(document).text


# ---- two columns


@pytest.mark.parametrize("turns", [False, True])
def test_the_left_column_is_read_before_the_right_one(turns: bool) -> None:
    document = cjk()
    put(document, 60, 60, HEADLINE, 18)
    rows = [BASE[start : start + 10] for start in range(0, len(BASE), 10)]
    placed = [(60, 90 + 18 * number, row) for number, row in enumerate(rows[:3])]
    placed += [(320, 90 + 18 * number, row) for number, row in enumerate(rows[3:])]
    for x, y, row in sorted(placed, key=lambda one: (one[1], one[0])) if turns else placed:
        put(document, x, y, row)
    assert saved(document).text.replace("\n", "") == BASE


def test_three_columns_are_read_one_after_the_other() -> None:
    document = cjk()
    put(document, 60, 60, HEADLINE, 18)
    text = BASE + "費用は三つの港が等分に負担し、事務局が毎年の収支を公表する。漁業者には無料で配られる。"
    rows = [text[start : start + 12] for start in range(0, len(text), 12)]
    placed = [(60 + 170 * (number // 3), 90 + 18 * (number % 3), row) for number, row in enumerate(rows)]
    for x, y, row in sorted(placed, key=lambda one: (one[1], one[0])):
        put(document, x, y, row)
    assert saved(document).text.replace("\n", "") == text


def test_the_rows_of_a_table_stay_rows() -> None:
    document = cjk()
    put(document, 60, 60, HEADLINE, 18)
    for number, (port, ships) in enumerate((("釜山", "12隻"), ("上海", "15隻"), ("長崎", "9隻"), ("神戸", "3隻"))):
        put(document, 60, 90 + 18 * number, port)
        put(document, 200, 90 + 18 * number, ships)
    assert [row.split() for row in saved(document).text.split("\n")][:2] == [["釜山", "12隻"], ["上海", "15隻"]]


# ---- whose document it is


@pytest.mark.parametrize(
    "value",
    ["anonymous", "(Unknown)", "Microsoft Word", "user", "不明", "匿名", "작성자", "", None, "untitled", "無題",
     "python-docx", "Microsoft Word - 案.docx", "report_v3.indd", "Administrator"],
)  # fmt: skip
def test_what_a_program_wrote_for_a_name_is_none(value: str | None) -> None:
    assert told(value) is None


def test_a_name_that_somebody_wrote_is_the_author() -> None:
    assert [told(name) for name in ("Anonima Studio", "Ann Unknown-Smith", "港湾局")] == [
        "Anonima Studio",
        "Ann Unknown-Smith",
        "港湾局",
    ]
    for name, shown in (("anonymous", None), ("Ann Example", "Ann Example")):
        document = FPDF()
        document.set_author(name)
        document.set_title("Microsoft Word - d.docx")
        document.add_page()
        document.set_font("helvetica")
        document.cell(text="The ports share their charts.")
        entry = saved(document)
        assert (entry.author, entry.title) == (shown, "The ports share their charts.")


# ---- scans and fonts


def scan(words: str) -> bytes:
    """A page that a picture covers, with ``words`` below it."""
    picture = Image.new("L", (60, 80), 200)
    document = FPDF(unit="pt", format="A4")
    document.set_auto_page_break(False)
    document.add_page()
    document.image(picture, 0, 0, 595, 800)
    document.set_font("helvetica", size=9)
    document.text(60, 820, words)
    return bytes(document.output())


@pytest.mark.parametrize("words", [" ", "Scanned by CamScanner"])
def test_a_scan_says_that_it_is_one(words: str) -> None:
    with pytest.raises(DropRejected) as caught:
        read_document("d.pdf", scan(words))
    assert caught.value.problem == "is a scan: its pages are pictures"


def test_a_scan_whose_text_was_recognised_is_read() -> None:
    assert "goods" in read_document("d.pdf", scan("The ports share what they know of strategic goods."))[0].text


KO = "한국과 중국, 일본의 세 항만은 해도를 나누기로 합의했다. 첫 해도는 내년 봄 나가사키에서 인쇄된다."
ZH = "中国、日本和韩国的三个港口同意共享海图。首批海图将于明年春天在长崎印制，并送往釜山和上海。"


@pytest.mark.parametrize("words", [KO, ZH, LONG], ids=["ko", "zh", "en"])
def test_fonts_that_do_not_say_their_characters_are_refused(words: str) -> None:
    document = cjk()
    document.set_font("noto", size=12)
    document.multi_cell(400, 18, words)
    data = bytes(document.output())
    assert read_document("d.pdf", data)[0].title[:10] == words[:10]
    with pytest.raises(DropRejected) as caught:
        read_document("d.pdf", data.replace(b"/ToUnicode", b"/ToNothing"))
    assert caught.value.problem == "has fonts that do not say which characters they show"
    assert "recognise its text first" in caught.value.advice


@pytest.mark.parametrize(
    ("text", "legible"),
    [
        (BASE, True),
        (KO, True),
        (LONG, True),
        ("└־㎁յ姡碛ס宾┕鮖鴜ך⺬䙫仼儖כ╈㎁כꭧ㎁ס└־㎁עյ尓姡碛ס宾┕鮖鴜", False),
        ("7KH\x03WUDGH\x03PLQLVWHUV\x03RI\x03WKUHH\x03FRXQWULHV\x03VLJQHG", False),
        ("7KH WUDGH PLQLVWHUV RI WKUHH FRXQWULHV VLJQHG D SDFW LQ %XVDQ " * 4, False),
        ("\ue001\ue002\ue003\ue004\ue005\ue006", False),
        ("\uf0b7 Busan\n\uf0b7 Shanghai\n\uf0b7 Nagasaki " + SECOND, True),
        ("Министры торговли трёх стран подписали соглашение о портах.", True),
        ("Ports 釜", True),
    ],
)
def test_what_no_reader_could_read_is_not_legible(text: str, legible: bool) -> None:
    assert is_legible(text) is legible


def test_the_pages_of_the_field_are_read(testdata: Path) -> None:
    whole = "液化水素の海上輸送で協力することで合意した。最初の船は来年の春に神戸を出て、釜山と青島に寄る。"
    for found in sorted((testdata / "field").glob("pdf-[rv]*/*.pdf")):
        entry = read_document(found.name, found.read_bytes())[0]
        assert (entry.title, whole in entry.text, entry.text.count("\n")) == ("三か国、水素の海上輸送で合意", True, 0)
