"""Messages (eml) -> what they say: subject, sender, day, and the body without quoted replies, greetings, signature."""

import binascii
import re
from binascii import a2b_base64, a2b_qp
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

from digests.errors import DropRejected
from digests.sources.dates import Calendar
from digests.sources.encoding import codec_of, decode
from digests.sources.extract import Extracted, article
from digests.sources.unwrap import unwrap
from digests.sources.written import paragraphs

_MARKS = re.compile(r"^(?:\s*(?:Re|Fwd?|FW|答复|回复|转发|轉寄|返信|転送|회신|전달)\s*[:：]\s*)+", re.IGNORECASE)
_ENCODED = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bqBQ])\?([^?]*)\?=")
"""RFC 2047, 2; RFC 2231 puts a language behind the charset."""
_NO_CLAMP = 250_000_000_000
"""A day that nothing is dated after; what lies in the future is put right by who takes the file."""
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^>.*$", re.MULTILINE)
_GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening))\b[^.!?]{0,50}[,:!.]?|(?:i )?hope (?:this|you|"
    r"all)\b[^.]{0,60}[.]|"
    r"(?:尊敬的|亲爱的|親愛的)[^。]{1,30}|各位[^。]{0,16}[：:，,！!]|[^。]{0,16}(?:您好|你好|大家好)[！!，,。:：]?|"
    r"[^。]{1,20}(?:先生|女士|老师|"
    r"老師|经理|同事|同仁|各位)"
    r"[：:，,]|[^。]{0,40}(?:様|御中|各位|先生|殿)[、,：:]?|[^。]{0,16}お世話になって(?:おり|"
    r"い)ます。?(?:[^。]{2,40}です。)?|"
    r"お疲れ(?:さま|様)です。?(?:[^。]{2,40}です。)?|拝啓.{0,60}|突然の(?:メール|ご連絡).{0,30}|"
    r"[^。]{0,30}(?:担当|部|課|局|社|会|室|広報|館)の[^。\s]{1,8}です。|[^。]{2,30}と申します。|"
    r"[^.]{0,30}(?:님|귀하|귀중|여러분|제위)(?:께)?[,.:]?|안녕하(?:세요|십니까)[.,?!]?(?: [^.]{2,40}(?:입니다|"
    r"라고 합니다)[.])?|"
    r"[^.]{0,30}(?:팀|과|실|부|국|담당|사무국)(?:의)? [가-힣]{2,4}입니다[.]",
    re.IGNORECASE,
)
_GREETINGS = 5
"""Lines at the head of a letter in which it greets."""
_SIGN_OFF = re.compile(
    r"(?:with )?(?:(?:best|kind|warm|many) )?(?:regards|wishes|thanks)(?: again| in advance)?[,.!]?|best[,.]|"
    r"cheers[,!]|"
    r"thank you(?: [^.]{0,40})?[,.!]|yours [a-z]{4,12},?|sincerely(?: yours)?,?|"
    r"(?:i )?look(?:ing)? forward to [^.]{0,50}[.]|"
    r"此致|(?:顺|順)(?:颂|頌|祝)[^。]{0,8}[。！!]?|敬(?:礼|禮)[！!]?|祝[^，。]{1,10}[！!。]?|(?:谨|謹)(?:上|启|啟)|"
    r"(?:非常)?(?:感谢|感謝|谢谢|謝謝)[^，。]{0,16}[！!。]|[^。]{0,24}(?:よろしく|宜しく)お願い(?:いた|致|申し上げ|"
    r"し)[^。]{0,6}。?|敬具|草々|"
    r"以上[。]?|取り急ぎ[^。]{0,40}。?|감사(?:합니다|드립니다)[.!]?|고맙습니다[.!]?|[^.]{0,30}부탁(?:드립니다|"
    r"드리겠습니다|합니다)[.!]?|"
    r"[^.]{2,20} (?:드림|올림)[.]?|수고하(?:세요|십시오)[.!]?",
    re.IGNORECASE,
)
_BELOW = 8
"""Lines from the sign-off on: who signs, and for whom."""
_SHORT = 60
"""Characters of a line below a sign-off; where a longer one follows, the letter goes on."""


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
    text = _without_courtesies(text)
    day = _worded(date or "", body) or None
    return Extracted(
        _MARKS.sub("", _worded(subject or "", body)).strip() or None,
        _worded(parseaddr(sender or "")[0], body) or None,
        Calendar("XX", _NO_CLAMP).epoch(day),  # the library takes KST and JST for Greenwich
        text,
        None,
        url,
        day,
    )


def _header(message: EmailMessage, name: str) -> str | None:
    """As it stands in the file, bytes that are no ASCII as surrogates: the library knows too few charsets."""
    value = next((value for key, value in message.raw_items() if key.lower() == name), None)
    return re.sub(r"[\r\n]+", "", str(value)).strip() or None if value is not None else None


def _worded(header: str, body: Message) -> str:
    """A header in words: encoded ones by the charset they name, bare bytes as the body has them. Encoded words beside
    each other are one: many a program breaks them inside a character."""
    pieces: list[str] = []
    position, charset, held = 0, "", b""
    for match in (*_ENCODED.finditer(header), None):
        between = header[position : match.start()] if match else header[position:]
        if between.strip() or match is None or match[1].lower() != charset:
            pieces += [_decoded(held, charset), "" if held and match and between.isspace() else _bare(between, body)]
            held = b""
        if match:
            position, charset = match.end(), match[1].lower()
            held += _unpacked(match[2], match[3])
    return "".join(pieces).strip()


def _unpacked(coding: str, text: str) -> bytes:
    try:
        data = text.encode("ascii", "replace")
        return a2b_base64(data + b"==") if coding in "bB" else a2b_qp(data, header=True)
    except binascii.Error:
        return text.encode("ascii", "replace")


def _decoded(data: bytes, charset: str) -> str:
    """A subject is too short to judge its charset by how it reads: what it names is taken where it fits."""
    try:
        return data.decode(codec_of(charset) or "ascii")
    except UnicodeError:
        return decode(data, content_type=f"charset={charset}").text


def _bare(text: str, body: Message) -> str:
    raw = text.encode("ascii", "surrogateescape")
    return text if text.isascii() else decode(raw, content_type=str(body.get("content-type", ""))).text


def _content(body: EmailMessage) -> str:
    raw = body.get_payload(decode=True)
    return decode(raw, content_type=str(body.get("content-type", ""))).text if isinstance(raw, bytes) else ""


def _said(text: str) -> str:
    """Without what is quoted and what stands below the signature's dashes."""
    own = _SIGNATURE.split(text.replace("\r\n", "\n"), maxsplit=1)[0]
    return paragraphs(unwrap(_QUOTED.sub("", own)))


def _without_courtesies(text: str) -> str:
    """Without the lines that greet and those that take leave; as it is where nothing else was said."""
    lines = text.split("\n")
    start = 0
    while start < min(_GREETINGS, len(lines)) and _GREETING.fullmatch(lines[start].strip()):
        start += 1
    end = len(lines)
    for number in range(max(start, end - _BELOW), end):
        if _SIGN_OFF.fullmatch(lines[number].strip()) and all(len(line) <= _SHORT for line in lines[number:]):
            end = number
            break
    return "\n".join(lines[start:end]) or text


def _first_link(text: str) -> str | None:
    """An address that stands alone on its line, as newsletters print the page's own."""
    found = re.search(r"^\s*<?(https?://[^\s<>]+)>?\s*$", text, re.MULTILINE)
    return found.group(1) if found else None
