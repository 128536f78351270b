"""Names in English, told by their capitals: what no list of common words holds, side by side as one name. Pure."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from digests.claims.words import plain_words, words_of

WORD = regex.compile(r"\p{L}[\p{L}\p{M}\d]*+(?:[-'’.&]\p{L}[\p{L}\p{M}\d]*+)*+")
_ENDINGS = (
    ("ies", "y"),
    ("s", ""),
    ("es", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
    ("ers", ""),
    ("est", ""),
    ("n", ""),
)


def people(text: str) -> Iterator[str]:
    """Names of two words and more that are written as those of East Asia are."""
    return (name for name in capitalised(text) if " " in name and _EASTERN.fullmatch(name.casefold()))


_SYLLABLE = (
    r"(?:[kstnhmyrwgzdbpjfl]|sh|ch|ts|zh|[kgnhbmrp]y|x|q|c)?"
    r"(?:[aeiou]|ae|ai|ao|ou|oo|eo|eu|yeo|ia|ie|iu|iao|ua|uo|ui|uai|ee|yu|ya|yo)(?:n|ng|k|l|m|p|t)?(?![aeiou])"
)
_EASTERN = regex.compile(rf"(?:{_SYLLABLE}[ '’-]?){{2,12}}+")
"""Names in Latin letters made of the syllables of Chinese, Japanese and Korean."""


def capitalised(text: str) -> Iterator[str]:
    """Words with capitals that are no common words, side by side as one name; with them family names that are words."""
    words = list(WORD.finditer(text))
    odd = [not is_common(word.group()) and any(map(str.isupper, word.group())) for word in words]
    name = ""
    for index, word in enumerate(words):
        said = regex.sub(r"['’]s?$", "", word.group())
        near = [other for other in (index - 1, index + 1) if 0 <= other < len(words)]
        touched = any(odd[other] and _touch(words[min(index, other)], words[max(index, other)], text) for other in near)
        part = odd[index] or (touched and said[0].isupper() and said.casefold() in plain_words("surnames"))
        if part and name and _touch(words[index - 1], word, text):
            name += f" {said}"
        else:
            yield from [name] if name else []
            name = said if part else ""
    yield from [name] if name else []


def _touch(one: "regex.Match[str]", other: "regex.Match[str]", text: str) -> bool:
    return text[one.end() : other.start()] in (" ", "-", ". ")


@lru_cache(maxsize=10_000)
def is_common(word: str) -> bool:
    """Whether an English word, whatever its ending and its capitals, is none that only names have."""
    bare = regex.sub(r"['’](?:s|re|ve|ll|t|d|m)?$", "", word.casefold())
    known = plain_words("english")
    if len(bare) < 2 or bare in known or bare in ALWAYS or bare.replace(".", "") in ALWAYS:
        return True
    if "-" in bare or "'" in bare or "’" in bare:
        return all(is_common(part) for part in regex.split("[-'’]", bare) if part)
    for ending, instead in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) > 1:
            stem = bare[: len(bare) - len(ending)]
            if stem + instead in known or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known):
                return True
    return False


ALWAYS = frozenset(words_of("english", "always", "en"))
