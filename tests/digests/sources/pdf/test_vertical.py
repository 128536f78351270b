"""Pages that are set in columns from right to left, however a program drew them."""

import pytest
from fpdf import FPDF

from digests.model import Entry
from digests.sources.drops.documents import read_document
from tests.digests.sources.pdf.fonts import east_asian

TITLE, DAY = "三港、海図の共有で合意", "二〇二六年十一月二十六日"
FIRST = (
    "日本と中国と韓国の三つの港は、海図を共有することで合意した。"
    "最初の海図は来年の春に長崎で刷られ、釜山と上海に配られる。"
)
SECOND = "費用は三つの港が等分に負担し、事務局が毎年の収支を公表する。漁業者には無料で配られ、改訂は年に二度行う。"
Column = tuple[float, float, float, str]
"""Its left edge, the upper edge of its first character counted down the page, the size, the words."""


def columns(*paragraphs: str, pitch: float = 20, length: int = 22, indent: int = 0, heads: bool = True) -> list[Column]:
    """A title, a day and paragraphs, set in columns of ``length`` characters."""
    x, found = 540.0, []
    for words, size in ((TITLE, 18), (DAY, 12)) if heads else ():
        found.append((x, 80.0, float(size), words))
        x -= 34
    for words in paragraphs:
        found.append((x, 80.0 + 12 * indent, 12.0, words[: length - indent]))
        for start in range(length - indent, len(words), length):
            x -= pitch
            found.append((x, 80.0, 12.0, words[start : start + length]))
        x -= pitch
    return found


def page(document: FPDF | None = None) -> FPDF:
    document = document or FPDF(unit="pt", format="A4")
    if "notosans" not in document.fonts:
        document.add_font("notosans", fname=east_asian())
    document.set_auto_page_break(False)
    document.add_page()
    return document


def drawn(document: FPDF, found: list[Column], order: str = "columns") -> FPDF:
    """Each character by itself, column by column or row by row."""
    glyphs = [(x, y + place * size, size, one) for x, y, size, words in found for place, one in enumerate(words)]
    if order != "columns":
        glyphs.sort(key=lambda one: (round(one[1]), one[0] if order == "rows" else -one[0]))
    for x, y, size, one in glyphs:
        put(document, x, y, one, size)
    return document


def put(document: FPDF, x: float, y: float, words: str, size: float) -> None:
    document.set_font("notosans", size=size)
    document.text(x, y, words)


def read(document: FPDF | bytes) -> Entry:
    data = document if isinstance(document, bytes) else bytes(document.output())
    (entry,) = read_document("d.pdf", data)
    return entry


def upright(found: list[Column]) -> bytes:
    """The columns in a font that itself writes down (WMode 1)."""
    shown = "".join(
        f"BT /F1 {size} Tf 1 0 0 1 {x} {842 - y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"
        for x, y, size, words in found
    )
    box = "/FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80"
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /DW 1000"
    fonts = "/Resources << /Font << /F1 5 0 R >> >>"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {fonts} >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}endstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /UniJIS-UTF16-V /DescendantFonts [6 0 R] >>",
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Plain {system} /FontDescriptor 7 0 R >>",
        f"<< /Type /FontDescriptor /FontName /Plain /Flags 4 {box} >>",
    )
    written, places = "%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


@pytest.mark.parametrize(("order", "pitch"), [("columns", 16), ("rows", 16), ("rows", 26), ("rows from the right", 20)])
def test_columns_are_read_in_order_however_they_were_drawn(order: str, pitch: float) -> None:
    entry = read(drawn(page(), columns(FIRST, SECOND, pitch=pitch), order))
    assert (entry.title, entry.text) == (TITLE, f"{FIRST}\n{SECOND}")
    assert entry.published == 1795694400


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("indent", [0, 1])
def test_a_font_that_writes_down_is_read(backwards: bool, indent: int) -> None:
    found = [one for one in columns(FIRST, SECOND, indent=indent) if one[3] != DAY]
    entry = read(upright(found[::-1] if backwards else found))
    assert (entry.title, entry.text) == (TITLE, f"{FIRST}\n{SECOND}")


def test_an_indented_column_opens_a_paragraph() -> None:
    whole = FIRST[:39]
    assert read(drawn(page(), columns(whole, SECOND, length=20, indent=1))).text == f"{whole}\n{SECOND}"


def test_readings_beside_a_column_are_not_read() -> None:
    document = drawn(page(), columns(FIRST, SECOND, pitch=24))
    x, y, _, words = columns(FIRST, SECOND, pitch=24)[2]
    for place, one in enumerate("かいず"):
        put(document, x + 12.5, y - 6 + 12 * words.index("海図") + 7 * place, one, 6)
    assert read(document).text == f"{FIRST}\n{SECOND}"


def test_figures_that_share_a_square_are_read_across() -> None:
    document = page()
    drawn(document, [(540.0, 80.0, 18.0, TITLE)])
    y, x = 80.0, 506.0
    for cell in (*"合意は", "11", "月", "26", *"日に発表され、三つの港は海図を共有し、", "12", *"隻の船に配る。"):
        put(document, x, y, cell, 10 if cell.isdigit() else 12)
        y, x = (80.0, x - 20) if y > 280 else (y + 12, x)
    assert read(document).text == "合意は11月26日に発表され、三つの港は海図を共有し、12隻の船に配る。"


def test_the_upper_tier_is_read_before_the_lower_one() -> None:
    document = drawn(page(), columns(FIRST, length=12))
    drawn(document, [(x, y + 340, size, words) for x, y, size, words in columns(SECOND, length=12, heads=False)])
    assert read(document).text == f"{FIRST}\n{SECOND}"


def test_a_sentence_goes_on_over_the_page_and_numbers_and_heads_are_left_out() -> None:
    document = drawn(page(), columns(FIRST[:44]))
    put(document, 290, 800, "- 1 -", 9)
    put(document, 60, 40, "港湾通信　第12号", 9)
    drawn(page(document), columns(FIRST[44:], SECOND, heads=False))
    put(document, 290, 800, "- 2 -", 9)
    put(document, 60, 40, "港湾通信　第12号", 9)
    entry = read(document)
    assert (entry.title, entry.text) == (TITLE, f"{FIRST}\n{SECOND}")


def test_a_title_across_columns_is_the_title() -> None:
    document = page()
    put(document, 150, 50, TITLE, 20)
    drawn(document, columns(FIRST, SECOND, heads=False))
    entry = read(document)
    assert (entry.title, entry.text) == (TITLE, f"{FIRST}\n{SECOND}")
