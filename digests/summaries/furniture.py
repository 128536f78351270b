"""Which sentences of a document are prose, and which are furniture of the page around it.

Furniture is known by what it says (``boilerplate``), by its shape (a line with no
end of sentence is a heading, a byline, a menu) and by its place (what follows "About the author" near the end). Pure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digests.language.segment import sentences
from digests.summaries import boilerplate
from digests.summaries.boilerplate import is_disclosure, is_never_quoted, speaks_of_itself
from digests.summaries.cut import cut_of

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_FINISHED = re.compile(r"(?:[。｡．！？!?]|(?<!\.)\.)['\"」』”’）)】*_]*\s*$")
_LABEL = re.compile(r"^\W{0,20}([^\s:：，。,.]{1,24}(?: [^\s:：，。,.]{1,24}){0,3})\s{0,5}[:：]\s{0,5}")
_BIOGRAPHY = re.compile(
    r"\b(?:is|was) (?:an? |the )?(?:[\w-]+ ){0,4}(?:fellow|professor|lecturer|researcher|scholar|columnist|"
    r"journalist|writer|author|reporter|correspondent|editor|analyst|economist|consultant|graduate|lawyer|"
    r"historian|director|head)\b|\b(?:his|her|their) (?:latest|most recent|new|"
    r"forthcoming) book\b|\b(?:[Ss]he|[Hh]e) (?:holds|received|earned|graduated|joined|writes|"
    r"covers|teaches|lives|served)\b|[Ww]hen (?:she|he) is(?:n['’]t| not)\b|作者(?:是|系|為|为|"
    r"現|现)|(?:现任|現任|曾任|历任|歷任|毕业于|畢業於|著有|"
    r"系[^，。]{2,20}(?:教授|研究员))|(?:年生まれ|歴任|を経て|著書に|専門は|年より現職|卒業|務める。$)|"
    r"(?:역임|출신으로|출신이다|저서로|저서에|졸업|박사\s?학위|재직|활동하고|연구해 왔|맡고 있다)"
)
_CURRICULUM = re.compile(
    r"年生まれ[。、]|^[^。]{2,20}。?専門は|^[^。]{2,20}(?:教授|研究員|記者)。|"
    r"\d{4}年(?:出)?生(?:于|於)|，(?:著名)?(?:学者|作家|律师|評論員|评论员)，(?:现|現)[为為任]"
    r"|년생[.,]|^[가-힣]{2,4} .{0,30}(?:교수|연구위원|변호사|논설위원|평론가)(?:이다)?[.]$|"
    r"^[A-Z][\w'’.-]+ [A-Z][\w'’.-]+ is (?:an?|the|our) .{0,80}"
    r"\b(?:correspondent|fellow|professor|columnist|editor|reporter|writer|lecturer)\b"
)
_BORN = re.compile(
    r"(?:\d{4}|[〇一二三四五六七八九]{4})年?[^。]{0,12}(?:生まれ|出生|生于|生於)|"
    r"\d{4}년 ?[^.]{0,10}(?:출생|생[.,]|태어)|\bborn in \d{4}\b"
)
_OPENING_NAME = re.compile(r"\W*([A-Z][\w'’-]+ [A-Z][\w'’-]+|[\u4e00-\u9fff]{2,3}|[가-힣]{3})")
_PICTURED = "▲△ "
"""What captions begin with, and items of a list."""
_TAIL_FROM = 0.4
"""A heading that opens a page's tail is believed from this share of the document on."""
_BIOGRAPHY_FROM = 0.6
_FOOT_FROM = 0.75
"""From this share of a document on, a short paragraph that speaks of the document is no part of what it tells."""
_FEWEST = 5
"""Lines; a shorter document has no foot."""
_CONSIDERED = 60_000
"""Characters of a document that are looked at; what a summary needs stands before."""
_LONGEST_SENTENCE = 600
"""Characters; nothing longer is quoted."""
_ENDS = 1_000
"""Of a longer line, so many characters at either end show what it is."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A sentence that may be quoted: ``text[start:end]``, its list marker, label or dateline left out."""

    start: int
    end: int
    paragraph: int
    """Which line of the document it stands in."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    spans: tuple[tuple[int, int], ...]
    finished: bool
    label: str | None


def prose(text: str, language: str, author: str | None = None) -> tuple[Prose, ...]:
    """The sentences of ``text`` that are not furniture, in order. ``author`` helps to know a biography."""
    text = text[:_CONSIDERED]
    lines = _lines(text, language)
    speakers = _speakers(text, lines)
    asked = sum(_asks_as_paragraph(line) for line in lines) >= 2
    kept: list[Prose] = []
    answered = _first_question(lines, speakers)
    if len(lines) == 1 and lines[0].text[0] in _PICTURED:  # with nothing beside it that it could be the caption of
        lines = [replace(lines[0], text=lines[0].text.lstrip(_PICTURED))]
    for number, line in enumerate(lines[: _tail(lines, len(text), author)]):
        introduced = number < answered and bool(_BIOGRAPHY.search(line.text))
        at_foot = len(lines) >= _FEWEST and line.start >= len(text) * _FOOT_FROM and _is_note(line)
        if not (introduced or at_foot or _is_furniture(line, speakers, asked)):
            kept.extend(_quotable(text, number, line, line.label in speakers))
    return tuple(kept)


def fragments(text: str, language: str, author: str | None = None) -> tuple[Prose, ...]:
    """What a teaser cut short leaves: the longest line that is no furniture by its words; none where all is. Where the
    feed cut it off its ``…`` stays, so that a reader sees the beginning of a sentence; with no such sign it is none."""
    if cut := cut_of(text):
        text = text[: cut.end] if cut.end > cut.start else text[: _whole_until(text, cut.start)]
    lines = [
        line
        for line in _lines(text[:_CONSIDERED], language)
        if len(line.text) >= 24
        and not (is_never_quoted(line.text) or boilerplate.is_question(line.text))
        and not boilerplate.opens_tail(line.text)
    ]
    if not lines:
        return ()
    longest = max(lines, key=lambda line: len(line.text))
    start = longest.spans[0][0] + boilerplate.opening(longest.text)
    return (Prose(start, longest.spans[0][1], 0),) if start < longest.spans[0][1] else ()


def _whole_until(text: str, end: int) -> int:
    """Where the last line begins that a cut at ``end`` left incomplete."""
    return text.rfind("\n", 0, end) + 1


def _lines(text: str, language: str) -> list[_Line]:
    found = []
    for line in _LINE.finditer(text):
        said = line.group().strip()
        if said:
            spans = tuple((line.start() + a, line.start() + b) for a, b in sentences(line.group(), language))
            if len(said) > 2 * _ENDS:
                said = said[:_ENDS] + said[-_ENDS:]
            label = _LABEL.match(said)
            found.append(
                _Line(said, spans[0][0], spans, bool(_FINISHED.search(said)), label.group(1) if label else None)
            )
    return found


def _quotable(text: str, number: int, line: _Line, labelled: bool) -> Iterator[Prose]:
    for index, (start, end) in enumerate(line.spans):
        if index == 0:
            label = _LABEL.match(text[start:end]) if labelled else None
            start += label.end() if label else boilerplate.opening(text[start : min(end, start + _ENDS)])
        if start < end <= start + _LONGEST_SENTENCE and _fit(text[start:end]):
            yield Prose(start, end, number)


def _fit(sentence: str) -> bool:
    return bool(_FINISHED.search(sentence)) and not (boilerplate.is_question(sentence) or is_never_quoted(sentence))


def _is_furniture(line: _Line, speakers: dict[str, bool], asked: bool) -> bool:
    if not line.finished or boilerplate.opens_question(line.text) or boilerplate.opens_note(line.text):
        return True
    if line.label is not None and speakers.get(line.label, False):
        return True
    if asked and _asks_as_paragraph(line):
        return True
    return len(line.spans) <= 4 and (boilerplate.is_credit(line.text) or _is_vita(line.text) or _discloses(line))


def _is_note(line: _Line) -> bool:
    return len(line.spans) <= 2 and speaks_of_itself(line.text)


def _discloses(line: _Line) -> bool:
    """A short paragraph at least half of whose sentences tell of the document's own making: the others go with them."""
    said = [line.text[start - line.start : end - line.start] for start, end in line.spans]
    return 2 * sum(map(is_disclosure, said)) >= len(said)


