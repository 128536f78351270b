"""Which country, language, sector and institution has a living source."""

from digests.model import Feed, Institution, Sector
from digests.sources.feeds.coverage import Coverage, coverage

SECTORS = (
    Sector("ip", "x", {"en": "Intellectual property"}),
    Sector("trade", "x", {"en": "Trade"}),
    Sector("tea", "x", {"en": "Tea"}),
)
BODIES = (
    Institution("tcs", "Secretariat", "XX", "no feed is known"),
    Institution("patents", "Patent Office", "KR"),
    Institution("mint", "Mint", "JP", "asks not to be read"),
)
FEEDS = [
    (Feed("https://a.example/1", "Patents daily", "KR", "ko", covers=("ip", "patents")), True),
    (Feed("https://a.example/2", "Patents weekly", "KR", "en", covers=("ip",)), False),
    (Feed("https://b.example/1", "Gazette", "JP", "ja"), True),
    (Feed("https://c.example/1", "Mint news", "JP", "ja", covers=("mint",)), False),
    (Feed("https://d.example/1", "Far away", "AU", "en"), True),
]


def _coverage() -> Coverage:
    return coverage(FEEDS, ("en", "ja", "ko", "zh-Hans"), SECTORS, BODIES, {"trade": {"JP": 2, "AU": 1}})


def test_the_three_countries_stand_first_whether_anyone_of_them_is_read_or_not() -> None:
    rows = {row.id: (row.living, row.feeds, row.parts) for row in _coverage().countries}
    assert list(rows) == ["CN", "JP", "KR", "AU"]
    assert rows["CN"] == (0, 0, {})
    assert rows["KR"] == (1, 2, {"ko": 1})


def test_every_language_has_its_row() -> None:
    assert [(row.id, row.living, row.feeds) for row in _coverage().languages] == [
        ("en", 1, 2),
        ("ja", 1, 2),
        ("ko", 1, 1),
        ("zh-Hans", 0, 0),
    ]


def test_a_sector_is_told_of_by_its_own_sources_or_by_others_on_the_way() -> None:
    ip, trade, tea = _coverage().sectors
    assert (ip.living, ip.feeds, ip.sources, ip.dead) == (1, 2, ("Patents daily",), ("Patents weekly",))
    assert (trade.living, trade.told, trade.parts) == (0, True, {"JP": 2, "AU": 1})
    assert (tea.living, tea.told) == (0, False)


def test_an_institution_without_a_source_says_why() -> None:
    tcs, patents, mint = _coverage().institutions
    assert (tcs.living, tcs.feeds, tcs.note) == (0, 0, "no feed is known")
    assert (patents.name, patents.sources) == ("Patent Office (KR)", ("Patents daily",))
    assert (mint.living, mint.dead) == (0, ("Mint news",))
