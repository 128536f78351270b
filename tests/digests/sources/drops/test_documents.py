"""What each kind of dropped document becomes."""

import io
import json
import zipfile
from base64 import b64encode
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from docx.oxml import parse_xml
from fpdf import FPDF

from digests.editions.export import item_record
from digests.errors import DropRejected
from digests.model import Entry, Item, Reading
from digests.sources.drops.documents import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def one(name: str, content: bytes | str) -> Entry:
    return read_document(name, content if isinstance(content, bytes) else content.encode())[0]


def refusal(name: str, content: bytes | str) -> str:
    with pytest.raises(DropRejected) as caught:
        one(name, content)
    assert caught.value.advice
    return caught.value.problem


def pdf(text: str, password: str = "") -> bytes:
    document = FPDF()
    if password:
        document.set_encryption(owner_password=password, user_password=password)
    document.add_page()
    document.set_font("helvetica", size=12)
    document.multi_cell(0, 8, text)
    return bytes(document.output())


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ---- text and notes

HEADED = {
    "e": ("Ports to Share Radar", "Three ports agreed."),
    "丰": ("三港共享雷达", "三个港口商定共享雷达。"),
    "日": ("三港共享雷達", "三個港口同意共享雷達。"),
    "者": ("三港がレーダー共有", "三つの港がレーダーの共有で合意した。"),
    "0": ("세 항만, 레이더 공유", "세 항만이 레이더를 나누기로 했다."),
}
"""Title and body by the last letter of the head that goes with them."""


@pytest.mark.parametrize(
    ("head", "author", "published"),
    [
        ("December 6, 2023\n\nBy Ann Example", "Ann Example", 1701864000),
        ("2024年5月27日 10:30　釜山\n记者 张三丰", "张三丰", 1716777000),
        ("記者 陳小明　2024年5月27日", "陳小明", 1716811200),
        ("令和6年5月27日\n山田太郎 記者", "山田太郎", 1716811200),
        ("홍길동 기자\n2024. 5. 27. 오후 3:00", "홍길동", 1716789600),
    ],
)
def test_a_text_names_its_title_author_and_day(head: str, author: str, published: int) -> None:
    title, body = HEADED[head[-1] if head[-1] in "丰日者0" else "e"]
    entry = one("a.txt", f"{title}\n{head}\n\n{body}")
    assert (entry.title, entry.author, entry.published, entry.text) == (title, author, published, body)


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "America/New_York", "UTC", "Asia/Seoul", "Australia/Sydney"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "三国港口共享雷达数据\n2026年3月2日\n\n三个港口签署了共享雷达数据的协议。"),
        ("a.txt", "세 항만, 레이더 공유\n2026년 3월 2일\n\n세 항만이 레이더를 나누기로 했다."),
        ("a.txt", "三港がレーダーを共有\n令和8年3月2日\n\n三つの港がレーダーを共有する協定に署名した。"),
        ("a.md", "---\ndate: 2026-03-02\nlanguage: ja\n---\n# 三港がレーダーを共有\n\n三つの港が協定に署名した。"),
        ("a.json", '{"title": "港口", "text": "三个港口签署了协议。", "country": "CN", "published": "2026-03-02"}'),
        ("a.json", '{"title": "港口", "text": "三个港口签署了协议。", "country": "CN", "published": "2026年3月2日"}'),
    ],
)
def test_a_day_without_a_time_is_that_day_for_every_reader(name: str, content: str, zone: str) -> None:
    published = one(name, content).published
    assert published is not None
    assert datetime.fromtimestamp(published, ZoneInfo(zone)).date() == date(2026, 3, 2)


def test_the_day_of_a_dateline_is_found() -> None:
    entry = one("a.txt", "Ports\n\nBUSAN, May 27, 2024 -- Three ports agreed to share their radar data.")
    assert entry.published == 1716811200


