"""What a word means: every name leads to its own subject, and what is narrower than a subject stays a keyword."""

import re

import pytest

from bot.desk.context import Desk
from bot.phrases.subjects import Subject, closest, find
from bot.render.words import name_in
from config.languages import LANGUAGES
from tests.bot.archive import a_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return a_desk(tmp_path_factory.mktemp("subjects"))


def test_every_name_and_alias_leads_to_its_own_entry(desk: Desk) -> None:
    for kind, entries in (("sector", desk.catalogue.sectors), ("mechanism", desk.catalogue.mechanisms)):
        for entry in entries:
            names = [name_in(texts, entry) for texts in desk.texts.values()]
            for name in (*names, *entry.aliases):
                assert name is not None, entry.id
                found = find(name, desk)
                assert (found.kind, found.value) == (kind, entry.id), name


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("能源 科技 环境 環境 气候 氣候 物流 文化 防务 食品", "energy science climate climate climate climate "
         "transport people security agriculture"),
        ("環境 防災 物流 医療 文化 防衛", "climate disaster transport health people security"),
        ("환경 물류 의료 문화", "climate transport health people"),
        ("峰会 峰會 サミット 정상회의", "summit summit summit summit"),
        ("ROK 南韓 大韓民国 대한민국 PRC 中國", "KR KR KR KR CN CN"),
    ],
)  # fmt: skip
def test_parts_of_names_and_ordinary_words_name_a_subject(desk: Desk, said: str, meant: str) -> None:
    assert [find(word, desk).value for word in said.split()] == meant.split()
    assert find("South Korea", desk) == Subject("country", "KR")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_the_help_are_topics(desk: Desk, language: str) -> None:
    sector, country = re.findall(r"/latest (\w+)", desk.text(language)("help.of.latest"))[-2:]
    assert (find(sector, desk).kind, find(country, desk).kind) == ("sector", "country")


def test_what_is_narrower_stays_a_keyword_beside_its_sector(desk: Desk) -> None:
    for word in ("hydrogen", "氢能", "氫能", "수소", "水素"):
        assert find(word, desk) == Subject("keyword", word)
    assert Subject("sector", "energy") in closest("氢能", desk)
    assert Subject("sector", "energy") in closest("수소", desk)


def test_a_publisher_that_only_the_archive_knows_is_one_however_it_is_written(desk: Desk) -> None:
    for said in ("Sample Wire", "sample wire", "ＳＡＭＰＬＥ　Ｗｉｒｅ"):
        assert find(said, desk) == Subject("publisher", "Sample Wire")
    assert find("Sample", desk).kind == "keyword"
