"""Charts kept as files: drawn once for each language, theme and day, and thrown away when newer ones come."""

import hashlib
import threading
from pathlib import Path

from bot.context import Desk
from bot.render.words import Words
from digests.model import Part, Preferences
from digests.trends import Trends

_KEPT = 60
"""Files: five languages in two themes for six days."""
_MOST = 3
_drawing = threading.Lock()
"""matplotlib's text layout is not safe in two threads at once."""


def trends_picture(desk: Desk, preferences: Preferences, now: int) -> Part | None:
    """The trends up to ``now`` as a picture with its description; ``None`` where the reader wants no pictures or there
    is nothing to show."""
    if preferences.pictures == "off":
        return None
    found = desk.kitchen.trends(desk.store, now)
    if not found.totals[-1]:
        return None
    words = Words(desk.text(preferences.language), desk.catalogue)
    name = hashlib.blake2b(repr((found.sectors, found.countries, found.pairs)).encode(), digest_size=8).hexdigest()
    path = desk.settings.data_dir / "charts" / f"{name}-{words.texts.language}-{preferences.pictures}.png"
    with _drawing:
        if not path.exists():
            _draw(path, found, words, preferences.pictures)
    return Part(text=_description(found, words), mode="plain", photo=str(path))


def _draw(path: Path, found: Trends, words: Words, theme: str) -> None:
    from bot.render.charts import PALETTES, chart  # matplotlib takes half a second that most starts can do without

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(chart(found, words, next(known for known in PALETTES if known == theme)))
    unfinished.rename(path)
    kept = sorted(path.parent.glob("*.png"), key=lambda file: file.stat().st_mtime)
    for old in kept[:-_KEPT]:
        old.unlink(missing_ok=True)


def _description(found: Trends, words: Words) -> str:
    """What the picture shows, for those who do not see it."""
    most = [f"{words.tag(line.name)} {words.number(line.now)}" for line in found.sectors[:_MOST] if line.now]
    rising = [words.tag(line.name) for line in found.rising[:_MOST]]
    return words.texts(
        "charts.caption",
        title=words.texts("trends.title"),
        topics=words.listed(most) or "–",
        rising=words.listed(rising) or "–",
    )
