"""The trends in words."""

from bot.render.trending import trending
from digests.editions.trends import Trends
from tests import loaded


def test_stories_without_a_sector_are_counted_all_the_same() -> None:
    week = Trends(
        until=1_795_500_000,
        totals=(0, 0, 0, 0, 0, 0, 0, 3),
        read=(False,) * 8,
        sectors=(),
        mechanisms=(),
        countries={"CN": 3, "JP": 3, "KR": 3},
        told={},
        meetings={},
        grades={"trilateral": 3},
    )
    said = trending(week, loaded.texts()["en"], loaded.catalogue()).text
    assert "3 stories" in said
    assert "Japan 3" in said
