"""Whatever people call a sector, a mechanism or a country, they are led to it; a narrower word leads there when nothing
is found; noise leads nowhere."""

import tomllib
from collections.abc import Iterator

import pytest

from bot.commands.reading import search, topic
from bot.desk.context import Desk
from bot.desk.request import Ask
from bot.phrases.names import plain_name
from bot.phrases.nonsense import is_nonsense
from bot.phrases.subjects import Subject, find, named_within, several
from bot.render.escape import visible
from bot.render.words import Words
from config.languages import LANGUAGES
from config.settings import PACKAGED
from digests.model import COUNTRIES, Mechanism, Sector
from tests.bot.archive import NOW, a_desk

SYNONYMS = tomllib.loads((PACKAGED / "synonyms.toml").read_text(encoding="utf-8"))
KINDS = ("sector", "mechanism", "country")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = a_desk(tmp_path_factory.mktemp("synonyms"))
    yield desk
    desk.store.close()


def asked(desk: Desk, text: str, language: str = "en") -> Ask:
    subscriber = desk.store.subscribers.ensure(7, 0, "private", language, NOW, title="", zone="UTC")
    return Ask(desk, subscriber, Words(desk.text(language), desk.catalogue), NOW, text)


def test_every_sector_mechanism_and_country_has_several_in_each_language(desk: Desk) -> None:
    wanted = {
        "sector": {sector.id for sector in desk.catalogue.sectors},
        "mechanism": {mechanism.id for mechanism in desk.catalogue.mechanisms},
        "country": set(COUNTRIES),
    }
    for kind, ids in wanted.items():
        assert set(SYNONYMS[kind]) == ids
        for name, languages in SYNONYMS[kind].items():
            assert set(languages) == {"en", "zh", "ja", "ko"}
            assert min(map(len, languages.values())) >= 3, (kind, name)


def test_every_synonym_leads_to_its_own_subject(desk: Desk) -> None:
    for kind in KINDS:
        for name, languages in SYNONYMS[kind].items():
            for word in (word for words in languages.values() for word in words):
                found = find(word, desk)
                assert (found.kind, found.value) == (kind, name), word


def test_case_width_spaces_plurals_and_forms_of_characters_make_no_difference(desk: Desk) -> None:
    for words, kind, value in (
        ("KOREAN|Koreans|south-korean|ＫＯＲＥＡＮ", "country", "KR"),
        ("semiconductor|Semiconductors|半导体|半導體|반도체", "sector", "semiconductors"),
        (
            "3국협력사무국|3국 협력사무국|3국 협력 사무국|三国协力事务局|三國協力事務局|三カ国協力事務局",
            "mechanism",
            "tcs",
        ),
        ("가상 화폐|가상화폐|虛擬貨幣|虚拟货币|仮想通貨", "sector", "blockchain"),
        ("e-commerce|E commerce|ecommerce", "sector", "ecommerce"),
        ("supply chain|supply-chains|supply_chain", "sector", "supply-chain"),
        ("culture ministers|culture minister", "mechanism", "culture-ministers"),
    ):
        for word in words.split("|"):
            assert find(word, desk) == Subject(kind, value), word  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["EV", "電気自動車", "电动车", "電動車", "전기차", "hydrogen bus 999"])
def test_a_word_that_is_narrower_shows_its_topic_where_nothing_has_it(desk: Desk, text: str) -> None:
    for answer in (search.answer, topic.answer):
        (part, *_) = answer(asked(desk, text)).parts
        actions = [action for row in part.buttons for _, action in row]
        assert "Energy" in visible(part.text) or any(action.startswith("topic:senergy") for action in actions), text


@pytest.mark.parametrize("text", ["비자와 반도체", "visas and chips", "签证和芯片", "ビザと半導体"])
def test_of_a_list_that_nothing_holds_each_is_offered(desk: Desk, text: str) -> None:
    (part,) = search.answer(asked(desk, text)).parts
    assert [action.split(":")[0] for row in part.buttons[:2] for _, action in row] == ["topic", "topic"]
    assert "topic:ssemiconductors:1" in [action for row in part.buttons for _, action in row]


