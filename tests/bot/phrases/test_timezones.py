"""A reader's place is found by every name they have for it, and never guessed from a number."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phrases.atlas import cities
from bot.phrases.clocks import offset_of
from bot.phrases.timezones import COMMON, nearest, on_earth, search
from digests.instants import is_zone

NOW = int(datetime(2026, 11, 24, tzinfo=UTC).timestamp())


def zone(text: str) -> str:
    """The one zone that ``text`` means beyond doubt; ``?`` where the reader is asked."""
    found = search(text, now=NOW)
    return found.zones[0] if found.sure else "?"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            "한국 대한민국 南韓 韩国 Korea 서울 서울시 首爾 대전 大田 광주 세종 수원 水原 제주 Daejeon Pusan",
            "Asia/Seoul",
        ),
        (
            "日本 Japan 일본 横浜 橫濱 横滨 요코하마 ヨコハマ Yokohama 神戸 神戶 仙台 広島 廣島 东京 東京都 福岡市",
            "Asia/Tokyo",
        ),
        ("成都 重慶 重庆 武汉 武漢 西安 天津 南京 Xi'an 베이징 상해 廣州 청두 大連", "Asia/Shanghai"),
        ("台中 臺中 新竹 Taichung 타이베이 高雄 台灣 대만", "Asia/Taipei"),
        ("神奈川県 三重県 北海道 오키나와 つくば 가나가와", "Asia/Tokyo"),
        ("四川 浙江省 廣東 拉萨 광둥 Tibet 内蒙古", "Asia/Shanghai"),
        ("경기도 강원 전남 Gyeonggi 漢城", "Asia/Seoul"),
        ("花蓮 金門 基隆 Kinmen", "Asia/Taipei"),
        ("Bruxelles Brussels 브뤼셀 布鲁塞尔", "Europe/Brussels"),
        ("Bangalore Mumbai 印度 India", "Asia/Kolkata"),
        ("ワシントン 華盛頓 워싱턴 Washington NYC 뉴욕", "America/New_York"),
        ("舊金山 旧金山 サンフランシスコ 샌프란시스코 LA", "America/Los_Angeles"),
        ("하노이 河内 ハノイ Hà_Nội", "Asia/Ho_Chi_Minh"),
        ("São_Paulo sao_paulo", "America/Sao_Paulo"),
    ],
)
def test_cities_and_countries_are_known_in_five_languages(names: str, expected: str) -> None:
    for name in names.split():
        assert zone(name.replace("_", " ")) == expected, name


@pytest.mark.parametrize("text", ["UTC+9", "UTC+09:00", "GMT+9", "+09:00", "+0900", "ＵＴＣ＋９", "utc +9"])
def test_an_offset_offers_the_places_that_keep_it_and_the_clock_itself(text: str) -> None:
    found = search(text, now=NOW, language="ko")
    assert not found.sure
    assert found.zones[:2] == ("Asia/Seoul", "Asia/Tokyo")
    assert found.zones[-1] == "Etc/GMT-9"


@given(st.sampled_from(["UTC", "GMT", ""]), st.sampled_from("+-\u2212"), st.integers(0, 99), st.integers(0, 99))
def test_an_offset_is_never_read_as_another(prefix: str, sign: str, hours: int, minutes: int) -> None:
    offset = timedelta(hours=hours, minutes=minutes) * (1 if sign == "+" else -1)
    found = search(f"{prefix}{sign}{hours}:{minutes:02d}", now=NOW)
    assert not found.sure
    assert all(offset_of(each, NOW) == offset for each in found.zones)


@pytest.mark.parametrize("text", ["UTC+25", "UTC+9:75", "+15", "9", "UTC9", "12345", "EST5EDT", "-", "0x9", "9:00"])
def test_a_number_that_is_no_offset_is_unknown(text: str) -> None:
    assert search(text, now=NOW).zones == ()


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("KST", ["Asia/Seoul"]),
        ("jst", ["Asia/Tokyo"]),
        ("EST", ["America/New_York"]),
        ("Pacific Time", ["America/Los_Angeles"]),
        ("日本標準時", ["Asia/Tokyo"]),
        ("한국 시간", ["Asia/Seoul"]),
        ("北京时间", ["Asia/Shanghai"]),
        ("CST", ["Asia/Shanghai", "Asia/Taipei", "America/Chicago"]),
        ("IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
        ("BST", ["Europe/London", "Asia/Dhaka"]),
    ],
)
def test_clocks_by_name_lead_to_the_places_of_those_who_write_so(text: str, zones: list[str]) -> None:
    found = search(text, now=NOW)
    assert sorted(found.zones) == sorted(zones)
    assert found.sure == (len(zones) == 1)


def test_a_country_of_many_zones_offers_those_where_people_live() -> None:
    zones = search("미국", now=NOW).zones
    assert set(zones[:3]) == {"America/New_York", "America/Los_Angeles", "America/Chicago"}
    assert not {"America/Adak", "America/Indiana/Marengo"} & set(zones)
    clocks = {tuple(offset_of(each, NOW + month * 30 * 86_400) for month in range(12)) for each in zones}
    assert len(clocks) == len(zones)


@pytest.mark.parametrize(
    ("name", "zones"),
    [
        ("Georgia", {"Asia/Tbilisi", "America/New_York"}),
        ("Ontario", {"America/Toronto", "America/Los_Angeles"}),
        ("Portland", {"America/Los_Angeles", "America/New_York"}),
        ("Newcastle", {"Australia/Sydney", "Europe/London"}),
        ("La Paz", {"America/La_Paz", "America/Mazatlan"}),
        ("León", {"America/Mexico_City", "America/Managua", "Europe/Madrid"}),
        ("江陵", {"Asia/Seoul", "Asia/Shanghai"}),
    ],
)
def test_a_name_that_may_mean_another_clock_is_asked_about(name: str, zones: set[str]) -> None:
    found = search(name, now=NOW)
    assert not found.sure
    assert found.exact
    assert set(found.zones) == zones


@given(st.sampled_from(["Atlantis", "Mars", "Gotham", "Narnia", "Pari", "Soeul", "東亰"]))
def test_what_is_only_like_a_place_is_no_exact_find(name: str) -> None:
    found = search(name, now=NOW)
    assert not found.sure
    assert not found.exact


def test_one_name_in_two_zones_and_a_misspelt_one_are_asked_about() -> None:
    assert set(search("Birmingham", now=NOW).zones) == {"Europe/London", "America/Chicago"}
    assert search("Lodnon", now=NOW).zones == search("London, Ontario", now=NOW).zones
    assert not search("Lodnon", now=NOW).sure


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((45.8, 126.5), "Asia/Shanghai"),  # Harbin, nearer to Vladivostok than to Shanghai
        ((33.6, 130.4), "Asia/Tokyo"),  # Fukuoka, nearer to Seoul than to Tokyo
        ((35.18, 129.08), "Asia/Seoul"),
        ((43.8, 87.6), "Asia/Urumqi"),
    ],
)
def test_a_shared_place_has_the_zone_of_the_nearest_city(place: tuple[float, float], expected: str) -> None:
    assert nearest(*place)[0] == expected


@pytest.mark.parametrize("place", [(999, 999), (90.1, 0), (0, -180.5), (float("nan"), 0), (float("inf"), 0)])
def test_there_is_no_place_beyond_the_poles(place: tuple[float, float]) -> None:
    assert not on_earth(*place)


def test_every_zone_that_is_offered_exists() -> None:
    assert [each for each in {*COMMON, *(city.zone for city in cities())} if not is_zone(each)] == []


@given(st.text(max_size=80), st.sampled_from(["en", "ko", "ja", "zh-Hans", "zh-Hant"]))
def test_whatever_is_written_only_zones_that_exist_are_found(text: str, language: str) -> None:
    found = search(text, now=NOW, language=language)
    assert all(is_zone(each) for each in found.zones)
    assert len(found.zones) <= 8
