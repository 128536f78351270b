"""What a feed sets around its texts is known by repetition, though a name, a town or a date changes each time."""

from collections.abc import Callable

import pytest

from digests.model import Entry
from digests.versions.shared_lines import Habits

Wrapped = tuple[list[tuple[str, str]], Callable[[int], str]]

KO = [
    ("부산항, 자동 하역기 도입", "부산항만공사는 새 하역기 열두 대를 들여온다고 밝혔다."),
    ("인천 갯벌에 새 관찰소", "인천시는 갯벌 관찰소의 문을 열고 학생들을 맞았다."),
    ("제주 감귤 수출 늘어", "감귤 농가들이 올해 바다 건너로 보낸 양이 곱절이 됐다."),
    ("강릉 커피 축제 막 올라", "바닷가 거리에서 커피 장인들의 솜씨 겨루기가 시작됐다."),
    ("대전 연구소, 얼음 위성 공개", "연구진은 얼음을 살피는 작은 위성을 처음 선보였다."),
    ("여수 밤바다에 유람선", "새 유람선이 밤마다 섬 사이를 오가게 된다."),
]
ZH = [
    ("青岛港启用新码头", "码头今天迎来第一艘货轮，装卸时间缩短三成。"),
    ("敦煌壁画数字展开幕", "观众可以在展厅里看到四百幅高清壁画。"),
    ("哈尔滨冰灯游园会", "匠人们用松花江的冰雕出两千件作品。"),
    ("海南发射新卫星", "火箭顺利升空，卫星将观测海洋温度。"),
    ("成都地铁延长线通车", "新线路设有十二座车站，连接机场和老城。"),
    ("云南茶农学电商", "农户在合作社里学习直播，销量明显增加。"),
]
JA = [
    ("函館で冬の市", "朝市に二百の店が並び、観光客でにぎわった。"),
    ("長崎の造船所が新技術", "風を受けて進む貨物船の模型が公開された。"),
    ("金沢の職人、箔を海外へ", "伝統の箔が欧州の美術館で使われることになった。"),
    ("仙台で地震の訓練", "市民五千人が避難の手順を確かめた。"),
    ("沖縄のサンゴ再生", "研究者らが苗を植え、三年で群れが戻ったという。"),
    ("名古屋の工場に水素炉", "炉は来年の春に本格的に動き始める。"),
]
EN = [
    ("Harbour bridge reopens", "Engineers finished the repair two weeks early, the city said."),
    ("Orchard frost costs growers", "Late frost killed a third of the blossoms in the valley."),
    ("Museum shows lost maps", "The maps were found in a cellar behind a stack of doors."),
    ("Ferry line gets hybrid boats", "Four boats will run on batteries inside the bay."),
    ("Chess festival draws thousands", "Players of nine countries met under tents by the lake."),
    ("Satellite to watch glaciers", "The probe will measure the ice twice every day."),
]
NAMES = ["한가람", "서이든", "문다온", "남보라", "도하늘", "차슬기"]
TOWNS = ["부산", "인천", "제주", "강릉", "대전", "여수"]
HAN = ["青岛", "敦煌", "哈尔滨", "海口", "成都", "昆明"]
LATIN = ["HARTLEPOOL", "AVIGNON", "TROMSO", "PORTO", "LUCERNE", "OSLO"]
WRITERS = ["Ann Reed", "Bo Lind", "Cy Marsh", "Di Novak", "Ed Poole", "Flo Quist"]

WRAPPED: dict[str, Wrapped] = {
    "ko agency": (KO, lambda n: f"({TOWNS[n]}=바다통신) {NAMES[n]} 기자 = "),
    "ko agency, two names": (KO, lambda n: f"({TOWNS[n]}·서울=바다통신) {NAMES[n]} 특파원 {NAMES[n - 1]} 기자 = "),
    "ko brackets": (KO, lambda n: f"[{TOWNS[n]}=섬뉴스]{NAMES[n]} 기자 = "),
    "ko byline in brackets": (KO, lambda n: f"[새벽일보 {NAMES[n]} 기자] "),
    "zh station": (ZH, lambda n: "海风台消息（晚间播报）："),
    "zh agency": (ZH, lambda n: f"海风社{HAN[n]}{n + 3}月{n + 8}日电（记者 李{n}明、王芳）"),
    "zh bare": (ZH, lambda n: f"海风社{HAN[n]}{n + 3}月{n + 8}日电 "),
    "zh-Hant": (ZH, lambda n: f"〔記者林{HAN[n]}／{HAN[n - 1]}報導〕"),
    "ja agency": (JA, lambda n: f"【{HAN[n]}潮通信】"),
    "ja town and name": (JA, lambda n: f"【{HAN[n]}＝山田{n}郎】"),
    "en agency": (EN, lambda n: f"{LATIN[n]}, Dec. {n + 3} (Seawire) -- "),
    "en dash": (EN, lambda n: f"{LATIN[n]} (Seawire) - "),
    "en writer": (EN, lambda n: f"By {WRITERS[n]} | Sea Courier\n"),
    "date": (JA, lambda n: f"2031年{n + 2}月{n + 7}日 "),
}  # fmt: skip


