from bot.render.classic import Page
from bot.render.lists import results
from tests import loaded
from tests.digests.editions.compose.sample_reports import NOW, report


def test_the_words_that_were_looked_for_stand_out_in_the_original_text() -> None:
    parts = results(
        "rcep <b>",
        [(report(1, "Ports & trade"), "… <RCEP> and rcep", ((3, 7), (13, 17)))],
        1,
        loaded.texts()["en"],
        loaded.catalogue(),
        page=Page(1, False, "find:1:{page}"),
        zone="UTC",
        now=NOW,
    )
    assert "… &lt;<b>RCEP</b>&gt; and <b>rcep</b>" in parts[0].text
    assert "Ports &amp; trade" in parts[0].text
