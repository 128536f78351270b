"""Stories counted over weeks."""

from digests.model import Grade
from digests.trends import WEEK, Head, Line, trends

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
    assert found.sectors[1] == Line("ai", (4, 4, 4, 4, 4, 4, 4, 4))


def test_a_first_story_is_no_sensation() -> None:
    assert trends([head(1, 0.1, "ip")], NOW).rising == ()


def test_nothing_rises_before_there_is_a_usual() -> None:
    week = [head(n, 0.1, "ai") for n in range(9)]
    assert trends(week, NOW).rising == ()
    assert [line.name for line in trends([*week, head(10, 1.5, "ip")], NOW).rising] == ["ai"]


def test_pairs_of_countries_meet_in_a_sector() -> None:
    found = trends([head(1, 0.1, "ai"), head(2, 3, "ai", countries=("JP", "KR"))], NOW)
    assert found.pairs[("ai", ("JP", "KR"))] == 2
    assert found.pairs[("ai", ("CN", "JP"))] == 1
    assert found.countries == {"CN": 1, "JP": 1, "KR": 1}
    assert found.grades == {"trilateral": 1}
