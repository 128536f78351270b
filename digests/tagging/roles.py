"""In what part a text names a country: as who acts or is dealt with, as a place, a way, an origin, or a source.

Mention and the words right beside it -> role. Pure.
"""

from typing import Literal, TypeAlias

import regex

Role: TypeAlias = Literal["actor", "partner", "where", "way", "origin", "source", "noun"]

_BESIDE = 14
"""Characters before and after a name that are looked at."""

_AFTER: dict[str, tuple[tuple[Role, str], ...]] = {
    "ko": (
        ("source", r"\s?(?:관영|국영|현지)?\s?(?:언론|매체|신문|방송|통신|누리꾼|네티즌|미디어|외신)"),
        ("origin", r"(?:산(?=[\s가-힣]|$)|발(?=\s)|계(?=[\s가-힣])|에서\s온|제(?=\s))"),
        (
            "where",
            r"(?:에서|서(?=[\s가-힣'\"‘“])|에(?=\s|$)|에선|\s?(?:현지|인근|전역|상공|해역|앞바다|남부|북부|동부|서부|본토))",
        ),
        (
            "way",
            r"(?:으로|로(?=\s)|행(?=[\s,·]|$)|향|까지|부터|(?:을|를)?\s?(?:떠나|떠난|거쳐|경유|찍고|순방|출발|도착|입국|출국|향발|방문))",
        ),
        (
            "partner",
            r"(?:와(?=\s|의)|과(?=\s|의)|에게|을(?=\s)|를(?=\s)|측|에\s?(?:항의|촉구|경고|유감|맞|대해|대한|대응))",
        ),
        (
            "actor",
            r"(?:이(?=\s)|가(?=\s)|은(?=\s)|는(?=\s)|도(?=\s)|,|…|\.\.\.|\s?[\"“'‘]|\s?(?:정부|당국|외교|총리|대통령|국방|해군|군))",
        ),
    ),
    "ja": (
        ("source", r"(?:の)?(?:メディア|紙|報道|国営|通信)"),
        ("origin", r"(?:産|発(?=[\sので])|製|系|からの)"),
        ("where", r"(?:で(?!は)|にて|国内|沖|南部|北部|東部|西部|各地|現地|では)"),
        ("way", r"(?:へ|行き|入り|に(?:到着|向|入)|を(?:出発|離|経|後|訪)|から|訪問|歴訪)"),
        ("partner", r"(?:と(?!み|し|い|なる)|との|に(?:抗|申|反|対|警|要)|を(?:批|非|訪)|側|に対)"),
        ("actor", r"(?:が|は|も|、|\s|「|政府|外|軍|当局|首相)"),
    ),
    "zh": (
        ("source", r"(?:媒(?!体人)|方媒体|媒体|网友|社交媒体)"),
        ("where", r"(?:境内|举行|举办|召开|各地|多地|东部|西部|南部|北部|附近|沿海|本土|国内)"),
        ("origin", r"(?:产(?!业)|制造|籍|系)"),
        ("way", r"(?:之行|行程|一行|转机)"),
        ("actor", r"(?:方|政府|外交部|外交|首相|总统|国防|防卫|军方|海军|宣布|回应|称|将|要求|拟|警告|抗议|:|,)"),
    ),
    "en": (
        ("source", r"(?:'s)?\s(?:state\s)?(?:media|press|newspaper|broadcaster|tabloid)"),
        ("origin", r"(?:-?\s?made|-?\s?built)"),
        ("way", r"\s(?:trip|visit|tour|leg|stop|arrival|stopover)\b"),
        (
            "actor",
            r"\s(?:says?|said|to|will|has|is|warns?|urges?|vows?|plans?|seeks?|signals?|lodges?|protests?|accuses?|bans?|sends?)\b",
        ),
    ),
}
_BEFORE: dict[str, tuple[tuple[Role, str], ...]] = {
    "ko": (("partner", r"(?:대|對)\s?$"), ("way", r"(?:방|訪|재|주)\s?$")),
    "ja": (("partner", r"(?:対)$"),),
    "zh": (
        ("where", r"(?:在|于|位于|驻|旅)$"),
        ("way", r"(?:赴|抵|抵达|访|访问|飞往|前往|离开|飞|到|转赴|返回|来自)$"),
        ("partner", r"(?:与|同|和|跟|对|向|及|针对|要求|敦促|警告|谴责)$"),
    ),
    "en": (
        ("where", r"\b(?:in|at|near|off|outside|across|around|over|within|inside)\s(?:the\s|south\s|north\s)?$"),
        ("way", r"\b(?:to|for|leaves?|leaving|into|through|via|towards?|from|lands in|arrives in)\s(?:the\s)?$"),
        (
            "partner",
            r"\b(?:with|against|on|by|between|and|backs?|urges?|warns?|accuses?|bans?|hits?|tells?|defy|defying|counter"
            r"|of|than|visits?|protests to)\s(?:the\s)?$",
        ),
    ),
}


def _compiled(table: dict[str, tuple[tuple[Role, str], ...]]) -> dict[str, tuple[tuple[Role, regex.Pattern[str]], ...]]:
    return {
        language: tuple((role, regex.compile(pattern)) for role, pattern in patterns)
        for language, patterns in table.items()
    }


_AFTER_PATTERNS, _BEFORE_PATTERNS = _compiled(_AFTER), _compiled(_BEFORE)


def role(text: str, start: int, end: int, language: str) -> Role:
    """The part that the name at ``text[start:end]`` (folded) plays; ``noun`` where nothing tells."""
    after, before = text[end : end + _BESIDE], text[max(0, start - _BESIDE) : start]
    for part, pattern in _AFTER_PATTERNS.get(language, ()):
        if pattern.match(after):
            return part
    for part, pattern in _BEFORE_PATTERNS.get(language, ()):
        if pattern.search(before):
            return part
    return "actor" if start == 0 else "noun"
