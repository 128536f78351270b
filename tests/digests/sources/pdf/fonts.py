"""The font of the tests' East Asian pages, without the characters that none of them holds: to read all of it takes half
a second for each page."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from fontTools import subset
from noto_cjk_sans_jp_regular import FONT_PATH

_ALWAYS = ((0x20, 0x17F), (0x2000, 0x206F), (0x3000, 0x30FF), (0xFF00, 0xFFEF))
"""Letters, signs and kana, by code."""


@cache
def east_asian() -> str:
    """The path of its file."""
    words = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    options = subset.Options(notdef_outline=True)
    with subset.load_font(str(FONT_PATH), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=words, unicodes=[code for first, last in _ALWAYS for code in range(first, last + 1)])
        subsetter.subset(font)
        subset.save_font(font, str(Path(folder, "font.otf")), options)
    return str(Path(folder, "font.otf"))
