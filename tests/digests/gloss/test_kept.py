"""Lines are kept for whoever asks again."""

from digests.gloss.kept import Glosses
from digests.language.names import Mention, Names
from tests import loaded

_TITLE = "삼성전자, 부산에 3조원 투자"


class Counting(Names):
    """The names of the news, with a count of the texts that were read for them."""

    def __init__(self) -> None:
        super().__init__(lambda: loaded.names().all)
        self.read = 0

    def found(self, text: str, language: str) -> list[Mention]:
        self.read += 1
        return super().found(text, language)


def test_a_headline_is_read_once_for_all_readers_of_a_language() -> None:
    names = Counting()
    glosses = Glosses(names)
    said = {glosses(_TITLE, "ko", "en") for _ in range(1000)}
    assert (said, names.read) == ({"The headline mentions Samsung, investment, Busan and 3 trillion won."}, 1)
    assert glosses(_TITLE, "ko", "ja") != glosses(_TITLE, "ko", "en")
    assert names.read == 2


def test_there_is_nothing_where_too_little_is_known() -> None:
    assert Glosses(loaded.names())("시인이 꿈을 꾸다", "ko", "en") == ""
