"""Messages (eml) -> what they say: subject, sender, day and words of each, and the documents attached to them.

message -> parts (its tree) -> html, words (its own words) -> forwarded (messages within) -> courtesies
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import EmailMessage

from digests.errors import DropRejected
from digests.language.detect import detect
from digests.sources.dates.calendar import Calendar
from digests.sources.mail.forwarded import Forwarded, digested, find_forwarded, is_reply
from digests.sources.mail.headers import header, in_words, sender_name
from digests.sources.mail.parts import Attached, Parts, named, parsed, parts_of, said, weight
from digests.sources.mail.words import rejoined, unsigned
from digests.sources.text.courtesies import without_courtesies
from digests.sources.text.extracted import Extracted
from digests.sources.text.heading import find_date
from digests.sources.text.plain_text import paragraphs

_MARKS = re.compile(
    r"^\s*(?:(?:Re|Fwd?|FW|答复|答覆|回复|回覆|转发|轉寄|轉發|返信|転送|회신|답장|전달)(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_NO_CLAMP = 250_000_000_000
"""A moment later than any date: what lies in the future is put right by whoever takes the file."""
_DEEPEST = 10
"""Messages within messages."""
_MOST = 500
"""Messages of one file; a digest of a list has some dozens."""
_NEARLY_ALL = 0.2
"""The least share of an answer that its own words make; below it, what it answers is the text."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message holds: the letters in it, and the documents that are attached."""

    letters: tuple[Extracted, ...]
    documents: tuple[Attached, ...]
    head: Extracted
    """What its header lines, or those of the first letter, say of the documents."""
    unread: tuple[str, ...]
    """The names, or kinds, of attachments that are of no kind that is read."""


@dataclass(slots=True)
class _Found:
    """What is gathered on the way through a message and those within it."""

    documents: list[Attached] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    locked: list[str] = field(default_factory=list)


def read_mail(name: str, data: bytes) -> Mail:
    """The letters of a message: its own, or those that it passes on.

    Raises:
        DropRejected: it is no message, cannot be read without a key, or has neither words nor documents.
    """
    message = parsed(data)
    if header(message, "subject") is None and header(message, "from") is None:
        raise DropRejected(name, "is no e-mail message", "export it from the mail program as .eml")
    found = _Found()
    letters = tuple(_letters(message, found, 0))
    if len(letters) > _MOST:
        raise DropRejected(name, f"holds {len(letters)} messages, more than {_MOST}", "drop those that count")
    if not letters and not found.documents:
        raise _wordless(name, found)
    return Mail(letters, tuple(found.documents), letters[0] if letters else _headed(message), tuple(found.unread))


def _wordless(name: str, found: _Found) -> DropRejected:
    if found.locked:
        return DropRejected(name, found.locked[0], "open it in your mail program and drop its text, or a copy in clear")
    if any(one.lower().endswith("winmail.dat") or one.endswith("/ms-tnef") for one in found.unread):
        problem = "keeps its words in winmail.dat, which is Outlook's own form"
        return DropRejected(name, problem, "have it sent as HTML or plain text, or drop its text as .txt")
    if found.unread:
        problem = f"has no text, only attachments that are not read ({named(found.unread)})"
        return DropRejected(name, problem, "drop what they say as .txt, .pdf or .docx")
    return DropRejected(name, "has no text", "drop the message that holds the words")


def _letters(message: EmailMessage, found: _Found, depth: int) -> Iterator[Extracted]:
    """The letters of a message; its own words are one where they are more than those of each message within."""
    subject = in_words(header(message, "subject") or "", message)
    parts = parts_of(message, reply=is_reply(subject))
    found.documents += parts.documents
    found.unread += parts.unread
    found.locked += [parts.locked] if parts.locked else []
    if depth > _DEEPEST and parts.messages:
        found.locked.append(f"holds messages within messages, more than {_DEEPEST} deep")
        parts = replace(parts, messages=())
    inner = [one for each in parts.messages for one in _letters(each, found, depth + 1)]
    own = list(_own(message, subject, parts))
    longest = max((weight(one.text) for one in inner), default=0)
    if not (parts.digest and inner):
        yield from (one for one in own if len(own) > 1 or weight(one.text) > longest)
    yield from inner


def _headed(message: EmailMessage) -> Extracted:
    """What a message's header lines say of it."""
    subject, sender, date = (in_words(header(message, one) or "", message) for one in ("subject", "from", "date"))
    day = Calendar("XX", _NO_CLAMP).epoch(date)  # the library takes KST and JST for Greenwich
    return Extracted(_MARKS.sub("", subject).strip() or None, sender_name(sender), day, "", None, None, date or None)


def _own(message: EmailMessage, subject: str, parts: Parts) -> Iterator[Extracted]:
    whole = replace(_headed(message), text=parts.words, url=parts.link)
    if several := list(digested(parts.words)):
        yield from (letter for one in several if (letter := _finished(_within(one, whole))))
        return
    letter = _finished(_unfolded(whole, reply=is_reply(subject)))
    if letter is not None:
        yield letter


def _unfolded(letter: Extracted, *, reply: bool) -> Extracted:
    """The letter that is passed on within another, or the answer above the one that it answers."""
    for _ in range(_DEEPEST):
        within = find_forwarded(letter.text)
        if within is None:
            break
        before, after = (weight(unsigned(text)) for text in (within.before, within.after))
        if (reply and not within.passed_on and before >= _NEARLY_ALL * (before + after)) or not after:
            return replace(letter, text=within.before)
        if before > after:
            return replace(letter, text=f"{unsigned(within.before)}\n\n{within.after}")
        letter = _within(within, letter)
        reply = is_reply(within.fields.get("subject", ""))
    return letter


def _within(one: Forwarded, outer: Extracted) -> Extracted:
    """The letter whose header lines stand in a text; what they leave out is the outer one's."""
    written = one.fields.get("date")
    calendar = detect(one.after[:2_000])
    date = find_date(written, calendar) if written else None
    moment = Calendar("XX", _NO_CLAMP).epoch(written) if written and date is None else None
    return Extracted(
        _MARKS.sub("", one.fields.get("subject", "")).strip() or outer.title,
        sender_name(one.fields["from"]),
        date[0] if date else moment if moment is not None else outer.published,
        one.after,
        None,
        outer.url,
        written if date or moment is not None else outer.published_raw,
    )


def _finished(letter: Extracted) -> Extracted | None:
    """The letter in paragraphs, without signature and courtesies; ``None`` where no word is left."""
    text = paragraphs(rejoined(unsigned(letter.text)))
    first, _, rest = text.partition("\n")
    text = without_courtesies(rest if rest and said(first) == said(letter.title or "") else text)
    return replace(letter, text=text) if len(said(text)) > 1 else None
