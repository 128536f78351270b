from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from digests.editions.compose import EditionMaker, compose, leanings, reports
from digests.model import COUNTRIES, Digest, Follow, Preferences, Story
from tests.digests.editions.compose.sample_reports import HOUR, NOW, report, story


def digest(
    stories: Sequence[Story], *, follows: Sequence[Follow] = (), seen: dict[int, int] | None = None, **wishes: Any
) -> Digest:
    weekly, limit, votes = wishes.pop("weekly", False), wishes.pop("limit", None), wishes.pop("votes", ())
    return compose(
        stories,
        Preferences(**({"grade": "none"} | wishes)),
        zone="Asia/Seoul",
        now=NOW,
        since=NOW - 24 * HOUR,
        seen=seen or {},
        follows=follows,
        leanings=leanings(votes),
        weekly=weekly,
        limit=limit,
    )


def ids(made: Digest) -> list[int]:
    return [each.story_id for each in made.stories]


# ------------------------------------------------------------------ what is chosen


def test_a_trilateral_story_opens_and_more_countries_and_publishers_weigh_more() -> None:
    national = story(1, grade="national", countries=("JP",))
    told_by_one = story(2)
    told_by_two = story(3, report(31, country="JP", publisher="A"), report(32, country="KR", publisher="B"))
    assert ids(digest([national, told_by_one, told_by_two])) == [3, 2, 1]


def test_the_narrowest_grade_the_countries_and_the_sectors_of_the_reader_are_kept() -> None:
    stories = [
        story(1, sectors=("trade", "ai")),
        story(2, grade="bilateral", countries=("JP", "KR"), sectors=("energy",)),
        story(3, grade="national", countries=("CN",), sectors=("ai",)),
        story(4, grade="none", countries=(), sectors=()),
    ]
    assert set(ids(digest(stories, grade="trilateral"))) == {1}
    assert set(ids(digest(stories, grade="bilateral"))) == {1, 2}
    assert set(ids(digest(stories))) == {1, 2, 3, 4}
    assert set(ids(digest(stories, countries=("CN",)))) == {1, 3}
    assert set(ids(digest(stories, sectors=("ai",)))) == {1, 3}


def test_only_what_came_since_is_news_and_late_arrivals_count_when_they_came() -> None:
    old = story(1, hours_ago=30)
    came_late = story(2, hours_ago=30, first_seen=NOW - HOUR)
    from_a_new_feed = story(3, hours_ago=30, first_seen=NOW - HOUR, pushable=False)
    archive = story(4, hours_ago=24 * 30, first_seen=NOW - HOUR)
    assert ids(digest([old, came_late, from_a_new_feed, archive])) == [2]


def test_a_document_that_somebody_drops_is_news_at_any_age_and_its_day_is_told() -> None:
    month = 30 * 24
    dropped = [
        story(1, report(11, hours_ago=month, first_seen=NOW - HOUR, file="minutes.pdf")),
        story(2, report(21, hours_ago=month, first_seen=NOW - HOUR, file="export.jsonl")),
        story(3, report(31, hours_ago=1, first_seen=NOW - HOUR, file="today.txt")),
    ]
    made = digest(dropped)
    assert ids(made) == [3, 1]
    assert [each.dated for each in made.stories] == [None, NOW - month * HOUR]


def test_a_story_is_told_once_and_again_with_how_much_it_grew() -> None:
    known = story(1)
    grown = story(2, report(21), report(22, publisher="B"), report(23, publisher="C", also=("D",)))
    made = digest([known, grown], seen={1: reports(known), 2: 1})
    assert [(each.story_id, each.grown_by) for each in made.stories] == [(2, 3)]
    assert "grown" in made.stories[0].reasons
    assert ids(digest([known], seen={1: reports(known)}, weekly=True)) == [1]


@pytest.mark.parametrize(("length", "most"), [("brief", 5), ("normal", 7), ("full", 12)])
def test_the_length_is_the_readers(length: str, most: int) -> None:
    stories = [story(number, publisher=f"P{number}", sectors=(f"s{number % 7}",)) for number in range(1, 40)]
    made = digest(stories, length=length)
    assert len(made.stories) == most
    assert made.considered == 39
    assert len(digest(stories, length=length, limit=3).stories) == 3


