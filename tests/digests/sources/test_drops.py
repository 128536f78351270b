"""The inbox."""

from pathlib import Path

import pytest
from fpdf import FPDF

from digests.sources.drops import DropOutcome, take

NOW = 1_760_000_000


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    inbox = tmp_path / "drops" / "inbox"
    inbox.mkdir(parents=True)
    return inbox, tmp_path / "drops" / "done", tmp_path / "drops" / "rejected"


def taken(folders: tuple[Path, Path, Path]) -> dict[str, DropOutcome]:
    return {outcome.file: outcome for outcome in take(*folders, now=NOW)}


def test_a_text_file_becomes_an_entry_with_title_author_and_date(folders: tuple[Path, Path, Path]) -> None:
    (folders[0] / "a.txt").write_text(
        "Ports to Share Radar\n\nDecember 6, 2023\n\nBy Ann Example\n\nThree ports agreed."
    )
    entry = taken(folders)["a.txt"].entries[0]
    assert (entry.title, entry.author, entry.published) == ("Ports to Share Radar", "Ann Example", 1701820800)
    assert entry.text == "Three ports agreed."


def test_a_confirmed_file_moves_to_done_and_a_rejected_one_has_its_reason_beside_it(
    folders: tuple[Path, Path, Path],
) -> None:
    (folders[0] / "a.txt").write_text("Title\n\nThree ports agreed.")
    (folders[0] / "b.txt").write_bytes(b"")
    outcomes = taken(folders)
    assert outcomes["a.txt"].confirm() == folders[1] / "a.txt"
    outcomes["b.txt"].reject()
    assert (folders[2] / "b.txt.reason.txt").read_text().startswith("is empty")
    assert not list(folders[0].iterdir())


def test_a_file_neither_confirmed_nor_rejected_is_taken_again(folders: tuple[Path, Path, Path]) -> None:
    (folders[0] / "a.txt").write_text("Title\n\nThree ports agreed.")
    assert taken(folders)["a.txt"].entries == taken(folders)["a.txt"].entries


def test_a_page_a_note_and_a_pdf_are_read(folders: tuple[Path, Path, Path]) -> None:
    (folders[0] / "p.html").write_text(
        "<html lang=ja><body><h1>港湾協定</h1>"
        "<p><ruby>東京<rt>とうきょう</rt></ruby>の三港が協定に署名した。</p></body></html>"
    )
    (folders[0] / "n.md").write_text("---\ntitle: Note\ndate: 2024-05-27\n---\n# Head\n\nThree **ports** agreed.\n")
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.multi_cell(0, 8, "Port statement\n\nThree ports agreed to share radar data.")
    (folders[0] / "d.pdf").write_bytes(bytes(pdf.output()))
    outcomes = taken(folders)
    assert "東京の三港が協定に署名した。" in outcomes["p.html"].entries[0].text
    assert (outcomes["n.md"].entries[0].title, outcomes["n.md"].entries[0].published) == ("Note", 1716768000)
    assert "Three ports agreed." in outcomes["n.md"].entries[0].text
    assert "share radar data." in outcomes["d.pdf"].entries[0].text
