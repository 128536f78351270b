"""Whether charts can be drawn here. What draws them is an extra (``trilateral-digest[charts]``) that a lean server does
without: whoever asks for a picture is told so, and gets the same in words."""

from importlib.util import find_spec

_DRAWS = ("matplotlib", "noto_cjk_sans_jp_regular")
CURE = "pip install 'trilateral-digest[charts]'"


def missing() -> tuple[str, ...]:
    """The packages that charts want and that are not installed."""
    return tuple(name for name in _DRAWS if find_spec(name) is None)
