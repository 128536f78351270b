"""Whatever a reader writes, the answer is one that Telegram takes."""

import pytest

from tests.bot.visitor import Visitor, buttons, shown

_TEXTS = (
    "<b>x</b> & </a>",
    "👨‍👩‍👧‍👦🇰🇷",
    "مرحبا ‮evil‬",
    "é̂" * 60,
    "한" * 199,
    "x" * 4096,
    "'; DROP TABLE items; --",
    '"',
    "{name} {0} %s",
    "a:b:c",
    ".",
    "1",
    "\u200b",
    "/",
    "line\nline",
)


@pytest.mark.parametrize(
    "command", ["", "/topic", "/latest", "/follow", "/mute", "/unfollow", "/schedule", "/timezone"]
)
async def test_awkward_words_get_a_proper_answer_and_their_buttons_work(reader: Visitor, command: str) -> None:
    for text in _TEXTS:
        calls = await reader.say(f"{command} {text}".strip())
        assert shown(calls), text
        for _, data, number in buttons(calls)[:4]:
            calls += await reader.press(data, number)
        assert [
            call.description for call in calls if call.status != 200 and "not modified" not in call.description
        ] == []


@pytest.mark.parametrize(
    "command", ["/language", "/reads", "/pause", "/help", "/story", "/sides", "/why", "/start", "/feedback"]
)
async def test_awkward_arguments_are_answered_too(reader: Visitor, command: str) -> None:
    for text in _TEXTS:
        calls = await reader.say(f"{command} {text}")
        assert shown(calls), text
        assert [call.description for call in calls if call.status != 200] == []
