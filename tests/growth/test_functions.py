"""No text holds up what reads it: the work of every function over text grows like the text."""

from collections.abc import Callable

import pytest

from tests.growth.clock import growth
from tests.growth.functions import LINEAR
from tests.growth.hostile import HOSTILE

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", LINEAR)
def test_the_work_of_a_function_over_text_grows_like_the_text(name: str) -> None:
    slow = [f"{kind}: {seen}" for kind, make in HOSTILE.items() if (seen := growth(_on(LINEAR[name], make)))]
    assert not slow, "\n".join(slow)


def test_what_is_slow_is_told() -> None:
    assert growth(lambda length: [length for _ in range(length) for _ in range(length // 16)])


def _on(function: Callable[[str], object], make: Callable[[int], str]) -> Callable[[int], object]:
    return lambda length: function(make(length))
