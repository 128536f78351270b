"""The body of a Word document (WordprocessingML) -> its paragraphs as a reader sees them. Pure.

What is deleted, moved away, hidden or code is not seen; what is kept in two forms for two programs is seen once; a
paragraph whose mark is deleted goes on in the next. ECMA-376, part 1, 17.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from digests.sources.word.fields import shown_by

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset(
    f"{_W}{name}" for name in ("rt", "del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "sectPr")
)
"""Ruby readings, what is deleted or was moved elsewhere, and properties."""
_SIGNS = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}
_CHARACTERS = {0x2011: "-", 0xAD: None}
"""A hyphen that does not break counts as a hyphen; one that only allows a break is left out."""
_OFF = ("0", "false", "off")
_CELL = 60
"""Characters; a table with such a cell, or one of several paragraphs, lays out a page and is read cell by cell."""
_DEEPEST = 50
"""Styles that are based on one another."""


@dataclass(slots=True)
class _Paragraph:
    text: str = ""
    boxes: list[str] = field(default_factory=list)
    """Paragraphs of the text boxes that hang on it."""
    goes_on: bool = False

    def written(self) -> Iterator[str]:
        if text := self.text.strip():
            yield text
        yield from self.boxes


@dataclass(slots=True)
class _Field:
    """A field whose code is still being read; its result is shown."""

    code: list[str] = field(default_factory=list)
    separated: bool = False


def paragraphs_in(body: etree._Element, styles: etree._Element | None) -> Iterator[str]:
    """The paragraphs of ``body``, text boxes below the paragraph that they hang on, a row of a table in one."""
    yield from _Reader(frozenset(_hidden_styles(styles)) if styles is not None else frozenset()).blocks(body)


def notes_in(notes: etree._Element, styles: etree._Element | None) -> Iterator[str]:
    """The paragraphs of footnotes or endnotes, without the lines that separate them from the text."""
    for note in notes:
        if note.get(f"{_W}type") in (None, "normal"):
            yield from paragraphs_in(note, styles)


def _hidden_styles(styles: etree._Element) -> Iterator[str]:
    """The ids of styles whose text is not shown, those that are based on such a one too."""
    known = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    for name in known:
        at, seen = name, 0
        while at in known and seen < _DEEPEST:
            hidden = _vanishes(known[at].find(f"{_W}rPr"))
            if hidden is not None:
                if hidden:
                    yield str(name)
                break
            based = known[at].find(f"{_W}basedOn")
            at, seen = based.get(f"{_W}val") if based is not None else None, seen + 1


def _vanishes(properties: etree._Element | None) -> bool | None:
    """Whether run properties hide their text; ``None`` where they say nothing of it."""
    found = properties.find(f"{_W}vanish") if properties is not None else None
    return None if found is None else found.get(f"{_W}val", "1") not in _OFF


def _styled(properties: etree._Element | None, kind: str) -> str | None:
    found = properties.find(f"{_W}{kind}") if properties is not None else None
    return found.get(f"{_W}val") if found is not None else None


@dataclass(slots=True)
class _Reader:
    hidden: frozenset[str]
    fields: list[_Field] = field(default_factory=list)

    def blocks(self, container: etree._Element) -> Iterator[str]:
        held: _Paragraph | None = None
        for block in self._found(container):
            if block.tag == f"{_W}p":
                read = self._paragraph(block)
                if held is not None:
                    read.text, read.boxes = held.text + read.text, held.boxes + read.boxes
                held = read
                if read.goes_on:
                    continue
            if held is not None:
                yield from held.written()
                held = None
            if block.tag == f"{_W}tbl":
                yield from self._table(block)
        if held is not None:
            yield from held.written()

    def _found(self, container: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs and tables in ``container``, within whatever holds them."""
        for child in container:
            if child.tag in (f"{_W}p", f"{_W}tbl"):
                yield child
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._found(self._chosen(child))
            elif isinstance(child.tag, str) and child.tag not in _GONE and not _is_placeholder(child):
                yield from self._found(child)

    def _table(self, table: etree._Element) -> Iterator[str]:
        read = [
            [list(self.blocks(cell)) for cell in _within(row, "tc", "tr") if not _struck(cell, "tcPr", "cellDel")]
            for row in _within(table, "tr", "tbl")
            if not _struck(row, "trPr", "del")
        ]
        layout = any(len(cell) > 1 or any(len(one) > _CELL for one in cell) for row in read for cell in row)
        for row in read:
            cells = [one for cell in row for one in cell]
            if layout:
                yield from cells
            elif cells:
                yield "\t".join(cells)

    def _paragraph(self, element: etree._Element) -> _Paragraph:
        properties = element.find(f"{_W}pPr")
        mark = properties.find(f"{_W}rPr") if properties is not None else None
        read = _Paragraph(goes_on=mark is not None and _is_unmarked(mark))
        concealed = _styled(properties, "pStyle") in self.hidden
        read.text = "".join(self._runs(element, read, concealed)).translate(_CHARACTERS)
        self.fields.clear()  # a code that has not ended with its paragraph is broken, and must not swallow the rest
        return read

    def _runs(self, element: etree._Element, read: _Paragraph, concealed: bool) -> Iterator[str]:
        for child in element:
            if child.tag in _GONE or not isinstance(child.tag, str) or _is_placeholder(child):
                continue
            if child.tag == f"{_W}r":
                yield from self._runs(child, read, self._is_hidden(child, concealed))
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._runs(self._chosen(child), read, concealed)
            elif child.tag == f"{_W}txbxContent":
                read.boxes += _Reader(self.hidden).blocks(child)
            elif child.tag == f"{_W}fldSimple" and (instead := shown_by(child.get(f"{_W}instr", ""))):
                yield instead
            elif child.tag in (f"{_W}fldChar", f"{_W}instrText"):
                yield from self._field(child, concealed)
            elif child.tag in _SIGNS or child.tag in (f"{_W}t", f"{_MATH}t", f"{_W}sym"):
                if not concealed and all(one.separated for one in self.fields):
                    yield _sign(child)
            else:
                yield from self._runs(child, read, concealed)

    def _is_hidden(self, run: etree._Element, concealed: bool) -> bool:
        properties = run.find(f"{_W}rPr")
        said = _vanishes(properties)
        return said if said is not None else concealed or _styled(properties, "rStyle") in self.hidden

    def _field(self, part: etree._Element, concealed: bool) -> Iterator[str]:
        kind = part.get(f"{_W}fldCharType")
        if part.tag == f"{_W}instrText":
            if self.fields and not self.fields[-1].separated:
                self.fields[-1].code.append(part.text or "")
        elif kind == "begin":
            self.fields.append(_Field())
        elif self.fields and kind in ("separate", "end"):
            done = self.fields[-1]
            if not done.separated and (instead := shown_by("".join(done.code))):
                yield "" if concealed else instead
            done.separated = True
            if kind == "end":
                self.fields.pop()

    def _chosen(self, alternatives: etree._Element) -> etree._Element:
        """Of several forms of one content the first that holds words."""
        forms = [child for child in alternatives if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
        worded = (form for form in forms if any((text.text or "").strip() for text in form.iter(f"{_W}t")))
        return next(worded, forms[0] if forms else alternatives)


def _sign(element: etree._Element) -> str:
    if element.tag == f"{_W}sym":
        code = int(element.get(f"{_W}char", "0"), 16)
        return chr(code) if 0x20 < code < 0xE000 else ""
    return _SIGNS.get(str(element.tag), element.text or "")


def _is_unmarked(mark: etree._Element) -> bool:
    """Whether the mark that ends a paragraph is deleted, moved away or hidden: the next one goes on in it."""
    gone = any(mark.find(f"{_W}{name}") is not None for name in ("del", "moveFrom"))
    return gone or bool(_vanishes(mark))


def _within(holder: etree._Element, inner: str, outer: str) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, without those of tables in them."""
    return (one for one in holder.iter(f"{_W}{inner}") if next(one.iterancestors(f"{_W}{outer}")) is holder)


def _struck(element: etree._Element, kind: str, by: str) -> bool:
    properties = element.find(f"{_W}{kind}")
    return properties is not None and properties.find(f"{_W}{by}") is not None


def _is_placeholder(element: etree._Element) -> bool:
    """Whether an element is a form's field that still says "click here to enter text"."""
    if element.tag != f"{_W}sdt":
        return False
    properties = element.find(f"{_W}sdtPr")
    shown = properties.find(f"{_W}showingPlcHdr") if properties is not None else None
    return shown is not None and shown.get(f"{_W}val", "1") not in _OFF