def test_what_is_followed_comes_in_whatever_the_other_wishes_say() -> None:
    item = report(11, "水素の供給網で合意", language="ja", publisher="東風新聞")
    hydrogen = story(1, item, grade="national", countries=("JP",), sectors=("energy",), mechanisms=("tcs",), follows=9)
    other = story(2, grade="bilateral", countries=("CN", "KR"))
    for follow in (
        Follow("sector", "energy"),
        Follow("mechanism", "tcs"),
        Follow("country", "JP"),
        Follow("keyword", "供應網"[1:]),
        Follow("keyword", "水素"),
        Follow("publisher", "東風新聞"),
        Follow("story", "9"),
        Follow("story", "1"),
    ):
        made = digest([hydrogen, other], follows=[follow], grade="trilateral", sectors=("ai",))
        assert ids(made) == ([1] if follow.value != "應網" else []), follow
    assert digest([hydrogen], follows=[Follow("mechanism", "tcs")]).stories[0].reasons[0] == "follow:tcs"


def test_what_is_muted_stays_out() -> None:
    one = story(1, sectors=("trade", "ai"))
    two = story(2, title="Football finals", sectors=("people",), grade="bilateral", countries=("JP", "KR"))
    three = story(3, grade="national", countries=("JP",), sectors=("ai",), mechanisms=("tcs",))
    stories = [one, two, three]
    for kind, value, left in (
        ("sector", "ai", {1, 2}),
        ("sector", "trade", {2, 3}),
        ("country", "JP", {1}),
        ("country", "CN", {1, 2, 3}),
        ("keyword", "football", {1, 3}),
        ("keyword", "foot", {1, 2, 3}),
        ("keyword", "final", {1, 3}),
        ("mechanism", "tcs", {1, 2}),
        ("story", "2", {1, 3}),
    ):
        assert set(ids(digest(stories, follows=[Follow(kind, value, "mute")]))) == left, (kind, value)  # type: ignore[arg-type]


def test_a_keyword_in_capitals_is_an_abbreviation_and_found_in_capitals_alone() -> None:
    vehicles = story(1, title="Makers cut prices of EVs")
    race = story(2, title="Every senator's event: it takes even more of us")
    for value, left in (("EV", {2}), ("IT", {1, 2}), ("US", {1, 2}), ("it", {1})):
        assert set(ids(digest([vehicles, race], follows=[Follow("keyword", value, "mute")]))) == left, value


def test_what_is_followed_opens_the_digest() -> None:
    stories = [story(number, sectors=("ai",)) for number in range(1, 7)]
    swap = story(9, title="Swap line kept", grade="bilateral", countries=("JP", "KR"), sectors=("finance",))
    assert ids(digest([*stories, swap], follows=[Follow("keyword", "swap")]))[0] == 9


def test_a_reason_names_its_subject_once() -> None:
    one = story(1, sectors=("ip",), mechanisms=("tripo",))
    (told,) = digest([one], follows=[Follow("mechanism", "tripo")]).stories
    assert told.reasons == ("follow:tripo", "grade:trilateral")


def test_a_story_of_two_countries_says_so_and_counts_every_side() -> None:
    told = report(11, country="KR"), report(12, country="SG")
    swap = story(1, *told, grade="bilateral", countries=("JP", "KR"))
    assert digest([swap]).stories[0].reasons == ("grade:bilateral", "sides")


def test_a_muted_publisher_leaves_the_story_to_the_others() -> None:
    shared = story(
        1, report(11, "Loud", publisher="Tabloid"), report(12, "Calm", publisher="Courier", also=("Tabloid",))
    )
    alone = story(2, publisher="Tabloid")
    made = digest([shared, alone], follows=[Follow("publisher", "TABLOID", "mute")])
    assert [(each.story_id, each.headline) for each in made.stories] == [(1, "Calm")]
    assert [link.publisher for link in made.stories[0].sources] == ["Courier"]


def test_votes_move_a_story_a_little_and_say_so() -> None:
    energy, trade = story(1, sectors=("energy",), hours_ago=9), story(2, sectors=("trade",), hours_ago=2)
    assert ids(digest([energy, trade])) == [2, 1]
    liked = digest([energy, trade], votes=[(("energy",), (), 1)])
    assert ids(liked) == [1, 2]
    assert "liked" in liked.stories[0].reasons
    assert ids(digest([energy, trade], votes=[(("energy",), (), 1), (("energy",), (), -1)])) == [2, 1]
    assert ids(digest([energy, trade], votes=[(("trade",), (), -1)])) == [1, 2]
    national = story(3, grade="national", countries=("JP",), sectors=("energy",))
    assert ids(digest([national, trade], votes=[(("energy",), (), 1)] * 50)) == [2, 3]


