"""The terminal chat: the same application, no network."""

import io
import os
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bot.desk.context import Desk
from bot.terminal.chat import Chat
from bot.terminal.keyboard import read_lines
from bot.terminal.screen import Screen
from config.settings import load_settings
from digests.sources.drops.inbox import leave
from tests import loaded
from tests.bot.archive import NOW, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path)
    yield desk
    desk.store.close()


async def talked(desk: Desk, *lines: str, language: str = "en") -> str:
    """What the terminal shows for ``lines``."""

    async def read() -> AsyncIterator[str]:
        for line in lines:
            yield f"{line}\n"

    out = io.StringIO()
    screen = Screen(Console(file=out, width=120, soft_wrap=True))
    await Chat(desk, screen, user_id=5, language=language).run(read())
    return out.getvalue()


async def test_three_taps_lead_to_a_digest(desk: Desk) -> None:
    shown = await talked(desk, "/start", "#5", "#1", "#3", language="ko")
    assert "사용할 언어를 골라 주세요" in shown
    assert "[5 ✅ 한국어]" in shown
    assert "설정을 마쳤습니다: 매일 07:30." in shown
    assert "1. 한일중, 수소 인증 상호 인정" in shown
    reader = desk.store.subscribers.by_chat(5)
    assert reader is not None
    assert reader.preferences.language == "ko"
    assert reader.schedule.zone == "Asia/Seoul"
    assert reader.next_due is not None
    assert reader.next_due > NOW


async def test_a_pressed_button_edits_its_message_and_old_ones_show_how_it_stands(desk: Desk) -> None:
    shown = await talked(desk, "#1", "/settings", "#3", "#1", "#99")
    assert "✎" in shown
    assert "✅ Only all three together" in shown
    assert "‹ Saved. ›" in shown
    assert shown.startswith("‹ There is no button to press. ›")
    assert re.search(r"‹ There is no button 99; they go from 1 to \d+. ›", shown)


async def test_plain_words_are_searched_for_and_wrong_ones_get_a_next_step(desk: Desk) -> None:
    shown = await talked(desk, "hydrogen", "zzzz", "/semiconductor", "/quit", "/about")
    assert "6 reports found for “hydrogen”" in shown
    assert "Nothing found for “zzzz”." in shown
    assert "/semiconductors Semiconductors]" in shown
    assert "What this is" not in shown


async def test_links_are_written_out_once_where_the_output_is_no_terminal(desk: Desk) -> None:
    shown = await talked(desk, "/story 1")
    assert shown.count("<https://en.news.example/hydrogen>") == 1
    assert "│ China, Japan and South Korea agreed" in shown


async def test_a_shared_place_sets_the_zone(desk: Desk) -> None:
    shown = await talked(desk, "/timezone", "#place 35.18 129.08", "/export")
    assert "(📍 Share my location)" in shown
    assert "Times are for Seoul (UTC+09:00)." in shown
    assert "[document trilateral-my-data.json, 1 kB]" in shown


async def test_a_channel_is_not_to_be_had_in_the_terminal_and_the_bot_says_so(desk: Desk) -> None:
    shown = await talked(desk, "/channel @name")
    assert desk.text("en")("channel.unknown", name="@name") in shown


async def test_a_filter_that_says_nothing_and_a_bare_slash_get_a_next_step(desk: Desk) -> None:
    shown = await talked(desk, "sector:nope", "/", "/ semiconductors")
    assert "I do not understand a filter in “sector:nope”." in shown
    assert "I cannot search for “/”." in shown
    assert "💾 Semiconductors" in shown


async def test_a_button_that_bears_its_own_number_shows_it_once(desk: Desk) -> None:
    shown = await talked(desk, "/latest")
    assert "[1]" in shown
    assert "[1 1]" not in shown


async def test_languages_to_choose_from_stand_in_their_own_words(desk: Desk) -> None:
    shown = await talked(desk, "/language", language="ko")
    assert "[1 English]" in shown
    assert "[4 日本語]" in shown


async def test_what_was_dropped_is_taken_in_before_the_answer(tmp_path: Path) -> None:
    opened = loaded.assembly(load_settings(TRILATERAL_DATA_DIR=str(tmp_path), TELEGRAM_BOT_TOKEN=""))
    leave(opened.settings.inbox, "note.txt", b"China, Japan and South Korea open a hydrogen office in Jeju.")
    leave(opened.settings.inbox, "empty.txt", b"")

    async def read() -> AsyncIterator[str]:
        yield "hydrogen office"

    out = io.StringIO()
    screen = Screen(Console(file=out, width=120, soft_wrap=True))
    await Chat(opened.desk(), screen, user_id=5, language="en", inbox=opened.take_dropped).run(read())
    opened.close()
    assert "‹ note.txt: 1 new item ›" in out.getvalue()
    assert "‹ empty.txt was not taken in: it is empty. Send it again once it holds text. ›" in out.getvalue()
    assert "found for “hydrogen office”" in out.getvalue()


async def test_a_terminal_is_read_line_by_line_until_its_end() -> None:
    keyboard, terminal = os.openpty()
    os.write(keyboard, b"/help\nhydrogen\n\x04")
    with os.fdopen(terminal) as stream:
        assert [line async for line in read_lines(stream)] == ["/help\n", "hydrogen\n"]
    os.close(keyboard)