def test_a_line_in_capitals_is_the_title_only_where_there_is_no_other() -> None:
    body = "The ministers met in Busan and agreed on ports."
    assert one("a.txt", f"OFFICE OF PORTS\nA note on ports\n\n{body}").title == "A note on ports"
    assert one("a.txt", f"PORTS OF THE REGION\n\n{body}").title == "PORTS OF THE REGION"
    assert one("a.txt", body).text == body


def test_an_address_that_stands_alone_is_the_source() -> None:
    entry = one("a.txt", "Ports\nhttps://port.example/a?utm_source=x\n\nThree ports agreed.")
    assert (entry.url, entry.publisher) == ("https://port.example/a", "port.example")


def test_a_long_first_line_is_the_text_and_its_head_the_title() -> None:
    line = "The three ports agreed to share what their radars see " * 9
    entry = one("a.txt", line)
    assert entry.text == line.strip()
    assert entry.title.endswith(("agreed…", "to…", "share…", "what…", "their…", "radars…", "see…", "ports…", "three…"))
    assert len(entry.title) <= 200
    assert one("b.txt", "三港共享雷达数据" * 50).title.endswith("…")


def test_a_text_too_long_for_an_item_is_refused_by_its_length() -> None:
    said = "holds 2,160,000 characters, more than 2,000,000"
    assert refusal("a.txt", "Ports share data. " * 120_000) == said
    assert refusal("d.docx", word(*["Ports share data. " * 3_000] * 40)) == said.replace("160,000", "160,038")


def test_a_saved_page_may_carry_its_pictures() -> None:
    picture = f'<img src="data:image/png;base64,{"QUJD" * 600_000}">'
    page = PAGE.replace("<h1>", f"{picture}<h1>")
    assert one("p.html", page).text.startswith("東京など三つの港は")


def test_a_hard_wrapped_text_gets_its_paragraphs_back() -> None:
    wrapped = (
        "Ports\n\nThe heads of the three largest ports in the region met this week\n"
        "and agreed to share the data of their coastal radars from the first\n"
        "of March onward.  The data will be\npublished every ten minutes for\nall.\n\n"
        "The cost is shared by the ports in equal parts and is paid\nfrom budgets.\n"
    )
    text = one("a.txt", wrapped).text
    assert "this week and agreed to share" in text
    assert text.count("\n") == 1


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "三港共享雷达\n\n中国、日本、韩国的三个港口商定共享雷达数据，费用由各方分担。"),
        ("big5", "三港共享雷達\n\n中國、日本、韓國的三個港口同意共享雷達資料，費用由各方分擔。"),
        ("cp932", "三港がレーダー共有\n\n三つの港がレーダーのデータを共有することで合意した。"),
        ("euc_jp", "三港がレーダー共有\n\n三つの港がレーダーのデータを共有することで合意した。"),
        ("cp949", "세 항만, 레이더 공유\n\n세 나라 항만이 레이더 자료를 나누기로 했다."),
        ("utf-16", "세 항만, 레이더 공유\n\n세 나라 항만이 레이더 자료를 나누기로 했다."),
    ],
)
def test_the_encoding_of_a_text_is_found(encoding: str, text: str) -> None:
    entry = one("a.txt", text.encode(encoding))
    assert f"{entry.title}\n\n{entry.text}" == text


def test_a_note_gives_its_front_matter_and_loses_its_marks() -> None:
    note = "---\ntitle: Port note\nauthor: Ann Example\ndate: 2024-05-27\nurl: https://port.example/n\n---\n# Head\n\n"
    entry = one(
        "n.md",
        note
        + "Three **ports** [agreed](https://x.example) on <ruby>港<rt>みなと</rt></ruby> data.\n\n> - item *one*\n",
    )
    assert (entry.title, entry.author, entry.published) == ("Port note", "Ann Example", 1716811200)
    assert entry.url == "https://port.example/n"
    assert "Three ports agreed on 港 data." in entry.text


