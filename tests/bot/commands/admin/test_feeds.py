"""The feed doctor: the list, one feed's card, and what its buttons do."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from bot.conversation.feed_doctor import STATES, State
from bot.desk.context import Desk
from config.languages import LANGUAGES
from digests.model import Feed
from digests.sources.feeds.polling import HOUR, PollState
from digests.store.news.feeds import FeedResult, Poll
from tests import loaded
from tests.bot.archive import NOW, a_desk
from tests.bot.visitor import Visitor, buttons, labelled, shown, toasts, visiting
from tests.fake_telegram import FakeTelegram

EDITOR = "7"
DAY = 86_400
WELL = "https://well.example/rss"
DEAD = "https://dead.example/rss"
DOWN = "https://down.example/rss"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One feed that is well, one that says nothing new, one that fails and has an alternate."""
    desk = a_desk(tmp_path)
    feeds = desk.store.feeds
    feeds.sync(
        [
            Feed(WELL, "Well Times", "JP"),
            Feed(DEAD, "Dead Letters", "CN"),
            Feed(DOWN, "Down Post", "KR", alternates=("https://down.example/other",)),
        ]
    )
    asked = PollState(last_poll=NOW - 600, last_read=NOW - 600, gap=2 * HOUR, counted=20)
    waiting = replace(PollState().instead, try_at=NOW + DAY, tries=2)
    failing = replace(asked, failures=4, failing_since=NOW - DAY, newest=NOW - DAY, instead=waiting)
    read = FeedResult(NOW - 600, "read", entries=20, added=3)
    failed = FeedResult(NOW - 600, "failed", "answered 503: try later")
    feeds.record(
        [
            Poll(WELL, replace(asked, newest=NOW - HOUR), NOW + HOUR, read),
            Poll(DEAD, replace(asked, newest=NOW - 40 * DAY), NOW + HOUR, replace(read, outcome="unchanged")),
            Poll(DOWN, failing, NOW + HOUR, failed),
        ]
    )
    yield desk
    desk.store.close()


async def _card(editor: Visitor, name: str) -> str:
    return shown(await editor.say(f"/feeds {name}"))[0]


async def test_the_unwell_ones_come_first(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        calls = await editor.say("/feeds")
        assert shown(calls) == ["Feeds: 3\n🔴 fails: 1\n🟠 silent: 1\n🟢 well: 1"]
        assert [label for label, _, _ in buttons(calls)] == ["🔴 Down Post", "🟠 Dead Letters", "🟢 Well Times"]


async def test_a_card_says_how_it_is_what_is_wrong_and_what_to_do(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        dead = await _card(editor, "dead")
        assert "silent" in dead
        assert "Usually something new every 2 hours" in dead
        assert "Nothing new for 6 weeks" in dead
        assert "unchanged 20 (+3)" in dead
        assert "What to do: it answers and says nothing new" in dead
        down = await _card(editor, DOWN)
        assert "failed – answered 503: try later" in down
        assert "What to do" not in await _card(editor, "Well")
        assert "Try the alternate" not in [label for label, _, _ in buttons(await editor.say("/feeds Well"))]
        assert shown(await editor.say("/feeds nowhere")) == ["No feed is called “nowhere”."]


async def test_its_buttons_poll_pause_resume_and_try_the_alternate(desk: Desk, fake_telegram: FakeTelegram) -> None:
    feeds = desk.store.feeds
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        calls = await editor.say("/feeds Well")
        assert not [each for each in feeds.due(NOW) if each.feed.url == WELL]
        _, data, message = labelled(calls, "Poll now")
        assert toasts(await editor.press(data, message)) == ["Next poll: within a minute"]
        assert [each.feed.url for each in feeds.due(NOW)] == [WELL]
        _, data, _ = labelled(calls, "Pause")
        paused = await editor.press(data, message)
        assert feeds.due(NOW) == []
        _, data, _ = labelled(paused, "Resume")
        await editor.press(data, message)
        assert [each.feed.url for each in feeds.due(NOW)] == [WELL]
        _, data, _ = labelled(await editor.say("/feeds Down"), "Try the alternate")
        await editor.press(data, message)
        down = feeds.get(DOWN)
        assert down is not None
        assert (down.next_poll, down.state.instead.try_at, down.state.failures) == (0, 0, 4)
    told = [(each.user_id, each.subject.split()[0], each.before, each.after) for each in desk.store.audit.latest(9)]
    assert told == [
        (7, "alternate", "on catalogue", "on catalogue"),
        (7, "resume", "off catalogue", "on catalogue"),
        (7, "pause", "on catalogue", "off catalogue"),
        (7, "poll", "on catalogue", "on catalogue"),
    ]


async def test_it_asks_before_it_removes_and_can_bring_it_back(desk: Desk, fake_telegram: FakeTelegram) -> None:
    feeds = desk.store.feeds
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        _, data, message = labelled(await editor.say("/feeds Well"), "Remove")
        asked = await editor.press(data, message)
        assert shown(asked) == ["Remove Well Times? It is polled no more; its stories stay."]
        assert len(feeds.listed()) == 3
        _, data, _ = labelled(asked, "Remove it")
        gone = await editor.press(data, message)
        assert len(feeds.listed()) == 2
        _, data, _ = labelled(gone, "Bring it back")
        await editor.press(data, message)
        assert len(feeds.listed()) == 3


async def test_a_long_list_has_pages(desk: Desk, fake_telegram: FakeTelegram) -> None:
    for number in range(25):
        desk.store.feeds.add(Feed(f"https://more.example/{number}", f"More {number:02}", "JP"))
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        calls = await editor.say("/feeds")
        met = [label for label, _, _ in buttons(calls)]
        while any("Next" in label for label, _, _ in buttons(calls)):
            _, data, message = labelled(calls, "Next")
            calls = await editor.press(data, message)
            met += [label for label, _, _ in buttons(calls)]
        assert len({label for label in met if "Next" not in label and "Back" not in label}) == 28


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_word_and_every_trouble_a_cure(language: str) -> None:
    texts = loaded.texts()[language]
    assert set(STATES) == set(get_args(State))
    for state in STATES:
        assert texts.sentence(f"feeds.state.{state.replace(' ', '_')}")
    for trouble in ("ended", "set_aside", "failing", "empty", "silent"):
        assert texts.sentence(f"feeds.do.{trouble}")


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
async def test_it_speaks_the_editors_language(desk: Desk, fake_telegram: FakeTelegram, language: str) -> None:
    async with visiting(desk, fake_telegram, editors=EDITOR, language=language.lower()) as editor:
        said = "\n".join([*shown(await editor.say("/feeds")), await _card(editor, "Dead"), await _card(editor, "Well")])
    for english in ("silent", "failing", "well", "unchanged", "read", "hours", "Next"):
        assert english not in said.replace("Well Times", "").replace("well.example", "").split(), said
