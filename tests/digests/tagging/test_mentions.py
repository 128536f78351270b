"""What names a country, and what only looks like a name: words inside words, homographs, fixed expressions."""

from collections.abc import Mapping
from typing import Any

import pytest

from digests.model import COUNTRIES
from digests.tagging.lexicon import Passage
from digests.tagging.mentions import Mentions
from tests import loaded


@pytest.fixture(scope="module")
def glossary() -> Mapping[str, Any]:
    return loaded.catalogue().glossary


def named(glossary: Mapping[str, Any], language: str, text: str, country: str = "XX") -> str:
    (unit,) = Mentions(glossary, language).units(Passage.of("title", text), country)
    found = frozenset().union(*(mention.countries for mention in unit.mentions))
    return " ".join(code for code in COUNTRIES if code in found)


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("ko", "도심 유니콘 축제 개막", ""),
        ("ko", "톱밥과 나무토막으로 만든 장난감", ""),
        ("ko", "전국 한파주의보 확대", ""),
        ("ko", "사과 과수원에 스마트 농법", ""),
        ("ko", "태평양 참치 어획량 감소", ""),
        ("ko", "행정 절차 일원화 추진", ""),
        ("ko", "창사 50주년 맞은 제지회사", ""),
        ("ko", "대·中企 상생 기금 출범", ""),
        ("ko", "한일시멘트 신공장 준공", ""),
        ("ko", "남중국해 태풍 북상", ""),
        ("ko", "주일대사에 새 인물", "JP"),
        ("ko", "동일본 철도 운임 인상", "JP"),
        ("ko", "서울경찰청 새 청장 취임", "KR"),
        ("ko", "방중 일정 확정", "CN"),
        ("zh", "服务安全升级", ""),
        ("zh", "对马斯克的诉讼", ""),
        ("zh", "最大连锁超市易主", ""),
        ("zh", "黄金海岸迎来客流", ""),
        ("zh", "非洲大陆自贸区扩围", ""),
        ("zh", "记者在华盛顿采访", ""),
        ("zh", "高知名度品牌榜单", ""),
        ("zh", "3 月 2 日上午开幕", ""),
        ("ja", "中日、逆転勝ちで首位浮上", ""),
        ("ja", "日中は晴れ、夜は雪", ""),
        ("ja", "韓国岳に登山者戻る", ""),
        ("ja", "中国山地で大雪", ""),
        ("ja", "大連立めぐり協議", ""),
        ("ja", "千葉ロッテが新監督", ""),
        ("ja", "日中外相が電話会談", "CN JP"),
        ("en", "Typhoon crosses South China Sea", ""),
        ("en", "Missile lands in Sea of Japan", ""),
        ("en", "Ana wins the regional fair", ""),
        ("en", "China Airlines adds a route", ""),
        ("en", "The best starting XI of the season", ""),
        ("en", "Captain wins the toss", ""),
        ("en", "Xi urges calm", "CN"),
        ("ja", "ラオス国家主席が訪日", "JP"),
        ("ja", "中国九州間の送電線", ""),
    ],
)
def test_a_name_counts_only_where_it_is_one(
    glossary: Mapping[str, Any], language: str, text: str, countries: str
) -> None:
    assert named(glossary, language, text) == countries
