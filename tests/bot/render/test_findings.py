"""What a search found, as a reader sees it."""

from bot.render.classic import Page
from bot.render.findings import Finding, Quoted, findings
from tests import loaded
from tests.digests.editions.compose.sample_reports import NOW, report


def _shown(*found: Finding, also: tuple[str, ...] = ()) -> str:
    parts = findings(
        "rcep <b>",
        found,
        len(found),
        loaded.texts()["en"],
        loaded.catalogue(),
        page=Page(1, False, "find:1:{page}"),
        zone="UTC",
        now=NOW,
        also=also,
    )
    return parts[0].text


def test_the_words_that_were_looked_for_stand_out_in_the_original_text() -> None:
    text = _shown(Finding(Quoted(report(1, "Ports & trade"), "… <RCEP> and rcep", ((3, 7), (13, 17)))))
    assert "… &lt;<b>RCEP</b>&gt; and <b>rcep</b>" in text
    assert "Ports &amp; trade" in text


def test_what_else_was_looked_for_is_said() -> None:
    text = _shown(Finding(Quoted(report(1, "Ports & trade"), "Ports")), also=("区域全面经济伙伴关系协定", "<알셉>"))
    assert "Also searched for: 区域全面经济伙伴关系协定 · &lt;알셉&gt;" in text