def entries(stories: list[tuple[str, str]], leads: list[str]) -> list[Entry]:
    return [Entry("feed", "f", "P", "KR", title, lead=lead) for (title, _), lead in zip(stories, leads, strict=True)]


@pytest.mark.parametrize("kind", WRAPPED)
def test_a_wrapping_before_the_text_goes(kind: str) -> None:
    stories, wrapping = WRAPPED[kind]
    items = entries(stories, [wrapping(n) + text for n, (_, text) in enumerate(stories)])
    known = Habits().learnt(items)
    assert [known.without(item).lead for item in items] == [text for _, text in stories]


@pytest.mark.parametrize("kind", WRAPPED)
def test_a_wrapping_is_learnt_from_items_that_come_one_by_one(kind: str) -> None:
    stories, wrapping = WRAPPED[kind]
    items = entries(stories, [wrapping(n) + text for n, (_, text) in enumerate(stories)])
    known = Habits()
    for item in items:
        known = known.learnt([item])
    assert [known.without(item).lead for item in items[-2:]] == [text for _, text in stories[-2:]]


def test_a_rank_that_is_seldom_goes_with_the_wrapping_that_is_known() -> None:
    items = entries(KO, [f"({TOWNS[n]}=바다통신) {NAMES[n]} 기자 = {text}" for n, (_, text) in enumerate(KO)])
    seldom = Entry(
        "feed", "f", "P", "KR", "항구의 아침", lead="(런던=바다통신) 공동취재단·남보라 인턴기자 = 배가 떴다."
    )
    assert Habits().learnt(items).without(seldom).lead == "배가 떴다."


BEHIND: dict[str, Wrapped] = {
    "ko mail": (KO, lambda n: f"\n{NAMES[n]} 기자 writer{n}@sea.example"),
    "ko made": (KO, lambda n: f" 이 글은 2031년 {n + 1}월 {n + 2}일 {n + 9}시 {n + 11}분 바다누리에 실렸습니다."),
    "zh editor": (ZH, lambda n: f"（编辑：{HAN[n]}）"),
    "zh end": (ZH, lambda n: "（完）"),
    "ja writer": (JA, lambda n: f"（潮通信・{HAN[n]}）"),
    "en first": (EN, lambda n: f"\nThe note {EN[n][0]} came first on Sea Courier."),
}  # fmt: skip


@pytest.mark.parametrize("kind", BEHIND)
def test_a_wrapping_behind_the_text_goes(kind: str) -> None:
    stories, wrapping = BEHIND[kind]
    items = entries(stories, [text + wrapping(n) for n, (_, text) in enumerate(stories)])
    known = Habits().learnt(items)
    assert [known.without(item).lead for item in items] == [text for _, text in stories]


HALVES = [
    ("올렌카 장관, 해협 방문", "올렌카 장관은 3일(현지시간) 해협을 돌아봤다."),
    ("바르난 의회 예산안 통과", "바르난 의회가 긴 토론 끝에 4일(현지시간) 예산안을 통과시켰다."),
    ("태풍에 다리 끊겨", "태풍이 지나간 남부 도시의 오래된 다리가 5일(현지시간) 끊어졌다."),
    ("켈다 대통령 재선", "6일(현지시간) 켈다 대통령이 다시 뽑혔다."),
    ("도르시아 공장에 불", "화학 공장에서 난 불이 7일(현지시간)에야 꺼졌다고 소방당국이 전했다."),
    ("미르 항구 파업 끝", "미르 항구의 노동자들이 이레 만인 8일(현지시간) 일터로 돌아왔다."),
]  # fmt: skip


def test_a_phrase_that_many_sentences_share_is_no_wrapping() -> None:
    items = entries(HALVES, [text for _, text in HALVES])
    known = Habits().learnt(items)
    one_by_one = Habits()
    for item in items:
        one_by_one = one_by_one.learnt([item])
    assert [known.without(item) for item in items] == items
    assert [one_by_one.without(item) for item in items] == items


def test_a_note_that_few_of_many_items_bear_goes_when_it_is_always_the_same() -> None:
    note = "이 꼭지에는 광고주의 뜻이 담겨 있을 수 있습니다."
    plain = entries(KO * 6, [f"{text} {n}번째 소식이다." for n, (_, text) in enumerate(KO * 6)])
    noted = [Entry("feed", "f", "P", "KR", title, lead=f"{text} {note}") for title, text in KO]
    known = Habits().learnt([*noted, *plain])
    assert [known.without(item).lead for item in noted] == [text for _, text in KO]


def test_a_list_of_numbers_is_no_list_of_names() -> None:
    items = entries(KO, [f"({TOWNS[n]}=바다통신) {NAMES[n]} 기자 = {text}" for n, (_, text) in enumerate(KO)])
    brief = Entry("feed", "f", "P", "KR", "짧은 소식", lead="(경주=바다통신) ▲ 공용 주차장 23면 확장 = 이달 연다.")
    assert Habits().learnt(items).without(brief).lead == "▲ 공용 주차장 23면 확장 = 이달 연다."
