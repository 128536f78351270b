"""Who does it to whom must not be turned round."""

import pytest

from digests.claims import SourceSentence, claim_faults
from tests import loaded

_TELLING = [
    ("en", "China protested to Japan."), ("zh-Hans", "中国向日本提出抗议。"),
    ("ja", "中国は日本に抗議した。"), ("ko", "중국은 일본에 항의했다."),
]  # fmt: skip
_REVERSED = [
    ("en", "Japan protested to China."), ("zh-Hans", "日本向中国提出抗议。"),
    ("ja", "日本は中国に抗議した。"), ("ko", "일본은 중국에 항의했다."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), _TELLING)
@pytest.mark.parametrize(("written_in", "source"), _TELLING)
def test_roles_as_the_source_tells_them_pass(language: str, text: str, written_in: str, source: str) -> None:
    assert claim_faults(text, language, [SourceSentence(source, written_in)], loaded.names()) == ()


@pytest.mark.parametrize(("language", "text"), _REVERSED)
@pytest.mark.parametrize(("written_in", "source"), _TELLING)
def test_roles_that_are_turned_round_do_not(language: str, text: str, written_in: str, source: str) -> None:
    faults = claim_faults(text, language, [SourceSentence(source, written_in)], loaded.names())
    assert "roles" in {fault.kind for fault in faults}
