"""Of invented news nothing false passes the gate, and little that is faithful is refused."""

import pytest

from benchmarks.claims import MOST_REFUSED, Case, cases, judged
from tests import loaded

_CASES = [(name, list(cases(name))) for name in ("open", "more")]


@pytest.mark.parametrize(
    "case", [case for _, some in _CASES for case in some if case.wrong], ids=lambda case: case.text
)
def test_it_lets_no_falsehood_through(case: Case) -> None:
    assert judged(case, loaded.names()).faults


@pytest.mark.parametrize(("name", "some"), _CASES)
def test_it_refuses_few_faithful_texts(name: str, some: list[Case]) -> None:
    faithful = [case for case in some if not case.wrong]
    refused = [case.text for case in faithful if judged(case, loaded.names()).faults]
    assert len(refused) <= MOST_REFUSED * len(faithful), refused
