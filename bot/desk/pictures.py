"""Charts kept as files: drawn for each language and theme, and thrown away when newer ones come.

The service draws them all ahead, in a process that ends with it: drawing computes for seconds, during which no other
answer would be written. Where that did not happen, whoever asks first waits for one.
"""

import hashlib
import logging
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from bot.desk.context import Desk
from bot.render.texts import load_texts
from bot.render.words import Words
from config.catalogue import load_catalogue
from digests.editions.trends import Trends
from digests.model import Part, Preferences
from digests.store.engine import permissions

log = logging.getLogger(__name__)

Theme = Literal["light", "dark"]

_THEMES: tuple[Theme, ...] = ("light", "dark")
_KEPT = 240
"""Files: five languages in two themes, every hour of a day; a digest that waits to be sent finds its own."""
_MOST = 3
_NICE = 10
_drawing = threading.Lock()
"""matplotlib's text layout is not safe in two threads at once."""


def trends_picture(desk: Desk, preferences: Preferences, now: int) -> Part | None:
    """The trends up to ``now`` as a picture with its description; ``None`` where the reader wants no pictures, none can
    be drawn here, there is nothing to show, or all are drawn just now: to draw one more takes seconds of everybody's.
    """
    if preferences.pictures == "off" or not desk.charts:
        return None
    found = desk.prepared.trends(desk.store, now)
    if not found.totals[-1]:
        return None
    words = Words(desk.text(preferences.language), desk.catalogue)
    path = _path(desk.settings.data_dir, found, words.texts.language, preferences.pictures)
    if not path.exists():
        if desk.prepared.is_drawing:
            return None
        with _drawing:
            _draw(path, found, words, preferences.pictures)
    return Part(text=_description(found, words), mode="plain", photo=str(path))


def draw_ahead(desk: Desk, found: Trends) -> None:
    """The pictures of ``found`` in every language and theme."""
    pairs = [(language, theme) for language in desk.texts for theme in _THEMES] if found.totals[-1] else []
    folder = desk.settings.data_dir
    missing = [(language, theme) for language, theme in pairs if not _path(folder, found, language, theme).exists()]
    if not missing or not desk.charts:
        return
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_behind_others) as process:
            process.submit(_draw_all, folder, desk.settings.config_dir, found, missing).result()
    except (BrokenProcessPool, OSError) as error:
        log.warning("trends are not drawn ahead: %s", error)


def _behind_others() -> None:
    """Of the drawing process: answers go first, and Ctrl-C is the service's to handle."""
    os.nice(_NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _draw_all(data: Path, config: Path, found: Trends, wanted: Sequence[tuple[str, Theme]]) -> None:
    texts, catalogue = load_texts(), load_catalogue(config)
    for language, theme in wanted:
        _draw(_path(data, found, language, theme), found, Words(texts[language], catalogue), theme)


def _path(data: Path, found: Trends, language: str, theme: Theme) -> Path:
    shown = repr((found.sectors, found.read, found.countries, found.meetings)).encode()
    return data / "charts" / f"{hashlib.blake2b(shown, digest_size=8).hexdigest()}-{language}-{theme}.png"


def _draw(path: Path, found: Trends, words: Words, theme: Theme) -> None:
    if path.exists():  # by another while we waited
        return
    from bot.render.charts import chart  # matplotlib takes half a second that most starts can do without

    permissions.folder(path.parent)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    permissions.file(unfinished)
    unfinished.write_bytes(chart(found, words, theme))
    unfinished.rename(path)
    kept = sorted(path.parent.glob("*.png"), key=lambda file: file.stat().st_mtime)
    for old in kept[:-_KEPT]:
        old.unlink(missing_ok=True)


def _description(found: Trends, words: Words) -> str:
    """What the picture shows, for those who do not see it."""
    most = [f"{words.tag(line.name)} {words.number(line.now)}" for line in found.most[:_MOST]]
    rising = [words.tag(line.name) for line in found.rising[:_MOST]]
    title, topics = words.texts("trends.title"), words.listed(most) or "–"
    if not rising:
        return words.texts("charts.caption.plain", title=title, topics=topics)
    return words.texts("charts.caption", title=title, topics=topics, rising=words.listed(rising))
