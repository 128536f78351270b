"""What a story is worth, and which enter a digest for it."""

from dataclasses import replace

import pytest

from digests.editions.compose import Candidate, compose
from digests.editions.compose.signs import Sign, signs, signs_in
from digests.editions.compose.worth import worth
from digests.editions.export import story_record
from digests.model import Digest, Item, Preferences, Story
from tests.digests.editions.compose.sample_reports import NOW, Told, read_report, report, story


def told(story_id: int, title: str, *, country: str = "KR", language: str = "ko") -> Story:
    """A story between two countries, of one report."""
    return story(
        story_id, report(story_id, title, country=country, language=language), grade="bilateral", countries=("CN", "KR")
    )


def made_of(*stories: Story, **preferences: object) -> Digest:
    wanted = Preferences(**({"grade": "bilateral"} | preferences))  # type: ignore[arg-type]
    return compose(stories, wanted, zone="UTC", now=NOW, since=NOW - 86_400, seen={}, follows=())


PLACES = ("항구", "어장", "철도", "위성", "수소", "특허", "비자")


def matters(number: int) -> list[Story]:
    """So many stories of which each must be in."""
    return [
        story(
            place,
            report(place, f"한중 정부, {name} 분쟁 협의 재개 합의", language="ko", country="KR", hours_ago=2 + place),
            grade="bilateral",
            countries=("CN", "KR"),
            sectors=(f"sector {place}",),
        )
        for place, name in enumerate(PLACES[:number], start=10)
    ]


def sections(digest: Digest) -> dict[str, list[int]]:
    return {section.sector: [each.story_id for each in section.stories] for section in digest.sections}


@pytest.mark.parametrize("sign", signs(), ids=lambda sign: sign.name)
def test_each_sign_finds_its_own_and_spares_its_neighbour(sign: Sign) -> None:
    assert sign.name in signs_in(sign.finds)
    assert sign.name not in signs_in(sign.spares)


TRIFLES = (
    "[오늘의 운세] 3월 4일 띠별 풀이",
    "주말 퀴즈: 한중일 항구 이름 맞히기",
    "[굿모닝 중국어회화] 항구에서 길 묻기",
    "자산운용, 中 로봇 ETF 상장",
    "편의점, 中 캐릭터 콜라보 음료 출시",
    "[인사] 한중항만교류재단",
    "가수, 中 드라마 시사회서 깜짝 인사…팬들 화제",
    "中 국적 사기범 검거…장어 수입 미끼",
    "한일 전통 무용단, 항구 도시서 합동 공연",
    "평양 마라톤에 日 선수도 참가",
    "내일 아침 한파…중국발 미세먼지도",
)
MATTERS = (
    "한중 외교장관 회담…해양 경계 협의 재개",
    '中, 韓 해운사 제재…정부 "유감" 항의',
    "대법원, 中 기업에 특허 침해 배상 판결",
)


@pytest.mark.parametrize("title", TRIFLES)
def test_a_trifle_between_two_countries_enters_no_digest(title: str) -> None:
    assert sections(made_of(told(1, title))) == {}


@pytest.mark.parametrize("title", MATTERS)
def test_what_governments_and_courts_do_enters_and_stands_above_trifles(title: str) -> None:
    matter = told(1, title)
    assert sections(made_of(matter, *(told(n, trifle) for n, trifle in enumerate(TRIFLES, start=2)))) == {"top": [1]}
    assert worth(matter).value > max(worth(told(2, trifle)).value for trifle in TRIFLES)


def test_who_chose_a_sector_gets_what_an_editor_would_leave_out() -> None:
    assert sections(made_of(told(1, TRIFLES[3]), sectors=("trade",))) == {"top": [1]}


def test_what_decided_is_named_with_its_weight() -> None:
    because = dict(worth(told(1, TRIFLES[0])).because)
    assert because["sign:horoscope"] == -3
    assert because["grade:bilateral"] > 0


