"""What a document's properties say of it, where anybody said it: programs write names of their own. Pure."""

import re

_NOBODY = re.compile(
    r"\W*(?:anonymous|unknown(?: author)?|author|users?|admin(?:istrator)?|owner|guest|default|none|null|n/?a|test|"
    r"pc|"
    r"windows(?: \w+)?(?: user)?|(?:microsoft|ms)[ -]?(?:office ?)?(?:word|user|excel|powerpoint)?|office|"
    r"python-docx|"
    r"openoffice(?:\.org)?|libreoffice|writer|scanner|hp|dell|lenovo|untitled(?: document)?|document ?\d*|no title|"
    r"title|匿名|不明|作者|作成者|ユーザー|管理者|無題|タイトルなし|(?:无|無)标?題?|未命名|"
    r"用户|用戶|使用者|微软用户|微軟用戶|제목 ?없음|무제|사용자|관리자|익명|작성자)"
    r"\W*",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation)\s*[-–]\s*.*|"
    r"\S.{0,200}\.(?:docx?|docm|dotx?|rtf|odt|pdf|indd|"
    r"qxd|"
    r"pptx?|xlsx?|hwpx?|txt|html?|tex|dvi|ps|ai|eps|jtd|wps|pages)",
    re.IGNORECASE,
)


def told(value: str | None) -> str | None:
    """A property as somebody wrote it; ``None`` for what a program put there: no name, or a file's."""
    bare = (value or "").strip()[:500]
    return None if not bare or _NOBODY.fullmatch(bare) or _FILE.fullmatch(bare) else bare
