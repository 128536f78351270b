"""Names beside titles, and of sites, in Japanese, Korean and Chinese: 森田直樹社長, 김민수 장관, 发言人陈志远. Pure."""

from collections.abc import Iterator
from functools import cache

import regex

from digests.claims.words import alternatives, plain_words, words_of
from digests.language.fold import fold
from digests.stories.sounds import plain_han

PERSON = "¦"
"""What stands for the name of a person that we know, in the texts that are looked through here."""
_PARTICLES = regex.compile(r"(?:은|는|이|가|을|를|의|에|에게|에서|와|과|도|로|으로|만|께서|께|측|,){1,3}$")
_TOKEN = regex.compile(r"[^\s,.:;·“”\"'‘’()「」]+")


def japanese(text: str) -> Iterator[str]:
    """What stands before a title: 森田直樹社長."""
    for run in _before_title("ja").finditer(fold(text)):
        name = _without_offices(run["name"])
        if _is_person(plain_han(name)) and not regex.fullmatch(_nobody("ja"), name):
            yield name


def _without_offices(run: str) -> str:
    """``金民秀産業通商資源`` -> ``金民秀``."""
    offices = alternatives(words_of("titles", "office", "ja"))
    run = regex.sub(rf"(?:{offices}){{1,4}}$", "", run)
    return regex.sub(rf"^(?:{_nobody('ja')})(?=.{{2}})", "", run) if len(run) > 4 else run


@cache
def _before_title(tongue: str) -> "regex.Pattern[str]":
    return regex.compile(
        rf"(?P<name>[\p{{Han}}々]{{2,14}}?)(?:{alternatives(words_of('titles', 'after', tongue))})(?![\p{{Han}}])"
    )


@cache
def _nobody(tongue: str) -> str:
    return f"(?:{alternatives(words_of('titles', 'nobody', tongue))})+"


def korean(text: str) -> Iterator[str]:
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
            tokens[at].startswith(("|", PERSON))
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


def sites(folded: str) -> Iterator[str]:
    """Plants, airports and districts by their names in Han characters: 玄海原発, 川内核电站."""
    for found in _SITE.finditer(folded):
        names = [found["name"][-length:] for length in (2, 3) if length <= len(found["name"])]
        if not _NO_SITE.search(found["name"]):
            yield "/".join(names)


_SUBJECT = regex.compile(
    r"(?:^|[。！？；!?])(?P<name>[李王张刘陈杨赵吴徐孙朱郭何林罗郑梁谢唐许邓冯曹曾彭萧蔡潘袁苏叶吕魏蒋杜丁沈姜傅钟卢汪戴崔陆廖姚邱贾邹侯邵孟黎赖龚朴尹]\p{Han}{2})"
    r"(?=[下上在于将说称与和对向因击夺获也则以踢进率携赢\d]|表示|指出|强调|认为|宣布)"
)
"""A person who begins a Chinese sentence without a title."""
_NO_SUBJECT = regex.compile(
    "王[室国位牌]|张[力家]|林[业区]|何[时种人]|罗[马湖]|许[多可]|苏[州丹]|杜绝|丁[字点]|沈阳|姜[汁茶]|钟[表点]|卢布|戴上|陆[上军地续]|叶片|曾[经在]|谢绝|谢幕|唐[人山代]|徐[州徐]|郑[州重]|潘多|梁柱|黎[明巴]|孟[加买]|曹县|刘海|李宁|朱[红砂]|郭[外]|赖[以账]|侯[车任]|尹"
)
_SITE = regex.compile(
    r"(?P<name>\p{Han}{2,3})(?:原発|原发|核电站|核电厂|核電站|核電廠|空港|(?<!国际)机场|県(?!境|庁|議|警|内|民)|县(?!城|委|政|域|级)|郡)"
)
_NO_SITE = regex.compile(
    r"国际|国際|国内|新型|两座|该|各|全|同|座|这|此|本|当|市|首|老|旧|既|近|他|在|的|和|与|及|停|启|新|止|止まった|从|到"
)


def chinese(text: str) -> Iterator[str]:
    """What follows a title: of all lengths that a name may have, the longest is told where none stands in a source."""
    folded = fold(text)
    yield from sites(folded)
    yield from (found["name"] for found in _SUBJECT.finditer(folded) if not _NO_SUBJECT.match(found["name"]))
    for found in _title_before().finditer(folded):
        if folded[found.start() - 1 : found.start()] == PERSON or _NO_NAME.match(folded, found.end()):
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