def _is_vita(text: str) -> bool:
    """A line that says when and where somebody was born."""
    return len(text) <= 160 and bool(_BORN.search(text))


def _first_question(lines: Sequence[_Line], speakers: dict[str, bool]) -> int:
    """The number of the line with an interview's first question; 0 where there is none."""
    return next((number for number, line in enumerate(lines) if speakers.get(line.label or "", False)), 0)


def _asks_as_paragraph(line: _Line) -> bool:
    return len(line.spans) <= 3 and boilerplate.is_question(line.text)


def _speakers(text: str, lines: Sequence[_Line]) -> dict[str, bool]:
    """Labels that open two paragraphs or more, and whether at least half of those hold a question."""
    turns: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    for line in lines:
        if line.label is not None and line.finished:
            turns[line.label] += 1
            questions[line.label] += any(boilerplate.is_question(text[max(a, b - 40) : b]) for a, b in line.spans)
    return {label: questions[label] * 2 >= count for label, count in turns.items() if count >= 2}


def _tail(lines: Sequence[_Line], length: int, author: str | None) -> int:
    """The number of the line from which on the page speaks of itself."""
    heads = [line.text for line in lines[:8] if not line.finished] + ([author] if author else [])
    for number, line in enumerate(lines):
        if line.start < length * _TAIL_FROM:
            continue
        if not line.finished and boilerplate.opens_tail(line.text):
            return number
        if line.start >= length * _BIOGRAPHY_FROM and _is_biography(line, heads):
            return number
    return len(lines)


def _is_biography(line: _Line, heads: Sequence[str]) -> bool:
    """A short paragraph near the end that reads like a curriculum, or tells of the person whose byline stands near the
    top."""
    if _CURRICULUM.search(line.text) and len(line.spans) <= 4:
        return True
    name = _OPENING_NAME.match(line.text)
    return name is not None and bool(_BIOGRAPHY.search(line.text)) and any(name.group(1) in head for head in heads)
