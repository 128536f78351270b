"""Whatever data a button bears, the press is answered: data that somebody made up, of an older version, of nobody."""

import logging
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.commands import COMMANDS, PRESSES
from bot.desk.context import Desk
from bot.desk.keyboards import Keyboards
from tests.bot.visitor import Visitor, shown, toasts
from tests.fake_telegram import Call

_MANY = settings(max_examples=4 * settings().max_examples)
"""There are many verbs."""
_TOKENS = (
    *("", "0", "1", "2", "-1", "x", "yes", "on", "off", "back", "language", "hours", "topics", "topic", "at", "450"),
    *(
        "999999999999999",
        "99999999999999999999",
        "１２",
        "1.5",
        "1e3",
        "grade",
        "times",
        "national",
        "sectors",
        "every",
    ),
    *("ai", "sai", "snosuch", "mtcs", "cCN", "cXX", "k0123456789ab", "pxyz", "zh-Hans", "UTC", "../UTC", "Asia/Seoul"),
    *(
        "drop",
        "go",
        "when",
        "activity",
        "ja",
        "story_1",
        "stats",
        "0123456789ab",
        "\x00",
        "\ud800",
        "a b",
        "水素",
        "🇯🇵",
    ),
    *(command.name for command in COMMANDS),
)
_OURS = st.builds(
    lambda verb, arguments: ":".join([verb, *arguments]),
    st.sampled_from(sorted(PRESSES)),
    st.lists(st.sampled_from(_TOKENS), max_size=4),
)
_ANY = st.text(max_size=64) | st.from_regex(r"[a-z]{1,8}(:[a-z0-9+-]{0,20}){0,4}", fullmatch=True) | _OURS


def _answered(calls: list[Call], records: list[logging.LogRecord]) -> None:
    answers = [call for call in calls if call.method == "answerCallbackQuery"]
    assert [call.status for call in answers] == [200]
    assert toasts(calls) or shown(calls) or len(calls) > 1, "a press that nothing is seen of"
    assert not {call.description for call in calls if call.status != 200 and "to edit" not in call.description}
    assert not [record for record in records if record.levelno >= logging.ERROR]


@_MANY
@given(data=_ANY)
async def test_it_answers_data_that_nobody_signed(reader: Visitor, caplog: pytest.LogCaptureFixture, data: str) -> None:
    assume(data and len(data.encode("utf-8", "surrogatepass")) <= 64)
    caplog.clear()
    _answered(await reader.press(data, 1), caplog.records)


@_MANY
@given(what=_OURS)
async def test_it_answers_signed_data_of_every_verb(
    desk: Desk, reader: Visitor, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    assume("\ud800" not in what and len(what.encode()) <= 40)
    mine = desk.store.subscribers.ensure(7, 0, "private", "en", 0)
    caplog.clear()
    data = Keyboards.of(reader.application.bot_data["desk"].settings).data(what, mine)
    _answered(await reader.press(data, 1), caplog.records)


@pytest.mark.parametrize(
    "data",
    [
        "latest:x",
        "latest:",
        "pause:",
        "card",
        "sides",
        "story:",
        "topic:sai",
        "do",
        "do:",
        "end",
        "find:k1:2",
        "vote:1:9",
        "hello",
        "follow:snosuch",
    ],
)
async def test_it_says_that_a_button_no_longer_works(reader: Visitor, desk: Desk, data: str) -> None:
    mine = desk.store.subscribers.ensure(7, 0, "private", "en", 0)
    signed = Keyboards.of(reader.application.bot_data["desk"].settings).data(data, mine)
    for given_data in (data, signed):
        calls = await reader.press(given_data, 1)
        assert toasts(calls) == [desk.text("en")("press.unknown")]


def _press(**query: Any) -> dict[str, Any]:
    user = {"id": 7, "is_bot": False, "first_name": "Reader", "language_code": "ko"}
    return {"callback_query": {"id": "1", "from": user, "chat_instance": "1"} | query}


@pytest.mark.parametrize("what", [{"data": "latest"}, {"game_short_name": "chess"}])
async def test_it_answers_a_press_that_stands_under_no_message_of_ours(
    reader: Visitor, desk: Desk, what: dict[str, Any]
) -> None:
    calls = await reader.meet(_press(inline_message_id="abc", **what))
    assert toasts(calls) == [desk.text("ko")("press.unknown")]


async def test_it_answers_below_where_the_message_is_too_old_to_be_read(reader: Visitor) -> None:
    message = {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}}
    calls = await reader.meet(_press(message=message, data="latest:1"))
    assert "최신 소식" in shown(calls)[-1]
    assert "answerCallbackQuery" in [call.method for call in calls]


def test_every_verb_says_what_may_follow_it() -> None:
    """Numbers are bounded by their form: no huge one reaches the store."""
    for verb, press in PRESSES.items():
        if verb != "topics":  # whose arguments are of no account
            assert "[0-9]+" not in press.form, verb
            assert "\\d" not in press.form, verb
            assert ".*" not in press.form, verb
