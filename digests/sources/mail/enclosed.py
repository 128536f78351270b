"""A message as a file of the inbox -> its letters and the documents attached to it, each an entry of its own, and what
in it could not be read."""

import re
from collections.abc import Callable
from dataclasses import replace

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.mail.message import Mail, read_mail
from digests.sources.text.courtesies import is_cover_note

_MOST_ATTACHED = 50
"""Documents of one message that are read."""
_SAID = re.compile(r".*\.(?!png$|jpe?g$|gif$|bmp$|webp$|svg$|heic$|ics$|vcf$|asc$|sig$|p7s$)\w{1,5}", re.IGNORECASE)
"""Attachments that are named where they cannot be read, because somebody may miss them: not pictures, cards,
invitations or signatures."""

Read = Callable[[str, bytes], tuple[Entry, ...]]


def entries_of_message(
    name: str, data: bytes, read: Read, entry_of: Callable[..., Entry]
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """(entries, what was refused beside them). ``read`` reads an attached document by its name.

    Raises:
        DropRejected: there is no letter in it, and no document that can be read.
    """
    mail = read_mail(name, data)
    found: list[Entry] = []
    refused: list[DropRejected] = []
    for attached in mail.documents[:_MOST_ATTACHED]:
        try:
            found += (_sent_with(name, mail, one) for one in read(attached.name, attached.data))
        except DropRejected as error:
            refused.append(error)
    letters = [entry_of(name, one) for one in mail.letters if not (found and is_cover_note(one.text))]
    if not letters and not found:
        first = refused[0]
        problem = f"has no text, and its attachment {first.subject} {first.problem}"
        raise DropRejected(name, problem, first.advice or "drop its text as .txt")
    missed = [f"{one} is not read" for one in mail.unread if _SAID.fullmatch(one)]
    return (*letters, *found), (*(f"{error.subject} {error.problem}" for error in refused), *missed)


def _sent_with(name: str, mail: Mail, entry: Entry) -> Entry:
    """An attached document as an entry of the message's file: sent by whoever sent the letter, on its day, where it
    says nothing else."""
    return replace(
        entry,
        feed=f"drop:{name}",
        author=entry.author or mail.head.author,
        publisher=entry.publisher if entry.url or entry.author else mail.head.author or entry.publisher,
        published=mail.head.published if entry.published is None else entry.published,
        published_raw=mail.head.published_raw if entry.published is None else entry.published_raw,
    )
