"""Is a word denied beside it? 津波の心配なし, 우려 없어, 不反对, no deal: what is said not to be is not told. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

import regex

from digests.language.names import column

_BEFORE: Mapping[str, "regex.Pattern[str]"] = MappingProxyType(
    {
        "zh": regex.compile(r"(?:不|未|无|没|没有|無|沒|沒有|非|拒绝|拒絕)$"),
        "en": regex.compile(r"(?:\b(?:no|not|without|never|nor|cannot)|n[’']t)(?: \w+)?[ -]$", regex.IGNORECASE),
        "ko": regex.compile(r"(?:(?:^|\s)(?:안|못)|불|비|무) ?$"),
    }
)
_AFTER: Mapping[str, "regex.Pattern[str]"] = MappingProxyType(
    {
        "ja": regex.compile(r"[はがをもにしでのき]{0,2}+(?:なし|ない|せず|なく|ならず|受けず|行わず|見送り|否定|拒否)"),
        "ko": regex.compile(r"(?:[은는이가을를도]|할|하지|되지|될)? ?(?:없|않|안 |못|불가|아니|아닌|부인|거부)"),
    }
)
_LOOKED_AT = 12
"""Characters before a word in which its denial would stand."""


def is_denied(text: str, start: int, end: int, language: str) -> bool:
    """Whether what stands at ``start`` to ``end`` is denied by the words beside it."""
    tongue = column(language)
    before, after = _BEFORE.get(tongue), _AFTER.get(tongue)
    return bool(
        (before and before.search(text[max(0, start - _LOOKED_AT) : start])) or (after and after.match(text, end))
    )
