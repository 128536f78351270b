"""Stories counted over weeks."""

from digests.editions.trends import WEEK, Trend, trends
from digests.model import Grade, Head

NOW = 1_795_500_000


def head(number: int, weeks_ago: float, *sectors: str, countries: tuple[str, ...] = ("CN", "JP", "KR")) -> Head:
    grade: Grade = "trilateral" if len(countries) == 3 else "bilateral"
    return Head(number, int(NOW - weeks_ago * WEEK), grade, countries, sectors, ("rcep",) if "trade" in sectors else ())


def test_weeks_end_now_and_what_is_older_or_yet_to_come_is_left_out() -> None:
    found = trends([head(1, 0.5), head(2, 1.5), head(3, 7.9), head(4, 8.1), head(5, -0.1)], NOW)
    assert found.totals == (1, 0, 0, 0, 0, 0, 1, 1)


def test_what_rose_most_above_its_usual_comes_first() -> None:
    usual = [head(week * 10 + n, week + 0.5, "ai") for week in range(1, 8) for n in range(4)]
    now = [head(100 + n, 0.1, "ai") for n in range(4)] + [head(200 + n, 0.1, "trade") for n in range(6)]
    found = trends([*usual, *now], NOW)
    assert [line.name for line in found.sectors] == ["trade", "ai"]
    assert [line.name for line in found.rising] == ["trade", "rcep"]
    assert found.sectors[1] == Trend("ai", (4, 4, 4, 4, 4, 4, 4, 4), usual=4)


def test_a_first_story_is_no_sensation() -> None:
    assert trends([head(1, 0.1, "ip")], NOW).rising == ()


def test_nothing_rises_before_there_is_a_usual() -> None:
    week = [head(n, 0.1, "ai") for n in range(9)]
    assert trends(week, NOW).rising == ()
    assert [line.name for line in trends([*week, head(10, 1.5, "ip")], NOW).rising] == ["ai"]


def test_weeks_that_we_did_not_read_say_nothing_of_what_is_usual() -> None:
    heads = [head(n, 0.1, "ai") for n in range(4)] + [head(10 + n, 1.5, "ai") for n in range(2)] + [head(20, 5.5, "ai")]
    read_for_weeks = trends(heads, NOW, began=int(NOW - 3 * WEEK))
    assert read_for_weeks.read == (False, False, False, False, False, False, True, True)
    assert (read_for_weeks.usual, read_for_weeks.sectors[0].usual) == (2, 2)
    just_begun = trends(heads, NOW, began=NOW - 3600)
    assert (just_begun.usual, just_begun.rising) == (None, ())


def test_a_story_about_all_three_is_no_meeting_of_two() -> None:
    found = trends([head(1, 0.1, "ai"), head(2, 3, "ai", countries=("JP", "KR"))], NOW)
    assert found.meetings == {("ai", ("CN", "JP", "KR")): 1, ("ai", ("JP", "KR")): 1}
    assert found.countries == {"CN": 1, "JP": 1, "KR": 1}
    assert found.grades == {"trilateral": 1}


def test_who_told_the_stories_of_the_last_week_is_counted_for_each_of_their_topics() -> None:
    found = trends([head(1, 0.1, "ai", "ip"), head(2, 3, "ai")], NOW, told={1: ("JP", "US"), 2: ("KR",)})
    assert found.told == {(sector, country): 1 for sector in ("ai", "ip") for country in ("JP", "US")}
