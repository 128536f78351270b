"""Characters made whole: what programs left of them becomes what the writer wrote, and ordinary text stays."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.language.radicals import IDEOGRAPHS
from digests.language.whole import whole


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("⻘島と⻄部の港、⺠間の⽔素輸送", "青島と西部の港、民間の水素輸送"),
        ("2026年11⽉27⽇", "2026年11月27日"),
        ("神⼾と⽬⿊で", "神戸と目黒で"),
        ("⼾部尚書", "戶部尚書"),
        ("中国⻋企与韩国⻜机", "中国车企与韩国飞机"),
        (unicodedata.normalize("NFD", "한중일 보건장관"), "한중일 보건장관"),
        (unicodedata.normalize("NFD", "がぎぐパピプ"), "がぎぐパピプ"),
        ("ﾄﾞﾗﾏと｢ｹﾞｰﾑ｣", "ドラマと「ゲーム」"),
        ("か゛くせい", "がくせい"),
        ("\uf9e4\uf9ec", "理溺"),
        ("東\u200b京\u200d都\ufeff", "東京都"),
        ("so\u00adft power, inter\u00ad\nnational", "soft power, international"),
        ("한\u200c국 정\u200e부", "한국 정부"),
        ("e\ufb03cient \ufb01nance", "efficient finance"),
        ("日　中　韓　共　同　声　明", "日中韓共同声明"),
        ("日 中 韓 共 同 声 明", "日中韓共同声明"),
        ("日\u00a0中\u00a0韓\u00a0共\u00a0同\u00a0声\u00a0明", "日中韓共同声明"),
        ("「 日 中 韓 」 共 同 声 明", "「 日 中 韓 」 共 同 声 明"),
        ("第 １２ 回 日 中 韓 首 脳 会 議", "第１２回日中韓首脳会議"),
        ("声　明", "声明"),
        ("공 동 선 언 문", "공동선언문"),
        ("한 중 일   공 동 선 언", "한중일 공동선언"),
        ("한 · 중 · 일 공 동 선 언", "한·중·일공동선언"),
        ("J O I N T   S T A T E M E N T", "JOINT STATEMENT"),
        ("本文\n日　中　韓　共　同\n本文", "本文\n日中韓共同\n本文"),
    ],
)
def test_it_makes_whole_what_was_taken_apart(broken: str, meant: str) -> None:
    assert whole(broken) == meant


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 and ❤️",
        "क्‍ष and نمی‌خواهم",
        "ＡＢＣ２０２６年、①と㈱と㎡",
        "한 · 중 · 일 정상회의",
        "日中韓　首脳会談を開く",
        "中 韓",
        "李 明",
        "A B C",
        "葛\U000e0100城市",
        "ㅋㅋㅋ",
        "日　中　韓の三か国は、文書に署名した。",
    ],
)
def test_it_leaves_alone_what_is_meant_so(text: str) -> None:
    assert whole(text) == text


def test_the_table_of_radicals_is_complete() -> None:
    named = [
        number
        for number in range(0x2E80, 0x2FD6)
        if unicodedata.name(chr(number), "").startswith(("CJK RADICAL", "KANGXI RADICAL"))
    ]
    assert [chr(number) for number in named if number not in IDEOGRAPHS] == ["⺀"]
    assert all(unicodedata.name(ideograph).startswith("CJK UNIFIED") for ideograph in IDEOGRAPHS.values())


TRACES = st.text(
    st.sampled_from(
        "日中韓カかがﾊﾟﾞ゛゜\u3099\u309a⽇⻘⼾⿊각ㄱ각각 　\u00a0\n・「」1２aA é\u0301\u00ad\u200b\u200d\u200e\ufeff،ﬁ"
    ),
    max_size=30,
)


@given(TRACES | st.text(max_size=60))
def test_what_is_whole_stays_whole(text: str) -> None:
    once = whole(text)
    assert whole(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_real_texts_of_the_five_languages_stay_as_they_are(testdata: Path) -> None:
    rows = (json.loads(row) for row in (testdata / "gold/dev/items.jsonl").read_text().splitlines())
    texts = [value for row in rows for value in row.values() if isinstance(value, str)]
    assert len(texts) > 100
    assert [text for text in texts if whole(text) != text] == []
