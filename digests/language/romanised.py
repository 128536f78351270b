"""Japanese, Chinese and Korean written in Latin letters, told by their syllables: no detector knows them."""

from collections.abc import Sequence

import regex

_FEWEST = 4
"""Words; fewer may be names."""
_LONGEST = 24
"""Letters of a word; syllables can be cut in many ways, and longer words are something else."""
_JAPANESE = regex.compile(
    r"(?:(?P<double>[kstpc])(?=(?P=double)|c?ch)|(?:[kgnhbmrp]y|[kgszjtdnhbpmrfwyv]|sh|ch|ts)?[aiueoāīūēō]|n)++",
    regex.V1,
)
_JAPANESE_MARKS = frozenset(("wo", "ga", "wa", "no", "ni", "desu", "masu", "kara", "de", "to", "shita", "sareta"))
_CHINESE = regex.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|[aoeiuü])'?)++"
)
_CHINESE_MARKS = regex.compile(r"zh|q(?=[ui])|x(?=[iu])|uang|iang|iong|iao|ian$")
_KOREAN = regex.compile(
    r"(?:(?:kk|tt|pp|ss|jj|ch|[gndrmbsjktphl])?(?:yeo|yae|wae|eo|eu|ae|oe|ui|wa|wi|we|wo|ya|ye|yo|yu|[aeiou])(?:ng|[kgntdlrmpbs])?)++"
)
_KOREAN_MARKS = regex.compile(r"eo|eu|ae|gwa$|yeo|oe|^ui$|hanguk")


def romanised(words: Sequence[str]) -> str | None:
    """``ja-Latn``, ``zh-Latn`` or ``ko-Latn`` where every word is made of that language's syllables and some are made
    of what only that language has; else ``None``."""
    lower = [word.lower() for word in words]
    if len(lower) < _FEWEST or max(map(len, lower)) > _LONGEST:
        return None
    if sum(word in _JAPANESE_MARKS for word in set(lower)) >= 2 and all(map(_JAPANESE.fullmatch, lower)):
        return "ja-Latn"
    if sum(bool(_KOREAN_MARKS.search(word)) for word in set(lower)) >= 3 and all(map(_KOREAN.fullmatch, lower)):
        return "ko-Latn"
    if sum(bool(_CHINESE_MARKS.search(word)) for word in set(lower)) >= 2 and all(map(_CHINESE.fullmatch, lower)):
        return "zh-Latn"
    return None
