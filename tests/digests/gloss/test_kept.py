"""Lines are kept for whoever asks again."""

import pytest

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


@pytest.mark.parametrize(
    ("reader", "language"), [("en", "en"), ("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW"), ("ja", "ja"), ("ko", "ko")]
)
def test_a_pages_address_stands_encoded_in_that_of_its_translation(reader: str, language: str) -> None:
    glosses = Glosses(loaded.names(), "https://translate.example/{lang}?u={url}")
    url = "https://news.example/기사?id=1&lang={lang}#a"
    encoded = "https%3A%2F%2Fnews.example%2F%EA%B8%B0%EC%82%AC%3Fid%3D1%26lang%3D%7Blang%7D%23a"
    assert glosses.page(url, reader) == f"https://translate.example/{language}?u={encoded}"


def test_there_is_no_such_page_without_a_service_or_without_an_address() -> None:
    assert Glosses(loaded.names()).page("https://news.example/1", "en") == ""
    assert Glosses(loaded.names(), "https://translate.example/{lang}?u={url}").page(None, "en") == ""