def test_the_points_of_a_note_lose_their_marks() -> None:
    points = "* point one\n- point two\n  + [x] point three\n- 5 degrees\n-5 degrees\n1. first\n"
    note = f"# Ports\n\nThree ports agreed:\n\n{points}"
    text = one("n.md", note).text
    assert text == ("Three ports agreed:\npoint one\npoint two\npoint three\n5 degrees\n-5 degrees\n1. first")


def test_what_stands_around_an_article_on_its_page_is_not_stored() -> None:
    below = "About the author\n\nAnn sails.\n\nTranslate Now\n"
    page = f"Ports\n\nBy Ann Example\n\nThree ports agreed to share data.\n\n{below}"
    record = {"title": "Ports", "text": "三つの港が合意した。\n関連記事を読む"}
    assert one("a.txt", page).text == "Three ports agreed to share data."
    assert one("r.json", json.dumps(record)).text == "三つの港が合意した。"


def test_front_matter_that_is_no_yaml_is_refused_and_one_that_swells_is_not_read() -> None:
    assert "not YAML" in refusal("n.md", "---\ntitle: [a\n---\nThree ports agreed.\n")
    assert one("n.md", "---\ntitle: R&D of ports\n---\nThree ports agreed.\n").title == "R&D of ports"
    marked = one("n.md", "---\ntitle: Ports &amp; *free* trade\ndate: 2024-05-27\n---\nThree ports agreed.\n")
    assert (marked.title, marked.published) == ("Ports &amp; *free* trade", 1716811200)
    nested = "---\na: &a [x]\nb:\n- - *a\n  - *a\ntitle: b\n---\n# Head\n\nThree ports agreed.\n"
    assert one("n.md", nested).title == "Head"
    bomb = "---\na: &a [x,x]\nb: &b [*a,*a]\ntitle: *b\n---\n# Head\n\nThree ports agreed.\n"
    assert one("n.md", bomb).title == "Head"


# ---- pages


PAGE = """<!DOCTYPE html><html lang="ja"><head><title>港湾協定 | 港新聞</title>
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-05-27T10:00:00+09:00",
"author":[{"@type":"Person","name":"山田太郎"}]}]}</script><link rel="canonical" href="https://minato.example/1"></head>
<body><nav><a href="/">ホーム</a></nav><div class="share">シェアする</div>
<h1><ruby>港湾<rt>こうわん</rt></ruby>協定</h1>
<p><ruby>東京<rp>（</rp><rt>とうきょう</rt><rp>）</rp></ruby>など三つの港は二十七日、レーダーのデータを共有する協定に署名した。</p>
<figure><img src="a.jpg"><figcaption>署名式の様子。</figcaption></figure>
<p>運用は来年三月に始まり、費用は三つの港が等しく負担する。利用は無料とする。</p>
<table><tr><td>1</td><td>東京</td></tr></table>
<div class="related">関連記事：別の話</div>
<footer>無断転載禁止</footer></body></html>"""


def test_a_page_gives_title_author_day_and_address_and_no_furniture() -> None:
    entry = one("p.html", PAGE)
    assert (entry.title, entry.author, entry.published) == ("港湾協定", "山田太郎", 1716771600)
    assert (entry.url, entry.language) == ("https://minato.example/1", "ja")
    assert entry.text.startswith("東京など三つの港は")
    for furniture in ("とうきょう", "署名式", "ホーム", "シェア", "関連", "転載"):
        assert furniture not in entry.text


def test_half_an_escaped_emoji_in_a_pages_data_is_no_text() -> None:
    data = r'{"headline": "Ports \ud83d", "author": {"name": "Mina \ud83d"}, "datePublished": "2024-05-27 \ud83d"}'
    script = f'<script type="application/ld+json">{data}</script>'
    page = one("a.html", f"<html><head>{script}</head><body><p>Three ports agreed to share it.</p></body></html>")
    assert (page.title, page.author, page.published_raw) == ("Ports ?", "Mina ?", "2024-05-27 ?")


def test_a_page_laid_out_by_tables_is_read() -> None:
    cell = "The three ports agreed to share the data of their coastal radars from March and to pay for it alike."
    page = f"<html><body><table><tr><td>Menu</td><td><p>{cell}</p><p>{cell[::-1]}.</p></td></tr></table></body></html>"
    assert cell in one("p.html", page).text