# ------------------------------------------------------------------ balance and order


def test_no_publisher_sector_or_pair_of_countries_dominates() -> None:
    loud = [
        story(n, grade="bilateral", countries=("CN", "JP"), publisher="Loud", sectors=("security",), hours_ago=1)
        for n in range(1, 31)
    ]
    quiet = [
        story(
            n, grade="bilateral", countries=("JP", "KR"), publisher=f"Quiet {n}", sectors=(f"s{n % 5}",), hours_ago=20
        )
        for n in range(31, 45)
    ]
    made = digest([*loud, *quiet], length="full")
    publishers = Counter(each.sources[0].publisher for each in made.stories)
    assert publishers["Loud"] <= 4
    assert len({each.sectors[0] for each in made.stories}) == 6
    assert len(digest(loud, length="full").stories) == 12


def test_sections_of_three_or_more_follow_the_top_and_the_rest_comes_last_in_one() -> None:
    stories = [story(n, publisher=f"P{n}", sectors=("trade",)) for n in range(1, 7)]
    stories += [
        story(n, publisher=f"P{n}", sectors=("energy", "ai"), grade="bilateral", countries=("JP", "KR")) for n in (7, 8)
    ]
    stories += [story(9, publisher="P9", sectors=(), grade="national", countries=("KR",))]
    made = digest(stories, length="full")
    assert [(section.sector, len(section.stories)) for section in made.sections] == [
        ("top", 3),
        ("trade", 3),
        ("other", 3),
    ]
    assert all(each.grade == "trilateral" for each in made.sections[0].stories)


def test_what_is_too_little_for_a_section_stands_with_the_first() -> None:
    stories = [story(n, publisher=f"P{n}", sectors=(f"s{n}",)) for n in range(1, 6)]
    assert [(section.sector, len(section.stories)) for section in digest(stories).sections] == [("top", 5)]


def test_what_a_digest_leaves_out_goes_on_where_it_ended_and_repeats_nothing() -> None:
    stories = [story(n, publisher=f"P{n % 9}", sectors=(f"s{n % 4}",), hours_ago=n) for n in range(1, 24)]
    maker = EditionMaker(stories, NOW)
    reader = Preferences(grade="none")

    def told(limit: int | None, skip: int) -> Digest:
        return maker.compose(reader, zone="UTC", since=NOW - 24 * HOUR, seen={}, follows=(), limit=limit, skip=skip)

    first, second, third = told(None, 0), told(8, 7), told(20, 15)
    assert [each.more for each in (first, second, third)] == [16, 8, 0]
    assert sorted([*ids(first), *ids(second), *ids(third)]) == list(range(1, 24))


@pytest.mark.parametrize(("length", "sentences"), [("brief", 1), ("normal", 2), ("full", 3)])
def test_of_several_sentences_only_as_many_are_quoted_as_are_read_at_a_glance(length: str, sentences: int) -> None:
    short = report(1, "三国が合意", language="ja", text="合意した。 続く。 三つ目。 四つ目。")
    long = report(2, "三国が協議", language="ja", text=("協議は三つの部会で続き" * 12 + "。 ") * 3)
    made = digest([story(1, short), story(2, long)], language="ja", length=length)
    assert {each.story_id: len(each.quotes) for each in made.stories} == {1: sentences, 2: 1}


def test_an_empty_digest_is_a_digest() -> None:
    made = digest([])
    assert (made.sections, made.considered, made.zone) == ((), 0, "Asia/Seoul")


# ------------------------------------------------------------------ how a story reads


def told() -> Story:
    return story(
        1,
        report(11, "三國達成協議", language="zh-Hant", publisher="港報", country="HK", text="一。 二。"),
        report(12, "Three agree", language="en", publisher="Courier", country="JP", text="Short."),
        report(
            13,
            "三国が合意",
            language="ja",
            publisher="東風新聞",
            country="JP",
            text="合意した。 続く。 三つ目。 四つ目。",
        ),
        report(14, "세 나라 합의", language="ko", publisher="한바람일보", country="KR", text="합의했다. 끝."),
    )


