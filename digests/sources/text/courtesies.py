"""A letter without its courtesies: the lines that greet and those that take leave, in five languages. Pure."""

import re

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

_COVER_NOTE = re.compile(
    r"\b(?:attached|enclosed|attachment|herewith)\b|添付|別添|附件|附上|随信|隨信|随函|隨函|첨부|붙임|동봉",
    re.IGNORECASE,
)
_COVERING = 160
"""Characters of a note that says nothing but what is attached."""


def is_cover_note(text: str) -> bool:
    """Whether a letter does no more than point to the documents attached to it."""
    return len(text) <= _COVERING and bool(_COVER_NOTE.search(text))


def without_courtesies(text: str) -> str:
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
