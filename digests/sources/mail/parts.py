"""A message's tree of parts -> its words, the messages within it and the documents attached to it.

Of alternatives the one that says most is taken, text around pictures counts whole, and an envelope that is signed only
is opened. What cannot be read is named, so that a refusal can say why.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from digests.language.whole import whole
from digests.sources.formats import BY_MEDIA, ENDINGS
from digests.sources.mail.html import words_of_page
from digests.sources.mail.pkcs7 import opened
from digests.sources.mail.words import own_words, reflowed, unsigned
from digests.sources.text.charset import decode

_DEEPEST = 30
"""Parts within parts; what lies deeper is not looked at."""
_STUB_SHARE = 0.5
"""The least share of a page's words that its plain twin holds; a twin with fewer is a stub."""
_MUCH_MORE = 1.5
"""How many times more than its plain twin a page says where the page is the letter."""
_GRAM = 4
_ENVELOPE = re.compile(r"application/(?:x-)?pkcs7-mime")
_SILENT = re.compile(
    r"application/(?:x-)?(?:pkcs7|pgp)-(?:signature|keys|encrypted)|text/(?:x-amp-html|watch-html|(?:x-)?vcard|"
    r"rfc822-headers)|message/(?:delivery-status|disposition-notification)"
)
"""Parts that a program wrote for programs."""
_READ = tuple(ENDINGS)
"""Endings of what is read when it is attached; records are not: they are nobody's letter."""
_LOCKED = "is encrypted"
_ARMOUR = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[\w-]+: .*\n)*\n?|"
    r"-----BEGIN PGP SIGNATURE-----[\s\S]*?(?:-----END PGP SIGNATURE-----|\Z)"
)
_FOOTER = re.compile(
    r"(?:\A|\n)[_=-]{20,}\n[^\n]{0,200}(?:mailing list|メーリングリスト|邮件列表|郵件列表|메일링 ?리스트)[\s\S]*",
    re.IGNORECASE,
)
"""What a list adds below every letter."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A document within a message."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in a message. ``words`` are its own, without quotes; ``unread`` names what holds none."""

    words: str = ""
    messages: tuple[EmailMessage, ...] = ()
    documents: tuple[Attached, ...] = ()
    unread: tuple[str, ...] = ()
    locked: str = ""
    """Why the message cannot be read without a key; ``""`` where it can."""
    digest: bool = False
    """Whether the messages are those of a list's digest; what stands around them is the list's own."""
    link: str | None = None
    """An address that stands alone on a line of the plain words."""


def parsed(data: bytes) -> EmailMessage:
    """The message in ``data``."""
    message = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), policy=policy.default)
    if not isinstance(message, EmailMessage):  # the policy makes no other
        raise TypeError(type(message))
    return message


def parts_of(message: EmailMessage, *, reply: bool) -> Parts:
    """Everything that ``message`` says; ``reply``: what it quotes is somebody else's."""
    return _Reader(reply).read(message, 0, first=True)


@dataclass(frozen=True, slots=True)
class _Reader:
    reply: bool

    def read(self, part: EmailMessage, depth: int, *, first: bool) -> Parts:
        kind = part.get_content_type()
        if depth > _DEEPEST or kind == "multipart/encrypted":
            return Parts(locked=_LOCKED if kind == "multipart/encrypted" else "nests its parts too deeply")
        if kind == "message/rfc822" or (part.get_filename() or "").lower().endswith(".eml"):
            return Parts(messages=_message(part))
        if part.is_multipart():
            return self._several(part, kind, depth, first=first)
        return self._leaf(part, kind, depth, first=first)

    def _several(self, part: EmailMessage, kind: str, depth: int, *, first: bool) -> Parts:
        children = [child for child in part.iter_parts() if isinstance(child, EmailMessage)]
        if kind in ("multipart/related", "multipart/signed"):
            root = _root(part, children) if kind == "multipart/related" else 0
            children = children[root : root + 1] + children[:root] + children[root + 1 :]
        read = [self.read(child, depth + 1, first=first and place == 0) for place, child in enumerate(children)]
        if kind == "multipart/alternative":
            return _merged(read, _richest(read, children))
        if kind == "multipart/digest":
            return replace(_merged(read, []), digest=True)
        return _merged(read, [one for one in read if one.words])

    def _leaf(self, part: EmailMessage, kind: str, depth: int, *, first: bool) -> Parts:
        name = part.get_filename() or ""
        if _ENVELOPE.fullmatch(kind) or name.lower().endswith(".p7m"):
            return self._envelope(part, depth)
        if kind in ("text/plain", "text/html") and (not name or (first and not part.is_attachment())):
            return self._page(part) if kind == "text/html" else self._plain(part)
        content = part.get_payload(decode=True)
        name = name or f"attachment{BY_MEDIA.get(kind, '')}"
        if isinstance(content, bytes) and name.lower().endswith(_READ):
            return Parts(documents=(Attached(name, content),))
        return Parts(unread=() if _SILENT.fullmatch(kind) else (name if "." in name else kind,))

    def _plain(self, part: EmailMessage) -> Parts:
        text = _decoded(part)
        if "-----BEGIN PGP MESSAGE-----" in text:
            return Parts(locked=f"{_LOCKED} (PGP)")
        text = _FOOTER.sub("", text)
        text = re.sub(r"^- (?=-)", "", _ARMOUR.sub("", text), flags=re.MULTILINE) if "BEGIN PGP" in text else text
        if str(part.get_param("format", "")).lower() == "flowed":
            text = reflowed(text, joined_bare=str(part.get_param("delsp", "")).lower() == "yes")
        return Parts(own_words(text, reply=self.reply), link=_first_link(unsigned(text)))

    def _page(self, part: EmailMessage) -> Parts:
        return Parts(words_of_page(_decoded(part), reply=self.reply))

    def _envelope(self, part: EmailMessage, depth: int) -> Parts:
        content = part.get_payload(decode=True)
        envelope = opened(content if isinstance(content, bytes) else b"")
        if envelope.kind == "signed" and envelope.content:
            return self.read(parsed(envelope.content), depth + 1, first=True)
        if envelope.kind == "encrypted":
            return Parts(locked=f"{_LOCKED} (S/MIME)")
        without = " without the words that it signs" if envelope.kind == "signed" else ""
        return Parts(locked=f"holds a {envelope.kind} S/MIME envelope (smime.p7m){without}")


