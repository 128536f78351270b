"""The date line of a document's head: left out where it is nothing else, kept where it says something."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.drops.documents import read_document
from digests.sources.text.heading import read_heading

HEADS = {
    "ja": (
        "三か国、水素の海上輸送で合意",
        "三つの国は金曜日、海の観測についての文書に署名した。費用は等分に負担する。",
    ),
    "zh": (
        "中日韩就氢的海上运输达成协议",
        "日本、中国和韩国三国就液化氢的海上运输达成合作协议。首艘船将于明年从神户出发。",
    ),
    "tw": (
        "中日韓就氫的海上運輸達成協議",
        "日本、中國和韓國三國就液化氫的海上運輸達成合作協議。首艘船將於明年從神戶出發。",
    ),
    "ko": (
        "한중일 보건장관, 백신 공동 비축 합의",
        "한국과 중국, 일본의 보건장관이 서울에서 만나 백신을 함께 비축하기로 했다.",
    ),
    "en": (
        "Three Countries to Store Vaccines",
        "The health ministers of China, Japan and Korea agreed to store vaccines.",
    ),
}
DAY = int(datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp())


def read(language: str, line: str) -> tuple[str, int | None, str]:
    title, body = HEADS[language]
    entry = read_document("a.txt", f"{title}\n{line}\n\n{body}".encode())[0]
    assert entry.text.endswith(body)
    return entry.title, entry.published, entry.text.removesuffix(body).strip()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "令和八年十一月二十五日"),
        ("ja", "㋿8年11月25日"),
        ("ja", "R8.11.25"),
        ("ja", "令和8年11月25日（水）"),
        ("ja", "2026年11月25日（水）\u3000外務省"),
        ("ja", "令和８年１１月２５日\u3000内閣府"),
        ("ja", "【2026年11月25日\u3000東京】"),
        ("ja", "発表日：2026年11月25日"),
        ("ja", "更新日\u3000令和8年11月25日"),
        ("ja", "2026年(令和8年)11月25日"),
        ("ja", "2026.11.25 WED"),
        ("ja", "2026/11/25 更新"),
        ("ja", "2026年11月25日\u3000日本経済新聞\u3000朝刊"),
        ("ja", "掲載日2026年11月25日"),
        ("ja", "山田太郎 記者\u30002026年11月25日"),
        ("zh", "二〇二六年十一月二十五日"),
        ("zh", "2026年11月25日\u3000星期三"),
        ("zh", "发布时间：2026-11-25  来源：新华社"),
        ("zh", "2026年11月25日 北京"),
        ("zh", "（二○二六年十一月二十五日）"),
        ("zh", "记者 张三丰 2026年11月25日"),
        ("zh", "来源：人民网\u30002026-11-25"),
        ("zh", "2026年11月25日\u3000呼和浩特"),
        ("tw", "中華民國一百一十五年十一月二十五日"),
        ("tw", "民國115年11月25日（三）"),
        ("tw", "115/11/25"),
        ("tw", "115.11.25"),
        ("tw", "115年11月25日"),
        ("tw", "發布日期：115-11-25"),
        ("tw", "中央社\u3000115年11月25日"),
        ("ko", "2026. 11. 25.(수)"),
        ("ko", "'26. 11. 25.(수)"),
        ("ko", "’26.11.25(수)"),
        ("ko", "2026년 11월 25일 수요일"),
        ("ko", "보도일시: 2026. 11. 25.(수)"),
        ("ko", "2026.11.25 박지은 기자"),
        ("ko", "김서연 기자 | 2026-11-25"),
        ("ko", "입력 2026.11.25"),
        ("ko", "서울, 2026년 11월 25일"),
        ("ko", "배포일 2026.11.25 외교부 동북아국"),
        ("en", "November 25, 2026"),
        ("en", "Nov. 25, 2026"),
        ("en", "25 November 2026"),
        ("en", "Wednesday, November 25th, 2026"),
        ("en", "Published: November 25, 2026 | By Ann Example"),
        ("en", "SEOUL, Nov. 25, 2026"),
        ("en", "Seoul, Republic of Korea, 25 November 2026"),
        ("en", "25-Nov-2026"),
        ("en", "Updated Nov 25, 2026 - 3 min read"),
        ("en", "Kyodo News, November 25, 2026"),
        ("en", "Colombo, 24-25 November 2026"),
        ("ja", "令 和 八 年 十 一 月 二 十 五 日"),
        ("ja", "２０２６－１１－２５"),
        ("ja", "2026・11・25"),
        ("zh", "二O二六年十一月二十五日"),
        ("zh", "发布日期: 2026/11/25 浏览次数: 1234"),
        ("zh", "时间：2026-11-25\u3000作者：李明\u3000来源：环球时报"),
        ("zh", "2026 年 11 月 25 日 于青岛"),
        ("zh", "公元二〇二六年十一月廿五日"),
        ("tw", "中華民國115年11月25日 星期三"),
        ("tw", "民國一一五年十一月二十五日"),
        ("tw", "一百一十五年十一月二十五日"),
        ("ko", "'26. 11. 25.(수) 조간"),
        ("ko", "２０２６년 １１월 ２５일"),
        ("en", "WEDNESDAY, NOVEMBER 25, 2026"),
        ("en", "(Beijing, November 25, 2026)"),
        ("en", "For release: November 25, 2026"),
        ("en", "Date: 25/11/2026"),
        ("tw", "西元二○二六年十一月二十五日"),
        ("tw", "發布單位：海洋委員會\u3000發布日期：115-11-25"),
        ("zh", "2026年11月25日 星期三 农历十月十七"),
        ("zh", "2026-11-25  来源：丝路观察家  责任编辑：李想"),
        ("ja", "2026年11月25日\u3000報道資料"),
        ("ja", "令和8年11月25日 国土交通省 計画課"),
        ("ko", "2026. 11. 25.(수) 보도참고자료"),
    ],
)
def test_a_line_that_is_nothing_but_a_date_dates_the_document_and_is_left_out(language: str, line: str) -> None:
    assert read(language, line) == (HEADS[language][0], DAY, "")


@pytest.mark.parametrize(
    ("language", "line", "hour", "minute"),
    [
        ("zh", "时间：2026年11月25日08:15\u3000\u3000作者：林晓雯", 0, 15),
        ("zh", "2026年11月25日20:15 来源：人民网", 12, 15),
        ("ja", "2026年11月25日19:05更新", 10, 5),
        ("ko", "입력 : 2026-11-25 오후 3:20 | 수정 : 2026-11-25 오후 4:00", 6, 20),
        ("en", "Published 2026-11-25 10:00 | Updated 2026-11-26 11:30", 10, 0),
    ],
)
def test_a_time_is_read_that_touches_its_day_or_stands_before_a_second_day(
    language: str, line: str, hour: int, minute: int
) -> None:
    at = int(datetime(2026, 11, 25, hour, minute, tzinfo=UTC).timestamp())
    assert read(language, line) == (HEADS[language][0], at, "")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "日中韓首脳会談\u30002026年11月25日"),
        ("ja", "第3回日中韓環境会議（2026年11月25日、釜山）"),
        ("zh", "2026年11月25日，中日韩外长会"),
        ("ko", "2026년 11월 25일 부산 합의"),
        ("en", "Joint Statement, November 25, 2026"),
    ],
)
def test_words_that_stand_beside_a_date_are_kept(language: str, line: str) -> None:
    assert read(language, line) == (HEADS[language][0], DAY, line)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "会合は2026年12月3日に釜山で開く"),
        ("ja", "日中韓は2026年11月26日、釜山で"),
        ("ja", "2027年1月1日に発効する新協定"),
        ("ja", "協定は令和9年4月1日から"),
        ("ja", "2026年11月25日、釜山で署名"),
        ("zh", "2026年11月25日将在青岛举行会议"),
        ("zh", "会议于2026年12月3日举行"),
        ("zh", "协议将于2027年1月1日生效"),
        ("tw", "會議訂於民國115年12月3日舉行"),
        ("ko", "회의는 2026년 12월 3일 부산에서 열린다"),
        ("ko", "협정은 2027년 1월 1일부터 발효"),
        ("en", "The pact takes effect on January 1, 2027"),
        ("en", "Ministers met on 25 November 2026 in Busan"),
    ],
)
def test_a_sentence_that_holds_a_date_is_text_and_dates_nothing(language: str, line: str) -> None:
    assert read(language, line) == (HEADS[language][0], None, line)


@pytest.mark.parametrize("line", ["民國200年11月25日", "2026年2月31日", "2026-W48-3", "第2024-11号", "昭和65年1月1日"])
def test_what_is_no_day_dates_nothing_and_is_kept(line: str) -> None:
    assert read("zh", line) == (HEADS["zh"][0], None, line)


@pytest.mark.parametrize(
    "deck", ["2026년 12월 3일 부산 후속 회의", "Busan Summit, December 3, 2026", "釜山会議　2026年12月3日"]
)
def test_a_day_beside_other_words_gives_way_to_a_date_line(deck: str) -> None:
    assert read("ko", f"{deck}\n2026.11.25") == (HEADS["ko"][0], DAY, deck)


@pytest.mark.parametrize(
    "line",
    [
        "박지은 기자가 2026년 12월 3일 부산에서 취재한다",
        "한국 기자단이 2026년 12월 3일 부산에 모인다",
        "记者 张三丰 2026年12月3日将在釜山采访三国外长",
    ],
)
def test_a_sentence_about_a_reporter_is_no_byline(line: str) -> None:
    entry = read_document("a.txt", "\n".join([HEADS["ko"][0], line, "", HEADS["ko"][1]]).encode())[0]
    assert (entry.author, entry.text.split("\n")[0]) == (None, line)


@pytest.mark.parametrize("issuer", ["外務省", "外交部新聞稿", "외교부 보도자료"])
def test_who_issues_a_text_is_its_title_only_where_there_is_no_other(issuer: str) -> None:
    title, body = HEADS["ja"]
    headed = read_document("a.txt", f"{issuer}\n令和8年11月25日\n\n{title}\n\n{body}".encode())[0]
    assert (headed.title, headed.published) == (title, DAY)
    bare = read_document("a.txt", f"{issuer}\n令和8年11月25日\n\n{body}".encode())[0]
    assert (bare.title, bare.published) == (issuer, DAY)


DATES = st.sampled_from(
    [
        "2026年12月3日",
        "２０２６年１２月３日",
        "令和八年十二月三日",
        "民國115年12月3日",
        "二〇二六年十二月三日",
        "2026. 12. 3.",
        "R8.12.3",
        "2026년 12월 3일",
        "'26. 12. 3.(목)",
        "3 December 2026",
        "Dec. 3, 2026",
        "2026-12-03",
        "115/12/03",
    ]
)
SENTENCES = st.sampled_from(
    [
        "会合は{}に釜山で開く",
        "{}に三か国は協定に署名する",
        "事務局は{}、新しい基金をつくると決めた",
        "協定の発効は{}になる見通し",
        "会议将于{}在青岛举行",
        "三国在{}签署了海上运输协议",
        "{}，三国外长将在釜山会面并讨论氢能合作",
        "秘書處訂於{}召開環境會議",
        "회의는 {} 부산에서 열린다",
        "세 나라는 {} 협정에 서명했다",
        "{} 부산에서 세 나라 장관이 만난다",
        "사무국이 {} 문을 연다",
        "The ministers will meet on {} in Busan",
        "{} is the day on which the pact takes effect",
        "The pact of {} was signed by all three",
    ]
)


@given(SENTENCES, DATES, st.sampled_from(sorted(HEADS)), st.sampled_from(["", "。", "."]))
def test_no_word_of_a_sentence_with_a_date_is_ever_lost(sentence: str, date: str, language: str, stop: str) -> None:
    said = sentence.format(date) + stop
    _, published, kept = read(language, said)
    assert "".join(kept.split()) == "".join(said.split())
    assert published is None or stop


@pytest.mark.parametrize(
    ("language", "line", "author"),
    [
        ("ko", "2026-11-25 김철수 기자", "김철수"),
        ("ko", "입력 2026.11.25 10:30 | 글=이영희", "이영희"),
        ("ja", "2026年11月25日 10:30 山田太郎記者", "山田太郎"),
        ("ja", "2026年11月25日　本紙記者", None),
        ("zh-Hans", "2026年11月25日 本报记者 王小明", "王小明"),
        ("zh-Hant", "記者李大同 2026-11-25", "李大同"),
        ("en", "November 25, 2026 | By Jane Smith", "Jane Smith"),
        ("en", "By Ana de Souza, 25 November 2026", "Ana de Souza"),
        ("ko", "2026년 11월 25일", None),
    ],
)
def test_whoever_is_named_beside_a_date_is_the_author(language: str, line: str, author: str | None) -> None:
    head = read_heading(f"Three ports agree\n{line}\n\nThe three ports agreed to add ships in spring.", language)
    assert (head.author, head.published is not None) == (author, True)
    assert line not in head.body
