"""Word documents: what a reader sees of them, once."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Inches
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.drops.documents import read_document
from digests.sources.word.fields import shown_by

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
HEAD = "<w:p><w:r><w:t>三港、海図を共有</w:t></w:r></w:p>"


def paragraph(inner: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def document(*blocks: str, styles: str = "") -> bytes:
    """A document whose body holds ``blocks`` under a title."""
    made = docx.Document()
    body = made.element.body
    whole = parse_xml(f"<w:body {SPACES}>{HEAD}{''.join(blocks)}</w:body>")
    for place, block in enumerate(list(whole)):
        body.insert(place, block)
    if styles:
        for style in parse_xml(f"<w:styles {SPACES}>{styles}</w:styles>"):
            made.styles.element.append(style)
    return saved(made)


def saved(made: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def one(data: bytes, name: str = "d.docx") -> Entry:
    (entry,) = read_document(name, data)
    return entry


def text(*blocks: str, styles: str = "") -> str:
    entry = one(document(*blocks, styles=styles))
    assert entry.title == "三港、海図を共有"
    return entry.text


# ---- in two forms


def boxed(words: str) -> str:
    return f"<w:txbxContent>{paragraph(run(words))}</w:txbxContent>"


@pytest.mark.parametrize(
    "box",
    [
        "<mc:AlternateContent><mc:Choice Requires='wps'>{0}</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{0}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
        "<w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape></w:pict>",
    ],
)
def test_a_text_box_is_read_once_below_its_paragraph(box: str) -> None:
    holder = paragraph(
        f"{run('三港は海図の')}<w:r>{box.format(boxed('囲み：費用は等分。'))}</w:r>{run('共有を決めた。')}"
    )
    assert text(holder, paragraph(run("次は釜山。"))) == "三港は海図の共有を決めた。\n囲み：費用は等分。\n次は釜山。"


def test_a_text_box_that_is_all_a_paragraph_holds_is_read_once() -> None:
    choice = f"<mc:Choice Requires='wps'>{boxed('囲みだけの段落です。')}</mc:Choice>"
    both = (
        f"<mc:AlternateContent>{choice}<mc:Fallback>{boxed('囲みだけの段落です。')}</mc:Fallback></mc:AlternateContent>"
    )
    assert text(paragraph(f"<w:r>{both}</w:r>")) == "囲みだけの段落です。"
    choice = f"<mc:Choice Requires='a'>{paragraph(run('新しい版。'))}</mc:Choice>"
    fallback = f"<mc:Fallback>{paragraph(run('古い版。'))}</mc:Fallback>"
    assert text(f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>") == "新しい版。"


# ---- changes that are tracked


def test_what_was_moved_is_read_where_it_went() -> None:
    away = paragraph(
        f"<w:moveFrom w:id='1' w:author='A'>{run('費用は等分する。')}</w:moveFrom>", "<w:moveFrom w:id='2'/>"
    )
    here = paragraph(f"<w:moveTo w:id='3' w:author='A'>{run('費用は等分する。')}</w:moveTo>", "<w:moveTo w:id='4'/>")
    assert text(away, paragraph(run("三港は合意した。")), here) == "三港は合意した。\n費用は等分する。"


@pytest.mark.parametrize(
    "mark", ["<w:del w:id='9' w:author='A'/>", "<w:ins w:id='8'/><w:del w:id='9'/>", "<w:vanish/>"]
)
def test_paragraphs_between_which_the_mark_is_gone_are_one(mark: str) -> None:
    parts = (paragraph(run("船員は"), mark), paragraph(run("十二人ずつ、"), mark), paragraph(run("選ばれる。")))
    assert text(*parts, paragraph(run("終わり。"))) == "船員は十二人ずつ、選ばれる。\n終わり。"


def test_what_is_deleted_is_gone_and_what_is_inserted_stays() -> None:
    gone = "<w:del w:id='1'><w:r><w:delText>九</w:delText></w:r><w:r><w:t>八</w:t></w:r></w:del>"
    assert text(paragraph(f"{run('船は')}{gone}<w:ins w:id='2'>{run('三')}</w:ins>{run('隻。')}")) == "船は三隻。"
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    rows = row.format("<w:del w:id='1'/>", "釜山") + row.format("", "上海")
    assert text(f"<w:tbl>{rows}</w:tbl>") == "上海"


# ---- signs and what is hidden


def test_hyphens_that_do_not_break_are_kept_and_those_that_may_are_not() -> None:
    signs = "<w:t>型番KX</w:t><w:noBreakHyphen/><w:t>21は\u00adレー</w:t><w:softHyphen/><w:t>ダーK\u20117。</w:t>"
    assert text(paragraph(f"<w:r>{signs}</w:r>")) == "型番KX-21はレーダーK-7。"


def test_tabs_and_breaks_part_words() -> None:
    assert (
        text(paragraph("<w:r><w:t>釜山</w:t><w:tab/><w:t>12隻</w:t><w:br/><w:t>上海</w:t></w:r>")) == "釜山\t12隻\n上海"
    )


STYLES = (
    '<w:style w:type="character" w:styleId="Memo"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Note"><w:basedOn w:val="Memo"/></w:style>'
    '<w:style w:type="character" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Draft"><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("<w:vanish/>", False),
        ('<w:vanish w:val="1"/>', False),
        ('<w:vanish w:val="0"/>', True),
        ('<w:rStyle w:val="Memo"/>', False),
        ('<w:rStyle w:val="Note"/>', False),
        ('<w:rStyle w:val="Loop"/>', True),
        ('<w:rStyle w:val="Memo"/><w:vanish w:val="false"/>', True),
    ],
)
def test_hidden_text_is_not_read(properties: str, shown: bool) -> None:
    whole = paragraph(f"{run('三港は')}{run('（内部メモ）', properties)}{run('合意した。')}")
    assert text(whole, styles=STYLES) == ("三港は（内部メモ）合意した。" if shown else "三港は合意した。")


def test_a_paragraph_whose_style_hides_it_is_not_read() -> None:
    hidden = f"<w:p><w:pPr><w:pStyle w:val='Draft'/></w:pPr>{run('下書き。')}</w:p>"
    assert text(hidden, paragraph(run("合意した。")), styles=STYLES) == "合意した。"


def test_what_a_form_asks_to_be_filled_in_is_no_text() -> None:
    asked = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('ここに入力')}</w:sdtContent></w:sdt>"
    given_ = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('釜山')}</w:sdtContent></w:sdt>"
    assert text(paragraph(f"{run('港：')}{asked}{given_}")) == "港：釜山"


# ---- ruby and fields


def complex_field(code: str, result: str = "") -> str:
    separate = f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run(result)}" if result else ""
    begin, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "end"))
    return f"{begin}<w:r><w:instrText xml:space='preserve'>{code}</w:instrText></w:r>{separate}{end}"


def test_of_ruby_the_base_alone_is_read() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('みなと')}</w:rt><w:rubyBase>{run('港')}</w:rubyBase></w:ruby></w:r>"
    assert text(paragraph(f"{run('三つの')}{ruby}{run('は合意。')}")) == "三つの港は合意。"


@pytest.mark.parametrize(
    ("code", "base"),
    [
        (r'EQ \* jc2 \* "Font:MS Mincho" \* hps10 \o\ad(\s\up 9(みなと),港)', "港"),
        (r" EQ \o\ad(\s\up 9(えきか),液化)\o\ad(\s\up 9(すいそ),水素) ", "液化水素"),
        (r"eq \o(\s\up 11(ぷさん);釜山)", "釜山"),
        (r"EQ \o\ac(○,印)", "印"),
        (r"EQ \f(1,2)", "1/2"),
        (r"EQ \o\ad(\s\up 9(みなと),港\(旧\))", "港(旧)"),
        (r"EQ " + r"\o\ad(\s\up 9(み),港)" * 15, "港" * 15),
        (r"PAGE \* MERGEFORMAT", ""),
        (r"EQ \o\ad(\s\up 9(", ""),
    ],
)
def test_the_base_of_ruby_that_a_field_draws_is_read(code: str, base: str) -> None:
    assert shown_by(code) == base
    assert text(paragraph(f"{run('三つの')}{complex_field(code)}{run('は合意。')}")) == f"三つの{base}は合意。"
    simple = f"<w:fldSimple w:instr='{code}'/>"
    assert text(paragraph(f"{run('三つの')}{simple}{run('は合意。')}")) == f"三つの{base}は合意。"


@given(st.text(alphabet='\\oadsup 9(),;EQ*"港み', max_size=60))
def test_whatever_stands_in_a_field_draws_something_or_nothing(code: str) -> None:
    assert isinstance(shown_by(f"EQ {code}"), str)


def test_of_a_field_the_result_is_read_and_not_its_code() -> None:
    link = complex_field('HYPERLINK "https://port.example/a"', "港務局")
    nested = complex_field(f"IF </w:instrText></w:r>{complex_field('PAGE', '3')}<w:r><w:instrText> = 3", "済州")
    assert text(paragraph(f"{run('次は')}{link}{run('と')}{nested}{run('で。')}")) == "次は港務局と済州で。"
    broken = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    assert text(paragraph(broken + run("失われる。")), paragraph(run("残る。"))) == "残る。"


# ---- tables, notes, headers


def test_a_row_of_a_table_is_one_line_and_a_table_that_lays_out_a_page_is_none() -> None:
    made = docx.Document()
    made.add_paragraph("三港、海図を共有")
    table = made.add_table(2, 2)
    for row, cells in zip(table.rows, (("港", "隻"), ("釜山", "12")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    assert one(saved(made)).text == "港\t隻\n釜山\t12"
    long = "三つの港は海図を共有することで合意し、費用を等しく負担することを決めた。" * 2
    table.rows[1].cells[1].text = long
    assert one(saved(made)).text == f"港\n隻\n釜山\n{long}"


def test_footnotes_stand_below_the_text_and_headers_nowhere() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "部外秘"
    made.sections[0].footer.paragraphs[0].text = "1/1"
    made.sections[0].left_margin = Inches(1)
    made.add_paragraph("三港、海図を共有")
    reference = f"<w:p xmlns:w='{W}'>{run('三港は合意した')}<w:r><w:footnoteReference w:id='2'/></w:r>{run('。')}</w:p>"
    made.element.body.insert(1, parse_xml(reference))
    separator = f"<w:footnote w:type='separator' w:id='0'>{paragraph(run('―'))}</w:footnote>"
    note = f"<w:footnote w:id='2'>{paragraph('<w:r><w:footnoteRef/></w:r>' + run(' 釜山を除く。'))}</w:footnote>"
    notes = f"<w:footnotes xmlns:w='{W}'>{separator}{note}</w:footnotes>"
    entry = one(with_part(saved(made), "word/footnotes.xml", notes, "footnotes"))
    assert entry.text == "三港は合意した。\n釜山を除く。"


def with_part(data: bytes, part: str, content: str, kind: str) -> bytes:
    """The document with one more part, named in its relations and its list of kinds."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdN" Type="{kinds}/{kind}" Target="{part.split("/")[1]}"/></Relationships>'
    family = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    override = f'<Override PartName="/{part}" ContentType="{family}.{kind}+xml"/></Types>'
    changed = {
        "word/_rels/document.xml.rels": ("</Relationships>", relation),
        "[Content_Types].xml": ("</Types>", override),
    }
    written = repacked(data, changed)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(part, content)
    return written.getvalue()


