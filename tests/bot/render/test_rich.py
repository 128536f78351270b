"""A digest as one rich message."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import classic, rich
from bot.render.escape import clean, visible
from config.languages import LANGUAGES
from digests.editions.trends import trends
from digests.model import Head, Section
from tests import loaded
from tests.bot.render.samples import NOW, a_digest, hydrogen, korean
from tests.fake_telegram.checks import check

TEXTS = loaded.texts()
CATALOGUE = loaded.catalogue()


def accepted(markup: str) -> str:
    """The visible text of a rich message that the server takes."""
    check("sendRichMessage", {"chat_id": 1, "rich_message": {"html": markup}})
    return visible(markup)


def test_twelve_stories_are_one_message_with_the_classic_ones_behind_it() -> None:
    digest = a_digest(Section("top", tuple(hydrogen(n) for n in range(1, 13))))
    (part,) = rich.digest(digest, TEXTS["ja"], CATALOGUE)
    assert part.mode == "rich"
    assert part.fallback == classic.digest(digest, TEXTS["ja"], CATALOGUE)
    assert [action for row in part.buttons for _, action in row][-2:] == ["latest", "settings"]
    accepted(part.text)


def test_the_other_sides_are_folded_and_name_their_countries() -> None:
    (part,) = rich.digest(a_digest(Section("energy", (hydrogen(),))), TEXTS["en"], CATALOGUE)
    assert "<details><summary>How others tell it: 🇨🇳 China</summary><blockquote>" in part.text
    assert "三国将自明年4月起互认氢能质量认证。" in accepted(part.text)


def test_the_day_of_an_old_document_is_told_once() -> None:
    old = replace(hydrogen(), published=1_701_864_000, dated=1_701_864_000)
    (part,) = rich.digest(a_digest(Section("energy", (old,))), TEXTS["en"], CATALOGUE)
    assert accepted(part.text).count("6 Dec 2023") == 1


def test_a_time_is_shown_in_the_readers_own_zone() -> None:
    (part,) = rich.digest(a_digest(Section("energy", (hydrogen(),))), TEXTS["en"], CATALOGUE)
    assert f'<tg-time unix="{hydrogen().published}"' in part.text


def test_a_story_of_one_side_has_nothing_to_unfold() -> None:
    (part,) = rich.digest(a_digest(Section("ai", (korean(),))), TEXTS["ko"], CATALOGUE)
    assert "<details>" not in part.text
    assert "<속보> 한일중 AI 안전 <공동선언> 채택" in accepted(part.text)


def test_the_week_counts_every_story_of_the_week_by_topic_and_by_who_told_it() -> None:
    digest = replace(a_digest(Section("energy", (hydrogen(),))), weekly=True)
    heads = [Head(n, NOW - 60, "trilateral", ("CN", "JP", "KR"), ("energy", "ai"), ()) for n in range(40)]
    week = trends(heads, NOW, told={n: ("CN", "JP")[: 1 + n % 2] for n in range(40)})
    (part,) = rich.digest(digest, TEXTS["en"], CATALOGUE, week=week)
    row = "".join(f'<td align="right">{n}</td>' for n in (40, 40, 20, 0))
    assert part.text.count(row) == 2
    accepted(part.text)


def test_what_does_not_fit_one_rich_message_is_classic() -> None:
    many = a_digest(Section("top", tuple(hydrogen(n) for n in range(1, 80))))
    assert {part.mode for part in rich.digest(many, TEXTS["en"], CATALOGUE)} == {"html"}


def test_a_digest_of_nothing_needs_no_rich_message() -> None:
    (part,) = rich.digest(a_digest(), TEXTS["en"], CATALOGUE)
    assert part.mode == "html"


@pytest.mark.parametrize("language", LANGUAGES)
@given(headline=st.text(min_size=1, max_size=400), sentence=st.text(max_size=400), publisher=st.text(max_size=60))
def test_any_words_arrive_unchanged_and_open_no_tag(
    language: str, headline: str, sentence: str, publisher: str
) -> None:
    story = hydrogen(headline=headline)
    quotes = tuple(replace(quote, text=sentence, publisher=publisher) for quote in story.quotes[:1])
    digest = a_digest(Section("top", (replace(story, quotes=quotes, others=quotes),)))
    text = accepted(rich.digest(digest, TEXTS[language], CATALOGUE)[0].text)
    assert clean(headline).strip() in text
    assert clean(sentence).strip() in text