@pytest.mark.parametrize("text", ["hydrogen -country:JP", "EV lang:ko", "EV from:2020 to:2021"])
def test_where_a_filter_leaves_nothing_over_no_topic_takes_its_place(desk: Desk, text: str) -> None:
    (part,) = search.answer(asked(desk, text)).parts
    assert asked(desk, "").texts("search.nothing", query=text) in visible(part.text)
    assert not any(action.startswith("topic:") for row in part.buttons for _, action in row)


def test_what_is_written_about_the_word_itself_comes_first(desk: Desk) -> None:
    (part, *_) = topic.answer(asked(desk, "hydrogen")).parts
    assert "hydrogen certificates" in visible(part.text)
    assert "Nothing" not in visible(part.text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Japanese visas", "people"),
        ("日本のビザ", "people"),
        ("中国签证政策", "people"),
        ("일본 무비자", "people"),
        ("Koreans abroad", "KR"),
    ],
)
def test_of_several_words_the_field_counts_before_the_country(desk: Desk, text: str, value: str) -> None:
    assert named_within(text, desk)[0].value == value


@pytest.mark.parametrize(
    "text",
    [
        "asdfgh",
        "qwerty",
        "ㅁㄴㅇㄹ",
        "あああああ",
        "啊啊啊啊",
        "ㄚㄚㄚ",
        "zzzz",
        "xcvbnm",
        "hjkl",
        "sdfsdfsdf",
        "asdf qwer",
    ],
)
def test_noise_is_not_offered_to_be_followed_nor_taken_for_a_topic(desk: Desk, text: str) -> None:
    assert is_nonsense(text, desk)
    for answer in (search.answer, topic.answer):
        (part,) = answer(asked(desk, text)).parts
        actions = [action for row in part.buttons for _, action in row]
        assert not any(action.startswith(("follow:", "mute:", "topic:")) for action in actions)


def test_names_and_words_of_any_language_are_no_noise(desk: Desk) -> None:
    words = "kioxia xpeng hyundai BYD TSMC hynix rapidus gwangju xinjiang lithium nvidia takaichi 2026 GX 222 한국 氢"
    assert [word for word in words.split() if is_nonsense(word, desk)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_hardly_any_word_of_the_news_is_taken_for_noise(desk: Desk, language: str) -> None:
    entries: list[Sector | Mechanism] = [*desk.catalogue.sectors, *desk.catalogue.mechanisms]
    words = [word.text.strip("_*") for entry in entries for word in entry.words.get(language, ())]
    assert sum(is_nonsense(word, desk) for word in words[::7]) <= len(words[::7]) // 200


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("AI, chips and Korea", "ai semiconductors KR"),
        ("水素とAI", "水素 ai"),
        ("氢能和芯片", "氢能 semiconductors"),
        ("氫能和晶片", "氫能 semiconductors"),
        ("수소와 반도체", "수소 semiconductors"),
        ("수소, AI 및 한국", "수소 ai KR"),
        ("半導体やEV", "semiconductors EV"),
        ("水素・アンモニア", "水素 アンモニア"),
        ("中国和日本", "CN JP"),
        ("trade, energy and health", "trade energy health"),
        ("Japan & Korea", "JP KR"),
        ("Sony and Toyota", "Sony Toyota"),
        ("トヨタと現代自動車", "トヨタ 現代自動車"),
        ("research and development", "science"),
        ("平和", "平和"),
        ("과학", "science"),
        ("人とくらし", "人とくらし"),
        ("科学技术", "science"),
    ],
)
def test_a_list_is_as_many_subjects_as_it_names(desk: Desk, text: str, values: str) -> None:
    assert [subject.value for subject in several(text, desk)] == values.split()


def test_a_name_in_the_data_is_written_once() -> None:
    for kind in KINDS:
        for name, languages in SYNONYMS[kind].items():
            words = [
                plain_name(word) for listed in languages.values() for word in dict.fromkeys(map(plain_name, listed))
            ]
            assert all(words), (kind, name)
