"""Where what draws charts is not installed, the same is told in words, and readers are told why."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk.context import Desk
from bot.desk.pictures import draw_ahead, trends_picture
from bot.render.drawing import CURE, missing
from bot.service.doctor.machine import charts
from digests.model import Preferences
from tests.bot.archive import NOW, a_desk
from tests.bot.visitor import shown, visiting
from tests.fake_telegram import FakeTelegram


@pytest.fixture
def lean(tmp_path: Path) -> Desk:
    return replace(a_desk(tmp_path), charts=False)


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "zh-Hant"])
async def test_trends_come_in_words_with_the_reason(lean: Desk, fake_telegram: FakeTelegram, language: str) -> None:
    why = lean.text(language)("charts.missing")
    async with visiting(lean, fake_telegram, language=language) as reader:
        (answer,) = shown(await reader.say("/trends"))
        assert answer.endswith(why)
        assert lean.text(language)("trends.most") in answer
        assert why in shown(await reader.press("set:pictures", 1))[-1]
        asking = lean.store.subscribers.by_chat(reader.chat_id)
        assert asking is not None
        lean.store.subscribers.save_preferences(asking.id, replace(asking.preferences, pictures="off"))
        assert why not in shown(await reader.say("/trends"))[-1]
    assert not fake_telegram.of("sendPhoto")


def test_nothing_is_drawn_for_digests_nor_ahead(lean: Desk) -> None:
    assert trends_picture(lean, Preferences(), NOW) is None
    draw_ahead(lean, lean.prepared.trends(lean.store, NOW))
    assert not (lean.settings.data_dir / "charts").exists()


def test_the_doctor_says_what_to_install_and_finds_no_fault_in_its_absence() -> None:
    assert missing() == ()
    assert charts((), 1).state == "ok"
    assert charts(("matplotlib",), 0).state == "note"
    assert CURE in charts(("matplotlib",), 1).cure