def repacked(data: bytes, changes: dict[str, tuple[str, str]]) -> io.BytesIO:
    """The same package with one string replaced in each of some parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(written, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            old, new = changes.get(name, ("", ""))
            copy.writestr(name, content.replace(old.encode(), new.encode()) if old else content)
    written.seek(0)
    return written


# ---- other packages


def strict(data: bytes) -> bytes:
    """The document as Word writes it where "Strict Open XML" was chosen."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(written, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name).decode("utf-8", "surrogateescape")
            for kind in ("wordprocessingml", "officeDocument", "drawingml"):
                content = content.replace(f"http://schemas.openxmlformats.org/{kind}/2006/", f"{STRICT}/{kind}/")
            copy.writestr(name, content.encode("utf-8", "surrogateescape"))
    return written.getvalue()


def test_a_strict_document_is_read_like_any() -> None:
    made = docx.Document()
    made.add_paragraph("三港、海図を共有")
    made.add_paragraph("2026年11月27日")
    made.add_paragraph("三港は合意した。")
    made.add_table(1, 2).rows[0].cells[0].text = "釜山"
    made.core_properties.author = "山田太郎"
    data = strict(saved(made))
    assert STRICT.encode() in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    entry = one(data)
    assert (entry.title, entry.author, entry.text) == ("三港、海図を共有", "山田太郎", "三港は合意した。\n釜山")


