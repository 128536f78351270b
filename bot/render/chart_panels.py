"""The panels of a chart, drawn in one language and one theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.font_manager import FontProperties
from noto_cjk_sans_jp_regular import FONT_PATH

from bot.render.words import Words
from digests.editions.trends import MEETINGS, WEEK, Trend, Trends
from digests.model import COUNTRIES

Theme = Literal["light", "dark"]
_MARGIN = -0.47
"""Where titles begin, left of the panels, as a share of their width."""
_LONGEST = 15
"""Characters of a topic's name beside its row; CJK characters count double."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme; the three countries' differ in lightness as well as in hue."""

    ground: str
    text: str
    soft: str
    grid: str
    low: str
    high: str
    on_high: str
    countries: tuple[str, str, str]
    on_countries: tuple[str, str, str]


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        "#ffffff", "#1c2733", "#5b6b7a", "#e3e8ed", "#eef4fa", "#1f5f99", "#ffffff",
        ("#b3392f", "#2f6fa7", "#e0a526"), ("#ffffff", "#ffffff", "#1c2733"),
    ),
    "dark": Palette(
        "#17212b", "#eef3f7", "#9fb0bf", "#2b3a48", "#203040", "#7db8ec", "#10202e",
        ("#e0685c", "#6aa9dd", "#f0c24f"), ("#17212b", "#17212b", "#17212b"),
    ),
}  # fmt: skip


@cache
def _font(size: float) -> FontProperties:
    return FontProperties(fname=Path(str(FONT_PATH)), size=size)


class Panels:
    """The panels, in one language and one theme."""

    def __init__(self, words: Words, palette: Palette) -> None:
        self._words = words
        self._palette = palette
        self._ramp = LinearSegmentedColormap.from_list("ramp", [palette.low, palette.high])

    def font(self, size: float) -> dict[str, Any]:
        return {"fontproperties": _font(size)}

    def weeks(self, axes: Axes, lines: Sequence[Trend], trends: Trends) -> None:
        """Topics down, weeks across, the last week at the right."""
        self._title(axes, "charts.weeks")
        last = len(trends.totals) - 1
        first = next((week for week, total in enumerate(trends.totals) if total), last)
        shown = range(first, last + 1)
        counts = [[line.weeks[week] or (0 if trends.read[week] else None) for week in shown] for line in lines]
        days = [self._words.short_day(trends.until - WEEK * (last - week)) for week in shown]
        self._grid(axes, [line.name for line in lines], days, counts)

    def meetings(self, axes: Axes, lines: Sequence[Trend], trends: Trends) -> None:
        """Topics down, two countries or all three across: where who meets."""
        self._title(axes, "charts.meetings")
        names = ["\n".join(self._words.country(code) for code in countries) for countries in MEETINGS]
        counts = [[trends.meetings.get((line.name, countries), 0) for countries in MEETINGS] for line in lines]
        self._grid(axes, [line.name for line in lines], names, counts)

    def rising(self, axes: Axes, lines: Sequence[Trend], trends: Trends) -> None:
        """What there is clearly more of than usual: this week's bar beside a mark at the usual."""
        self._title(axes, "charts.rising")
        axes.set_axis_off()
        if not lines:
            said = self._words.texts("charts.first" if trends.usual is None else "charts.steady")
            axes.text(_MARGIN, 0.5, said, transform=axes.transAxes, va="center",
                      color=self._palette.soft, **self.font(10))  # fmt: skip
            return
        most = max(line.now for line in lines)
        axes.set_xlim(0, most * 1.25)
        axes.set_ylim(len(lines) - 0.4, -0.6)
        for row, line in enumerate(lines):
            axes.barh(row, line.now, height=0.56, color=self._palette.high)
            axes.plot([line.usual] * 2, [row - 0.38, row + 0.38], color=self._palette.text, linewidth=2)
            said = self._words.texts(
                "charts.risen", n=self._words.number(line.now), usual=self._words.number(round(line.usual, 1))
            )
            axes.text(line.now + most * 0.02, row, said, va="center", color=self._palette.text, **self.font(9))
            self._label(axes, row, line.name)

    def balance(self, axes: Axes, trends: Trends) -> None:
        """How many of the week's stories are about each country."""
        self._title(axes, "charts.countries")
        axes.set_axis_off()
        total = sum(trends.countries.values()) or 1
        axes.set_xlim(0, total)
        start = 0
        for place, code in enumerate(COUNTRIES):
            count = trends.countries[code]
            axes.barh(0, count, left=start, height=0.8, color=self._palette.countries[place])
            if count / total > 0.12:
                said = f"{self._words.country(code)} {self._words.number(count)}"
                axes.text(start + count / 2, 0, said, ha="center", va="center",
                          color=self._palette.on_countries[place], **self.font(10))  # fmt: skip
            start += count
        left = [code for code in COUNTRIES if trends.countries[code] / total <= 0.12]
        if left:
            said = " · ".join(
                f"{self._words.country(code)} {self._words.number(trends.countries[code])}" for code in left
            )
            axes.text(total, -0.75, said, ha="right", va="center", color=self._palette.soft, **self.font(9))

    def _grid(
        self, axes: Axes, names: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int | None]]
    ) -> None:
        """``None`` is what nobody knows: nothing stands there."""
        most = max((count or 0 for row in counts for count in row), default=0) or 1
        shades = [[float("nan") if count is None else count / most for count in row] for row in counts]
        axes.imshow(
            shades or [[0.0] * len(columns)],
            cmap=self._ramp, vmin=0, vmax=1, aspect="auto",
        )  # fmt: skip
        for row, values in enumerate(counts):
            self._label(axes, row, names[row])
            for column, count in enumerate(values):
                if count is None:
                    continue
                color = self._palette.on_high if count / most > 0.55 else self._palette.text
                axes.text(column, row, self._words.number(count) if count else "·", ha="center", va="center",
                          color=color, **self.font(9))  # fmt: skip
        for column, name in enumerate(columns):
            axes.text(column, len(counts) - 0.42, name, ha="center", va="top", color=self._palette.soft, **self.font(8))
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set_visible(False)
        for edge in range(1, len(columns)):
            axes.axvline(edge - 0.5, color=self._palette.ground, linewidth=2)
        for edge in range(1, len(counts)):
            axes.axhline(edge - 0.5, color=self._palette.ground, linewidth=2)

    def _title(self, axes: Axes, key: str) -> None:
        axes.set_title(
            self._words.texts(key), loc="left", x=_MARGIN, pad=9, color=self._palette.text, fontproperties=_font(11)
        )

    def _label(self, axes: Axes, row: float, name: str) -> None:
        axes.annotate(
            _shortened(self._words.tag(name)), (0, row), xycoords=("axes fraction", "data"), xytext=(-8, 0),
            textcoords="offset points", ha="right", va="center", color=self._palette.text, fontproperties=_font(9.5),
        )  # fmt: skip


def _shortened(name: str) -> str:
    """The name in the room beside a row: two lines where it needs them, with an ellipsis where that is not enough."""
    if _width(name) <= 2 * _LONGEST:
        return name
    kept = ""
    for letter in name:
        if _width(kept + letter) >= 2 * _LONGEST:
            break
        kept += letter
    return kept.rstrip() + "…"


def _width(text: str) -> int:
    return sum(2 if letter > "\u2e80" else 1 for letter in text)
