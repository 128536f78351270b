"""Numbers and dates are one value, whatever script they are written in."""

import pytest

from digests.language.fold import fold
from digests.stories.numbers import figures


@pytest.mark.parametrize("text", ["年4000万人", "每年4000萬人次", "연간 4천만 명", "40 million visits", "4,000万人"])
def test_it_reads_one_amount_in_every_script(text: str) -> None:
    assert "4e+07" in figures(fold(text)).amounts


@pytest.mark.parametrize("text", ["1兆2000億円", "1조2000억 원", "1조 2000억 원", "1.2万亿元", "1.2 trillion won"])
def test_it_adds_the_parts_of_a_large_amount(text: str) -> None:
    assert figures(fold(text)).amounts == {"1.2e+12"}


@pytest.mark.parametrize("text", ["第十七轮谈判", "第17回会合", "제17차 협상", "the 17th round", "a seventeenth round"])
def test_it_tells_which_of_a_series_it_is(text: str) -> None:
    assert figures(fold(text)).ordinals == {17}


@pytest.mark.parametrize("text", ["3月12日閉幕", "3월 12일 마쳤다", "ended on March 12", "on 12 March", "Mar. 12"])
def test_it_reads_one_date_in_every_script(text: str) -> None:
    found = figures(fold(text))
    assert found.dates == {(3, 12)}
    assert found.days == {12}


@pytest.mark.parametrize("text", ["27日、ソウルで", "27일 서울에서", "27日在首尔举行"])
def test_a_day_without_its_month_is_a_day(text: str) -> None:
    assert figures(fold(text)).days == {27}


@pytest.mark.parametrize("text", ["15日間の日程", "15일간 체류", "2025年", "2025∼2026년", "in 2030"])
def test_a_duration_or_a_year_is_neither_day_nor_amount(text: str) -> None:
    found = figures(fold(text))
    assert not found.days
    assert "2.02e+03" not in found.amounts


def test_a_share_is_not_the_number_beside_it() -> None:
    assert figures(fold("15%下げる")).amounts == {"15%"}
    assert figures(fold("15人")).amounts == {"15"}


def test_a_megabyte_of_digits_is_read_without_harm() -> None:
    assert figures("9" * 1_000_000).amounts


def test_digits_of_scripts_that_python_cannot_count_with_are_no_numbers() -> None:
    assert figures("\U00016d70 years") == figures("years")
