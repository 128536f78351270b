"""Whatever is written, the gate answers; what stands in a source word for word passes, and a changed digit does not."""

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.claims import cases
from digests.claims import SourceSentence, brief_faults, claim_faults, read_brief, translation_faults
from digests.model import NAMED_IN
from tests import loaded

_TEXT = st.text(max_size=120) | st.text(alphabet='12年月日%万億の。、は「」“”"[]|Abc 가나中日韓アイ', max_size=60)
_SOURCES = sorted({source for name in ("open", "more") for case in cases(name) for source in case.sources}, key=str)
_DIGITS = regex.compile("[1-9]")


@given(_TEXT, _TEXT, st.sampled_from(NAMED_IN), st.sampled_from(NAMED_IN))
@settings(max_examples=60, deadline=None)
def test_it_answers_whatever_is_written(text: str, source: str, language: str, written_in: str) -> None:
    sources = [SourceSentence(source, written_in)]
    translation_faults(text, language, sources, loaded.names())
    brief_faults(text, language, sources, loaded.names())


@given(st.sampled_from(_SOURCES))
@settings(max_examples=60, deadline=None)
def test_what_stands_in_a_source_word_for_word_passes(source: SourceSentence) -> None:
    assert claim_faults(source.text, source.language, [source], loaded.names()) == ()
    assert translation_faults(source.text, source.language, [source], loaded.names()) == ()


@given(st.sampled_from([source for source in _SOURCES if _DIGITS.search(source.text)]), st.data())
@settings(max_examples=60, deadline=None)
def test_a_changed_digit_is_noticed(source: SourceSentence, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([found.start() for found in _DIGITS.finditer(source.text)]))
    digit = data.draw(st.sampled_from([each for each in "123456789" if each != source.text[at]]))
    changed = source.text[:at] + digit + source.text[at + 1 :]
    assert translation_faults(changed, source.language, [source], loaded.names())


@given(st.sampled_from(_SOURCES), st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_a_brief_is_read_back_as_it_was_put_together(source: SourceSentence, times: int) -> None:
    brief = "".join(f"{source.text.rstrip('.。')}[{number}]。" for number in range(1, times + 1))
    assert [cite for sentence in read_brief(brief, source.language) for cite in sentence.cites] == [
        *range(1, times + 1)
    ]
