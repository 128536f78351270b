"""Amounts are read exactly in one language and written so that they can be read back in another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.gloss.measures import Measure, measures, written
from digests.language.fold import fold
from digests.model import NAMED_IN

_UNITS = ("JPY", "KRW", "CNY", "USD", "EUR", "%")


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
        ("ja", "５％増", 5, "%"),
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
        ("ja", "5カ国"),
        ("en", "2026"),
        ("ko", "2퍼센트포인트"),
        ("ja", "3パーセントポイント"),
    ],
)
def test_what_may_be_another_unit_is_left_out(language: str, text: str) -> None:
    assert _read(text, language) == []


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