def quake(number: int, country: str) -> Item:
    return report(number, "規模7の地震、津波警報", country=country, language="ja", publisher=f"News {number}")


def test_news_of_one_country_that_the_others_tell_too_stands_below_under_its_own_heading() -> None:
    shared = story(
        1,
        *(quake(n, country) for n, country in enumerate(("JP", "KR", "CN", "TW"), start=11)),
        grade="national",
        countries=("JP",),
        sectors=("disaster",),
    )
    assert Candidate.of(shared, NOW).shared
    assert sections(made_of(shared, told(2, MATTERS[0]))) == {"top": [2], "shared": [1]}
    assert sections(made_of(shared, grade="trilateral")) == {}
    assert sections(made_of(shared, sectors=("trade",))) == {}
    assert sections(made_of(shared, grade="national")) == {"top": [1]}


def half_between(*countries: str) -> Story:
    """News of Japan that some newsrooms tell as a matter of two countries."""
    reports = [
        report(number, "首相、地震と津波で外相会談を要請", country=country, language="ja", publisher=f"News {number}")
        for number, country in enumerate(countries, start=11)
    ]
    between = [replace(item, reading=replace(item.reading, grade="bilateral")) for item in reports[:2]]
    return story(1, *between, *reports[2:], grade="national", countries=("JP",), sectors=("disaster",))


def test_what_stands_under_that_heading_was_reported_in_several_countries() -> None:
    assert sections(made_of(half_between("JP", "JP", "JP", "KR"))) == {"shared": [1]}
    assert sections(made_of(half_between("JP", "JP", "JP", "JP"))) == {}


def test_of_two_newsrooms_one_must_be_seen_to_tell_the_other_countrys_event() -> None:
    lead = ("JP", "ja", "規模7の地震、津波警報で外相会談中止", "気象庁が沿岸に津波警報を出し、政府は会談を中止した。")
    same = ("KR", "ko", "日 규모 7 지진에 쓰나미 경보…외교장관 회담 취소", "일본 기상청이 쓰나미 경보를 발령했다.")
    near = ("KR", "ko", "정부, 쓰나미 대피 훈련 지침 마련", "행정안전부는 해안 지역의 지침을 내놓았다.")

    def told_by(*reports: Told) -> Candidate:
        items = (read_report(number, each) for number, each in enumerate(reports))
        return Candidate.of(story(1, *items, grade="national", countries=("JP",), sectors=("disaster",)), NOW)

    assert told_by(lead, same).shared
    assert not told_by(lead, near).shared


def test_a_day_that_has_little_takes_what_a_fuller_day_leaves_out() -> None:
    modest = told(1, "한국 제약사, 中 신약 도입")
    assert Candidate.of(modest, NOW).spare
    assert sections(made_of(modest)) == {"top": [1]}
    assert 1 not in [each.story_id for each in made_of(modest, *matters(7)).stories]
    assert 1 in [each.story_id for each in made_of(modest, *matters(6)).stories]


def test_news_of_one_country_that_its_own_media_tell_alone_is_not_everyones() -> None:
    alone = story(1, *(quake(n, "JP") for n in (11, 12, 13, 14)), grade="national", countries=("JP",))
    abroad = story(2, *(quake(n, country) for n, country in ((21, "JP"), (22, "US"))), grade="none", countries=())
    assert sections(made_of(alone, abroad)) == {}


def test_an_exported_story_says_what_it_is_held_to_be_worth_and_why() -> None:
    exported = story_record(told(1, MATTERS[1]))["worth"]
    assert exported["value"] > 1.5
    assert exported["good"] > 0.5
    assert exported["because"]["sign:dispute"] > 0


def test_of_what_is_about_all_three_only_trifles_are_left_out() -> None:
    plain = story(1, report(1, "三国の港、同じ様式へ", language="ja", country="JP"), sectors=())
    trifle = story(2, report(2, "クイズ：三国の港の名前は", language="ja", country="JP"), sectors=())
    assert sections(made_of(plain, trifle)) == {"top": [1]}
