"""Each language keeps its own rules of writing, and one term a thing: docs/wording.md says which."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from config.languages import LANGUAGES, LOCALES
from tests.conftest import REPOSITORY

_PAGE = REPOSITORY / "docs" / "wording.md"
_NUMBERS = r"\{(?:n|number|length|most|line|minutes|usual|before|last|added|days)\}|\d"
_HAN_OR_KANA = r"[\u3041-\u30ff\u4e00-\u9fff]"
_RULES = {
    "en": (r"  ", r"\.\.\.", r"\s[,.;:!?](?!\w)"),
    "zh-Hans": (
        rf"(?:{_NUMBERS}) (?:则|篇|条|项|个|天|页|封|位|家|小时|分钟|号|步|行|周)",  # 3则, not 3 则
        r"[「」『』]",
        r"\.\.\.|(?<!…)…(?!…)",
        rf"{_HAN_OR_KANA}[,;!?]",  # full-width signs beside Han
        r"你|祢",  # 您 or nothing
        r"您的(?:设置|摘要|选择|语言|关注|评价)",  # whose else?
    ),
    "zh-Hant": (
        rf"(?:{_NUMBERS}) (?:則|篇|筆|項|個|天|頁|封|位|家|小時|分鐘|號|步|行|週)",
        r"[“”‘’]",
        r"\.\.\.|(?<!…)…(?!…)",
        rf"{_HAN_OR_KANA}[,;!?]",
        r"你|妳|祢",
        r"您的(?:設定|摘要|選擇|語言|追蹤|評價)",
        r"信息|軟件|網絡|默認|登錄|視頻|用戶端設定|鏈接",  # the other side's words
    ),
    "ja": (
        rf"(?:{_NUMBERS}) (?:個|件|人|日|文字|ページ|通|行|番|週間|時間|分|か国|分野|言語)",
        r"あなた|なさ[るりっ]|拝[読見啓]|させていただ|ください。ください",
        rf"{_HAN_OR_KANA}[,;!?]",
        r"、、|。。|\.\.\.|か？",
        r"[０-９]",
    ),
    "ko": (
        r"\((?:이|으|을|를|은|는|가|와|과)\)(?:라|로|\s|$)",  # (이)라는, (으)로: an office form, not a sentence
        r"당신|귀하",
        r"[，。、：；！？「」『』]",
        r"/[a-z]+ (?:은|는|이|가|을|를|로|으로)\s",  # a particle never stands alone
        r"\.\.\.",
        r"(?:\{\w+\}|\d) MB",
    ),
}
"""What no text of a language holds: its own signs and blanks, and what nobody writes who grew up with it."""


def _texts(language: str) -> Iterator[tuple[str, str]]:
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language.replace("-", "_"))
    for message in catalog:
        key = message.id if isinstance(message.id, str) else message.id[0]
        for text in (message.string,) if isinstance(message.string, str) else message.string or ():
            if key:
                yield str(key), str(text)


def _terms(language: str) -> list[tuple[str, list[str]]]:
    """(the term, what is not written in its place) of each row of the language's table on the page."""
    section = re.search(rf"^## .*\(`{re.escape(language)}`\)$(.*?)(?=^## |\Z)", _PAGE.read_text("utf-8"), re.M | re.S)
    assert section is not None, language
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|([^|]*)\|$", section[1], re.M)[1:]
    return [(term.strip(), [each.strip() for each in never.split("/") if each.strip()]) for _, term, never in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_keeps_the_rules_of_its_language(language: str) -> None:
    broken = [
        (key, found[0], text)
        for key, text in _texts(language)
        for rule in _RULES[language]
        if (found := re.search(rule, text))
    ]
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_term(language: str) -> None:
    terms = _terms(language)
    assert len(terms) >= 12
    texts = list(_texts(language))
    unused = [term for term, _ in terms if not any(term.casefold() in text.casefold() for _, text in texts)]
    assert unused == [], "a term of the table that no text uses"
    others = [(key, never, text) for key, text in texts for _, nevers in terms for never in nevers if never in text]
    assert others == []
