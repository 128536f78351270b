"""Messages: whose words are read, and what stands around them."""

from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.drops.documents import read_document, read_whole

JA = "日本と中国と韓国の三か国は、海底ケーブルの共同保守で合意した。最初の保守船は来年の春に長崎を出る。"
ZH = "中国、日本、韩国三国同意共同维护海底电缆，首艘维护船将于明年春天从长崎出发。"
TW = "三國同意共同維護海底電纜，首艘維護船將於明年春天從長崎出發。"
KO = "한국과 중국, 일본은 해저 케이블을 함께 정비하기로 합의했다. 첫 정비선은 내년 봄 나가사키를 떠난다."
EN = "Japan, China and South Korea agreed to maintain subsea cables together. The first vessel leaves next spring."
COSTS = "Costs are shared in equal parts, and an office in Busan keeps the books."
AFTER = 1795651200
"""26 November 2026, midnight at Greenwich."""


def letter(subject: str, body: str, kind: str = "text/plain; charset=utf-8") -> str:
    return (
        f"From: Editor <ed@example.org>\nDate: Fri, 27 Nov 2026 09:00:00 +0900\nSubject: {subject}\n"
        f"MIME-Version: 1.0\nContent-Type: {kind}\n\n{body}"
    )


def read(message: str | bytes | EmailMessage) -> tuple[Entry, ...]:
    if isinstance(message, EmailMessage):
        message = message.as_bytes()
    return read_document("m.eml", message.encode() if isinstance(message, str) else message)


def text(message: str | bytes | EmailMessage) -> str:
    (entry,) = read(message)
    return entry.text


def refusal(message: str | EmailMessage) -> str:
    with pytest.raises(DropRejected) as caught:
        read(message)
    assert caught.value.advice
    return caught.value.problem


