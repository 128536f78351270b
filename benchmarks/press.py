"""An invented press: stories told in four languages by many outlets, as many as are asked for."""

import random
from collections.abc import Iterator

from digests.model import Entry

LANGUAGES = ("en", "zh", "ja", "ko")
_COUNTRIES = {"en": "SG", "zh": "CN", "ja": "JP", "ko": "KR"}
_ACTORS = """
customs services|海关部门|税関当局|관세 당국
environment ministries|环境部门|環境省庁|환경 부처
central banks|央行|中央銀行|중앙은행
patent offices|知识产权局|特許庁|특허청
port operators|港口集团|港湾会社|항만공사
universities|高校|大学|대학
chip makers|芯片企业|半導体メーカー|반도체 업체
hospitals|医院|病院|병원
airlines|航空公司|航空会社|항공사
coast guards|海警机构|海上保安機関|해양경찰
weather bureaus|气象局|気象当局|기상청
power companies|电力公司|電力会社|전력회사
farm agencies|农业部门|農業当局|농업 당국
police forces|警方|警察|경찰
city governments|市政府|市役所|시청
"""
_TOPICS = """
electronic certificates of origin|电子原产地证书|電子原産地証明書|전자 원산지증명서
yellow dust forecasts|沙尘预报|黄砂予測|황사 예보
a currency swap|货币互换|通貨スワップ|통화스와프
inventions made with artificial intelligence|人工智能发明|AI発明|인공지능 발명
a green shipping corridor|绿色航运走廊|緑の航路|녹색해운항로
credit transfer for students|学分互认|単位互換|학점 교류
export controls on rare earths|稀土出口管制|レアアース輸出管理|희토류 수출통제
drug-resistant bacteria|耐药细菌|薬剤耐性菌|항생제 내성균
sustainable aviation fuel|可持续航空燃料|持続可能な航空燃料|지속가능항공유
a maritime hotline|海上热线|海上ホットライン|해상 핫라인
typhoon warnings|台风预警|台風警報|태풍 경보
offshore wind turbines|海上风电机组|洋上風力発電機|해상풍력 발전기
foot-and-mouth disease|口蹄疫|口蹄疫対策|구제역
ransomware attacks|勒索软件攻击|ランサムウエア攻撃|랜섬웨어 공격
care robots for the old|养老护理机器人|介護ロボット|돌봄 로봇
hydrogen purchases|氢能采购|水素の共同調達|수소 공동구매
digital currency trials|数字货币试验|デジタル通貨の実験|디지털화폐 실험
cross-border complaints of shoppers|跨境网购投诉|越境通販の苦情|해외직구 피해
marine plastic litter|海洋塑料垃圾|海洋プラスチックごみ|해양 플라스틱 쓰레기
a youth sports meeting|青少年运动会|青少年競技会|청소년 경기대회
"""
_PLACES = """
Busan|釜山|釜山|부산
Qingdao|青岛|青島|칭다오
Fukuoka|福冈|福岡|후쿠오카
Seoul|首尔|ソウル|서울
Dalian|大连|大連|다롄
Kobe|神户|神戸|고베
Incheon|仁川|仁川|인천
Suzhou|苏州|蘇州|쑤저우
Sapporo|札幌|札幌|삿포로
Jeju|济州|済州|제주
Tianjin|天津|天津|톈진
Niigata|新潟|新潟|니가타
Ulsan|蔚山|蔚山|울산
Xiamen|厦门|アモイ|샤먼
Kanazawa|金泽|金沢|가나자와
"""
_TITLES = {
    "en": ("{a} agree on {t} in {p}", "{p} talks on {t} end with {n} points", "Deal on {t}: {a} set out {m} steps"),
    "zh": ("{a}在{p}就{t}达成一致", "{p}会议聚焦{t} 推出{n}项措施", "{t}合作提速 {a}明确{m}项任务"),
    "ja": ("{t}で合意　{a}が{p}で会合", "{p}で{t}協議、{n}項目を確認", "{a}、{t}で{m}件の計画"),
    "ko": ("{a}, {p}서 {t} 합의", "{p} 회의 ‘{t}’ {n}개 항 채택", "{t} 협력 속도…{a} {m}개 과제 제시"),
}
_SENTENCES = {
    "en": (
        "The {a} of the three neighbours met in {p} on the {d}th and agreed on {t}.",
        "Their plan has {n} points and is to be carried out within {m} months.",
        "Officials said the cost would come to {k} million dollars, shared in equal parts.",
        "“We have waited for this for years,” said one delegate, who asked not to be named.",
        "Analysts doubt whether every side will move as fast as the paper promises.",
        "A working group will report next spring, and the public may comment until then.",
    ),
    "zh": (
        "三国{a}{d}日在{p}举行会议，就{t}达成一致。",
        "会议通过的方案共有{n}项内容，将在{m}个月内落实。",
        "据介绍，所需费用约{k}百万美元，由三方平均分担。",
        "一位与会代表表示：“大家为此等了很多年。”",
        "分析人士认为，各方推进速度能否一致仍有待观察。",
        "工作组将于明年春天提交报告，其间将公开征求意见。",
    ),
    "ja": (
        "三カ国の{a}は{d}日、{p}で会合を開き、{t}について合意した。",
        "計画は{n}項目からなり、{m}カ月以内に実施する。",
        "費用は約{k}百万ドルで、三者が等しく負担する見通しだ。",
        "出席者の一人は「何年も待っていた」と話した。",
        "専門家の間では、足並みがそろうかを疑う声もある。",
        "作業部会が来春に報告をまとめ、それまで意見を募る。",
    ),
    "ko": (
        "세 나라 {a}은 {d}일 {p}에서 회의를 열고 {t}에 합의했다.",
        "계획은 {n}개 항으로 이뤄졌으며 {m}개월 안에 시행된다.",
        "비용은 약 {k}백만 달러로 세 쪽이 똑같이 나눠 낸다.",
        "한 참석자는 “여러 해 동안 기다려 온 일”이라고 말했다.",
        "전문가들은 모든 쪽이 같은 속도로 움직일지 의심한다.",
        "실무단은 내년 봄 보고서를 내고 그때까지 의견을 받는다.",
    ),
}


