"""Trends as a picture."""

import gc
import struct
import threading
from typing import Literal

import psutil
import pytest
from matplotlib.font_manager import get_font
from noto_cjk_sans_jp_regular import FONT_PATH

from bot.render.charts import chart
from bot.render.words import Words
from config.languages import LANGUAGES
from digests.editions.trends import WEEK, trends
from digests.model import Head
from tests import loaded

NOW = 1_795_521_600
TEXTS = loaded.texts()
CATALOGUE = loaded.catalogue()
HEADS = [
    Head(n, NOW - (n % 8) * WEEK - 60, "trilateral", ("CN", "JP", "KR")[: 1 + n % 3], (sector.id,), ("rcep",) * (n % 2))
    for n, sector in enumerate(CATALOGUE.sectors * 6)
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_is_a_picture_as_tall_as_a_phone(theme: Literal["light", "dark"]) -> None:
    picture = chart(trends(HEADS, NOW), Words(TEXTS["ja"], CATALOGUE), theme)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1080, 1710)


def test_the_themes_differ() -> None:
    words = Words(TEXTS["en"], CATALOGUE)
    assert chart(trends(HEADS, NOW), words, "light") != chart(trends(HEADS, NOW), words, "dark")


def test_one_story_and_none_can_be_drawn() -> None:
    words = Words(TEXTS["en"], CATALOGUE)
    for heads in ([], HEADS[:1]):
        assert chart(trends(heads, NOW), words, "light").startswith(b"\x89PNG")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_font_has_every_letter_of_every_label(language: str) -> None:
    words = Words(TEXTS[language], CATALOGUE)
    ids = [*(sector.id for sector in CATALOGUE.sectors), *(mechanism.id for mechanism in CATALOGUE.mechanisms)]
    names = [words.tag(name) for name in ids]
    titles = [
        TEXTS[language](f"charts.{key}") for key in ("weeks", "rising", "steady", "first", "countries", "meetings")
    ]
    letters = get_font(str(FONT_PATH)).get_charmap()
    missing = {letter for text in (*names, *titles) for letter in text if ord(letter) not in letters}
    assert not missing


def test_no_font_stays_open_for_the_thread_that_drew() -> None:
    words, found = Words(TEXTS["ko"], CATALOGUE), trends(HEADS[:5], NOW)
    chart(found, words, "light")
    gc.collect()
    before = psutil.Process().num_fds()
    for _ in range(3):
        thread = threading.Thread(target=chart, args=(found, words, "light"))
        thread.start()
        thread.join()
    gc.collect()
    assert psutil.Process().num_fds() <= before
