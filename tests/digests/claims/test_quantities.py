"""Numbers are read exactly, with what they count, whatever script they are in."""

from fractions import Fraction

import pytest

from digests.claims.quantities import quantities
from digests.language.fold import fold

_SAME = [
    (
        350_000_000_000,
        "JPY",
        [("ja", "3500億円"), ("en", "350 billion yen"), ("zh-Hant", "3500億日圓"), ("ko", "3500억엔")],
    ),
    (1_200_000_000_000, "CNY", [("ko", "1조2천억 위안"), ("en", "1.2 trillion yuan"), ("ja", "1兆2000億元")]),
    (Fraction(1, 3), "", [("en", "a third of them"), ("zh-Hans", "三分之一"), ("ja", "3分の1"), ("ko", "3분의 1")]),
    (Fraction(1, 2), "", [("en", "half of them"), ("zh-Hans", "一半"), ("ja", "半数"), ("ko", "절반")]),
    (
        20,
        "%",
        [("ja", "2割"), ("zh-Hant", "兩成"), ("ko", "20퍼센트"), ("zh-Hans", "百分之二十")],
    ),
    (10, "day", [("ko", "열흘간"), ("en", "ten days"), ("zh-Hans", "十天"), ("ja", "10日間")]),
    (1300, "kg", [("ko", "1.3t"), ("en", "1.3 tonnes"), ("ja", "1.3トン"), ("zh-Hant", "1.3公噸"), ("en", "1,300 kg")]),
    (Fraction(1, 4), "pp", [("en", "25 basis points"), ("ko", "0.25%포인트"), ("zh-Hans", "0.25个百分点")]),
    (-269, "celsius", [("zh-Hant", "攝氏零下269度"), ("en", "minus 269 degrees Celsius"), ("ko", "영하 269도에서")]),
    (6, "month", [("zh-Hans", "半年"), ("en", "six months"), ("ko", "6개월"), ("ja", "半年")]),
]


@pytest.mark.parametrize(("value", "unit", "written"), _SAME)
def test_one_amount_is_one_in_all_languages(value: Fraction, unit: str, written: list[tuple[str, str]]) -> None:
    for language, text in written:
        found = [(each.value, each.unit) for each in quantities(fold(text), language) if each.certain]
        assert (Fraction(value), unit) in found, (language, text, found)


@pytest.mark.parametrize(("language", "text"), [("ja", "全国統一"), ("zh-Hans", "数百人"), ("en", "one of them")])
def test_what_only_may_be_a_number_is_not_certain(language: str, text: str) -> None:
    assert not any(each.certain for each in quantities(fold(text), language))