@pytest.mark.parametrize("kind", ["document", "template"])
def test_of_a_document_with_macros_and_of_a_template_the_words_are_read(kind: str) -> None:
    data = document(paragraph(run("三港は合意した。")))
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = "application/vnd.ms-word.{}.main+xml".format(
        {"document": "document.macroEnabled", "template": "template.macroEnabledTemplate"}[kind]
    )
    changed = repacked(data, {"[Content_Types].xml": (plain, macros)}).getvalue()
    for name in ("d.docm", "d.dotm", "d.docx"):
        assert one(changed, name).text == "三港は合意した。"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"{\\rtf1\\ansi Ports}", "is a rich text file (.rtf), not what its name says"),
        (b"%PDF-1.7 ports", "is a PDF, not what its name says"),
    ],
)
def test_what_only_has_the_name_of_a_word_document_says_what_it_is(data: bytes, problem: str) -> None:
    with pytest.raises(DropRejected) as caught:
        one(data)
    assert caught.value.problem == problem


@pytest.mark.parametrize(
    ("folder", "once"),
    [
        ("docx-deleted-paragraph-mark", "船員は三か国から十二人ずつ選ばれ、上海で半年の訓練を受ける。"),
        ("docx-run-signs", "型番はKX-21で、速度は毎時15ノットである。"),
        ("docx-strict", "費用は三か国が等分に負担する。"),
        (
            "docx-textbox-twice",
            "囲み：保守船は釜山、上海、神戸の三港を母港とする。船員は三か国から十二人ずつ選ばれる。",
        ),
    ],
)
def test_the_documents_of_the_field_are_read(testdata: Path, folder: str, once: str) -> None:
    for found in (testdata / "field" / folder).glob("*.docx"):
        entry = one(found.read_bytes())
        assert (entry.title, entry.text.count(once)) == ("日中韓、海底ケーブルの保守で合意", 1)
