"""Institutions and forums: venue, organiser, outcome; not every mention."""

from pathlib import Path

import pytest

from digests.model import COUNTRIES, Grade
from digests.tagging.lexicon import Passages
from digests.tagging.mechanisms import MechanismTagger
from tests import loaded


@pytest.fixture(scope="module")
def tagger() -> MechanismTagger:
    return MechanismTagger(loaded.catalogue().mechanisms)


def tags(tagger: MechanismTagger, language: str, title: str, text: str = "", grade: Grade = "trilateral") -> list[str]:
    return [tag.name for tag in tagger.tag(Passages(title, "", text, language), grade, COUNTRIES)]


@pytest.mark.parametrize(
    ("language", "title", "mechanism"),
    [
        ("en", "Leaders gather for 9th Trilateral Summit", "summit"),
        ("zh-Hans", "第九次中日韩领导人会议发表联合宣言", "summit"),
        ("ja", "日中韓財務相・中銀総裁会議、声明を採択", "finance-ministers"),
        ("ko", "한일중 보건장관회의 개막", "thmm"),
        ("zh-Hant", "中日韓環境部長會議登場", "temm"),
        ("en", "RCEP members meet in Jakarta", "rcep"),
        ("ko", "3국 협력사무국 새 사무총장 취임", "tcs"),
    ],
)
def test_a_mechanism_in_the_title_is_tagged(tagger: MechanismTagger, language: str, title: str, mechanism: str) -> None:
    assert mechanism in tags(tagger, language, title)


def test_the_ministers_of_two_are_not_the_mechanism_of_the_three(tagger: MechanismTagger) -> None:
    assert tags(tagger, "ja", "日韓財務相会議を開催", grade="bilateral") == []


def test_a_mechanism_mentioned_in_passing_is_not_tagged(tagger: MechanismTagger) -> None:
    text = "Ferries will run daily. Fares stay. The route opens in May. Officials also spoke about the G20."
    assert tags(tagger, "en", "Three ports agree on ferries", text) == []


def test_a_forum_that_a_lead_recalls_is_not_tagged_one_that_the_title_names_is(tagger: MechanismTagger) -> None:
    recalled = Passages("Two leaders to meet in Nara", "They last met at the APEC gathering in autumn.", "", "en")
    assert tagger.tag(recalled, "bilateral", ("JP", "KR")) == ()
    assert tags(tagger, "en", "Ministers prepare APEC gathering") == ["apec"]


@pytest.mark.parametrize(
    ("language", "title"), [("en", "KMT and TPP agree on budget bill"), ("en", "Driver leaves TCS Racing for rival")]
)
def test_the_letters_of_a_mechanism_that_stand_for_others_are_none(
    tagger: MechanismTagger, language: str, title: str
) -> None:
    assert tags(tagger, language, title, grade="none") == []


def test_an_interview_with_the_secretariat_names_it_and_the_patent_offices(
    tagger: MechanismTagger, testdata: Path
) -> None:
    [path] = (testdata / "seeds").glob("004*.txt")
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    assert set(tags(tagger, "en", title, text)) == {"tcs", "tripo"}
