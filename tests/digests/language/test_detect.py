import pytest

from digests.language.detect import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Leaders meet in Seoul for trilateral talks", "en"),
        ("三国领导人会议在首尔举行", "zh-Hans"),
        ("三國領導人會議在首爾舉行", "zh-Hant"),
        ("3カ国の首脳がソウルで会談した", "ja"),
        ("세 나라 정상이 서울에서 회담했다", "ko"),
        ("😀 123 …", "und"),
        ("", "und"),
    ],
)
def test_each_language_is_told(text: str, language: str) -> None:
    assert detect(text) == language
