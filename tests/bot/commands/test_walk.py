"""Every command and every button that can be reached, walked in all five languages: nothing that Telegram refuses,
nothing untranslated, no dead end."""

import re
from collections import deque

import pytest

from bot.commands import COMMANDS
from bot.conversation.menus import topic_commands
from bot.desk.context import Desk
from bot.desk.keyboards import Keyboards
from config.languages import LANGUAGES
from tests.bot.visitor import Button, Visitor, buttons, shown, toasts, visiting
from tests.fake_telegram import Call, FakeTelegram

_SAID = [
    *(f"/{command.name}" for command in COMMANDS if command.callback is None),
    "/channel",
    "/latest ai",
    "/latest JP",
    "/latest nonsense",
    "/topic semiconductors",
    "/topic hydrogen",
    "/topic zzzz",
    "/topic " + "x" * 300,
    "/search hydrogen",
    "/search zzzz",
    "/search ?!",
    "/search " + "長" * 300,
    "水素",
    "...",
    "/story 1",
    "/story_1",
    "/story 99",
    "/sides 1",
    "/sides_2",
    "/sides x",
    "/why 1",
    "/why 99",
    "/follow hydrogen",
    "/follow KR",
    "/mute sport",
    "/unfollow hydrogen",
    "/unfollow nothing",
    "/following",
    "/schedule 07:30 18:00",
    "/schedule soon",
    "/timezone Osaka",
    "/timezone America",
    "/timezone Nowherecity",
    "/language klingon",
    "/reads en ja",
    "/reads klingon",
    "/pause 7",
    "/pause 9999",
    "/resume",
    "/feedback more fish",
    "/feedback " + "x" * 3000,
    "/help schedule",
    "/help supply_chain",
    "/help nosuch",
    "/nosuch",
    "/toda",
    "/start ai",
    "/start story_1",
    "/start nonsense",
    "/asean3",
    "/supply_chain",
]
_FINAL = ("forget.done", "feedback.usage", "feedback.long", "search.long", "channel.ask", "zone.share", "groups.admins")
"""Answers that need no button: they say themselves what to write, or end by design."""


def _keyless(button: Button) -> str:
    """What a button does, whoever's it is and however old: what makes two presses the same."""
    return button[1].rsplit(".", 1)[-1]


def _refused(calls: list[Call]) -> list[tuple[str, int, str]]:
    """Calls that Telegram would refuse; an edit that changes nothing is no fault (and is not seen by the reader)."""
    wrong = [call for call in calls if call.status != 200 and "not modified" not in call.description]
    return [(call.method, call.status, call.description) for call in wrong]


async def _walk(visitor: Visitor, calls: list[Call], language: str) -> list[Call]:
    """Press every button that is reachable from ``calls``, each kind of it once, and what they lead to; those that
    change the language are left out, so that all that is shown must be in one;
    the one that deletes the reader is left out too."""
    seen = {"forget:yes"} | {
        f"{step}:{other}" for step in ("pick:language", "hello:topics") for other in LANGUAGES if other != language
    }
    queue = deque(buttons(calls))
    met: list[Call] = []
    while queue:
        button = queue.popleft()
        if _keyless(button) in seen:
            continue
        seen.add(_keyless(button))
        answer = await visitor.press(button[1], button[2])
        met += answer
        queue.extend(each for each in buttons(answer) if _keyless(each) not in seen)
    return met


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_command_and_button_is_accepted_translated_and_leads_on(
    desk: Desk, fake_telegram: FakeTelegram, language: str
) -> None:
    async with visiting(desk, fake_telegram, language=language.lower()) as visitor:
        calls: list[Call] = []
        for text in _SAID:
            answer = await visitor.say(text)
            assert shown(answer), f"{text} is not answered"
            calls += answer
            if text == "/forget":
                calls += await visitor.say("/resume")
        assert _refused(calls) == []
        _translated(desk, language, calls)
        _leads_on(desk, language, calls)
        walked = await _walk(visitor, calls, language)
        assert _refused(walked) == []
        assert len(walked) > 150
        _translated(desk, language, walked)
        _leads_on(desk, language, walked)
        texts = desk.text(language)
        assert not {texts("press.unknown"), texts("press.gone")} & set(toasts(walked))


def _translated(desk: Desk, language: str, calls: list[Call]) -> None:
    """No sentence of another language's interface in any answer; the names of sources are theirs, and what a sector is
    called stands in what they write."""
    own, others = desk.text(language), [desk.text(other) for other in LANGUAGES if other != language]
    mine = "\n".join(own.sentence(key) or "" for key in own.keys)
    texts = "\n".join(shown(calls))
    for feed in desk.catalogue.feeds:
        texts = texts.replace(feed.name, "")
    labels = "\n".join(label for label, _, _ in buttons(calls))
    for key in (key for key in own.keys if not key.startswith(("sector.", "mechanism."))):
        for other in others:
            sentence = other.sentence(key)
            if sentence is None or "{" in sentence or len(sentence) < 8 or sentence in mine:
                continue
            assert sentence not in texts, (key, other.language)
            assert sentence not in labels, (key, other.language)
    assert not re.search(r"\{[a-z_]+\}", texts)


def _leads_on(desk: Desk, language: str, calls: list[Call]) -> None:
    """Every answer's last message has a button, or is one that is final by design."""
    texts = desk.text(language)
    final = [texts.sentence(key) or "" for key in _FINAL]
    for call in calls:
        if call.method != "sendMessage" or call.values.get("reply_markup"):
            continue
        text = shown([call])[0]
        follows_on = calls[calls.index(call) + 1 : calls.index(call) + 2]
        part_of_many = bool(follows_on) and follows_on[0].method in ("sendMessage", "sendDocument")
        assert part_of_many or any(text.startswith(sentence.split("{")[0]) for sentence in final), text


async def test_every_topic_is_a_command(desk: Desk, reader: Visitor) -> None:
    for name in topic_commands(desk.catalogue):
        calls = await reader.say(f"/{name}")
        assert _refused(calls) == []
        assert buttons(calls), name


async def test_a_forged_and_a_foreign_button_do_nothing(desk: Desk, reader: Visitor) -> None:
    await reader.say("/start")
    mine = desk.store.subscribers.by_chat(7)
    assert mine is not None
    for data in ("pick:grade:national", "forget:yes", "1.0.AAAAAAAA.pick:grade:national", "nonsense", "do:nonsense"):
        calls = await reader.press(data, 1)
        assert [call.method for call in calls] == ["answerCallbackQuery"], data
    other = desk.store.subscribers.ensure(8, 0, "private", "en", 0)
    data = Keyboards.of(reader.application.bot_data["desk"].settings).data("pick:grade:national", other)
    await reader.press(data, 1)
    assert desk.store.subscribers.get(other.id) == other
    assert desk.store.subscribers.get(mine.id) == mine