@pytest.mark.parametrize("wrapper", ['form id="aspnetForm"', 'div class="views-row print"', 'div class="profile"'])
def test_what_holds_most_of_a_page_is_the_page_whatever_it_is_named(wrapper: str) -> None:
    body = "<p>The three ports agreed to share the data of their coastal radars from March onward.</p>" * 4
    page = f"<html lang=en><body><{wrapper}><h1>Ports</h1>{body}</{wrapper.split()[0]}><div>Menu</div></body></html>"
    assert "coastal radars" in one("p.html", page).text


@pytest.mark.parametrize(
    ("page", "published"),
    [
        ('<h1>Ports</h1><p class="by">By Ann Example, 27 May 2024</p>', 1716811200),
        (
            "<h1>Ports</h1><p>A standfirst that says in one long sentence what follows.</p><p>27 May 2024</p>",
            1716811200,
        ),
        ('<h1>Ports</h1><time datetime="2024-05-27T09:00:00Z">today</time>', 1716800400),
        ('<meta property="article:published_time" content="2024-05-27T18:00:00+09:00"><h1>Ports</h1>', 1716800400),
    ],
)
def test_the_day_of_a_page_is_found_where_pages_write_it(page: str, published: int) -> None:
    body = "<p>The three ports agreed to share the data of their coastal radars from March onward.</p>" * 2
    assert one("p.html", f"<html lang=en><body>{page}{body}</body></html>").published == published


def test_a_page_in_a_legacy_encoding_is_read() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="Shift_JIS">').encode("cp932")
    assert one("p.html", page).text.startswith("東京など三つの港は")


@pytest.mark.parametrize("page", ["<html>", "<", "<!-- only -->", "<html><body></body></html>", "<div>" * 5000])
def test_a_page_without_text_is_refused(page: str) -> None:
    assert refusal("p.html", page) == "holds no text"


# ---- PDF and Word


def test_a_pdf_is_read_with_its_heading() -> None:
    entry = one("d.pdf", pdf("Port statement\n27 May 2024\n\nThree ports agreed to share radar data."))
    assert (entry.title, entry.published) == ("Port statement", 1716811200)
    assert entry.text == "Three ports agreed to share radar data."


def test_bad_pdfs_are_refused_each_by_its_reason() -> None:
    assert refusal("d.pdf", b"no pdf at all") == "is a broken PDF"
    assert refusal("d.pdf", pdf("Text")[:300]) == "is a broken PDF"
    assert refusal("d.pdf", pdf("Text", password="p")) == "is an encrypted PDF"
    assert refusal("d.pdf", pdf("")) == "holds no text"


def test_a_word_document_is_read_without_ruby_and_deleted_text() -> None:
    document = docx.Document()
    document.add_paragraph("Port statement")
    document.add_paragraph("27 May 2024")
    ruby = "<w:ruby><w:rt><w:r><w:t>みなと</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>港</w:t></w:r></w:rubyBase></w:ruby>"
    gone = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    text = "<w:r><w:t> の三者が協定に署名した。</w:t></w:r>"
    document.element.body.insert(2, parse_xml(f"<w:p {W}><w:r>{ruby}</w:r>{gone}{text}</w:p>"))
    out = io.BytesIO()
    document.save(out)
    entry = one("d.docx", out.getvalue())
    assert (entry.title, entry.published, entry.text) == ("Port statement", 1716811200, "港 の三者が協定に署名した。")


def test_the_day_of_the_template_that_a_library_writes_into_word_documents_is_none() -> None:
    assert one("d.docx", word("Port statement", "Three ports agreed to share radar data.")).published is None


