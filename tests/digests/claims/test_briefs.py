"""Each sentence of a brief stands on the sources that it cites."""

from digests.claims import SourceSentence, brief_faults, read_brief
from tests import loaded

_SOURCES = [
    SourceSentence("日本と韓国は水素で協力することで合意した。", "ja"),
    SourceSentence("중국은 11월 3일 부산에서 400억원을 투자했다고 밝혔다.", "ko"),
]


def test_a_citation_belongs_to_the_sentence_before_it() -> None:
    read = read_brief("Japan and South Korea agree on hydrogen.[1] China invests [2][1]. So it ends. [3, 4]", "en")
    assert [(each.text, each.cites) for each in read] == [
        ("Japan and South Korea agree on hydrogen.", (1,)),
        ("China invests.", (2, 1)),
        ("So it ends.", (3, 4)),
    ]


def test_what_is_cited_bears_a_sentence_out() -> None:
    brief = "Japan and South Korea agreed to cooperate on hydrogen.[1]"
    assert [each.faults for each in brief_faults(brief, "en", _SOURCES, loaded.names())] == [()]


def test_what_is_not_cited_bears_nothing_out() -> None:
    brief = "China agreed to cooperate on hydrogen.[1]"
    assert [each.faults[0].kind for each in brief_faults(brief, "en", _SOURCES, loaded.names())] == ["country"]


def test_it_says_where_a_sentence_cites_nothing_or_what_is_not_there() -> None:
    brief = "Japan and South Korea agree on hydrogen. They agree.[7]"
    assert [each.faults[0].said for each in brief_faults(brief, "en", _SOURCES, loaded.names())] == ["none", "[7]"]
