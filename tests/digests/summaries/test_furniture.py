"""What of a page may be quoted."""

import pytest

from digests.summaries.furniture import fragments, prose

BODY = {
    "en": "The three sides agreed to link their ports. The link opens in May.",
    "zh-Hans": "三方商定共享港口数据。系统五月启用。",
    "zh-Hant": "三方同意共享港口資料。系統五月啟用。",
    "ja": "三者は港湾データの共有で合意した。五月に運用を始める。",
    "ko": "세 나라는 항만 자료를 나누기로 했다. 5월에 문을 연다.",
}


def kept(text: str, language: str, author: str | None = None) -> list[str]:
    return [text[one.start : one.end] for one in prose(text, language, author)]


def body(language: str) -> list[str]:
    return kept(BODY[language], language)


def test_a_body_is_kept_whole() -> None:
    assert [len(body(language)) for language in BODY] == [2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "By Ann Example"),
        ("en", "Translate Now"),
        ("en", "Photo: delegates pose in front of the hall."),
        ("en", "This interview has been edited for length and clarity."),
        ("en", "The views expressed here are the author's own."),
        ("en", "Thank you for reading; see you next month."),
        ("en", "Please contact the press office at press@body.example."),
        ("en", "Sign up for our morning letter."),
        ("en", "Reporting by Ann Example; editing by Bo Sample."),
        ("en", "We use cookies to improve this page."),
        ("en", "Ladies and gentlemen, it is an honour to speak here."),
        ("en", "Q: What comes next? Tell us about the plans for ports."),
        ("en", "The post Ports agree appeared first on Harbour Courier."),
        ("en", "Read the full story on our page."),
        ("en", "Please consider supporting our work by subscribing."),
        ("zh-Hans", "版 权 所 有 三海新闻。"),
        ("ko", "이 기사는 2031년 4월 2일 15시 31분 바다누리 사이트에 표출됐습니다."),
        ("ko", "본 기사는 광고성 내용을 담고 있습니다."),
        ("ko", "바다통신의 모든 콘텐츠는 관련 법의 보호를 받습니다."),
        ("ja", "この記事は有料会員限定です。"),
        ("zh-Hans", "已阅读人数: 427"),
        ("zh-Hans", "问：下一步有什么打算？请您谈谈港口。"),
        ("zh-Hans", "某报记者：请介绍一下会议情况。"),
        ("zh-Hans", "▲代表们在会场合影。"),
        ("zh-Hans", "感谢各位来宾出席今天的论坛。"),
        ("zh-Hans", "本文仅代表作者个人观点。"),
        ("zh-Hans", "未经授权，不得转载。"),
        ("zh-Hant", "歡迎訂閱本刊電子報。"),
        ("zh-Hant", "本網站使用 Cookie，繼續瀏覽即代表同意私隱政策。"),
        ("zh-Hant", "以上內容不代表本刊立場。"),
        ("ja", "――今後の課題は何ですか。"),
        ("ja", "皆さま、本日はお忙しいなかお集まりいただきありがとうございます。"),
        ("ja", "本稿は講演をもとに事務局が作成しました。"),
        ("ja", "詳しくは公式サイトをご覧ください。"),
        ("ja", "写真は会議の様子。"),
        ("ja", "無断転載を禁じます。"),
        ("ko", "질문: 앞으로의 과제는 무엇입니까?"),
        ("ko", "존경하는 내외 귀빈 여러분, 안녕하십니까."),
        ("ko", "무단 전재 및 재배포를 금지합니다."),
        ("ko", "이 보도자료는 공공누리 조건에 따라 이용할 수 있습니다."),
        ("ko", "자세한 내용은 누리집에서 확인할 수 있습니다."),
    ],
)
def test_a_line_of_furniture_is_left_out_before_and_after_the_body(language: str, line: str) -> None:
    assert kept(f"{line}\n{BODY[language]}\n{line}", language) == body(language)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Names of some interviewees have been changed."),
        ("en", "Data were drawn from the three customs services and tabulated by our desk."),
        ("en", "An abridged form of this talk ran in a trade monthly last spring."),
        ("zh-Hans", "课题经费来自某环保公益基金会，基金会对结论不作干预。"),
        ("zh-Hans", "问卷于三月三日至十二日发放，回收有效问卷一千二百份。"),
        ("zh-Hant", "表內數字為初步統計。"),
        ("ja", "調査費の一部は財団の補助金でまかなった。"),
        ("ja", "登場する人物の一部は仮名です。"),
        ("ko", "표의 수치는 잠정치이며 뒤에 바뀔 수 있다."),
        ("ko", "이 글은 지난해 강연을 다듬은 것이다."),
    ],
)
def test_what_speaks_of_the_document_at_its_foot_is_left_out_and_stays_an_essayists_voice_elsewhere(
    language: str, line: str
) -> None:
    rest = f"{BODY[language]}\n" * 6
    assert kept(f"{rest}{line}", language) == body(language) * 6
    assert line in kept(f"{rest}{line}\n{rest}", language)


