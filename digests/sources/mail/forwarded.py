"""Messages that stand within the words of another: what mail programs write when a message is passed on, and the
digests of mailing lists (RFC 1153). Pure.

A message is found by its header lines (From, Date, Subject, To), as Gmail, Outlook, Apple Mail, Thunderbird, QQ, 163,
Yahoo and Naver write them in five languages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_FIELDS = {
    "from": "from 发件人 發件人 寄件者 寄件人 发信人 差出人 送信者 보낸사람 보낸이 보내는사람 발신 발신자 발신인",
    "date": "date sent 日期 时间 時間 发送时间 發送時間 发送日期 寄件日期 傳送時間 傳送日期 日付 日時 送信日時 送信日 "
    "送信 날짜 보낸날짜 보낸시간 보낸일시 일시 발신일시",
    "subject": "subject 主题 主旨 主題 标题 標題 件名 題名 제목",
    "to": "to 收件人 收件者 收信人 宛先 受信者 받는사람 받는이 수신 수신자 수신인",
    "other": "message-id content-type content-transfer-encoding mime-version cc bcc reply-to "
    "importance attachments message 抄送 副本 密送 附件 重要性 添付ファイル 返信先 参照 "
    "참조 숨은참조 첨부 첨부파일 중요도 회신",
}
_KNOWN = {label: field for field, labels in _FIELDS.items() for label in labels.split()}
_LABEL = re.compile(r"^[\s>|*_]{0,12}(?P<label>[^\W\d_][^\n:：|]{0,24}?)[\s*_|]*[:：|][\s*_]*(?P<value>[^\n]*)$")
_UNKNOWN = re.compile(r"^[\s>|*_]{0,12}[^\s:：|][^\n:：|]{0,20}[:：|]")
"""A field with a name that we do not know; it counts where a known one follows."""
_MARKER = re.compile(
    r"forwarded (?:message|mail|by)|original (?:message|mail|appointment)|begin forwarded|(?:原始|转发|轉寄|轉發|原)的?"
    r"(?:邮件|郵件|信息|訊息|消息|信件)|(?:転送|元の|オリジナル)[^\n]{0,6}(?:メッセージ|メール)|(?:"
    r"전달된|원본|원래|전달한) ?(?:메시지|메세지|메일|이메일)|메[시세]지를 전달|메일 전달",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s_=*-]{5,}")
_END = re.compile(r"^[\s-]*(?:end (?:of )?forwarded message|转发邮件结束|転送メッセージ終わり)[\s-]*$", re.IGNORECASE)
_REPLY = re.compile(r"^\s*(?:re|aw|sv|答复|答覆|回复|回覆|返信|회신|답장)(?:\[\d+\])?\s*[:：]", re.IGNORECASE)
_HEADER_LINES = 20
_DIGEST_RULE = re.compile(r"^(?:-{30}|-{60,})$", re.MULTILINE)
"""Thirty dashes between messages, seventy above the first."""
_DIGEST_END = re.compile(r"^(?:End of .*Digest.*|Subject: Digest Footer)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A message within a text: the words before it, its header fields, its words, and whether the text says that it
    passes it on (a ``reply`` quotes it)."""

    before: str
    fields: Mapping[str, str]
    after: str
    passed_on: bool


def is_reply(subject: str) -> bool:
    """Whether a subject says that the message answers another."""
    return bool(_REPLY.match(subject))


def is_label(line: str) -> bool:
    """Whether a line is one of a message's header."""
    return _labelled(line) is not None


def find_forwarded(text: str) -> Forwarded | None:
    """The first message within ``text``."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _labelled(line) is None or (number and _labelled(lines[number - 1]) is not None):
            continue
        fields, end = _header(lines, number)
        above, marker = _above(lines, number)
        if "from" in fields and (len(fields) > 1 if marker else _is_plainly_header(fields)):
            after = "\n".join(one for one in lines[end:] if not _END.match(one))
            passed_on = "forward" in marker.lower() or bool(re.search("转发|轉|転送|전달", marker))
            return Forwarded("\n".join(lines[:above]), fields, after.strip("\n"), passed_on)
    return None


def _is_plainly_header(fields: Mapping[str, str]) -> bool:
    """Whether these are header lines though nothing announces them: a timetable has its From and To as well."""
    return "@" in fields["from"] or ("subject" in fields and len(fields) > 2)


def _labelled(line: str) -> tuple[str, str] | None:
    found = _LABEL.match(line)
    field = _KNOWN.get(re.sub(r"[\s　*]", "", found["label"]).lower()) if found else None
    return (field, found["value"].strip(" \t　|*;")) if found and field else None


def _header(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """The fields from line ``start`` on, and the number of the line below them. A field goes on in a line that is
    indented, or where a list of receivers has not ended; some programs leave a blank line between fields."""
    fields: dict[str, str] = {}
    number, last = start, ""
    while number < min(len(lines), start + _HEADER_LINES):
        line = lines[number]
        labelled = _labelled(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if labelled:
            last = labelled[0]
            fields.setdefault(*labelled)
        elif not line.strip(" >|"):
            spaced = _labelled(following)
            if not spaced or spaced[0] in fields:
                break
        elif not (_folded(lines[number - 1], line, last) or (_UNKNOWN.match(line) and is_label(following))):
            break
        elif last in ("subject", "from", "date"):
            fields[last] = f"{fields[last]} {line.strip()}"
        number += 1
    return fields, number


def _folded(before: str, line: str, field: str) -> bool:
    return line[:1] in " \t|" or before.rstrip().endswith((",", ";")) or (field == "to" and "@" in line)


def _above(lines: list[str], start: int) -> tuple[int, str]:
    """Where the words before a header end, and the line that announces it (``""`` = none)."""
    above, marker = start, ""
    while above and not marker:
        line = lines[above - 1].strip(" >*")
        if line and not _RULE.fullmatch(line):
            if not (len(line) <= 80 and _MARKER.search(line)):
                break
            marker = line
        above -= 1
    return above, marker


def digested(text: str) -> Iterator[Forwarded]:
    """The messages of a mailing list's digest in plain text; none where ``text`` is no such digest."""
    pieces = _DIGEST_RULE.split(text)
    if len(pieces) < 3 or not re.search("digest", pieces[0] + pieces[-1], re.IGNORECASE):
        return
    for piece in pieces:
        body = _DIGEST_END.split(piece)[0].strip("\n")
        start = next((at for at, line in enumerate(body.split("\n")[:3]) if is_label(line)), None)
        if start is None:
            continue
        fields, end = _header(body.split("\n"), start)
        if "from" in fields and len(fields) > 1:
            yield Forwarded("", fields, "\n".join(body.split("\n")[end:]).strip("\n"), passed_on=True)
