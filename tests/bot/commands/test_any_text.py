"""Every command, whatever stands after it, is answered in a form that Telegram's own parser takes, without a fault."""

import logging

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.commands import COMMANDS
from bot.desk.context import Desk
from tests.bot.visitor import Visitor, shown, visiting
from tests.fake_telegram import Call, FakeTelegram

_WORDS = (
    *(
        "9" * 30,
        "-" + "9" * 30,
        "-1",
        "0",
        "1",
        "1.5",
        "1e9",
        "٣",
        "１２",
        "②",
        "½",
        "x" * 4000,
        "長" * 4000,
        "🐟" * 2000,
    ),
    *(
        "\x00",
        "\x00" * 50,
        "a\x00b",
        "\ud800",
        "a\udfffb",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\x1b[31m",
        "\u2028",
        "\t",
        "/",
    ),
    *(
        "<b>",
        "</a>",
        "&amp;",
        "&#0;",
        "{0}",
        "{name}",
        "%s",
        "%",
        "\\",
        "'",
        '"',
        "``",
        "(((",
        "[",
        "*",
        "a:b",
        "*" * 99,
    ),
    *(
        "🇯🇵",
        "👨‍👩‍👧‍👦",
        "☺",
        "ｱ",
        "㋿",
        "é" * 99,
        "日中韓",
        "반도체",
        "07:30",
        "25:61",
        "24:00",
        "99:99",
        "0:0",
        "7 am",
    ),
    *(
        "2 weeks",
        "9999 years",
        "9" * 6,
        "31 February",
        "2026-13-45",
        "0000-00-00",
        "9999-12-31",
        "2/30",
        "until friday",
    ),
    *(
        "UTC+99",
        "GMT-0",
        "../..",
        "Etc/GMT+14",
        "ai",
        "JP",
        "cn,jp",
        "a,b,c,d",
        "-x",
        "OR",
        "AND",
        "NOT x",
        "NEAR(a b)",
    ),
    *(
        "lang:",
        "lang:x",
        "sector:ai",
        "from:2026",
        "date:99",
        "country:",
        "@channel",
        "-100" + "9" * 20,
        "https://t.me/x",
    ),
    *("story_1", "story_" + "9" * 50, "all", "none", "off", "en", "zh", "日本語,한국어", "mon-sun", "workdays", "9-7"),
)
_TEXT = st.lists(st.sampled_from(_WORDS) | st.text(max_size=40), max_size=4).map(" ".join) | st.text(max_size=4000)
_NAMES = ("", *(command.name for command in COMMANDS), "ai", "story_1", "nosuch")


def _fine(calls: list[Call], records: list[logging.LogRecord], about: str) -> None:
    assert [call for call in calls if call.method.startswith(("send", "edit", "answer"))], about
    refused = {call.description for call in calls if call.status != 200}
    assert not refused - {"Bad Request: chat not found"}, (about, refused)  # what /channel asked Telegram for
    assert not [record.getMessage() for record in records if record.levelno >= logging.ERROR], about


@given(name=st.sampled_from(_NAMES), text=_TEXT)
@example(name="", text="\ud800")
@example(name="feedback", text="\ud800 \x00")
@example(name="search", text="9" * 4000)
async def test_it_is_answered_whatever_is_written(
    reader: Visitor, caplog: pytest.LogCaptureFixture, name: str, text: str
) -> None:
    written = f"/{name} {text}" if name else text
    if not written.strip():
        return
    caplog.clear()
    _fine(await reader.say(written[:4096]), caplog.records, repr(written[:200]))


@pytest.mark.slow
@pytest.mark.parametrize(("place", "name"), list(enumerate(command.name for command in COMMANDS)))
async def test_each_command_takes_awkward_words(
    desk: Desk, fake_telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, place: int, name: str
) -> None:
    """Each every other one of them, so that each word is taken by half of the commands."""
    async with visiting(desk, fake_telegram, admins="7") as operator:
        for word in _WORDS[place % 2 :: 2]:
            caplog.clear()
            _fine(await operator.say(f"/{name} {word}"), caplog.records, repr((name, word[:80])))


@given(text=_TEXT)
async def test_an_inline_query_is_answered_whatever_is_written(
    reader: Visitor, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    user = {"id": 7, "is_bot": False, "first_name": "Reader", "language_code": "en"}
    query = {"id": "1", "from": user, "query": text[:256], "offset": ""}
    caplog.clear()
    calls = await reader.meet({"inline_query": query})
    assert [(call.method, call.status) for call in calls] == [("answerInlineQuery", 200)]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("name", ["\ud800", "\x00", "", "<b>", "🐟" * 60, "{x}"])
async def test_a_chats_name_costs_no_answer(reader: Visitor, caplog: pytest.LogCaptureFixture, name: str) -> None:
    chat = {"id": 70, "type": "private", "first_name": name}
    reader.chat_id = 70
    for text in ("/start", "/settings", "/feedback hello", "/export"):
        answer = await reader.say(text, chat=chat)
        assert shown(answer), text
        assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
