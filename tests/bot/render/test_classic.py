"""A digest as classic messages."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render import classic, plain, rich
from bot.render.escape import clean, entities, length
from bot.render.split import MAX_ENTITIES, MAX_UNITS
from bot.render.words import Words
from config.languages import LANGUAGES
from digests.model import Section, SourceLink
from tests import loaded
from tests.bot.render.samples import NOW, a_digest, hydrogen, korean
from tests.bot.telegram_parser import parse

TEXTS = loaded.texts()
CATALOGUE = loaded.catalogue()


def test_a_digest_tells_day_count_stories_sides_and_why() -> None:
    digest = a_digest(Section("energy", (hydrogen(),)), Section("ai", (korean(),)))
    (part,) = classic.digest(digest, TEXTS["ja"], CATALOGUE)
    text = parse(part.text).text
    for words in (
        "11月24日（火）",
        "64件から選んだニュース2件",
        "1. 日中韓、水素の共通認証で合意\n",
        "2027年4月から適用する。",
        "報道：🇨🇳 中国、🇯🇵 日本 · 当方の🇰🇷 韓国の情報源では未確認 · 前回から新たに2件の報道",
        "🇨🇳 亚太观察报（中国）：三国将自明年4月起互认氢能质量认证。",
        "2. <속보> 한일중 AI 안전 <공동선언> 채택 [韓国語]",
    ):
        assert words in text
    assert part.preview == "https://jp1.news.example/2026/11/1?a=1&b=2"
    assert part.buttons[0] == (("1", "story:1"), ("2", "story:2"))
    assert part.buttons[-1][-1] == ("⚙️ 設定", "settings")


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "corrected"), ("zh-Hans", "更正"), ("zh-Hant", "更正"), ("ja", "訂正"), ("ko", "정정")],
)
def test_what_was_told_wrong_is_called_corrected_in_every_form(language: str, word: str) -> None:
    told = replace(hydrogen(), corrected=True)
    digest = a_digest(Section("top", (told,)))
    texts = TEXTS[language]
    for made in (classic.digest(digest, texts, CATALOGUE)[0].text, rich.digest(digest, texts, CATALOGUE)[0].text):
        assert word in made
    assert word in plain.digest(digest, texts, CATALOGUE)
    assert word not in plain.digest(a_digest(Section("top", (hydrogen(),))), texts, CATALOGUE)


def test_sentences_in_chinese_and_japanese_join_without_a_blank() -> None:
    (part,) = classic.digest(a_digest(Section("top", (hydrogen(),))), TEXTS["ja"], CATALOGUE)
    assert "合意した。2027年" in parse(part.text).text


def test_twelve_stories_are_at_most_three_messages_and_each_has_the_buttons_of_its_own() -> None:
    digest = a_digest(Section("top", tuple(hydrogen(n) for n in range(1, 13))))
    parts = classic.digest(digest, TEXTS["ja"], CATALOGUE)
    assert len(parts) <= 3
    actions = [action for part in parts for row in part.buttons for _, action in row]
    assert actions == [f"story:{n}" for n in range(1, 13)] + ["latest", "settings"]
    for part in parts:
        for row in part.buttons:
            for label, _ in row:
                if label.isdigit():
                    assert f"{label}. " in parse(part.text).text
    assert [part.preview is not None for part in parts] == [True] + [False] * (len(parts) - 1)


def test_a_digest_of_nothing_is_one_line() -> None:
    (part,) = classic.digest(a_digest(), TEXTS["ko"], CATALOGUE)
    assert parse(part.text).text == "11월 24일 화요일\n오늘은 설정하신 조건에 맞는 새 소식이 없습니다."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_renders_every_kind_of_reason(language: str) -> None:
    kinds = ("sector:ai", "mechanism:rcep", "follow:KR", "keyword:수소", "publisher:NHK", "country:JP", "silent:CN")
    more = ("grade:bilateral", "sides", "liked", "grown", "top")
    story = replace(hydrogen(), reasons=(*kinds, *more))
    (part,) = classic.digest(a_digest(Section("other", (story,))), TEXTS[language], CATALOGUE)
    assert "{" not in parse(part.text).text


awkward = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "<속보> A&B",
            "👨‍👩‍👧‍👦" * 20,
            "مرحبا ‮x",
            "é̂" * 30,
            "한" * 10_000,
            "😀 " * 5_000,
            "",
            "&lt;b&gt;",
            "/start @x #y a.example",
        ]
    ),
)


@settings(max_examples=40)
@given(st.lists(st.tuples(awkward, awkward, awkward), min_size=1, max_size=8))
def test_whatever_stories_hold_telegram_takes_every_part_and_no_word_is_lost(
    held: list[tuple[str, str, str]],
) -> None:
    stories = []
    for number, (title, summary, publisher) in enumerate(held, start=1):
        story = hydrogen(number, title)
        quotes = tuple(replace(quote, text=summary, publisher=publisher) for quote in story.quotes)
        stories.append(replace(story, quotes=quotes, others=quotes))
    parts = classic.digest(a_digest(Section("top", tuple(stories))), TEXTS["en"], CATALOGUE)
    whole = ""
    for part in parts:
        parsed = parse(part.text)
        assert length(part.text) <= MAX_UNITS
        assert len(parsed.text.encode("utf-16-le")) // 2 <= MAX_UNITS
        assert len(parsed.entities) <= entities(part.text) <= MAX_ENTITIES
        whole += "".join(parsed.text.split())
    for title, summary, publisher in held:
        for text in (title, summary, publisher):
            assert "".join(clean(text).split()) in whole


def test_the_plain_digest_gives_the_addresses_and_no_markup() -> None:
    digest = a_digest(Section("energy", (hydrogen(),)), Section("ai", (korean(),)))
    text = plain.digest(digest, TEXTS["ja"], CATALOGUE)
    assert "1. 日中韓、水素の共通認証で合意\n" in text
    assert "   亚太观察报 https://cn1.news.example/2026/11/1?a=1&b=2\n" in text
    assert "2. <속보> 한일중 AI 안전 <공동선언> 채택 [韓国語]" in text
    assert "</" not in text
    assert text.endswith("\n")


def test_columns_count_what_a_terminal_shows() -> None:
    assert plain.columns("한a😀") == 5
    assert plain.columns("e\u0301") == 1


@pytest.mark.parametrize(
    ("abroad", "said"), [(True, "So far reported only by sources outside the three countries"), (False, "")]
)
def test_where_none_of_the_three_reports_that_is_said_if_it_is_known(abroad: bool, said: str) -> None:
    story = replace(hydrogen(), reporting=(), silent=(), abroad=abroad)
    assert classic.reporting(story, Words(TEXTS["en"], CATALOGUE)) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dropped_document_without_a_name_is_called_one_and_never_by_its_file(language: str) -> None:
    link = SourceLink("minutes-of-24-11", "XX", None, "drop:minutes-of-24-11.txt", NOW)
    digest = a_digest(Section("top", (replace(korean(), sources=(link,)),)))
    called = TEXTS[language]("publisher.unnamed")
    for text in (
        classic.digest(digest, TEXTS[language], CATALOGUE)[0].text,
        plain.digest(digest, TEXTS[language], CATALOGUE),
    ):
        assert called in text
        assert "minutes-of" not in text


def test_an_outlet_without_addresses_is_named_once_and_each_address_has_its_link() -> None:
    words = Words(TEXTS["en"], CATALOGUE)
    wire = SourceLink("Wire", "XX", None, "drop:r.jsonl", NOW, "One")
    again = replace(wire, title="Two")
    first, second = (replace(wire, url=f"https://wire.example/{number}") for number in (1, 2))
    assert classic.source_links((wire, again), words, limit=5) == "Wire"
    assert classic.source_links((first, second, wire, again), words, limit=5).count("Wire") == 3
    assert "more" not in classic.source_links((wire, again, again), words, limit=1)


def test_a_dropped_document_keeps_the_name_of_its_author() -> None:
    assert SourceLink("Kim Hana", "XX", None, "drop:minutes.txt", NOW).outlet == "Kim Hana"


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "1–31 Jan 2020"), ("ja", "2020年1月1日～31日"), ("ko", "2020년 1월 1일~31일")],
)
def test_days_that_were_asked_for_are_named(language: str, title: str) -> None:
    asked = replace(a_digest(), zone="UTC", since=1_577_836_800, until=1_580_515_200)
    nothing = TEXTS[language]("digest.nothing.days")
    assert plain.digest(asked, TEXTS[language], CATALOGUE).splitlines()[::3] == [title, nothing]
    assert classic.digest(asked, TEXTS[language], CATALOGUE)[0].text == f"<b>{title}</b>\n{nothing}"
