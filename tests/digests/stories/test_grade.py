"""Whose business an item is: by its subject, not by its mentions."""

import pytest

from config.catalogue import load_catalogue
from digests.stories.grade import Grader
from digests.stories.lexicon import Passages


@pytest.fixture(scope="module")
def grader() -> Grader:
    return Grader(load_catalogue().glossary)


@pytest.mark.parametrize(
    ("language", "country", "title", "grade", "countries"),
    [
        ("ja", "JP", "日中韓、越境データの流通で作業部会", "trilateral", "CN JP KR"),
        ("zh-Hans", "CN", "第三届中韩日青年音乐节在长春开幕", "trilateral", "CN JP KR"),
        ("zh-Hant", "TW", "中日韓央行首長會談　聚焦匯率", "trilateral", "CN JP KR"),
        ("ko", "KR", "한·중·일 도서관 교류 10년", "trilateral", "CN JP KR"),
        ("en", "US", "Korea, Japan and China agree on ferry safety rules", "trilateral", "CN JP KR"),
        ("ko", "KR", "한미일 안보실장 통화", "bilateral", "JP KR"),
        ("ja", "JP", "日米韓、サイバー協議", "bilateral", "JP KR"),
        ("zh-Hans", "CN", "中俄朝边境铁路恢复通车", "national", "CN"),
        ("ko", "KR", "中, 日 여행 자제령", "bilateral", "CN JP"),
        ("ja", "JP", "日韓、漁業協定で局長級協議", "bilateral", "JP KR"),
        ("en", "GB", "Chinese exports to Japan fall", "bilateral", "CN JP"),
        ("ja", "JP", "厚労省、出産費用の無償化を検討", "national", "JP"),
        ("ko", "KR", "복지부, 요양병원 간병비 급여화", "national", "KR"),
        ("en", "GB", "North Korea launches missile", "none", ""),
        ("en", "GB", "Premier League: late goal settles derby", "none", ""),
    ],
)
def test_a_title_is_graded_by_its_subject(
    grader: Grader, language: str, country: str, title: str, grade: str, countries: str
) -> None:
    graded = grader.grade(Passages(title, "", "", language, country))
    assert (graded.grade, " ".join(graded.countries)) == (grade, countries)


def test_a_member_list_far_down_does_not_make_an_item_trilateral(grader: Grader) -> None:
    text = (
        "Australia will keep more of its gas at home. Producers protested. The rule starts in 2027. "
        "Buyers include utilities in China, Japan and South Korea."
    )
    assert grader.grade(Passages("Australia reserves gas for homes", "", text, "en", "SG")).grade == "none"


def test_the_verdict_shows_the_words_and_where_they_stand(grader: Grader) -> None:
    title = "第三届中韩日青年音乐节在长春开幕"
    first = grader.grade(Passages(title, "", "", "zh-Hans", "CN")).evidence[0]
    assert title[first.start : first.end] == first.words == "中韩日"
