"""Which sentences of a document are prose, and which are furniture of the page around it.

Furniture is known by what it says (``boilerplate``), by its shape (a line with no end of sentence is a heading, a
byline, a menu) and by its place (what follows "About the author" near the end). Pure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digests.language.segment import sentences
from digests.stories import boilerplate

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_FINISHED = re.compile(r"[。｡．.！？!?…]['\"」』”’）)】*_]*\s*$")
_LABEL = re.compile(r"^\W*([^\s:：，。,.]{1,24}(?: [^\s:：，。,.]{1,24}){0,3})\s*[:：]")
_BIOGRAPHY = re.compile(
    r"\b(?:is|was) (?:an? |the )?(?:[\w-]+ ){0,4}(?:fellow|professor|lecturer|researcher|scholar|columnist|"
    r"journalist|writer|author|reporter|correspondent|editor|analyst|economist|consultant|graduate|lawyer|"
    r"historian)\b|\b(?:his|her|their) (?:latest|most recent|new|forthcoming) book\b|\b(?:she|he) (?:holds|"
    r"received|earned|graduated|joined|writes|covers|teaches|lives)\b|when (?:she|he) is(?:n['’]t| not)\b|"
    r"作者(?:是|系|為|为|現|现)|(?:现任|現任|曾任|历任|歷任|毕业于|畢業於|著有|系[^，。]{2,20}(?:教授|"
    r"研究员))|(?:年生まれ|歴任|を経て|著書に|専門は|年より現職|卒業)|(?:역임|출신으로|저서로|저서에|졸업|"
    r"박사\s?학위|재직|활동하고|연구해 왔)"
)
_TAIL_FROM = 0.5
"""A heading that opens a page's tail is believed from this share of the document on."""
_BIOGRAPHY_FROM = 0.7
_OPENING_NAME = re.compile(r"\W*([A-Z][\w'’-]+ [A-Z][\w'’-]+|[\u4e00-\u9fff]{2,3}|[가-힣]{3})")


@dataclass(frozen=True, slots=True)
class Prose:
    """A sentence that may be quoted: ``text[start:end]``, its list marker, label or dateline left out."""

    start: int
    end: int
    paragraph: int
    """Which line of the document it stands in."""
    first: bool
    """Whether it opens its paragraph."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def finished(self) -> bool:
        return bool(_FINISHED.search(self.text))


def prose(text: str, language: str) -> tuple[Prose, ...]:
    """The sentences of ``text`` that are not furniture, in order."""
    lines = _lines(text, language)
    interviewers = _interviewers(lines)
    asked = sum(_asks_as_paragraph(line) for line in lines) >= 2
    tail = _tail(lines, len(text))
    kept: list[Prose] = []
    for number, line in enumerate(lines[:tail]):
        if _is_furniture(line, number, lines, interviewers, asked):
            continue
        kept.extend(_sentences(text, number, line))
    return tuple(kept)


def _lines(text: str, language: str) -> list[_Line]:
    found = []
    for line in _LINE.finditer(text):
        if line.group().strip():
            spans = tuple((line.start() + a, line.start() + b) for a, b in sentences(line.group(), language))
            found.append(_Line(line.start(), line.end(), line.group().strip(), spans))
    return found


def _sentences(text: str, number: int, line: _Line) -> Iterator[Prose]:
    for index, (start, end) in enumerate(line.spans):
        if index == 0:
            start += boilerplate.opening(text[start:end])
        said = text[start:end]
        if not said.strip() or _unfit(said):
            continue
        yield Prose(start, end, number, index == 0)


def _unfit(sentence: str) -> bool:
    return (
        not _FINISHED.search(sentence)
        or boilerplate.is_question(sentence)
        or boilerplate.is_boilerplate(sentence)
        or boilerplate.is_courtesy(sentence)
    )


def _is_furniture(line: _Line, number: int, lines: Sequence[_Line], interviewers: frozenset[str], asked: bool) -> bool:
    if not line.finished:
        return True
    if boilerplate.opens_question(line.text) or (asked and _asks_as_paragraph(line)):
        return True
    label = _LABEL.match(line.text)
    if label and label.group(1) in interviewers:
        return True
    return len(line.spans) <= 3 and boilerplate.is_credit(line.text)


def _asks_as_paragraph(line: _Line) -> bool:
    return len(line.spans) <= 3 and boilerplate.is_question(line.text)


def _interviewers(lines: Sequence[_Line]) -> frozenset[str]:
    """Speakers' labels whose turns mostly end in a question."""
    turns: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    for line in lines:
        label = _LABEL.match(line.text)
        if label:
            turns[label.group(1)] += 1
            questions[label.group(1)] += any(
                boilerplate.is_question(line.text[a - line.start : b - line.start]) for a, b in line.spans
            )
    return frozenset(name for name, count in turns.items() if count >= 2 and questions[name] * 2 >= count)


def _tail(lines: Sequence[_Line], length: int) -> int:
    """The number of the line from which on the page speaks of itself."""
    for number, line in enumerate(lines):
        if line.start < length * _TAIL_FROM:
            continue
        if not line.finished and boilerplate.opens_tail(line.text):
            return number
        if line.start >= length * _BIOGRAPHY_FROM and _is_biography(line, lines):
            return number
    return len(lines)


def _is_biography(line: _Line, lines: Sequence[_Line]) -> bool:
    """A paragraph near the end about the person whose byline stands, unfinished, near the top."""
    if not _BIOGRAPHY.search(line.text):
        return False
    name = _OPENING_NAME.match(line.text)
    return name is not None and any(name.group(1) in head.text for head in lines[1:8] if not head.finished)