def test_bad_word_documents_are_refused_each_by_its_reason() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refusal("d.docx", compound + "EncryptedPackage".encode("utf-16-le")) == "is protected by a password"
    assert "old kind" in refusal("d.docx", compound)
    assert refusal("d.docx", b"PK\x03\x04 no archive") == "is a broken Word document"
    assert refusal("d.docx", word("A text.")[:2000]) == "is a broken Word document"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(150 << 20))
    assert "unpacks to 150 MB" in refusal("d.docx", out.getvalue())


# ---- messages and records


def test_a_message_gives_subject_sender_day_and_its_own_words() -> None:
    message = (
        "From: Port Office <press@port.example>\nSubject: =?utf-8?b?UG9ydHMgYWdyZWU=?=\n"
        "Date: Mon, 27 May 2024 18:00:00 +0900\nContent-Type: text/plain; charset=utf-8\n\n"
        "Three ports agreed to share radar data.\n\n> an older message\n\n-- \nPort Office\n"
    )
    entry = one("m.eml", message)
    assert (entry.title, entry.author, entry.published) == ("Ports agree", "Port Office", 1716800400)
    assert entry.text == "Three ports agreed to share radar data."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "Dear editors,\n\nI hope this finds you well.\n\n{}\n\nBest regards,\nAnn Example\nPort Office",
            "Three ports agreed to share radar data.",
        ),
        ("尊敬的编辑：\n您好！\n\n{}\n\n此致\n敬礼\n张三\n港务局", "三港商定共享雷达数据，费用由各方分担。"),
        ("各位媒体朋友：\n大家好！\n\n{}\n\n祝好！\n港务局新闻处", "三港商定共享雷达数据，费用由各方分担。"),
        (
            "항만일보 경제부 귀중\n\n안녕하십니까, 항만청 홍보팀입니다.\n\n{}\n\n보도 부탁드립니다.\n\n항만청 드림",
            "세 항만이 레이더 자료를 나누기로 했습니다.",
        ),
        ("Hi all,\n\nHope you are well.\n\n{}\n\nThanks,\nAnn", "Three ports agreed to share radar data."),
        ("各位同事：\n\n{}\n\n順頌商祺\n陳小明", "三港同意共享雷達資料，費用由各方分擔。"),
        (
            "編集部御中\n\nいつもお世話になっております。港湾局広報の田中です。\n\n{}\n\n何卒よろしくお願いいたします。\n\n"
            "田中太郎\n港湾局",
            "三つの港がレーダーの共有で合意しました。",
        ),
        (
            "기자님께,\n\n안녕하세요. 항만청 홍보팀 김민지입니다.\n\n{}\n\n감사합니다.\n김민지 드림",
            "세 항만이 레이더 자료를 나누기로 했습니다.",
        ),
    ],
)
def test_a_letter_is_read_without_its_greetings(body: str, said: str) -> None:
    head = "From: a@port.example\nSubject: Ports\nContent-Type: text/plain; charset=utf-8\n\n"
    assert one("m.eml", head + body.format(said)).text == said
    assert one("m.eml", head + f"{said}\n\n{said}").text == f"{said}\n{said}"
    thanks = "Thank you, Busan.\n" + "The ports spoke of a long and stormy winter together and of the one to come. " * 2
    assert one("m.eml", head + f"{said}\n\n{thanks}").text.endswith("to come.")


def test_a_message_in_html_and_in_a_legacy_encoding_is_read() -> None:
    head = b"From: a@port.example\nSubject: Ports\nContent-Type: text/html; charset=ks_c_5601-1987\n"
    head += b"Content-Transfer-Encoding: 8bit\n\n"
    page = "<html><body><p>세 나라 항만이 레이더 자료를 나누기로 했다.</p></body></html>".encode("cp949")
    assert one("m.eml", head + page).text == "세 나라 항만이 레이더 자료를 나누기로 했다."


def _subject(header: bytes) -> str:
    head = b"From: =?euc-kr?B?wMyx4sij?= <a@port.example>\nContent-Type: text/plain; charset=euc-kr\nSubject: "
    return one("m.eml", head + header + b"\n\n" + "세 나라 항만이 자료를 나누기로 했다.".encode("cp949")).title


