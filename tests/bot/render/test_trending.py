"""The trends in words."""

from bot.render.texts import load_texts
from bot.render.trending import trending
from config.catalogue import load_catalogue
from digests.editions.trends import Trends


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
    said = trending(week, load_texts()["en"], load_catalogue()).text
    assert "3 stories" in said
    assert "Japan 3" in said
