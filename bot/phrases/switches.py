"""Words that switch something off: ``/schedule off``, ``/quiet なし``."""

from collections.abc import Mapping

from bot.render.texts import Texts
from digests.language.fold import fold

_OFF = frozenset(
    (
        "off", "none", "never", "no", "オフ", "なし", "解除", "停止", "关", "关闭", "不要", "取消",
        "끄기", "끔", "꺼", "꺼짐", "없음", "중지", "해제",
    )
)  # fmt: skip
"""Beside what the settings call it in each language."""


def is_off(text: str, texts: Mapping[str, Texts]) -> bool:
    """Whether ``text`` says off in any of our languages."""
    return fold(text) in _OFF | {fold(each("choice.off")) for each in texts.values()}
