"""A catalogue file that is wrong is told by its place, in plain words, with what is right."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core._pydantic_core import list_all_errors

from bot.service.doctor.configuration import catalogue
from config.catalogue import load_catalogue
from config.settings import Settings, load_settings
from digests.errors import ConfigurationError

FEED = '[[feed]]\nurl = "https://news.example/rss"\nname = "A"\n'
SECTOR = '[[sector]]\nid = "tea"\nemoji = "x"\nnames = { en = "Tea" }\n'
WRONG = [
    ("feeds.toml", f'{FEED}contry = "KR"\n',
     r"feeds\.toml, \[\[feed\]\] 1 \(https://news\S+\): contry is not understood", r"did you mean country\?"),
    ("feeds.toml", f'{FEED}country = "Korea"\n', "country is not written as it must be", 'country = "KR"'),
    ("feeds.toml", FEED, "country is missing", 'country = "KR"'),
    ("feeds.toml", f'{FEED}country = "KR"\nlanguage = "kr"\n', "kr is no language", r"did you mean ko\?"),
    ("feeds.toml", f'{FEED}country = "KR"\ninterval = 5\n', "interval must be at least 60", "interval = 1800"),
    ("feeds.toml", f'{FEED}country = "KR"\n'.replace("https", "htps"), "url is not written", 'url = "https://'),
    ("feeds.toml", f'{FEED}country = "KR"\n'.replace("[[feed]]", "[[feeds]]"), r"\[feeds\] is not understood",
     r"did you mean feed\?"),
    ("feeds.toml", f'{FEED}country = "KR"\n' * 2, "stands there twice", "remove one"),
    ("feeds.toml", "[[feed]\n", "is not valid TOML", ""),
    ("sectors.toml", f'{SECTOR}words.jp = ["お茶"]\n', "jp is no language that is read", r"did you mean ja\?"),
    ("sectors.toml", f'{SECTOR}words.en = [{{ text = "tea", unles = ["x"] }}]\n',
     r"words\.en\.0\.unles is not understood", r"did you mean unless\?"),
    ("synonyms.toml", '[sector.energy]\nkr = ["전기"]\n', "kr is no language that is read", r"did you mean ko\?"),
    ("glossary.toml", '[names.CN]\ncn = ["中国"]\n', "cn is no language that is read", r"did you mean zh\?"),
    ("glossary.toml", '[partner]\nen_before = "with (the"\n', r"glossary\.toml, \[partner\]\.en_before: is no pattern",
     "mend it"),
    ("glossary.toml", '[partner]\nen_after = "a*"\n', "is a pattern that every text matches", "mend or remove it"),
    ("glossary.toml", '[partner]\nen_befor = "with$"\n', "en_befor is no language", r"did you mean en_before\?"),
    ("glossary.toml", '[follow]\nko = ["(은"]\n', r"\[follow\]\.ko: is no pattern", "mend it"),
    ("glossary.toml", '[partners]\nen_before = "with$"\n', r"\[partners\]: is not understood",
     r"did you mean partner\?"),
    ("glossary.toml", '[short.zh]\n"中国" = "CN"\n', "中国 is no single character", '"中" = "CN"'),
    ("glossary.toml", '[before.zh."日"]\ncountry = "JP"\n', r"\[before\]\.zh\.日: is not understood", "nouns"),
    ("glossary.toml", '[names.CN]\nen = "China"\n', "is no list of words", "write"),
    ("dealings.toml", '[cues.visit]\njp = ["訪問"]\n', "jp is no language that is read", r"did you mean ja\?"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "fault", "right"), WRONG)
def test_a_wrong_file_is_told_with_its_place_and_what_is_right(
    tmp_path: Path, name: str, content: str, fault: str, right: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    _, findings = catalogue(load_settings(TRILATERAL_CONFIG_DIR=str(tmp_path)))
    (line,) = [str(finding) for finding in findings]
    assert line.startswith("BAD  configuration: ")
    assert name in line
    assert re.search(fault, line), line
    assert re.search(right, line.replace(fault, "", 1)), line


def test_a_configuration_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    _, findings = catalogue(load_settings(TRILATERAL_CONFIG_DIR=str(tmp_path / "nowhere")))
    assert [str(finding).startswith("BAD  configuration: TRILATERAL_CONFIG_DIR: ") for finding in findings] == [True]


RAW = [
    part
    for kind in list_all_errors()
    for part in re.split(r"\{[^}]*\}", kind["message_template_python"])
    if len(part.strip(" ,.'")) > 11 and kind["type"] not in ("value_error", "assertion_error")
]
"""The constant parts of every sentence that pydantic can say."""

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=2)
)
KEYS = st.sampled_from(
    [
        "url",
        "name",
        "country",
        "contry",
        "language",
        "interval",
        "full_text",
        "enabled",
        "alternates",
        "covers",
        "terms",
    ]
)


def written(value: object) -> str:
    """As TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(each):08x}" for each in value if not 0xD800 <= ord(each) < 0xE000) + '"'
    return {"None": "{}", "inf": "inf", "-inf": "-inf", "nan": "nan"}.get(str(value), str(value))


def said(reading: Callable[[], object]) -> str:
    """How a fault is told; nothing where there is none."""
    try:
        reading()
    except ConfigurationError as error:
        return str(error)
    return ""


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_no_sentence_of_the_validator_reaches_a_person_by_a_file(
    tmp_path_factory: pytest.TempPathFactory, entry: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("config")
    lines = "".join(f"{key} = {written(value)}\n" for key, value in entry.items())
    (folder / "feeds.toml").write_text(f"[[feed]]\n{lines}", encoding="utf-8")
    told = said(lambda: load_catalogue(folder))
    assert not [part for part in RAW if part in told], told


@given(
    st.sampled_from([str(field.alias) for field in Settings.model_fields.values()]),
    st.one_of(st.text(max_size=12), st.sampled_from(["-1", "1e99", "nan", "inf", "http://", "x://y", "1.5", "," * 9])),
)
def test_no_sentence_of_the_validator_reaches_a_person_by_a_variable(name: str, value: str) -> None:
    told = said(lambda: load_settings(**{name: value}))
    assert not [part for part in RAW if part in told], told
    assert not told or "right: " in told
