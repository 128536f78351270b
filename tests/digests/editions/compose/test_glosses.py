"""A headline that its reader cannot read comes with what it mentions; others do not."""

import pytest

from digests.editions.compose import EditionMaker, compose, present
from digests.gloss.kept import Glosses
from digests.model import Digest, Follow, Preferences, Story
from tests import loaded
from tests.digests.editions.compose.sample_reports import HOUR, NOW, report, story

_KOREAN = "삼성전자, 부산에 3조원 투자"
_JAPANESE = "トヨタ、釜山に300億円投資"
_SAID = {
    "en": "The headline mentions Samsung, investment, Busan and 3 trillion won.",
    "zh-Hans": "标题提到三星、投资、釜山和3万亿韩元。",
    "zh-Hant": "標題提到三星、投資、釜山和3兆韓元。",
    "ja": "見出しにはサムスン、投資、釜山、3兆ウォンが出てきます。",
}
_GLOSSES = Glosses(loaded.names(), "https://translate.example/page?to={lang}&u={url}")


class Counting:
    """Glosses, with what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []

    def __call__(self, title: str, language: str, reader: str, /) -> str:
        self.asked.append((title, language, reader))
        return _GLOSSES(title, language, reader)

    def page(self, url: str | None, reader: str, /) -> str:
        return _GLOSSES.page(url, reader)


def said(told: Story, language: str, *reads: str) -> str:
    return present(told, Preferences(language=language, reads=reads), glossing=_GLOSSES).gloss


@pytest.mark.parametrize(("reader", "line"), _SAID.items())
def test_a_headline_that_nobody_told_in_a_readable_language_is_glossed(reader: str, line: str) -> None:
    assert said(story(1, report(1, _KOREAN, language="ko")), reader) == line


def test_a_korean_reader_gets_a_japanese_headline_glossed() -> None:
    told = story(1, report(1, _JAPANESE, language="ja"))
    assert said(told, "ko") == "제목에 도요타, 투자, 부산, 300억 엔 등이 나옵니다."


@pytest.mark.parametrize("reader", ["en", "zh-Hans", "zh-Hant", "ja", "ko"])
def test_where_a_report_can_be_read_its_headline_stands_and_nothing_is_glossed(reader: str) -> None:
    own = report(2, "Headline", language=reader)
    assert said(story(1, report(1, _KOREAN, language="ko"), own), reader) == ""


def test_what_a_reader_also_reads_is_not_glossed_and_one_chinese_is_enough_for_the_other() -> None:
    assert said(story(1, report(1, _KOREAN, language="ko")), "en", "ko") == ""
    assert said(story(1, report(1, "丰田在釜山投资300亿日元", language="zh-Hans")), "zh-Hant") == ""


def test_without_anybody_to_tell_it_a_headline_stands_alone() -> None:
    told = [story(1, report(1, _KOREAN, language="ko"))]
    made = compose(told, Preferences(grade="none"), zone="UTC", now=NOW, since=NOW - 24 * HOUR, seen={}, follows=())
    assert [each.gloss for each in made.stories] == [""]


def test_a_story_is_glossed_once_for_all_readers_of_a_language() -> None:
    counting = Counting()
    maker = EditionMaker([story(1, report(1, _KOREAN, language="ko"))], NOW, counting)
    lines = {
        made.stories[0].gloss
        for number in range(200)
        for made in [
            maker.compose(Preferences(grade="none"), zone="UTC", since=NOW - 24 * HOUR - number, seen={}, follows=())
        ]
    }
    assert (lines, counting.asked) == ({_SAID["en"]}, [(_KOREAN, "ko", "en")])


def made(*told: Story, follows: tuple[Follow, ...] = (), **preferences: object) -> Digest:
    wanted = Preferences(**{"grade": "none", **preferences})  # type: ignore[arg-type]
    return compose(
        told, wanted, zone="UTC", now=NOW, since=NOW - 24 * HOUR, seen={}, follows=follows, glossing=_GLOSSES
    )


def test_whoever_wants_no_gloss_has_none() -> None:
    told = story(1, report(1, _KOREAN, language="ko"))
    assert [each.gloss for each in made(told, gloss=False).stories] == [""]
    assert [each.gloss for each in made(told, gloss=True).stories] == [_SAID["en"]]


def test_within_a_section_what_cannot_be_read_comes_last_in_the_order_of_its_weight() -> None:
    told = [
        story(1, report(1, _KOREAN, language="ko", publisher="A", also=("B", "C", "D"))),
        story(2, report(2, "Ports agree on fees", publisher="E")),
        story(3, report(3, "日韓が水素で協力", language="ja", publisher="F", also=("G",))),
        story(4, report(4, "Fishers meet in Sasebo", publisher="H")),
    ]
    english, everything = made(*told), made(*told, reads=("ko", "ja"))
    assert [{each.readable for each in section.stories} for section in everything.sections] == [{True}]
    for section in english.sections:
        readable = [each.readable for each in section.stories]
        assert readable == sorted(readable, reverse=True)
    order = [each.story_id for each in everything.stories]
    assert [each.story_id for each in english.stories] == sorted(
        order, key=lambda number: (number in (1, 3), order.index(number))
    )


def test_what_is_followed_opens_the_digest_even_where_it_cannot_be_read() -> None:
    told = [story(1, report(1, _KOREAN, language="ko")), story(2, report(2, "Ports agree on fees", publisher="E"))]
    follows = (Follow("keyword", "삼성전자"),)
    assert [each.story_id for each in made(*told, follows=follows).stories] == [1, 2]
    assert [each.story_id for each in made(*told).stories] == [2, 1]


def test_only_a_headline_that_cannot_be_read_leads_to_its_page_in_the_readers_language() -> None:
    foreign, own = story(1, report(1, _KOREAN, language="ko")), story(1, report(1, "Ports agree"))
    (shown,) = made(foreign, language="zh-Hant").stories
    assert shown.readable_at == "https://translate.example/page?to=zh-TW&u=https%3A%2F%2Fnews.example%2F1"
    assert made(foreign, gloss=False).stories[0].readable_at
    assert [each.readable_at for each in made(own).stories] == [""]
    assert [each.readable_at for each in made(foreign, reads=("ko",)).stories] == [""]
