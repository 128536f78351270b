"""Trends as one picture that a phone shows whole: topics by week, what rises, about whom, and who meets where.

Weeks before we read anything are left out, and in one that we read in part only what there is stands.

Pure: counts in, PNG bytes out. Labels are in the reader's language, in Noto Sans CJK, which holds all five; every
mark has its number, so that nothing is told by colour alone.
"""

from io import BytesIO

from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.render.chart_panels import PALETTES, Panels, Theme
from bot.render.words import Words
from digests.editions.trends import TOPICS, Trends

_RISING = 4
_WIDTH, _HEIGHT, _DPI = 7.2, 11.4, 150
"""1080 x 1710 points of a picture: whole on a phone held upright."""


def chart(trends: Trends, words: Words, theme: Theme) -> bytes:
    """The picture as PNG, 1080 x 1710. It takes some tenths of a second: off the event loop, and cached."""
    palette = PALETTES[theme]
    figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=_DPI, facecolor=palette.ground)
    canvas = FigureCanvasAgg(figure)
    lines = [line for line in trends.sectors if sum(line.weeks)][:TOPICS]
    rising = trends.rising[:_RISING]
    rows = figure.add_gridspec(
        4, 1, height_ratios=(4.2, 0.5 * max(1, len(rising)), 0.9, 4.2),
        left=0.33, right=0.965, top=0.915, bottom=0.055, hspace=0.42,
    )  # fmt: skip
    draw = Panels(words, palette)
    figure.text(0.035, 0.962, words.texts("trends.title"), **draw.font(15), weight="bold", color=palette.text)
    draw.weeks(figure.add_subplot(rows[0]), lines, trends)
    draw.rising(figure.add_subplot(rows[1]), rising, trends)
    draw.balance(figure.add_subplot(rows[2]), trends)
    draw.meetings(figure.add_subplot(rows[3]), lines, trends)
    out = BytesIO()
    try:
        canvas.print_png(out)  # type: ignore[no-untyped-call]
    finally:  # matplotlib keeps each font open for each thread that ever drew: a pool of threads would fill with them
        font_manager._get_font.cache_clear()  # type: ignore[attr-defined]
        figure.clear()
    return out.getvalue()
