"""The files of names become the model, and wrong ones are named with file and entry."""

import tomllib
from pathlib import Path

import pytest

from config.catalogue import load_catalogue
from config.names import FILES, _plain, load_names
from config.settings import PACKAGED
from digests.errors import ConfigurationError
from digests.model import COUNTRIES, KINDS, NAMED_IN

_LINE = 'busan = {{ en = "Busan", zh-Hans = "釜山", zh-Hant = "釜山", ja = "プサン", ko = "부산", source = "x"{} }}\n'


def test_there_are_names_enough_of_every_group_each_in_five_languages_with_a_source() -> None:
    names = load_names()
    assert len(names) >= 2000
    for group in dict.fromkeys(KINDS.values()):
        assert sum(name.group == group for name in names) >= 80, group
    for name in names:
        assert all(name.spellings[language] for language in NAMED_IN), name.id
        assert name.source, name.id
    assert all(name.office for name in names if name.kind == "person")


def test_the_three_countries_and_their_capitals_are_there() -> None:
    countries = {name.country for name in load_names() if name.kind == "country"}
    assert countries >= set(COUNTRIES)
    assert len(countries) >= 190


def test_lines_of_the_usual_form_are_read_as_toml_is() -> None:
    for file in FILES:
        content = (PACKAGED / "names" / f"{file}.toml").read_text(encoding="utf-8")
        assert _plain(content) == tomllib.loads(content), file


def test_other_forms_of_toml_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "terms.toml").write_text(
        "[energy.tide]\nen = 'tide'\nzh-Hans = '潮'\nzh-Hant = '潮'\nja = '潮 | うしお'\nko = '조수'\nsource = 'x'\n",
        encoding="utf-8",
    )
    (tide,) = (name for name in load_names(tmp_path) if name.group == "terms")
    assert tide.spellings["ja"] == ("潮", "うしお")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[harbour]\n" + _LINE.format(""), r"places\.toml: \[harbour\] is no kind"),
        ("[port]\n" + _LINE.format("").replace('ko = "부산", ', ""), r"places\.toml, busan: has no ko"),
        ("[port]\n" + _LINE.format("").replace(', source = "x"', ""), r"busan: has no source"),
        ("[port]\n" + _LINE.format(', colour = "blue"'), r"busan: colour is not understood"),
        ("[port]\n" + _LINE.format(', country = "Korea"'), r"busan: Korea is no country"),
        ("[port]\n" + _LINE.format("").replace('"プサン"', '"プサン | "'), r"busan: ja has an empty spelling"),
        ("[port]\n" + _LINE.format("") + "[city]\n" + _LINE.format(""), r"busan: stands there twice"),
        ("[port]\n" + _LINE.format("") + _LINE.format("").replace("busan", "pusan"), r"pusan: busan \(en\) is also"),
        ("[port]\nBusan = 1\n", r"port is no table of names"),
        ("[port\n", r"is not valid TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "places.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=f"(?i){said}"):
        load_names(tmp_path)


def test_a_spelling_that_is_an_ordinary_word_is_told_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    line = _LINE.format(', unless = "부산물 | 부산하"').replace('"Busan"', '"Busan | _BU"')
    (tmp_path / "names" / "places.toml").write_text("[port]\n" + line, encoding="utf-8")
    (busan,) = (name for name in load_names(tmp_path) if name.group == "places")
    assert busan.spellings["en"] == ("Busan", "BU")
    assert busan.alone == {"BU"}
    assert busan.unless == ("부산물", "부산하")


def test_institutions_whose_words_we_want_are_named_in_all_languages() -> None:
    """Their own file calls them as one does beside the name of the country: "Ministry of Finance"."""
    spelt: dict[str, str] = {}
    for name in load_names():
        spelt[name.country] = " | ".join((spelt.get(name.country, ""), *name.spellings["en"]))
    national = [each for each in load_catalogue().institutions if each.country in COUNTRIES]
    assert [each.id for each in national if each.name not in spelt[each.country]] == []
