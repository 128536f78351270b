"""How summaries are scored."""

from digests.evaluate.gold import Gold, GoldDocument
from digests.evaluate.run import ReadDocument, Readings
from digests.evaluate.summaries import lexrank, summaries
from digests.model import Entry, Sentence
from tests.digests.evaluate.labelled import reading

TEXT = "Ports agreed on radar. Costs fall by 5%. Share this page."
LABEL = GoldDocument(
    id="L-1",
    language="en",
    genre="press-release",
    title="Ports",
    format="txt",
    text=TEXT,
    sentences=("Ports agreed on radar.", "Costs fall by 5%.", "Share this page."),
    key=frozenset({0}),
    bad=frozenset({2}),
    grade="none",
    sectors=(),
)


def quoted(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, "text", TEXT.index(text), TEXT.index(text) + len(text)) for text in texts)


def scored(*texts: str) -> dict[str, float]:
    entry = Entry("drop", "drop:a.txt", "a", "XX", "Ports", text=TEXT)
    read = ReadDocument(entry, reading(summary=quoted(*texts)))
    section = summaries(Gold((), (LABEL,)), Readings({}, {}, {"L-1": read}))
    assert section is not None
    return {row.name: row.value for row in section.rows}


def test_the_share_of_key_sentences_counts_what_was_chosen() -> None:
    assert scored("Ports agreed on radar.", "Costs fall by 5%.")["documents: key sentences among the chosen"] == 0.5


def test_a_document_whose_summary_holds_furniture_is_counted() -> None:
    assert scored("Ports agreed on radar.", "Share this page.")["documents with furniture"] == 1
    assert scored("Ports agreed on radar.")["documents with furniture"] == 0


def test_a_set_without_readings_is_not_scored() -> None:
    assert summaries(Gold((), ()), Readings({}, {})) is None


def test_lexrank_prefers_the_sentence_that_resembles_the_others() -> None:
    rank = lexrank(["the ports agreed", "the ports agreed on radar", "on radar", "bread"])
    assert rank.argmax() == 1
    assert abs(rank.sum() - 1) < 1e-6