def entries(count: int, *, start: int, hours: int, seed: int = 1) -> Iterator[Entry]:
    """``count`` entries published within ``hours`` of ``start``, a story in one to four languages."""
    chance = random.Random(seed)
    actors, topics, places = (
        [line.split("|") for line in table.split("\n") if line] for table in (_ACTORS, _TOPICS, _PLACES)
    )
    made = 0
    while made < count:
        told = (chance.choice(actors), chance.choice(topics), chance.choice(places))
        figures = {"n": chance.randint(11, 99), "m": chance.randint(11, 60), "k": chance.randint(101, 999)}
        begun = start + chance.randrange(hours * 3600)
        figures["d"] = 1 + begun // 86400 % 28
        for language in chance.sample(LANGUAGES, min(count - made, chance.randint(1, 4))):
            made += 1
            yield _entry(chance, language, [row[LANGUAGES.index(language)] for row in told], figures, begun, made)


def _entry(
    chance: random.Random, language: str, words: list[str], figures: dict[str, int], begun: int, number: int
) -> Entry:
    slots = {"a": words[0], "t": words[1], "p": words[2]} | figures
    first, *others = _SENTENCES[language]
    chance.shuffle(others)
    body = [sentence.format(**slots) for sentence in (first, *others[: chance.randint(2, 5)])]
    title = chance.choice(_TITLES[language]).format(**slots)
    joint = " " if language in ("en", "ko") else ""
    return Entry(
        source="feed",
        feed=f"https://{language}.example/feed/{number % 97}",
        publisher=f"Outlet {language} {number % 97}",
        country=_COUNTRIES[language],
        title=title[0].upper() + title[1:],
        lead=body[1],
        text=joint.join(body),
        url=f"https://{language}.example/{number}",
        published=begun + chance.randrange(6 * 3600),
    )
