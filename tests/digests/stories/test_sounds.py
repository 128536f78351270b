"""One name sounds alike in every script."""

import pytest

from digests.language.fold import fold
from digests.stories.sounds import plain_han, sound_of_hangul, sound_of_kana, sound_of_latin


@pytest.mark.parametrize(
    ("latin", "hangul", "kana"),
    [
        ("Qingdao", "칭다오", "チンタオ"),
        ("Apophis", "아포피스", "アポフィス"),
        ("Hanaro", "하나로", "ハナロ"),
        ("Milano", "밀라노", "ミラノ"),
        ("Toronto", "토론토", "トロント"),
    ],
)
def test_a_name_sounds_alike_in_three_scripts(latin: str, hangul: str, kana: str) -> None:
    assert sound_of_latin(latin) == sound_of_hangul(hangul) == sound_of_kana(kana)


def test_other_names_sound_otherwise() -> None:
    assert len({sound_of_latin(name) for name in ("Kanazawa", "Yokohama", "Qingdao", "Busan", "Seoul")}) == 5


def test_forms_of_a_character_are_one() -> None:
    assert plain_han(fold("金澤")) == plain_han(fold("金沢")) == plain_han(fold("金泽"))
