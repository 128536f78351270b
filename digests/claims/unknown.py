"""Names of which we know nothing: told by how they are written, and looked for in the sources by their sound. Pure.

English: capitals. Japanese: katakana, and what stands before a title (森田直樹社長). Korean and Chinese: what stands
beside a title (김민수 장관, 发言人陈志远).
"""

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.claims.known import Known
from digests.claims.spelt import stands
from digests.claims.words import alternatives, plain_words, words_of
from digests.language.fold import fold
from digests.language.names import Names, column
from digests.stories.sounds import plain_han

_FOREIGN = regex.compile("[A-Za-zァ-ヺ]")
_PERSON = "¦"
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\d]*+(?:[-'’.&]\p{L}[\p{L}\p{M}\d]*+)*+")
_KATAKANA = regex.compile(r"[ァ-ヺー]{2,}+(?:[・=＝][ァ-ヺー]{2,}+)*+")
_CODE = regex.compile(r"(?<![\p{L}\d])(?=[a-z-]{0,6}\d)(?=\d{0,4}-?[a-z])[a-z\d]+(?:-[a-z\d]+)?(?![\p{L}\d])")
_PARTICLES = regex.compile(r"(?:은|는|이|가|을|를|의|에|에게|에서|와|과|도|로|으로|만|께서|께|측|,)+$")
_TOKEN = regex.compile(r"[^\s,.:;·“”\"'‘’()「」]+")
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


def unknown_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """The names of ``text`` that we do not know and that stand in no source."""
    said = [source.text for source in sources]
    tongue = column(language)
    left = _without_known(text, language, names)
    found = {"en": _capitalised, "ja": _japanese, "ko": _korean, "zh": _chinese}[tongue](left)
    for name in dict.fromkeys(found):
        if not stands(name, said) and not all(stands(part, said) for part in regex.split("[ ・=＝]", name)):
            yield Fault("name", name)
    if tongue != "en":
        yield from (Fault("name", word) for word in _latin(left) if not stands(word, said))


def lost_unknown(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """People of the sources, told by how they are written, whom a translation does not name."""
    for source in sources:
        tongue = column(source.language)
        left = _without_known(source.text, source.language, names)
        for name in {"en": _people, "ja": _titled, "ko": _korean, "zh": _chinese}[tongue](left):
            if not stands(name, [text]) and not all(stands(part, [text]) for part in regex.split("[ ・]", name)):
                yield Fault("missing", name)


def _people(text: str) -> Iterator[str]:
    """Names of two words and more that are written as those of East Asia are."""
    return (name for name in _capitalised(text) if " " in name and _EASTERN.fullmatch(name.casefold()))


_SYLLABLE = (
    r"(?:[kstnhmyrwgzdbpjfl]|sh|ch|ts|zh|[kgnhbmrp]y|x|q|c)?"
    r"(?:[aeiou]|ae|ai|ao|ou|oo|eo|eu|yeo|ia|ie|iu|iao|ua|uo|ui|uai|ee|yu|ya|yo)(?:n|ng|k|l|m|p|t)?(?![aeiou])"
)
_EASTERN = regex.compile(rf"(?:{_SYLLABLE}[ '’-]?){{2,12}}+")
"""Names in Latin letters made of the syllables of Chinese, Japanese and Korean."""


def _without_known(text: str, language: str, names: Names) -> str:
    """The text with a bar for every name that we know: those are compared by what they are. What follows a person's
    name and belongs to it (``President Lee`` Jae-myung) is known with it."""
    for each in reversed(Known.of(text, language, names).mentioned):
        end = each.end
        if each.name.group == "terms" and not _FOREIGN.search(each.said):
            continue
        if each.name.group == "people":
            rest = _WORD.match(text, end + 1)
            if rest and any(fold(rest.group()) in fold(spelt) for spelt in each.name.spellings["en"]):
                end = rest.end()
        text = text[: each.start] + (_PERSON if each.name.group == "people" else "|") * (end - each.start) + text[end:]
    return text


def _capitalised(text: str) -> Iterator[str]:
    """Words with capitals that are no common words, side by side as one name; with them family names that are words."""
    words = list(_WORD.finditer(text))
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


@cache
def is_common(word: str) -> bool:
    """Whether an English word, whatever its ending and its capitals, is none that only names have."""
    bare = regex.sub(r"['’](?:s|re|ve|ll|t|d|m)?$", "", word.casefold())
    known = plain_words("english")
    if len(bare) < 2 or bare in known or bare in _ALWAYS or bare.replace(".", "") in _ALWAYS:
        return True
    if "-" in bare or "'" in bare or "’" in bare:
        return all(is_common(part) for part in regex.split("[-'’]", bare) if part)
    for ending, instead in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) > 1:
            stem = bare[: len(bare) - len(ending)]
            if stem + instead in known or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known):
                return True
    return False


_ALWAYS = frozenset(words_of("english", "always", "en"))


def _japanese(text: str) -> Iterator[str]:
    for run in _KATAKANA.finditer(text):
        if not all(map(_is_common_katakana, regex.split("[・=＝]", run.group().strip("ー")))):
            yield run.group()
    yield from _sites(fold(text))
    yield from _titled(text)


def _titled(text: str) -> Iterator[str]:
    """What stands before a title: 森田直樹社長."""
    for run in _before_title("ja").finditer(fold(text)):
        name = _without_offices(run["name"])
        if _is_person(plain_han(name)) and not regex.fullmatch(_nobody("ja"), name):
            yield name


@cache
def _is_common_katakana(run: str) -> bool:
    """Whether a run of katakana is made of common words."""
    words = plain_words("katakana")
    reached = {0}
    for end in range(1, len(run) + 1):
        if any(start in reached and run[start:end] in words for start in range(max(0, end - 8), end)):
            reached.add(end)
    return len(run) in reached


def _without_offices(run: str) -> str:
    """``金民秀産業通商資源`` -> ``金民秀``."""
    offices = alternatives(words_of("titles", "office", "ja"))
    run = regex.sub(rf"(?:{offices})+$", "", run)
    return regex.sub(rf"^(?:{_nobody('ja')})(?=.{{2}})", "", run) if len(run) > 4 else run


@cache
def _before_title(tongue: str) -> "regex.Pattern[str]":
    return regex.compile(
        rf"(?P<name>[\p{{Han}}々]{{2,14}}?)(?:{alternatives(words_of('titles', 'after', tongue))})(?![\p{{Han}}])"
    )


@cache
def _nobody(tongue: str) -> str:
    return f"(?:{alternatives(words_of('titles', 'nobody', tongue))})+"


def _korean(text: str) -> Iterator[str]:
    """The words before a title, without the body that may stand between."""
    tokens = [token.group() for token in _TOKEN.finditer(text)]
    titles = regex.compile(
        rf"(?:[|¦]*)(?:{alternatives(words_of('titles', 'after', 'ko'))})(?:{_PARTICLES.pattern[:-1]})?"
    )
    for index, token in enumerate(tokens):
        if not titles.fullmatch(_PARTICLES.sub("", token)):
            continue
        at = index - 1
        while at > 0 and tokens[at].isdigit():
            at -= 1
        if at > 0 and (
            tokens[at].startswith(("|", _PERSON))
            or regex.fullmatch(
                r"[가-힣]{2,}(?:부|처|청|원|성|국|사|회|은행|당|시|도|그룹|협회|전자|자동차|라인|대)", tokens[at]
            )
        ):
            at -= 1
        if at >= 0 and regex.fullmatch("[가-힣]{2,5}", tokens[at]) and not _is_nobody(tokens[at]):
            yield regex.sub("(?<=^[가-힣])모$", "", tokens[at])


def _is_nobody(token: str) -> bool:
    return bool(
        regex.fullmatch(_nobody("ko"), token)
        or _PARTICLES.search(token[1:])
        or regex.search("(?:부|처|청|성|국|사|회|은행|당|시|도|현|인|적|된|한|할|운|던)$", token)
    )


def _sites(folded: str) -> Iterator[str]:
    """Plants, airports and districts by their names in Han characters: 玄海原発, 川内核电站."""
    for found in _SITE.finditer(folded):
        names = [found["name"][-length:] for length in (2, 3) if length <= len(found["name"])]
        if not _NO_SITE.search(found["name"]):
            yield "/".join(names)


_SITE = regex.compile(
    r"(?P<name>\p{Han}{2,3})(?:原発|原发|核电站|核电厂|核電站|核電廠|空港|(?<!国际)机场|県(?!境|庁|議|警|内|民)|县(?!城|委|政|域|级)|郡)"
)
_NO_SITE = regex.compile(
    r"国际|国際|国内|新型|两座|该|各|全|同|座|这|此|本|当|市|首|老|旧|既|近|他|在|的|和|与|及|停|启|新|止|止まった|从|到"
)


def _chinese(text: str) -> Iterator[str]:
    """What follows a title: of all lengths that a name may have, the longest is told where none stands in a source."""
    folded = fold(text)
    yield from _sites(folded)
    for found in _title_before().finditer(folded):
        if folded[found.start() - 1 : found.start()] == _PERSON or _NO_NAME.match(folded, found.end()):
            continue
        yield "/".join(_lengths(folded, found.end()))


_NO_NAME = regex.compile(
    r"[室府办团级会任候选制夫大职助特们兼及或、，的与和同在将已对向就于]|表示|强调|指出|认为|宣布|透露|回应|批评|说|称|访|会谈|会晤|会见|电话|就任|呼吁|发言|声明"
)


def _is_person(name: str) -> bool:
    """Whether Han characters begin with a family name, and are as many as a person's name has."""
    families = plain_words("families")
    if not regex.fullmatch(r"\p{Han}{2,5}", name):
        return False
    return name[:2] in families or name[:3] in families or (name[0] in families and len(name) <= 3)


def _lengths(folded: str, at: int) -> Iterator[str]:
    follows = regex.compile("|".join(words_of("titles", "follows", "zh")))
    for length in (2, 3, 4):
        name = folded[at : at + length]
        if _is_person(name) and follows.match(folded, at + length):
            yield name


@cache
def _title_before() -> "regex.Pattern[str]":
    return regex.compile(alternatives(words_of("titles", "before", "zh")))


def _latin(text: str) -> Iterator[str]:
    """Words in Latin letters within another script: they are names, or codes."""
    for word in _WORD.finditer(text):
        if word.group().isascii() and len(word.group()) > 1 and word.group().casefold() not in _ALWAYS:
            yield word.group()
