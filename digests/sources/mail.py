"""Messages (eml) -> what they say: subject, sender, day, and the body without quoted replies and signature."""

import re
from datetime import UTC
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from digests.errors import DropRejected
from digests.sources.encoding import decode
from digests.sources.extract import Extracted, article
from digests.sources.unwrap import unwrap
from digests.sources.written import paragraphs

_MARKS = re.compile(r"^(?:\s*(?:Re|Fwd?|FW|答复|回复|转发|轉寄|返信|転送|회신|전달)\s*[:：]\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^>.*$", re.MULTILINE)


def read_mail(name: str, data: bytes) -> Extracted:
    """A message; its plain part, else its HTML part.

    Raises:
        DropRejected: it is no message, or has no body in words.
    """
    message = message_from_bytes(data, policy=policy.default)
    subject, sender, date = (_header(message, header) for header in ("subject", "from", "date"))
    if subject is None and sender is None:
        raise DropRejected(name, "is no e-mail message", "export it from the mail program as .eml")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise DropRejected(name, "has no text, only attachments", "drop the attached documents themselves")
    page = _content(body) if isinstance(body, EmailMessage) else ""
    text, url = (
        (article(page, None).text, None) if body.get_content_type() == "text/html" else (_said(page), _first_link(page))
    )
    return Extracted(
        _MARKS.sub("", subject or "").strip() or None,
        parseaddr(sender or "")[0] or None,
        _epoch(date),
        text,
        None,
        url,
        date,
    )


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (
        MessageError,
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
    ):  # headers that the library itself cannot parse
        return None
    return str(value).strip() or None if value is not None else None


def _content(body: EmailMessage) -> str:
    raw = body.get_payload(decode=True)
    return decode(raw, content_type=str(body.get("content-type", ""))).text if isinstance(raw, bytes) else ""


def _said(text: str) -> str:
    """Without what is quoted and what stands below the signature's dashes."""
    own = _SIGNATURE.split(text.replace("\r\n", "\n"), maxsplit=1)[0]
    return paragraphs(unwrap(_QUOTED.sub("", own)))


def _first_link(text: str) -> str | None:
    """An address that stands alone on its line, as newsletters print the page's own."""
    found = re.search(r"^\s*<?(https?://[^\s<>]+)>?\s*$", text, re.MULTILINE)
    return found.group(1) if found else None


def _epoch(date: str | None) -> int | None:
    if not date:
        return None
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