def test_the_headline_and_the_quotes_are_in_the_readers_language_and_each_other_side_speaks() -> None:
    made = digest([told()], language="ja").stories[0]
    assert (made.headline, made.headline_language) == ("三国が合意", "ja")
    assert [quote.text for quote in made.quotes] == ["合意した。", "続く。"]
    assert [(quote.country, quote.text) for quote in made.others] == [("KR", "합의했다."), ("HK", "一。")]
    assert made.sources[0].publisher == "東風新聞"
    assert made.reporting == ("JP", "KR")
    english = digest([told()], language="en", length="full").stories[0]
    assert [quote.text for quote in english.quotes] == ["Short."]


@pytest.mark.parametrize(("heard", "silent"), [(COUNTRIES, ("CN", "JP")), (("JP", "KR"), ("JP",)), (("KR",), ())])
def test_nobody_is_called_silent_whose_media_were_not_read(heard: tuple[str, ...], silent: tuple[str, ...]) -> None:
    made = digest([story(1, country="KR", heard=heard, hours_ago=7)]).stories[0]
    assert (made.reporting, made.silent, made.abroad) == (("KR",), silent, False)


@pytest.mark.parametrize(
    ("country", "heard", "abroad"), [("TW", COUNTRIES, True), ("TW", ("JP", "KR"), False), ("XX", COUNTRIES, False)]
)
def test_only_others_report_it_where_all_three_were_read_and_every_source_has_a_country(
    country: str, heard: tuple[str, ...], abroad: bool
) -> None:
    made = digest([story(1, country=country, heard=heard)]).stories[0]
    assert (made.reporting, made.silent, made.abroad) == ((), (), abroad)


def test_a_dropped_document_says_nothing_of_who_else_reports() -> None:
    dropped = report(1)
    links = tuple(replace(link, feed="drop:minutes.txt") for link in dropped.sources)
    assert not digest([story(1, replace(dropped, sources=links))]).stories[0].abroad


def test_a_headline_leads_to_its_own_report_or_nowhere() -> None:
    note, article = report(1, "Ports agree on radar", file="note.md"), report(2, "Ports agree", publisher="Courier")
    note = replace(note, entry=replace(note.entry, url=None), sources=())
    told = digest([story(1, note, article)]).stories[0]
    assert (told.headline, told.url) == ("Ports agree on radar", None)
    assert [link.url for link in told.sources] == [None, "https://news.example/2"]


def test_a_side_speaks_the_readers_language_where_it_can() -> None:
    made = digest([told()], language="ko", reads=("en",)).stories[0]
    assert [quote.text for quote in made.others] == ["Short.", "一。"]


def test_a_full_report_heads_a_story_before_the_flash_that_came_first() -> None:
    flash = report(12, "【速報】合意", language="ja", text="合意した。")
    full = report(13, "三国が水素で合意", language="ja", text="三国は水素の認証で合意した。" * 10)
    made = digest([story(1, report(11), flash, full)], language="ja")
    assert made.stories[0].headline == "三国が水素で合意"


def test_what_is_between_two_countries_is_headed_by_a_report_that_is() -> None:
    alone, both = report(11, "Mills fear the market"), report(12, "Two countries' mills fear each other")
    both = replace(both, reading=replace(both.reading, grade="bilateral"))
    made = digest([story(1, alone, both, grade="bilateral", countries=("CN", "KR"))], language="en")
    assert made.stories[0].headline == both.title


def test_a_headline_in_no_language_of_the_reader_is_marked_with_its_own() -> None:
    only = story(1, report(11, "三国が合意", language="ja"))
    assert digest([only], language="ko").stories[0].headline_language == "ja"
    assert digest([told()], language="zh-Hans").stories[0].headline == "三國達成協議"
    assert digest([told()], language="zh-Hans", reads=("ko",)).stories[0].headline == "세 나라 합의"


# ------------------------------------------------------------------ many readers


def test_readers_with_equal_wishes_share_one_choice() -> None:
    maker = EditionMaker([story(n) for n in range(1, 9)], NOW)
    seen = {1: 1, 999: 5}

    def sections(**reader: Any) -> object:
        zone, had = reader.pop("zone", "UTC"), reader.pop("seen", seen)
        made = maker.compose(Preferences(**reader), zone=zone, since=0, seen=had, follows=())
        return made.sections

    one = sections(sectors=("trade", "ai"))
    assert sections(sectors=("ai", "trade"), zone="Asia/Tokyo", format="classic", seen={1: 1}) is one
    assert sections(sectors=("ai", "trade"), countries=COUNTRIES[::-1]) is one
    assert sections(sectors=("trade",)) is not one
    assert sections(sectors=("trade", "ai"), seen={}) is not one