def test_a_subject_is_read_by_what_its_charset_means_in_practice() -> None:
    korean, chinese, japanese = "똠방각하 뷁 공지", "中日韓領導人會議镕", "①番と㈱の話"
    assert _subject(b"=?ks_c_5601-1987?B?" + b64encode(korean.encode("cp949")) + b"?=") == korean
    assert _subject(b"=?gb2312?B?" + b64encode(chinese.encode("gbk")) + b"?=") == chinese
    assert _subject(b"=?shift_jis?B?" + b64encode(japanese.encode("cp932")) + b"?=") == japanese
    assert _subject(b"=?utf-8*ko?Q?=EA=B3=B5=EC=A7=80_=3F?=") == "공지 ?"


def test_a_subject_in_bare_bytes_is_read_as_the_body_is() -> None:
    assert _subject("한일중 정상회의 개최".encode("cp949")) == "한일중 정상회의 개최"
    korean = one("m.eml", "From: a@port.example\nDate: 월, 27 May 2024 9:00\n\nThree ports agreed.\n".encode("cp949"))
    assert (korean.published_raw or "").isprintable()


def test_a_subject_broken_inside_a_character_is_put_together() -> None:
    first, rest = "한일중".encode("euc-kr")[:3], "한일중".encode("euc-kr")[3:]
    words = b"\n ".join(b"=?euc-kr?B?" + b64encode(part) + b"?=" for part in (first, rest))
    assert _subject(b"Re: " + words + b" (2)") == "한일중 (2)"


@pytest.mark.parametrize(
    "date", ["Mon, 27 May 2024 18:00:00 KST", "2024-05-27 18:00:00 +0900", "2024년 5월 27일 (월) 오후 6:00:00 +0900"]
)
def test_the_day_of_a_message_is_read_in_whatever_form_it_is_written(date: str) -> None:
    message = f"From: a@port.example\nDate: {date}\n\nThree ports agreed to share radar data.\n"
    assert one("m.eml", message).published == 1716800400


def test_what_is_no_message_is_refused() -> None:
    assert refusal("m.eml", "just words") == "is no e-mail message"


RECORD = {
    "id": 7,
    "url": "https://port.example/1",
    "feed": "https://port.example/feed",
    "title": "Ports agree",
    "published": "2024-05-27T09:00:00Z",
    "language": "en",
    "grade": "trilateral",
    "summary": "Three ports agreed.",
    "source": "feed",
}


def test_records_with_the_fields_of_an_export_are_read() -> None:
    for name, content in (
        ("r.jsonl", json.dumps(RECORD) + "\n" + json.dumps(RECORD | {"title": "Second"}) + "\n"),
        ("r.json", json.dumps([RECORD, RECORD | {"title": "Second"}])),
        ("r.json", json.dumps({"items": [RECORD, RECORD | {"title": "Second"}]})),
    ):
        first, second = read_document(name, content.encode())
        assert (first.title, first.lead, first.url) == ("Ports agree", "Three ports agreed.", "https://port.example/1")
        assert (first.published, first.source, first.feed) == (1716800400, "drop", f"drop:{name}")
        assert second.title == "Second"


def test_what_was_exported_is_read_back_to_the_letter() -> None:
    entry = Entry(
        source="feed",
        feed="https://port.example/feed",
        publisher="Harbour Wire",
        country="KR",
        title="Ports <agree> & sign",
        lead="A lead with &amp; and <b>, as it stood.",
        text="Three ports  agreed.\n\tThey signed <단독>.\n　三港。",
        url="https://port.example/1?id=2",
        author="Ann Example",
        published=1716800400,
        language="en",
    )
    bare = replace(entry, lead="", text="", author=None)
    for one_of_ours in (entry, bare):
        item = Item(7, one_of_ours, Reading("en", "none", (), (), (), ()), 1716800400, 1716800500)
        (back,) = read_document("export.jsonl", json.dumps(item_record(item, None)).encode())
        given = {"source": "drop", "feed": "drop:export.jsonl", "published_raw": "2024-05-27T09:00:00Z"}
        assert back == replace(one_of_ours, **given)  # type: ignore[arg-type]


