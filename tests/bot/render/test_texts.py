"""The bot's sentences are gettext files: any language counts as its own header says, and what it lacks is English."""

from pathlib import Path

import pytest

from bot.render.texts import Texts, load_texts
from digests.errors import ConfigurationError
from tests import loaded

ENGLISH = """
msgid ""
msgstr ""
"Language: en_GB\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "stories"
msgid_plural "stories"
msgstr[0] "{n} story of {place}"
msgstr[1] "{n} stories of {place}"

msgid "days"
msgid_plural "days"
msgstr[0] "{n} day"
msgstr[1] "{n} days"

msgid "hello"
msgstr "Hello, {name}"
"""
RUSSIAN = """
msgid ""
msgstr ""
"Language: ru_RU\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "stories"
msgid_plural "stories"
msgstr[0] "{n} история: {place}"
msgstr[1] "{n} истории: {place}"
msgstr[2] "{n} историй: {place}"

msgid "days"
msgid_plural "days"
msgstr[0] "{n} день"
msgstr[1] ""
msgstr[2] "{n} дней"
"""


def _texts(directory: Path, language: str, file: str) -> Texts:
    (directory / "en.po").write_text(ENGLISH, encoding="utf-8")
    (directory / f"{language}.po").write_text(file, encoding="utf-8")
    return load_texts(directory)[language]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 историй"),
        (1, "1 история"),
        (2, "2 истории"),
        (5, "5 историй"),
        (11, "11 историй"),
        (12, "12 историй"),
        (21, "21 история"),
        (104, "104 истории"),
        (1111, "1111 историй"),
    ],
)
def test_it_counts_in_the_three_forms_of_russian(tmp_path: Path, number: int, said: str) -> None:
    texts = _texts(tmp_path, "ru", RUSSIAN)
    assert texts.count("stories", number, place="Сеул") == f"{said}: Сеул"


@pytest.mark.parametrize(
    ("forms", "numbers"),
    [
        (
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
            (0, 100),
        ),
        ("nplurals=2; plural=(n > 1)", (0, 2)),
        ("nplurals=1; plural=0", (0, 1)),
    ],
    ids=["Arabic", "French", "Japanese"],
)
def test_it_counts_by_whatever_formula_stands_in_the_header(
    tmp_path: Path, forms: str, numbers: tuple[int, int]
) -> None:
    count = int(forms[len("nplurals=")])
    strings = "".join(f'msgstr[{index}] "form {index} of {{n}}"\n' for index in range(count))
    file = f'msgid ""\nmsgstr "Plural-Forms: {forms};\\n"\n\nmsgid "stories"\nmsgid_plural "stories"\n{strings}'
    texts = _texts(tmp_path, "ar", file)
    first, last = numbers
    assert texts.count("stories", first) == f"form 0 of {first}"
    assert texts.count("stories", last) == f"form {count - 1} of {last}"


def test_a_language_without_the_formula_counts_as_it_is_known_to(tmp_path: Path) -> None:
    file = "".join(line for line in RUSSIAN.splitlines(keepends=True) if "Plural-Forms" not in line)
    texts = _texts(tmp_path, "ru", file)
    assert [texts.count("stories", n, place="")[2:-2] for n in (1, 3, 7)] == ["история", "истории", "историй"]


def test_what_is_not_translated_or_lacks_a_form_is_said_in_english(tmp_path: Path) -> None:
    texts = _texts(tmp_path, "ru", RUSSIAN)
    assert texts("hello", name="Аня") == "Hello, Аня"
    assert [texts.count("days", number) for number in (1, 5)] == ["1 day", "5 days"]
    with pytest.raises(KeyError):
        texts("goodbye")


def test_dates_follow_the_region_that_the_file_names(tmp_path: Path) -> None:
    assert str(_texts(tmp_path, "ru", RUSSIAN).locale) == "ru_RU"
    ours = loaded.texts()
    assert [str(ours[language].locale) for language in ("en", "zh-Hant")] == ["en_GB", "zh_Hant_TW"]


@pytest.mark.parametrize("formula", ["nplurals=2; plural=n !=;", "nplurals=2; plural=__import__('os');"])
def test_a_formula_that_is_none_is_refused_with_the_file_that_has_it(tmp_path: Path, formula: str) -> None:
    file = f'msgid ""\nmsgstr "Plural-Forms: {formula}\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    with pytest.raises(ConfigurationError, match=r"ru\.po.*plural"):
        _texts(tmp_path, "ru", file)
