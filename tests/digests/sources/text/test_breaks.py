"""A line break within a paragraph is what its script makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.drops.documents import read_document
from digests.sources.text.breaks import flowed, flowed_pieces, joined
from digests.sources.text.markup import line, plain
from digests.sources.text.unwrap import unwrap


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("液化", "水素", "液化水素"),
        ("合意し", "ました。", "合意しました。"),
        ("한국과", "중국", "한국과 중국"),
        ("尹", "대통령", "尹 대통령"),
        ("the", "port", "the port"),
        ("nego-", "tiate", "negotiate"),
        ("会合は", "2026年12月3日", "会合は2026年12月3日"),
        ("水素をLNG", "船で運ぶ計画", "水素をLNG船で運ぶ計画"),
        ("in the city of", "北京 announced that", "in the city of 北京 announced that"),
        ("他说：“合作”", "的意义", "他说：“合作”的意义"),
        ("三か国は、", "PNP", "三か国は、PNP"),
        ("White", "House", "White House"),
        ("중국(북경)", "과", "중국(북경) 과"),
    ],
)
def test_two_lines_are_joined_as_their_script_joins_them(before: str, after: str, whole: str) -> None:
    assert joined(before, after) == whole
    assert flowed(f"{before}\n   {after}") == (whole if before != "nego-" else "nego- tiate")


def test_a_paragraph_in_pieces_keeps_its_pieces() -> None:
    assert flowed_pieces(["水素の\n  ", "海上", "輸送\t", "\n船"]) == ["水素の", "海上", "輸送", "船"]
    assert flowed_pieces(["the ", "port\n", "of"]) == ["the ", "port ", "of"]


@given(st.lists(st.text(st.sampled_from("日本がAb한국 \n\u3000、“”-\ufdd0")), max_size=6))
def test_nothing_but_blanks_is_ever_lost(pieces: list[str]) -> None:
    made = flowed_pieces(pieces)
    assert ["".join(piece.split()) for piece in made] == ["".join(piece.split()) for piece in pieces]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>液化\n水素の海上輸\n送で<b>合\n意</b>\nした。</p>", "液化水素の海上輸送で合意した。"),
        ("<p>한국과\n중국이 <b>합의</b>\n했다.</p>", "한국과 중국이 합의 했다."),
        ("<p>Ports\nshare <a\nhref='x'>radar</a>\ndata.</p>", "Ports share radar data."),
        ("&lt;p&gt;液化\n水素&lt;/p&gt;", "液化水素"),
        ("三か国は、液化\n      水素を運ぶ。", "三か国は、液化水素を運ぶ。"),
        ("日中韓の三か国は、液化\n水素の海上輸\n送で協力する。", "日中韓の三か国は、液化水素の海上輸送で協力する。"),
        ("三国就氢能的\n海上运输达成协议。", "三国就氢能的海上运输达成协议。"),
        (
            "日中韓、水素輸送で合意\n日本と中国と韓国は協力する。",
            "日中韓、水素輸送で合意\n日本と中国と韓国は協力する。",
        ),
        ("일한다.\n두 줄", "일한다.\n두 줄"),
        ("<script\nsrc='x'>alert(1)</script><p>本\n文</p>", "本文"),
    ],
)
def test_the_line_breaks_of_a_source_are_none_of_its_text(source: str, text: str) -> None:
    assert plain(source) == text


def test_a_title_is_one_line() -> None:
    assert line("三か国、水素の\n  海上輸送で合意") == "三か国、水素の海上輸送で合意"
    assert line("한중일\n정상회의") == "한중일 정상회의"
    assert line("上<br>下") == "上 下"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Three<br>Countries", "Three Countries"),
        ("한중일<br>합의", "한중일 합의"),
        ("三か国、<br>\n水素", "三か国、水素"),
    ],
)
def test_a_broken_heading_is_one_line(heading: str, title: str) -> None:
    page = f"<h1>{heading}</h1><p>三つの国は金曜日、海の観測についての文書に署名した。</p>"
    assert read_document("a.html", page.encode())[0].title == title


def test_a_page_is_read_without_the_breaks_of_its_source() -> None:
    page = (
        "<html lang='ja'><title>三か国、水素の\n海上輸送で合意</title><body><h1>三か国、水素の\n  海上輸送で合意</h1>"
        "<p>日本と中国と韓国の三か国は、<b>液化\n</b>水素の海上輸\n送で協力する。</p><pre>甲\n乙</pre></body></html>"
    )
    entry = read_document("a.html", page.encode())[0]
    assert entry.title == "三か国、水素の海上輸送で合意"
    assert "液化水素の海上輸送で協力する" in entry.text


@pytest.mark.parametrize(
    ("wrapped", "text"),
    [
        (
            "日本、中国和韩国三国就液化氢的海上运输问题达成了合作协\n议。首艘船将于明年春天从神户出发，停靠釜山港，再到青\n"
            "岛。费用由三国平均分担。",
            "日本、中国和韩国三国就液化氢的海上运输问题达成了合作协议。首艘船将于明年春天从神户出发，停靠釜山港，再到青岛。"
            "费用由三国平均分担。",
        ),
        ("三か国は合意し\nんだ", "三か国は合意しんだ"),
        (
            "題\n\n日本と中国と韓国の三か国は、液化水素の海上輸送で協力することで合意したと政府が発\n表した。船が出る。",
            "題\n\n日本と中国と韓国の三か国は、液化水素の海上輸送で協力することで合意したと政府が発表した。船が出る。",
        ),
        ("日中韓首脳会談\n東京で開く\n本文です。", "日中韓首脳会談\n東京で開く\n本文です。"),
        ("中国\n日本\n韩国", "中国\n日本\n韩国"),
    ],
)
def test_a_short_hard_wrapped_text_is_joined_and_a_list_is_not(wrapped: str, text: str) -> None:
    assert unwrap(wrapped) == text