def test_a_document_that_named_no_publisher_names_none_after_an_export() -> None:
    entry = one("note.txt", "Ports\n\nThree ports agreed.")
    item = Item(7, entry, Reading("en", "none", (), (), (), ()), 1716800400, 1716800500)
    (back,) = read_document("export.jsonl", json.dumps(item_record(item, None)).encode())
    assert (entry.outlet, back.outlet) == ("", "")


def test_a_large_file_of_records_is_read_whole() -> None:
    rows = [RECORD | {"title": f"Ports {number}", "text": "Three ports agreed. " * 1500} for number in range(100)]
    content = "\n".join(map(json.dumps, rows))
    assert len(content) > 2_500_000
    assert len(read_document("r.jsonl", content.encode())) == 100


def test_a_bad_record_is_named() -> None:
    assert refusal("r.jsonl", "\n{a}\n").startswith("line 2, column 2, is not JSON: ")
    assert refusal("r.json", '[\n{"title": "x",}]').startswith("line 2, column ")
    assert refusal("r.jsonl", json.dumps(RECORD | {"title": " "})) == "line 1 has no title"
    assert refusal("r.json", json.dumps([RECORD | {"summary": ""}])) == "record 1 has no summary or text"
    assert refusal("r.json", "[1]") == "record 1 is no object"
    assert "is not JSON" in refusal("r.json", "[" * 100_000)


@pytest.mark.parametrize("never", ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+09:00", "1970-01-01T00:00:00Z"])
def test_the_date_that_programs_write_for_none_is_none(never: str) -> None:
    assert one("r.json", json.dumps(RECORD | {"published": never})).published is None


@pytest.mark.parametrize(
    ("fields", "hours"), [({"language": "ko"}, 9), ({"country": "CN"}, 8), ({"language": "en"}, 0)]
)
@pytest.mark.parametrize("written", ["2024-05-27 18:00", "2024.05.27 18:00"])
def test_a_records_date_without_a_zone_is_its_countrys_or_languages(
    fields: dict[str, str], hours: int, written: str
) -> None:
    record = one("r.json", json.dumps(RECORD | {"published": written} | fields))
    assert record.published == 1716832800 - hours * 3600


# ---- the two real ones


def test_the_two_real_documents_are_read(testdata: Path) -> None:
    article = one("000.txt", (testdata / "seeds" / "000_533a638f6e0689a8.txt").read_bytes())
    assert article.title.startswith("China, Japan, and South Korea Announce Collaboration")
    assert (article.author, article.published) == ("Sharan Kaur Phillora", 1701864000)
    interview = one("004.txt", (testdata / "seeds" / "004_733c960163716fd3.txt").read_bytes())
    assert interview.title.startswith("LEE Hee-sup, Secretary-General of the Trilateral")
    assert "62% of the global total" in interview.text


def test_half_an_escaped_emoji_in_a_record_is_no_text() -> None:
    [entry] = read_document("cut.json", b'{"title": "A title \\ud83d", "text": "A text that was cut \\ud83d"}')
    assert (entry.title, entry.text) == ("A title ?", "A text that was cut ?")


def test_the_name_of_a_kind_of_text_is_no_title_where_it_is_letter_spaced() -> None:
    words = "三か国の大臣は観光客の分散で一致した。来年は釜山で会う。"
    entry = one("a.txt", f"報　道　発　表　資　料\n日　中　韓　観　光　大　臣　会　合\n令和8年11月24日\n\n{words}\n")
    assert entry.title == "日中韓観光大臣会合"


def test_a_line_that_names_the_source_is_no_title() -> None:
    words = "三国将联合监测海岸垃圾。监测点共六十处。"
    entry = one("a.txt", f"来源：日本环境省\n2026年11月22日\n中日韩联合监测海岸垃圾\n\n{words}\n")
    assert entry.title == "中日韩联合监测海岸垃圾"