def written(plain: str | None = None, page: str | None = None) -> EmailMessage:
    """A message with a plain part, and the page ``page`` beside it."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Port Office <p@port.example>", "Cables"
    message["Date"] = "Fri, 27 Nov 2026 09:00:00 +0900"
    if plain is not None:
        message.set_content(plain)
    if page is not None:
        document = f"<html><body>{page}</body></html>"
        if plain is None:
            message.set_content(document, subtype="html")
        else:
            message.add_alternative(document, subtype="html")
    return message


# ---- the part that says most


@pytest.mark.parametrize(
    "stub",
    [
        "",
        ".",
        "This message needs an HTML reader. View it in your browser: https://port.example/1",
        "このメールはHTML形式です。表示されない場合はこちらをご覧ください。\nhttps://port.example/1",
        "此邮件为HTML格式，请点击此处在浏览器中查看。",
        "이 메일은 HTML 형식입니다. 브라우저에서 보기",
    ],
)
@pytest.mark.parametrize("words", [JA, KO, EN])
def test_a_page_behind_a_stub_is_the_letter(stub: str, words: str) -> None:
    assert text(written(stub, f"<table><tr><td><h1>Cables</h1><p>{words}</p></td></tr></table>")) == words


def test_what_a_letter_hides_is_not_read() -> None:
    hidden = "<div style='display: none'>View this in your browser now</div>"
    assert text(written(None, f"{hidden}<table><tr><td>{hidden}{JA}</td></tr></table>")) == JA


def test_of_two_parts_that_say_the_same_the_plain_one_is_read() -> None:
    assert text(written(f"{EN}\n\n{COSTS} (plain)", f"<p>{EN}</p><p>{COSTS}</p>")) == f"{EN}\n{COSTS} (plain)"


def test_a_plain_part_that_is_cut_gives_way_to_the_page() -> None:
    assert text(written(EN[:60], f"<p>{EN}</p><p>{COSTS}</p>")) == f"{EN}\n{COSTS}"


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_words_on_both_sides_of_a_picture_are_one_letter(kind: str) -> None:
    mark = "<p>" if kind == "text/html" else ""
    picture = "--b\nContent-Type: image/png; name=a.png\nContent-Disposition: inline\n\nx\n"
    parts = [f"--b\nContent-Type: {kind}; charset=utf-8\n\n{mark}{one}\n" for one in ("", EN, COSTS)]
    message = letter("Cables", f"{picture.join(parts)}--b--\n", "multipart/mixed; boundary=b")
    assert text(message) == f"{EN}\n{COSTS}"


def test_the_page_that_shows_pictures_is_found_behind_them() -> None:
    parts = (
        f"--b\nContent-Type: image/png\nContent-ID: <i>\n\nx\n"
        f"--b\nContent-Type: text/html; charset=utf-8\nContent-ID: <r>\n\n<p>{JA}</p>\n--b--\n"
    )
    assert text(letter("x", parts, 'multipart/related; boundary=b; start="<r>"')) == JA


# ---- messages within messages

HEADERS = {
    "gmail": (
        "---------- Forwarded message ---------\nFrom: Cable Wire <w@c.example>\nDate: Thu, Nov 26, 2026 at 8:15 AM\n"
        "Subject: Cables agreed\nTo: <ed@example.org>\n\n\n",
        EN,
    ),
    "gmail_ko": (
        "---------- Forwarded message ---------\n보낸사람: Cable Wire <w@c.example>\n"
        "Date: 2026년 11월 26일 (목) 오후 5:15\n"
        "Subject: Cables agreed\nTo: <ed@example.org>\n\n\n",
        KO,
    ),
    "gmail_tw": (
        "---------- Forwarded message ---------\n寄件者： Cable Wire <w@c.example>\n"
        "Date: 2026年11月26日 週四 下午4:15\n"
        "Subject: Cables agreed\nTo: <ed@example.org>\n\n",
        TW,
    ),
    "outlook": (
        "-----Original Message-----\nFrom: Cable Wire [mailto:w@c.example]\nSent: 2026-11-26 17:15\n"
        "To: ed@example.org\nSubject: Cables agreed\n\n",
        JA,
    ),
    "outlook_ja": (
        "________________________________\n差出人: Cable Wire <w@c.example>\n送信日時: 2026年11月26日 17:15\n"
        "宛先: 編集部 <ed@example.org>\nCC: a@b.example;\n c@d.example\n件名: Cables agreed\n\n",
        JA,
    ),
    "apple": (
        "Begin forwarded message:\n\n> From: Cable Wire <w@c.example>\n> Subject: Cables agreed\n"
        "> Date: November 26, 2026 at 8:15:00 GMT\n> To: ed@example.org\n> \n> ",
        EN,
    ),
    "apple_ja": (
        "転送されたメッセージ:\n\n> 差出人: Cable Wire <w@c.example>\n> 件名: Cables agreed\n"
        "> 日付: 2026年11月26日 17:15:00 JST\n> 宛先: ed@example.org\n> \n> ",
        JA,
    ),
    "qq": (
        '------------------ 原始邮件 ------------------\n发件人: "Cable Wire" <w@c.example>;\n'
        '发送时间: 2026年11月26日(星期四) 下午4:15\n收件人: "编辑"<ed@example.org>;\n主题: Cables agreed\n\n',
        ZH,
    ),
    "163": (
        "---- 转发的邮件 ----\n| 发件人 | Cable Wire<w@c.example> |\n| 日期 | 2026年11月26日 16:15 |\n"
        "| 收件人 | ed@example.org |\n| 抄送至 | |\n| 主题 | Cables agreed |\n\n",
        ZH,
    ),
    "naver": (
        '-----Original Message-----\nFrom: "Cable Wire"<w@c.example>\nTo: <ed@example.org>;\nCc:\n'
        "Sent: 2026-11-26 (목) 17:15:00 (GMT+09:00)\nSubject: Cables agreed\n\n",
        KO,
    ),
    "daum": (
        "--------- 원본 메일 ---------\n보낸사람 : Cable Wire <w@c.example>\n받는사람 : <ed@example.org>\n"
        "날짜 : 2026년 11월 26일 목요일, 17시 15분 00초 +0900\n제목 : Cables agreed\n\n",
        KO,
    ),
}


@pytest.mark.parametrize("program", HEADERS)
@pytest.mark.parametrize("note", ["", "ご参考まで。\n\n"])
def test_what_is_passed_on_is_read_with_its_own_title_sender_and_day(program: str, note: str) -> None:
    header, words = HEADERS[program]
    (entry,) = read(letter("FW: something", f"{note}{header}{words}\n"))
    assert (entry.title, entry.author, entry.text) == ("Cables agreed", "Cable Wire", words)
    assert entry.published == AFTER + 8 * 3600 + 900


def test_a_page_that_passes_a_message_on_is_read_like_it() -> None:
    header = (
        "<div>FYI</div><div class='gmail_quote'><div>---------- Forwarded message ---------<br>From: <b>Cable Wire</b> "
        "&lt;<a href='mailto:w@c.example'>w@c.example</a>&gt;<br>Date: Thu, Nov 26, 2026 at 8:15 AM<br>"
        f"Subject: Cables agreed<br>To: &lt;ed@example.org&gt;<br></div><br><p>{EN}</p><p>{COSTS}</p></div>"
    )
    (entry,) = read(written(None, header))
    assert (entry.title, entry.author, entry.text) == ("Cables agreed", "Cable Wire", f"{EN}\n{COSTS}")


def test_what_was_passed_on_twice_is_the_innermost() -> None:
    header, words = HEADERS["gmail"]
    outer = header.replace("Cable Wire", "Bob").replace("Subject: Cables agreed", "Subject: Fwd: Cables agreed")
    (entry,) = read(letter("Fwd: Fwd: Cables agreed", f"{outer}FYI\n\n{header}{words}\n\n-- \nCable Wire\n"))
    assert (entry.author, entry.text) == ("Cable Wire", words)


def test_an_attached_message_is_read_however_it_is_attached() -> None:
    inner = letter("Cables agreed", JA).replace("Editor", "Cable Wire")
    for kind in ("message/rfc822", 'application/octet-stream; name="x.eml"'):
        note = "--b\nContent-Type: text/plain; charset=utf-8\n\nご参考まで。\n"
        parts = f"{note}--b\nContent-Type: {kind}\n\n{inner}\n--b--\n"
        (entry,) = read(letter("Fwd: x", parts, "multipart/mixed; boundary=b"))
        assert (entry.title, entry.author, entry.text) == ("Cables agreed", "Cable Wire", JA)


def test_the_messages_of_a_lists_digest_are_items_of_their_own() -> None:
    messages = "".join(
        f"--d\n\nFrom: Ann <a@example.org>\nSubject: {title}\nDate: Thu, 26 Nov 2026 09:00:00 +0900\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{words}\n"
        for title, words in (("Cables", EN), ("Costs", COSTS))
    )
    preamble = "Send News mailing list submissions to\n\tnews@example.org\n\n" + "A long word on the list. " * 20
    mixed = (
        f"--m\nContent-Type: text/plain\n\n{preamble}\n"
        f"--m\nContent-Type: multipart/digest; boundary=d\n\n{messages}--d--\n--m--\n"
    )
    plain = (
        f"{preamble}\n\n{'-' * 70}\n\nMessage: 1\nDate: Thu, 26 Nov 2026 09:00:00 +0900\nFrom: Ann <a@example.org>\n"
        f"Subject: Cables\nMessage-ID: <1@x>\nContent-Type: text/plain\n\n{EN}\n\n{'-' * 30}\n\nMessage: 2\n"
        f"From: Ann <a@example.org>\nDate: Thu, 26 Nov 2026 09:00:00 +0900\nSubject: Costs\n\n{COSTS}\n\n{'-' * 30}\n\n"
        f"Subject: Digest Footer\n\nNews mailing list\n\n{'-' * 30}\n\nEnd of News Digest, Vol 12, Issue 3\n*****\n"
    )
    for message in (
        letter("News Digest, Vol 12", mixed, "multipart/mixed; boundary=m"),
        letter("News Digest, Vol 12", plain),
    ):
        entries = read(message)
        assert [(entry.title, entry.text, entry.published) for entry in entries] == [
            ("Cables", EN, AFTER),
            ("Costs", COSTS, AFTER),
        ]


def test_an_answer_is_read_without_the_letter_that_it_answers() -> None:
    header = HEADERS["outlook"][0]
    assert text(letter("RE: Cables", f"{EN} {COSTS}\n\n{header}Do you know more?\n")) == f"{EN} {COSTS}"
    assert text(letter("RE: Cables", f"Thanks.\n\n{header}{EN} {COSTS}\n")) == f"{EN} {COSTS}"


def test_the_from_and_to_of_a_timetable_are_no_message() -> None:
    table = f"{EN}\n\nFrom: Kobe\nTo: Busan\nDate: daily\n\n{COSTS}"
    assert text(letter("Ferries", table)) == f"{EN}\nFrom: Kobe\nTo: Busan\nDate: daily\n{COSTS}"


# ---- quotes, signatures, rows

QUOTED = (
    "> Japan, China and South Korea agreed to maintain subsea\n"
    "> cables together. The first vessel leaves next spring.\n"
)


@pytest.mark.parametrize(
    ("subject", "around"),
    [
        ("FW: Cables", "{}"),
        ("Cables", "FYI, see below.\n\n{}"),
        ("Re: Cables", "Thanks.\n\nOn Thu, Nov 26, 2026 at 8:15 AM Bob\n<bob@example.org> wrote:\n{}"),
        ("回复：电缆", "供参考\n\n2026年11月26日，李四写道：\n{}"),
        ("Re: Cables", "了解です。\n\n2026年11月26日(木) 8:15 Bob <bob@example.org>さんは書きました:\n{}"),
        ("Re: Cables", "2026년 11월 26일 (목) 오전 8:15, Bob <bob@example.org>님이 작성:\n{}"),
        ("Fwd: Cables", "{}\n-- \nEditor"),
    ],
)
def test_what_is_quoted_is_the_text_where_it_is_nearly_all(subject: str, around: str) -> None:
    assert text(letter(subject, around.format(QUOTED))) == EN


@pytest.mark.parametrize(
    "above",
    [
        "2026年11月23日(月) 9:00 大凧事務局 <o@kite.example>:",
        "2026年11月23日(月) 9:00 大凧事務局\n<o@kite.example>:",
        "2026년 11월 23일 (월) 오전 9:00, 연 사무국 <o@kite.example>님이\n작성:",
    ],
)
def test_a_line_that_says_whose_words_are_quoted_below_is_left_out(above: str) -> None:
    answer = f"{JA}\n\n{above}\n> 会場の候補をお知らせください。\n> 締め切りは月末です。\n"
    assert text(letter("Re: 会場", answer)) == JA


def test_a_paragraph_that_was_broken_over_three_rows_at_the_head_of_a_letter_is_whole() -> None:
    rows = (
        "日本と中国と韓国の三か国は、温泉の地熱を街の暖房に使う技術を共同で開発するこ",
        "とで合意した。開発には別府と威海と釜山の研究所が加わり、費用は三か国が等分に負",
        "担する。最初の設備は二〇二八年に別府で動く予定である。",
    )
    assert text(letter("三か国、地熱暖房を共同開発", "\n".join(rows) + "\n\n事務局は別府に置く。\n")) == (
        "".join(rows) + "\n事務局は別府に置く。"
    )


def test_what_an_answer_quotes_is_not_its_text() -> None:
    quoted = "On Thu, Nov 26, 2026 at 8:15 AM Bob <bob@example.org> wrote:\n> Do you know more?\n>\n> Bob\n"
    assert text(letter("Re: Cables", f"{EN}\n\n{quoted}")) == EN
    page = f"<div>{EN}</div><blockquote type='cite'><div>Do you know more of all this?</div></blockquote>"
    message = written(None, page)
    message.replace_header("Subject", "Re: Cables")
    assert text(message) == EN


@pytest.mark.parametrize("end", ["。", ""])
def test_points_that_begin_with_an_angle_are_text(end: str) -> None:
    points = [f"三か国の港湾当局が移行計画に署名した{end}", f"済州島で海洋観測の会議が開かれた{end}"]
    body = "今週の主な動きは次のとおりです。\n\n" + "\n".join(f"> {one}" for one in points)
    assert text(letter("今週の三か国", body)).split("\n") == ["今週の主な動きは次のとおりです。", *points]


def test_a_from_that_was_masked_for_a_mailbox_is_text() -> None:
    masked = ">From the second year on Busan hosts the depot, and Shanghai trains\nthe crews of all three.\n"
    whole = "From the second year on Busan hosts the depot, and Shanghai trains the crews of all three."
    assert text(letter("Cables", f"{EN}\n\n{masked}\n{COSTS}")) == f"{EN}\n{whole}\n{COSTS}"


def test_dashes_part_a_signature_and_many_a_text() -> None:
    assert text(letter("Cables", f"{EN}\n\n-- \nAnn Example\n{COSTS}")) == EN
    assert text(letter("Cables", f"{EN}\n\n--\nAnn Example\nPort Office\nTel. 03-1234-5678")) == EN
    assert text(letter("Cables", f"{EN}\n--\n{COSTS}")) == f"{EN}\n--\n{COSTS}"
    assert text(letter("Cables", f"{EN}\n-- in Busan --\n{COSTS}")) == f"{EN}\n-- in Busan --\n{COSTS}"


@pytest.mark.parametrize(
    "rows",
    [
        "日本と中国と韓国の三か国は、海底ケーブルの共同保守で合意し\nました。最初の船は来年の春に長崎を出ます。",
        "日本と中国と韓国の三か国は、海底ケーブルの共同保守で協力することで合意し\nました。最初の船は来年の春に長崎を出ます。\n\n"
        "費用は三か国が等分に負担し、釜山に置かれる事務局が毎年の収支を公表するこ\nとになっています。",
        "合意の内容は次のとおりで、費用の分担や船員の訓練についても定められて、\n詳しくは来月に発表されます。",
    ],
)
def test_a_short_letter_that_was_broken_at_a_width_is_whole(rows: str) -> None:
    head = b"From: a@k.example\nSubject: k\nContent-Type: text/plain; charset=ISO-2022-JP\n\n"
    assert text(head + rows.encode("iso2022_jp")) == rows.replace("\n\n", "|").replace("\n", "").replace("|", "\n")


def test_a_quote_that_was_broken_is_whole_and_a_list_of_headlines_is_none() -> None:
    assert text(letter("FW: k", "> 한국과 중국, 일본은 해저 케이블을 함께 정비하기로\n> 합의했다. 봄에 떠난다.\n")) == (
        "한국과 중국, 일본은 해저 케이블을 함께 정비하기로 합의했다. 봄에 떠난다."
    )
    headlines = "日中韓の三か国、海底ケーブルの共同保守で合意を発表\n港湾当局、排出の少ない船への移行計画に正式に署名"
    assert text(letter("今週", headlines)) == headlines


def test_what_a_list_adds_below_a_letter_is_not_read() -> None:
    footer = f"{'_' * 47}\nNews mailing list\nNews@example.org\nhttps://lists.example.org/news\n"
    (entry,) = read(letter("k", f"{EN}\n\n{footer}"))
    assert (entry.text, entry.url) == (EN, None)


def test_a_comment_that_says_more_than_what_it_passes_on_is_the_letter() -> None:
    (entry,) = read(letter("Fwd: our view", f"{EN} {COSTS}\n\n{HEADERS['gmail'][0]}Short.\n"))
    assert (entry.title, entry.author, entry.text) == ("our view", "Editor", f"{EN} {COSTS}\nShort.")


def test_a_list_of_short_lines_stays_one() -> None:
    rows = f"{JA}\n\n参加した港\n長崎\n釜山\n上海"
    assert text(letter("港", rows)) == rows.replace("\n\n", "\n")


def test_flowed_rows_are_whole() -> None:
    flowed = EN.replace("maintain ", "maintain \n").replace("next ", "next \n")
    assert text(letter("C", f"{flowed}\n\n-- \nAnn", "text/plain; charset=utf-8; format=flowed")) == EN
    masked = letter("C", f"{EN}\n\n>From Busan it \ngoes on.\n", "text/plain; charset=utf-8; format=flowed")
    assert text(masked) == f"{EN}\nFrom Busan it goes on."
    bare = "日本と中国と韓国の三か国は、海底ケー \nブルの共同保守で \n合意した。"
    assert text(letter("C", bare, "text/plain; charset=utf-8; format=flowed; delsp=yes")) == (
        "日本と中国と韓国の三か国は、海底ケーブルの共同保守で合意した。"
    )


@pytest.mark.parametrize(("said", "meant"), [("iso-8859-1", "utf-8"), ("utf-8", "cp949"), ("us-ascii", "gbk")])
def test_a_charset_that_is_wrong_is_not_believed(said: str, meant: str) -> None:
    words = {"cp949": KO, "gbk": ZH}.get(meant, JA)
    assert text(letter("c", "", f"text/plain; charset={said}").encode() + words.encode(meant)) == words


# ---- locked, signed, attached


def test_what_cannot_be_read_without_a_key_says_so() -> None:
    armoured = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"
    assert refusal(letter("x", armoured)) == "is encrypted (PGP)"
    version = "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n"
    parts = f"{version}--b\nContent-Type: application/octet-stream\n\n{armoured}--b--"
    assert refusal(letter("x", parts, "multipart/encrypted; boundary=b")) == "is encrypted"


def test_a_signature_in_the_text_is_no_text() -> None:
    signed = (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{EN}\n- --\n{COSTS}\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n"
    )
    assert text(letter("x", signed)) == f"{EN}\n--\n{COSTS}"


def test_a_message_whose_words_lie_in_winmail_dat_says_so() -> None:
    kind = 'application/ms-tnef; name="winmail.dat"'
    assert "winmail.dat" in refusal(letter("x", "x", kind))
    both = f"--b\nContent-Type: text/plain\n\n{EN}\n--b\nContent-Type: {kind}\n\nx\n--b--"
    assert text(letter("x", both, "multipart/mixed; boundary=b")) == EN


def pdf(words: str) -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=12)
    document.multi_cell(0, 8, words)
    return bytes(document.output())


def test_attached_documents_are_items_and_a_note_that_covers_them_is_none() -> None:
    message = written("Please find our statement attached.\n\nBest regards,\nAnn")
    message.add_attachment(
        pdf(f"Cables agreed\n26 November 2026\n\n{COSTS}"), maintype="application", subtype="pdf", filename="c.pdf"
    )
    message.add_attachment(f"<html><body><h1>협정</h1><p>{KO}</p></body></html>", subtype="html", filename="k.html")
    message.add_attachment(f"海底ケーブルで合意\n\n{JA}", filename="発表.txt")
    entries = read(message)
    assert [(entry.title, entry.text, entry.author) for entry in entries] == [
        ("Cables agreed", COSTS, "Port Office"),
        ("협정", KO, "Port Office"),
        ("海底ケーブルで合意", JA, "Port Office"),
    ]
    assert [entry.published for entry in entries] == [AFTER + 12 * 3600, AFTER + 86400, AFTER + 86400]
    assert {entry.feed for entry in entries} == {"drop:m.eml"}


def test_a_letter_and_the_document_attached_to_it_are_two_items() -> None:
    message = written(EN)
    message.add_attachment(f"海底ケーブルで合意\n\n{JA}", filename="発表.txt")
    assert [entry.text for entry in read(message)] == [EN, JA]


def test_attachments_that_are_not_read_are_named_beside_what_is() -> None:
    message = written(EN)
    message.add_attachment(pdf(""), maintype="application", subtype="pdf", filename="scan.pdf")
    message.add_attachment(b"\xd0\xcf\x11\xe0", maintype="application", subtype="msword", filename="report.doc")
    message.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    document = read_whole("m.eml", message.as_bytes())
    assert [entry.text for entry in document.entries] == [EN]
    assert document.refused == ("scan.pdf holds no text", "report.doc is not read", "winmail.dat is not read")


def test_attachments_that_are_not_read_are_named() -> None:
    message = written("")
    message.add_attachment(pdf(""), maintype="application", subtype="pdf", filename="scan.pdf")
    assert refusal(message) == "has no text, and its attachment scan.pdf holds no text"
    message = written()
    message.add_attachment(b"\xd0\xcf\x11\xe0", maintype="application", subtype="msword", filename="report.doc")
    assert refusal(message) == "has no text, only attachments that are not read (report.doc)"


@given(st.text(alphabet="> \n-Fromwrote:件名差出人。：|*@ab", max_size=300), st.sampled_from(["Re: a", "FW: a", "a"]))
def test_whatever_stands_in_a_message_is_read_or_refused(body: str, subject: str) -> None:
    with suppress(DropRejected):
        assert read(letter(subject, body))


def test_the_messages_of_the_field_are_read(testdata: Path) -> None:
    for message in sorted((testdata / "field").glob("eml-*/*.eml")):
        entries = read(message.read_bytes())
        assert len(entries) == (2 if message.name == "mailman_digest.eml" else 1), message.name
        assert all(entry.text and "HTML形式" not in entry.text for entry in entries), message.name
