"""A digest as classic messages."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import classic, plain, rich, stories
from bot.render.escape import clean, entities, length
from bot.render.split import MAX_ENTITIES, MAX_UNITS
from bot.render.words import Words
from config.languages import LANGUAGES
from digests.model import LENGTHS, DigestStory, Grade, Length, Section, SourceLink
from tests import loaded
from tests.bot.render.samples import NOW, a_digest, hydrogen, korean, source
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
        "日中韓 · 🇯🇵 日本：東方経済新聞 · 🇨🇳 中国：亚太观察报 · 収集している韓国の媒体では見当たらず"
        " · 前回から新たに2件の報道",
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


@given(st.lists(st.tuples(awkward, awkward, awkward), min_size=1, max_size=8))
def test_whatever_stories_hold_telegram_takes_every_part_and_no_word_is_lost(
    held: list[tuple[str, str, str]],
) -> None:
    told = []
    for number, (title, summary, publisher) in enumerate(held, start=1):
        story = hydrogen(number, title)
        quotes = tuple(replace(quote, text=summary, publisher=publisher) for quote in story.quotes)
        told.append(replace(story, quotes=quotes, others=quotes))
    parts = classic.digest(a_digest(Section("top", tuple(told))), TEXTS["en"], CATALOGUE)
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


@pytest.mark.parametrize(("abroad", "said"), [(True, "Seen only in sources outside the three countries"), (False, "")])
def test_where_none_of_the_three_reports_that_is_said_if_it_is_known(abroad: bool, said: str) -> None:
    story = replace(hydrogen(), reporting=(), silent=(), abroad=abroad)
    assert stories.reporting(story, Words(TEXTS["en"], CATALOGUE)) == said


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


def test_an_outlet_is_named_once_and_each_of_its_addresses_has_a_link() -> None:
    words = Words(TEXTS["en"], CATALOGUE)
    wire = SourceLink("Wire", "XX", None, "drop:r.jsonl", NOW, "One")
    again = replace(wire, title="Two")
    first, second = (replace(wire, url=f"https://wire.example/{number}") for number in (1, 2))
    assert stories.source_links((wire, again), words, limit=5) == "Wire"
    named = stories.source_links((first, replace(second, publisher="ＷＩＲＥ"), wire, again), words, limit=5)
    assert parse(named).text == "Wire [2]"
    assert named.count("href") == 2
    assert "more" not in stories.source_links((wire, again, again), words, limit=1)


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


# ------------------------------------------------------------------ read in half a minute


def swap(story_id: int = 9) -> DigestStory:
    """A story of two countries that three publishers tell, one of them twice."""
    told = source("NHK", "JP"), source("NHK", "JP", 2), source("한바람일보", "KR"), source("Wire", "US")
    return replace(
        korean(story_id),
        grade="bilateral",
        countries=("JP", "KR"),
        sources=told,
        reporting=("JP", "KR"),
        url=told[0].url,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_digest_has_a_line_for_each_story(language: str) -> None:
    digest = replace(a_digest(Section("top", (hydrogen(), swap()))), length="brief")
    texts = TEXTS[language]
    lines = parse(classic.digest(digest, texts, CATALOGUE)[0].text).text.split("\n\n")[1:-1]
    assert [line[:2] for line in lines] == ["1.", "2."]
    assert all("\n" not in line for line in lines)
    assert lines[1].endswith(f" · {texts('between.JP-KR')} · NHK")
    rows = [line for line in parse(rich.digest(digest, texts, CATALOGUE)[0].fallback[0].text).text.split("\n") if line]
    assert len(rows) == 5  # the day, how many, a line each, what else there is


@pytest.mark.parametrize("length", LENGTHS)
def test_no_publisher_stands_twice_in_a_line(length: Length) -> None:
    digest = replace(a_digest(Section("top", (swap(),))), length=length)
    (part,) = classic.digest(digest, TEXTS["en"], CATALOGUE)
    assert max(line.count("NHK") for line in parse(part.text).text.splitlines()) == 1


def test_who_tells_it_is_named_by_country_one_of_each_before_a_second_of_any() -> None:
    links = tuple(source(f"J{n}", "JP", n) for n in range(1, 6))
    story = replace(swap(), sources=(*links, source("한바람일보", "KR")))
    told = stories.telling(story, Words(TEXTS["en"], CATALOGUE), most=4)
    assert [parse(each).text for each in told] == ["🇯🇵 Japan: J1, J2, J3", "🇰🇷 Korea: 한바람일보", "2 more"]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["China–Japan–Korea", "Japan–Korea", "China–Korea", "China–Japan", "China only"]),
        ("zh-Hans", ["中日韩", "日韩", "中韩", "中日", "仅中国"]),
        ("zh-Hant", ["中日韓", "日韓", "中韓", "中日", "僅中國"]),
        ("ja", ["日中韓", "日韓", "中韓", "日中", "中国のみ"]),
        ("ko", ["한중일", "한일", "한중", "중일", "중국만"]),
    ],
)
def test_countries_are_named_and_not_counted_in_the_order_of_each_language(language: str, names: list[str]) -> None:
    words = Words(TEXTS[language], CATALOGUE)
    about: list[tuple[Grade, tuple[str, ...]]] = [
        ("trilateral", ("KR", "JP", "CN")),
        ("bilateral", ("KR", "JP")),
        ("bilateral", ("CN", "KR")),
        ("bilateral", ("JP", "CN")),
        ("national", ("CN",)),
    ]
    assert [words.between(grade, codes) for grade, codes in about] == names
    assert words.between("bilateral", ("JP",)) == TEXTS[language]("grade.bilateral")


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_is_told_only_where_it_is_the_readers_own_doing(language: str) -> None:
    words = Words(TEXTS[language], CATALOGUE)
    ordinary = ("sector:ai", "grade:trilateral", "mechanism:tcs", "sides", "country:JP", "grown")
    assert stories.reasons(replace(hydrogen(), reasons=ordinary), words) == ""
    assert "TRIPO" in stories.reasons(replace(hydrogen(), reasons=(*ordinary, "keyword:TRIPO")), words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_digest_ends_with_what_else_there_is(language: str) -> None:
    texts = TEXTS[language]
    for considered, last in ((9, "digest.more.below"), (2, "digest.all")):
        digest = a_digest(Section("top", (hydrogen(), swap())), considered=considered)
        (part,) = classic.digest(digest, texts, CATALOGUE, more="more:1:2:1")
        ending = texts(last, stories=texts.count("digest.more", 7))
        assert parse(part.text).text.splitlines()[-1] == ending
        assert plain.digest(digest, texts, CATALOGUE).splitlines()[-1] == ending
        assert ("more:1:2:1" in str(part.buttons)) == (considered == 9)


def test_headings_stand_over_three_stories_or_more_and_only_where_there_are_two() -> None:
    three = tuple(hydrogen(number) for number in (1, 2, 3))
    for sections, heads in (
        ([Section("top", three)], []),
        ([Section("top", three), Section("climate", three[:2])], []),
        ([Section("top", three), Section("ai", three)], ["⭐ Top stories", "🤖 Artificial intelligence"]),
    ):
        (part, *_) = classic.digest(a_digest(*sections), TEXTS["en"], CATALOGUE)
        found = [line for line in parse(part.text).text.splitlines() if line.startswith(("⭐", "🤖", "🌏"))]
        assert found == heads


def test_news_of_one_country_never_stands_without_its_heading() -> None:
    shared = "🌏 Reported in several countries"
    for before in ((), (Section("top", (hydrogen(1),)),)):
        digest = a_digest(*before, Section("shared", (hydrogen(2),)))
        classics, (form, *_) = (
            classic.digest(digest, TEXTS["en"], CATALOGUE),
            rich.digest(digest, TEXTS["en"], CATALOGUE),
        )
        assert shared in parse(classics[0].text).text
        assert shared in plain.digest(digest, TEXTS["en"], CATALOGUE)
        assert shared in form.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_newest_of_the_week_says_that_there_is_nothing_new(language: str) -> None:
    texts = TEXTS[language]
    digest = replace(a_digest(Section("top", (hydrogen(),)), considered=1), looked_back=True, length="brief")
    for shown in (
        parse(classic.digest(digest, texts, CATALOGUE)[0].text).text,
        plain.digest(digest, texts, CATALOGUE),
        rich.digest(digest, texts, CATALOGUE)[0].text,
    ):
        assert texts("digest.looked.back") in shown
        assert texts("digest.all") not in shown
