"""Amounts are read exactly in one language and written so that they can be read back in another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.gloss.measures import Measure, measures, units, written
from digests.language.fold import fold
from digests.model import NAMED_IN

_UNITS = (
    "JPY",
    "KRW",
    "CNY",
    "HKD",
    "USD",
    "EUR",
    "percent",
    "people",
    "countries",
    "companies",
    "tonnes",
    "kilometres",
)


def _read(text: str, language: str) -> list[tuple[Decimal, str]]:
    return [(each.value, each.unit) for each in measures(fold(text), language)]


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("ja", "総額3兆5000億円を投資", 3_500_000_000_000, "JPY"),
        ("ja", "1万2000円", 12_000, "JPY"),
        ("ko", "3조5000억 원 규모", 3_500_000_000_000, "KRW"),
        ("ko", "4천만원", 40_000_000, "KRW"),
        ("ko", "1,200억달러", 120_000_000_000, "USD"),
        ("zh-Hans", "3万亿元人民币", 3_000_000_000_000, "CNY"),
        ("zh-Hant", "5000億日圓", 500_000_000_000, "JPY"),
        ("en", "$1.5 billion", 1_500_000_000, "USD"),
        ("en", "US$2 trillion", 2_000_000_000_000, "USD"),
        ("en", "300 billion yen", 300_000_000_000, "JPY"),
        ("ja", "５％増", 5, "percent"),
        ("ko", "1조 2000억원", 1_200_000_000_000, "KRW"),
        ("ko", "…7억원대 횡령", 700_000_000, "KRW"),
        ("ko", "1천300억원에 수주", 130_000_000_000, "KRW"),
        ("ko", "12조3천억원", 12_300_000_000_000, "KRW"),
        ("ko", "2만1천명", 21_000, "people"),
        ("ja", "爆撃機2機", 2, "planes"),
        ("ja", "艦艇4隻", 4, "ships"),
        ("ko", "군용기 9대", 9, "planes"),
        ("en", "4 Japanese navy ships", 4, "ships"),
        ("zh-Hans", "50 人受伤", 50, "people"),
        ("ja", "33人けが", 33, "people"),
        ("ko", "관광객 2만1000명", 21_000, "people"),
        ("ja", "3カ国", 3, "countries"),
        ("ko", "92세로 별세", 92, "age"),
        ("en", "92-year-old", 92, "age"),
        ("ko", "8년 만에 재개", 8, "years"),
        ("ja", "8年ぶり再開", 8, "years"),
        ("ko", "국교정상화 60주년", 60, "anniversary"),
        ("en", "60th anniversary", 60, "anniversary"),
        ("zh-Hans", "连续10个月", 10, "months"),
        ("ko", "항공편 2배로 늘려", 2, "times"),
    ],
)
def test_an_amount_is_read_with_its_unit(language: str, text: str, value: int, unit: str) -> None:
    assert _read(text, language) == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "HK$5 billion"),
        ("en", "A$3 million"),
        ("en", "5 percentage points"),
        ("ko", "1원칙"),
        ("ko", "3조 규모"),
        ("zh-Hant", "5000億元"),
        ("en", "2026"),
        ("ko", "1년 7개월 만에"),
        ("ko", "20대 남성"),
        ("ko", "3대 과제"),
        ("zh-Hans", "第3名"),
        ("zh-Hans", "3000余名"),
        ("ja", "10年間"),
        ("ko", "억원대"),
        ("ko", "2퍼센트포인트"),
        ("ja", "3パーセントポイント"),
    ],
)
def test_what_may_be_another_unit_is_left_out(language: str, text: str) -> None:
    assert _read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("zh-Hans", "7.6 级地震", "7.6"),
        ("en", "a 7.6-magnitude earthquake", "7.6"),
        ("en", "magnitude 7.5 quake", "7.5"),
        ("ko", "규모 7.6 지진", "7.6"),
        ("ja", "マグニチュード7.5", "7.5"),
        ("ja", "M7.5の地震", "7.5"),
    ],
)
def test_the_magnitude_of_an_earthquake_is_read_before_or_behind_its_number(
    language: str, text: str, value: str
) -> None:
    assert _read(text, language) == [(Decimal(value), "magnitude")]


def test_a_scale_of_investment_is_no_magnitude() -> None:
    assert _read("규모 7.6조원", "ko") == [(Decimal(7_600_000_000_000), "KRW")]


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("USD", "330350000000", "330.35 billion dollars|3303.5亿美元|3303.5億美元|3303億5000万ドル|3303억 5000만 달러"),
        ("JPY", "12345", "12,345 yen|12,345日元|12,345日圓|1万2345円|1만 2345엔"),
        ("KRW", "1499", "1,499 won|1,499韩元|1,499韓元|1,499ウォン|1,499원"),
        ("people", "1", "1 person|1人|1人|1人|1명"),
        ("anniversary", "80", "an 80th anniversary|80周年|80週年|80周年|80주년"),
        ("magnitude", "7.6", "a magnitude of 7.6|7.6级|規模7.6|マグニチュード7.6|규모 7.6"),
    ],
)
def test_each_language_writes_it_in_its_own_way(unit: str, value: str, said: str) -> None:
    measure = Measure(Decimal(value), unit, 0, 1)
    assert "|".join(written(measure, language) for language in NAMED_IN) == said


def test_every_unit_is_read_and_said_in_every_language() -> None:
    for unit, entry in units().items():
        assert set(entry["read"]) == {"en", "zh", "ja", "ko"}, unit
        assert set(NAMED_IN) <= set(entry["said"]), unit
        assert all("#" in form for form in entry["said"].values()), unit


@given(
    number=st.integers(1, 10**7),
    power=st.integers(0, 8),
    unit=st.sampled_from(_UNITS),
    language=st.sampled_from(NAMED_IN),
)
def test_what_is_written_is_read_back(number: int, power: int, unit: str, language: str) -> None:
    value = Decimal(number) * 10**power
    said = written(Measure(value, unit, 0, 1), language)
    assert _read(said, language) == [(value, unit)], said
