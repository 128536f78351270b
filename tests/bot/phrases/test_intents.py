"""What is asked of the bot in plain words is understood, and what is looked for stays a search."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import COMMANDS
from bot.desk.access import OPERATE
from bot.desk.context import Desk
from bot.desk.request import Ask
from bot.phrases.intents import Intent, recognise
from bot.phrases.vocabulary import data
from bot.render.words import Words
from config.languages import LANGUAGES
from digests.model import Mechanism, Sector
from tests.bot.archive import NOW, a_desk

NAMES = tuple(command.name for command in COMMANDS if command.rights != OPERATE)
_SCRIPTS = {"en": "en", "zh-Hans": "zh", "zh-Hant": "zh", "ja": "ja", "ko": "ko"}
_BOTH = {"解約", "语言", "語言"}
"""Words of the news that are asked of a bot even more often."""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    desk = a_desk(tmp_path_factory.mktemp("intents"))
    subscriber = desk.store.subscribers.ensure(7, 0, "private", "en", NOW, title="", zone="UTC")
    yield Ask(desk, subscriber, Words(desk.text("en"), desk.catalogue), NOW)
    desk.store.close()


def meant(ask: Ask, text: str) -> Intent | None:
    return recognise(replace(ask, arguments=" ".join(text.split())), NAMES)


def said(ask: Ask, text: str) -> str:
    """``/stop``, ``/schedule at 8``, ``hello``; ``""`` for a search."""
    intent = meant(ask, text)
    if intent is None:
        return ""
    return intent.kind or f"/{intent.command} {intent.arguments}".strip()


def words_of_the_news(desk: Desk, language: str) -> list[str]:
    entries: list[Sector | Mechanism] = [*desk.catalogue.sectors, *desk.catalogue.mechanisms]
    return [word.text.strip("_*") for entry in entries for word in entry.words.get(language, ())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_news_stay_searches(ask: Ask, language: str) -> None:
    words = words_of_the_news(ask.desk, language)
    tried = words[:: max(1, len(words) // 300)]
    assert len(tried) > 100
    assert [word for word in tried if word not in _BOTH and meant(ask, word)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_words_of_the_news_stay_a_search(ask: Ask, language: str) -> None:
    words = [word for word in words_of_the_news(ask.desk, language) if len(word) > 2]
    pairs = list(zip(words[:: len(words) // 100], words[1 :: len(words) // 100], strict=False))
    swallowed = [f"{one} {other}" for one, other in pairs if (found := meant(ask, f"{one} {other}")) and found.certain]
    assert len(pairs) >= 100
    assert swallowed == []


@pytest.mark.parametrize(
    "text",
    ["stop of seafood imports", "help for quake victims", "settings dispute", "resume talks", "pause tariffs", "export",
     "export controls", "holiday travel", "open data", "search and rescue",
     "subscription economy", "weekly jobless claims",
     "停止进口水产品", "取消关税", "恢复谈判", "设置关税", "今天东京股市", "来源国", "主题公园", "熱門景點", "停止核電",
     "說明會", "輸入停止", "再開発",
     "説明責任", "配信サービス", "購読者数", "今日の東京株式市場", "フォロー中の企業", "対話AI",
     "수산물 수입 중단", "구독 경제", "재개발", "오늘 코스피", "설정 변경 요구", "출처 불명", "반도체주"],
)  # fmt: skip
def test_words_that_only_begin_like_a_request_are_looked_for(ask: Ask, text: str) -> None:
    assert said(ask, text) == ""


@pytest.mark.parametrize("text", ['"stop"', "stop OR go", "today lang:ja", "-today news", "「配信停止」", "標題:今日"])
def test_signs_of_a_query_make_it_a_search(ask: Ask, text: str) -> None:
    assert said(ask, text) == ""


@pytest.mark.parametrize(
    ("texts", "command"),
    [
        ("STOP!|ｓｔｏｐ|plz stop|how can i unsubscribe|怎么取消订阅|怎麼取消|購読解除の方法|알림 그만"
         "|구독 어떻게 취소해", "/stop"),
        ("unsuscribe|prefrences", "?"),
        ("turn off notifications at night|晚上不要推送|夜は送らないで|밤에는 보내지 마|晚上不要吵", "/quiet"),
        ("change the time|改时间|時間を変更したい|시간 변경", "/schedule"),
        ("what do i follow|我的关注|我的追蹤|フォローしているもの|내 팔로우 목록", "/following"),
        ("which newspapers do you read|新闻从哪来的|你們的新聞哪裡來的|どこのニュースですか"
         "|어디 뉴스야", "/sources"),
        ("why did you send me this|为什么发给我这个|なんでこれが届いたの|이거 왜 왔어", "/why"),
        ("don't message me again|remove me|把我移除|もうメッセージはいりません|메시지 보내지 마세요", "/stop"),
        ("what can you do for me|可以幫我什麼|何ができますか|뭘 할 수 있나요", "/help"),
        ("delete my account|删除我的账号|アカウントを削除したい|계정 삭제", "/forget"),
        ("top news|主要新闻|重要新聞|主なニュース|오늘 주요 뉴스", "/today"),
    ],
)  # fmt: skip
def test_a_request_is_understood_however_it_is_put(ask: Ask, texts: str, command: str) -> None:
    for text in texts.split("|"):
        assert said(ask, text) == command or (command == "?" and said(ask, text) in ("/stop", "/settings")), text


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("daily at 8", "/schedule daily at 8"),
        ("no news on weekends", "/schedule except on weekends"),
        ("周末不要发", "/schedule 周末不要"),
        ("土日はいらない", "/schedule except 土日は"),
        ("주말은 빼줘", "/schedule except 주말"),
        ("switch to chinese", "/language chinese"),
        ("繁體中文", "/language 繁體中文"),
        ("東京時間にして", "/timezone 東京時間"),
        ("add semiconductors to my list", "/follow semiconductors"),
        ("半導体を追加して", "/follow 半導体"),
        ("remove energy from my list", "/unfollow energy"),
        ("停三天", "/pause 三天"),
        ("出差两周先停一下", "/pause 两周"),
        ("每天7:30傳新聞給我", "/schedule 每天7:30"),
        ("有氫能的新消息嗎", "/search 氫能"),
        ("take a break for 10 days", "/pause for 10 days"),
        ("サムスンのフォローを外して", "/unfollow サムスン"),
        ("关注氢能", "/follow 氢能"),
        ("水素について調べて", "/search 水素"),
        ("news on rare earths", "/search rare earths"),
        ("show me the latest news about China", "/latest China"),
    ],
)
def test_what_is_named_goes_with_the_command(ask: Ask, text: str, command: str) -> None:
    assert said(ask, text) == command


@pytest.mark.parametrize("language", LANGUAGES)
def test_forty_words_of_each_language_are_requests_by_themselves(ask: Ask, language: str) -> None:
    listed = {word for words in data()["words"].values() for word in words.get(_SCRIPTS[language], "").split()}
    requests = (word for word in sorted(listed) if (found := meant(ask, word.replace("_", " "))) and found.command)
    assert len(list(islice(requests, 40))) == 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_of_a_command_asks_for_it(ask: Ask, language: str) -> None:
    for name in NAMES:
        assert said(ask, ask.desk.text(language)(f"command.{name}")).startswith("/"), name


def test_every_way_is_made_of_classes_that_there_are() -> None:
    words, slots = data()["words"], {"topic", "words", "place", "language", "time", "clock", "days", "length", "hours"}
    for entry in data()["asks"]:
        assert entry.get("command") in NAMES or entry["kind"] in ("hello", "thanks", "fine", "sorry")
        for way in entry["ways"]:
            for part in way.split():
                assert part.strip("<>") in slots if part.startswith("<") else part.rstrip("?") in words, way


@given(
    st.text(max_size=90)
    | st.lists(
        st.sampled_from(["stop", "退订", "ニュース", "今日", "오늘", "the ", "8", ":00", "follow ", "AI", "、"])
    ).map("".join)
)
def test_whatever_is_written_is_a_request_or_a_search(ask: Ask, text: str) -> None:
    intent = meant(ask, text) if text.strip() else None
    assert intent is None or bool(intent.command) != bool(intent.kind)


@pytest.mark.parametrize(
    "piece", ["不要发", "停止", "送らないで", "그만", "stop news ", "중지정지구독취소", "今日新闻", "8点"]
)
def test_nobody_can_write_what_takes_long(ask: Ask, piece: str) -> None:
    text = (piece * 40)[:80]
    meant(ask, piece)  # tables are read when first asked for
    before = process_time()
    meant(ask, text)
    assert process_time() - before < 2