def test_paying_printing_and_translating_are_news_where_the_document_is_not_meant() -> None:
    for language, line in (
        ("en", "The three governments supported the survey with a grant of $3 million and will publish it in May."),
        ("en", "The treaty will be translated into three languages."),
        ("zh-Hans", "三国基金会出资三亿元支持海洋研究。"),
        ("ja", "三か国は海底の調査に三億円の助成を決めた。"),
        ("ko", "세 나라는 해양 연구에 30억 원을 지원하기로 했다."),
    ):
        assert kept(line, language) == [line]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "About the author"),
        ("en", "Media contact"),
        ("en", "Related stories"),
        ("zh-Hans", "作者简介"),
        ("zh-Hant", "延伸閱讀"),
        ("ja", "編集後記"),
        ("ko", "관련 기사"),
    ],
)
def test_what_follows_the_heading_of_a_tail_is_left_out(language: str, heading: str) -> None:
    assert kept(f"{BODY[language]}\n{heading}\n{BODY[language]}", language) == body(language)


def test_a_biography_is_known_by_the_byline() -> None:
    page = f"Ann Example\n{BODY['en']}\n{BODY['en']}\nAnn Example is a senior fellow at a school. She writes on ports."
    assert len(kept(page, "en")) == 4


def test_an_interviewer_is_known_by_asking() -> None:
    talk = "Park: How will it open?\nLi: It opens in May.\nPark: And who pays?\nLi: All three pay alike."
    assert kept(talk, "en") == ["It opens in May.", "All three pay alike."]


@pytest.mark.parametrize(
    ("language", "line", "sentence"),
    [
        ("en", "BUSAN, May 3 (Agency) -- The link opens.", "The link opens."),
        ("en", "2. The link opens.", "The link opens."),
        ("en", "A: The link opens.", "The link opens."),
        ("zh-Hans", "三、系统五月启用。", "系统五月启用。"),
        ("ja", "【釜山＝記者名】運用を始める。", "運用を始める。"),
        ("ko", "[항구살이] 5월에 문을 연다.", "5월에 문을 연다."),
        ("ko", "(부산=바다통신) 한가람 특파원 = 5월에 문을 연다.", "5월에 문을 연다."),
        ("ko", "(부산·서울=바다통신) 한가람 특파원 서이든 기자 = 5월에 문을 연다.", "5월에 문을 연다."),
        ("ko", "(부산=바다통신) 공동취재단 = 5월에 문을 연다.", "5월에 문을 연다."),
        ("ko", "한가람·서이든 기자 = 5월에 문을 연다.", "5월에 문을 연다."),
        ("zh-Hans", "海风网消息（晚间播报）：系统五月启用。", "系统五月启用。"),
        ("zh-Hant", "〔記者林明／台北報導〕系統五月啟用。", "系統五月啟用。"),
        ("zh-Hant", "記者林明／台北報導 系統五月啟用。", "系統五月啟用。"),
        ("zh-Hans", "中方消息人士说：系统五月启用。", "中方消息人士说：系统五月启用。"),
        ("en", "[The] link opens.", "[The] link opens."),
        ("ko", "(부산=통신) 홍길동 기자 = 5월에 문을 연다.", "5월에 문을 연다."),
        ("ko", "□ 5월에 문을 연다.", "5월에 문을 연다."),
    ],
)
def test_markers_labels_and_datelines_are_no_part_of_the_sentence(language: str, line: str, sentence: str) -> None:
    assert kept(line, language) == [sentence]


def test_a_dash_inside_a_sentence_is_no_dateline() -> None:
    text = "Students — up to sixty — may take part."
    assert kept(text, "en") == [text]


def test_a_teaser_cut_short_gives_its_longest_line() -> None:
    text = "Share\nThe three ports will open a common office in May and …"
    assert kept(text, "en") == []
    assert [text[one.start : one.end] for one in fragments(text, "en")] == [text.split("\n")[1]]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ko", "대변인은 기자들의 물음에 비율의 불균형을 바로잡기 위해 나섰다고 밝혔다."),
        ("ko", "리츠만 나 홀로 역주행 중이다."),
        ("ko", "졸업생들이 새 학교에서 기념 촬영을 하고 있다."),
        ("ko", "암 전문의는 위험을 경고했다."),
        ("ko", "업계에서는 이해상충 논란이 불거졌다."),
        ("ko", "▲ 남해군은 새 항로를 열었다."),
        ("zh-Hans", "议长称，政府未经议会授权就出兵。"),
        ("zh-Hans", "在回答记者提问时，他介绍了新规。"),
        ("zh-Hans", "与会同志们认为报告很好。"),
        ("ja", "消費者庁は投資勧誘に注意を呼びかけた。"),
        ("en", "Exports fell to a five-year low, according to data compiled by Harbour Desk."),
        ("en", "The fund bought 82,244 shares of the shipyard."),
        ("en", "The iPhone 17 went on sale in three ports."),
    ],
)
def test_news_that_only_shares_words_with_furniture_stays(language: str, line: str) -> None:
    assert kept(line, language) == [line.removeprefix("▲ ")]
