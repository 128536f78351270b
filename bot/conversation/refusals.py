"""Why a document was refused and what to do, in the reader's language. The newsroom says it in English, for its log and
the ``.reason.txt``; each of its sentences has a form here, and each form a text (``refused.…``). Pure.
"""

import errno
import re
from dataclasses import dataclass

from bot.render.texts import Texts
from digests.errors import AddressRefused, FetchError, SourceError, TooLarge, Unreachable

_LONGEST = 300
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NAMED = re.compile(
    r"(?P<name>.{1,200}?) (?P<problem>(?:is|ha[sv]e?|holds|cannot|could|took|nests|keeps)\b.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Form:
    """One thing that may be wrong with a document."""

    key: str
    pattern: re.Pattern[str]
    """Of the whole problem; its named groups fill the text."""
    example: str
    """A problem as the newsroom words it."""


def _form(key: str, pattern: str, example: str) -> Form:
    return Form(key, re.compile(pattern, re.DOTALL), example)


FORMS = (
    _form("empty", "is empty", "is empty"),
    _form("wordless", "ha(?:s|ve) no text|holds no text", "holds no text"),
    _form("old", r"is a Word document of the old kind.{0,60}", "is a Word document of the old kind (.doc)"),
    _form("processor", r"is of a word processor's kind.{0,60}|is a rich text file.{0,60}",
          "is a rich text file (.rtf), not what its name says"),
    _form("hangul", r"is a Hangul document.{0,60}", "is a Hangul document (.hwp), which is not read"),
    _form("slides", r"is a presentation.{0,60}", "is a presentation (.pptx), which is not read"),
    _form("table", r"is a table.{0,60}", "is a table (.xlsx), which is not read"),
    _form("archive", r"is an archive\b.{0,60}", "is an archive (.zip), which is not read"),
    _form("picture", r"is a picture.{0,60}", "is a picture (.png), which is not read"),
    _form("recording", r"is a recording.{0,60}", "is a recording (.mp3), which is not read"),
    _form("outlook", r"is a message of Outlook's own kind.{0,60}|keeps its words in winmail\.dat.{0,60}",
          "keeps its words in winmail.dat, which is Outlook's own form"),
    _form("webarchive", r"is an archived page.{0,60}", "is an archived page (.mht), which is not read"),
    _form("book", r"is a book.{0,60}", "is a book (.epub), which is not read"),
    _form("kind", r"is of a kind .{0,80}|has no ending .{0,60}|is not read", "is of a kind (.xyz) that is not read"),
    _form("binary", r"is binary.{0,120}", "is binary, not text"),
    _form("misnamed", r"is a PDF, not what its name says", "is a PDF, not what its name says"),
    _form("long", r"holds (?P<length>[\d,]{1,20}) characters, more than (?P<most>[\d,]{1,20})",
          "holds 2,500,000 characters, more than 2,000,000"),
    _form("pages", r"has (?P<length>\d{1,9}) pages, more than (?P<most>\d{1,9})", "has 320 pages, more than 200"),
    _form("large", r"has (?P<length>\d{1,9}) MB, more than (?P<most>\d{1,9}) MB|unpacks to (?P<size>\d{1,9}) MB.{0,60}",
          "has 31 MB, more than 20 MB"),
    _form("broken", r"is a broken .{0,40}", "is a broken PDF"),
    _form("locked", "is protected by a password|is an encrypted PDF", "is protected by a password"),
    _form("scan", r"is a scan.{0,60}", "is a scan: its pages are pictures"),
    _form("fonts", r"has fonts that do not say.{0,60}", "has fonts that do not say which characters they show"),
    _form("mail", "is no e-mail message", "is no e-mail message"),
    _form("mails", r"holds (?P<length>\d{1,9}) messages, more than (?P<most>\d{1,9})",
          "holds 300 messages, more than 200"),
    _form("sealed", r"is encrypted.{0,40}|holds an? \w{1,20} S/MIME envelope.{0,80}", "is encrypted (S/MIME)"),
    _form("deep", r"nests its parts too deeply|holds messages within messages.{0,40}", "nests its parts too deeply"),
    _form("attachments", r"has no text, (?:only attachments|and its attachment).{0,600}",
          "has no text, only attachments that are not read (a.png)"),
    _form("json", r"(?:record \d{1,9}, )?line (?P<line>\d{1,9})\b.{0,60}is not JSON.{0,400}",
          "line 3, column 7, is not JSON: Expecting value"),
    _form("records", "holds no records", "holds no records"),
    _form("record", r"(?:record|line) (?P<number>\d{1,9}) (?:is no object|has no .{1,40})", "record 3 has no title"),
    _form("many", r"holds more than (?P<most>[\d,]{1,20}) records", "holds more than 5000 records"),
    _form("header", r"its front matter is not YAML.{0,400}", "its front matter is not YAML: mapping values"),
    _form("disk", r"(?:cannot be (?:opened|taken out|moved|used|locked)|could not be (?:taken in|moved))\b.{0,400}|"
                  r"stays in the inbox.{0,300}|is a link, not (?:a folder|our lock).*|is not a folder.*|is no lock .*",
          "cannot be opened: Permission denied"),
    _form("file", r"is not a regular file.{0,80}|is a hard link.{0,80}|is an? (?:link|folder|pipe|socket|device)\b.*",
          "is not a regular file"),
    _form("unreadable", r"cannot be read\b.{0,400}", "cannot be read: KeyError: 'x'"),
    _form("slow", r"took longer than .{0,60}|crashed its reader.{0,60}|made its reader .{0,60}",
          "took longer than 5 s to read"),
)  # fmt: skip


def reason(problem: str, texts: Texts) -> str | None:
    """What is wrong with a document and what to do, as ``texts`` say it; ``None`` for a problem without a form."""
    for form in FORMS:
        if found := form.pattern.fullmatch(problem[:_LONGEST] if form.key in ("attachments", "json") else problem):
            held = {name: value for name, value in found.groupdict().items() if value}
            return texts(f"refused.{form.key}", **_filled(form, held))
    return None


def _filled(form: Form, held: dict[str, str]) -> dict[str, str]:
    """A document that unpacks to too much has no size of its own."""
    if form.key == "large":
        return {"length": held.get("length") or held["size"], "most": held.get("most", "20")}
    return held


def reason_of_part(problem: str, texts: Texts) -> str:
    """Why a part of a document was refused: a record by its number, what is enclosed by its name."""
    if said := reason(problem, texts):
        return said
    named = _NAMED.fullmatch(problem)
    said = reason(named["problem"], texts) if named else None
    return f"{named['name']}{texts('list.colon')}{said}" if named and said else texts("quoted", text=problem)


def failure(error: Exception, texts: Texts) -> str:
    """Why a document or a page never came into the inbox, and what to do: told by what kind of error it is, since its
    words are the system's own."""
    match error:
        case AddressRefused():
            return texts("failed.address")
        case TooLarge():
            return texts("failed.size")
        case Unreachable():
            return texts("failed.unreachable")
        case FetchError(status=int(status)):
            return texts("failed.status", status=status)
        case FetchError():
            return texts("failed.fetch")
        case SourceError():
            return reason(error.problem, texts) or texts("failed.page")
        case OSError(errno=number) if number in _FULL:
            return texts("failed.full")
        case OSError():
            return texts("failed.disk")
    return texts("failed.telegram")