def _decoded(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    text = decode(raw, content_type=str(part.get("content-type", ""))).text if isinstance(raw, bytes) else ""
    return whole(text.replace("\r\n", "\n").replace("\r", "\n"))


def _message(part: EmailMessage) -> tuple[EmailMessage, ...]:
    """The message within a part; one that was attached as a file stands in the part's bytes."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return tuple(one for one in inner if isinstance(one, EmailMessage))
    content = part.get_payload(decode=True)
    return (parsed(content),) if isinstance(content, bytes) and content.strip() else ()


def _root(part: EmailMessage, children: Sequence[EmailMessage]) -> int:
    """The place of the part that shows the others (RFC 2387: ``start``, else the first)."""
    start = str(part.get_param("start", "") or "")
    return next((place for place, child in enumerate(children) if start and child.get("content-id") == start), 0)


def _merged(read: Sequence[Parts], spoken: Sequence[Parts]) -> Parts:
    """One out of many; the words are those of ``spoken``."""
    return Parts(
        "\n\n".join(one.words for one in spoken),
        tuple(message for one in read for message in one.messages),
        tuple(document for one in read for document in one.documents),
        tuple(name for one in read for name in one.unread),
        next((one.locked for one in read if one.locked), ""),
        any(one.digest for one in read),
        next((one.link for one in spoken if one.link), None),
    )


def _richest(read: Sequence[Parts], children: Sequence[EmailMessage]) -> list[Parts]:
    """The one alternative that is read: the plain one, unless it is a stub before a page."""
    kinds = [child.get_content_type() for child in children]
    plain = next((one for one, kind in zip(read, kinds, strict=True) if kind == "text/plain" and one.words), None)
    others = [one for one, kind in zip(read, kinds, strict=True) if kind != "text/plain" and one.words]
    page = max(others, key=lambda one: len(said(one.words)), default=None)
    if plain is None or page is None:
        return [one for one in (plain, page) if one is not None]
    return [page if _is_stub(said(plain.words), said(page.words)) else plain]


def _is_stub(plain: str, page: str) -> bool:
    if len(page) >= _MUCH_MORE * len(plain):
        return True
    grams = _grams(page)
    shared = len(grams & _grams(plain))
    return len(page) * 3 >= len(plain) and shared < _STUB_SHARE * len(grams)


def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))}


def said(text: str) -> str:
    """The words alone, by which texts are compared: no addresses, no blanks."""
    return re.sub(r"https?://[!-~]+|[\W_]+", "", text)


def weight(text: str) -> int:
    """How much a text says, whatever its script: a letter of an alphabet says less than a Chinese character."""
    words = said(text)
    return len(words) + 2 * sum(character >= "\u1100" for character in words)


def named(names: Iterable[str]) -> str:
    """A few of the names, for a line that gives the reason."""
    listed = list(dict.fromkeys(name for name in names if name))
    return ", ".join(listed[:3]) + (f" and {len(listed) - 3} more" if len(listed) > 3 else "")


def _first_link(text: str) -> str | None:
    """An address that stands alone on its line, as newsletters print the page's own."""
    found = re.search(r"^[ \t]*<?(https?://[^\s<>]+)>?[ \t]*$", text, re.MULTILINE)
    return found.group(1) if found else None
