"""A name is found in another script by its sound, part by part, and another name is not."""

import pytest

from digests.claims.spelt import stands

_ONE = [
    ("陈志远", "천즈위안 상무부 대변인"), ("Chen Zhiyuan", "发言人陈志远11月"), ("Lai Ching-te", "賴清德總統"),
    ("金民秀", "김민수 장관"), ("Park Sung-ho", "长官朴成浩否认"), ("キム・ミンス", "김민수 장관"),
    ("田村一郎", "다무라 이치로 경제산업상"), ("Ichiro Tamura", "田村一郎経済産業相"), ("모리타 나오키", "森田直樹"),
    ("Kashiwazaki-Kariwa", "柏崎刈羽原発"), ("Cangzhou", "창저우 공장"), ("Debrecen", "匈牙利德布勒森"),
]  # fmt: skip
_ANOTHER = [
    ("朴成俊", "长官朴成浩"), ("박성준", "朴成浩"), ("Park Sung-jun", "朴成浩"), ("Kim Min-ho", "김민수"),
    ("田村次郎", "다무라 이치로"), ("Jiro Tamura", "田村一郎"), ("吉田健一", "Naoki Morita"), ("Nexon", "クラフトン"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source"), _ONE)
def test_a_name_stands_in_whatever_script(name: str, source: str) -> None:
    assert stands(name, [source])


@pytest.mark.parametrize(("name", "source"), _ANOTHER)
def test_another_name_does_not(name: str, source: str) -> None:
    assert not stands(name, [source])
