"""What of a page is no article, at its edges."""

import pytest

from digests.sources.text.edges import trimmed

BODY = "Three ports agreed to share radar data.\nThe link opens in May."


@pytest.mark.parametrize(
    "line",
    [
        "Translate Now",
        "已阅读人数: 427",
        "阅读 1.2万",
        "조회수 1,234",
        "1,234 views",
        "Subscribe to our newsletter",
        "Sign up for our weekly newsletter!",
        "関連記事を読む",
        "続きを読む »",
        "ページの先頭へ戻る",
        "무단전재 및 재배포 금지",
        "<저작권자 ⓒ 항만신문, 무단 전재 및 재배포 금지>",
        "無断転載を禁じます。",
        "未经授权，不得转载。",
        "版权所有 翻印必究",
        "© 2024 Harbour Courier. All rights reserved.",
        "责任编辑：李四",
        "Tags: ports, radar",
        "#ports #radar",
        "分享到：微信 微博",
        "Share on Facebook",
        "본문 바로가기",
        "* * *",
    ],
)
def test_a_line_of_the_page_goes_above_and_below_the_article_and_stays_within(line: str) -> None:
    assert trimmed(f"{line}\n{BODY}\n{line}") == BODY
    within = BODY.replace("\n", f"\n{line}\n")
    assert trimmed(within) == within


@pytest.mark.parametrize(
    "heading", ["About the author", "作者简介", "關於作者", "筆者プロフィール", "필자 소개", "ABOUT THE AUTHOR:"]
)
def test_what_is_said_of_the_author_below_an_article_goes(heading: str) -> None:
    assert trimmed(f"{BODY}\n{heading}\nAnn Example writes on ports.\nTranslate Now") == BODY


@pytest.mark.parametrize("heading", ["Related articles", "延伸閱讀", "相关新闻：", "あわせて読みたい", "관련 기사"])
def test_a_list_of_other_pages_goes_and_prose_under_such_a_heading_stays(heading: str) -> None:
    assert trimmed(f"{BODY}\n{heading}\nFive ports and a storm\nThe long quay") == BODY
    prose = f"{BODY}\n{heading}\nThe quay is 410 metres long."
    assert trimmed(prose) == prose


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell in three markets.",
        "Subscribe to the view that ports matter, and the rest follows.",
        "Views differ: 427 of 500 ports agreed.",
        "编辑工作会议在釜山举行",
        "阅读推广活动覆盖三国四百二十七所学校",
        "추천 기사 작성 기준을 세 나라가 함께 만들었다.",
        "著作権の三か国協議",
        "Home ports of the three fleets",
        "Comments from three ministers were kept brief.",
    ],
)
def test_words_of_an_article_stay_at_its_edges(text: str) -> None:
    assert trimmed(f"{text}\n{BODY}\n{text}") == f"{text}\n{BODY}\n{text}"


def test_a_page_that_is_nothing_else_stays_as_it_is() -> None:
    assert trimmed("Share\nTranslate Now") == "Share\nTranslate Now"
