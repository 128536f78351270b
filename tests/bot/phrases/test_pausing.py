"""How long a pause lasts is read as people write it, and what is not understood is never taken for something else."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phrases.pausing import Pause, read_pause

SEOUL = "Asia/Seoul"
NOW = int(datetime(2026, 11, 24, 21, 0, tzinfo=ZoneInfo(SEOUL)).timestamp())  # a Tuesday
DAY = 86_400


def read(text: str, language: str = "en") -> Pause | None:
    return read_pause(text, NOW, SEOUL, language)


def local(pause: Pause | None) -> str:
    assert pause is not None
    assert pause.until is not None
    return datetime.fromtimestamp(pause.until, ZoneInfo(SEOUL)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ("1|1 day|a day|one day|하루|1日|一天|1일|내일까지|明日まで|until tomorrow|１日", 1),
        ("3|3 days|three days|for 3 days|3d|3日間|三天|3일|사흘|三日", 3),
        ("7|1 week|a week|for the next 7 days|1w|1週間|一周|1個星期|일주일|1주|一個禮拜|1주일 동안", 7),
        ("14|2 weeks|two weeks|a fortnight|2週間|两周|兩個星期|2주|두 주|2주간", 14),
        ("1 week 3 days|1 week and 3 days|1週間と3日|1주 3일", 10),
        ("1 month|a month|1か月|１ヶ月|1個月|一个月|한 달|1개월", 30),  # 24 November to 24 December
        ("2 months|2ヶ月|两个月|두 달|2개월", 61),
        ("1 year|12 months|1年|1년", 365),
        ("a couple of days|あさって|后天|모레", 2),
        ("about a week|一周左右|大概一周|1週間ほど|約1週間|일주일 정도|약 일주일|1주일 동안만", 7),
        ("半月|半个月|반달", 15),
    ],
)
def test_days_weeks_and_months_are_read_in_five_languages(texts: str, days: int) -> None:
    for text in texts.split("|"):
        assert read(text) == Pause(NOW + days * DAY), text


@pytest.mark.parametrize(
    ("texts", "when"),
    [
        ("2026-12-24|until 2026-12-24|24 December|until December 24th|Dec 24, 2026|24/12", "2026-12-24"),
        ("24 Dec 2026|the 24th of December", "2026-12-24"),
        ("12月24日|12月24日まで|到12月24日|12월 24일까지|2026年12月24日|十二月二十四日|2026.12.24.", "2026-12-24"),
        ("1 January|1/1|1月1日", "2027-01-01"),
        ("24일까지|24日まで|到24号|until the 24th", "2026-11-24"),
        ("23일까지|23日まで|until the 23rd", "2026-12-23"),
        ("31일까지|until the 31st", "2026-12-31"),
        ("11월 24일|24/11", "2026-11-24"),
        ("until Friday|금요일까지|金曜日まで|到星期五|直到週五", "2026-11-27"),
        ("until Tuesday|화요일까지", "2026-12-01"),
        ("until Monday|月曜まで|月曜日までは|来週の月曜まで|次の月曜まで|到周一|到下週一為止|直到下周一"
         "|월요일까지|다음 주 월요일까지"
         "|다음주 월요일까지|until next Monday|월요일 밤까지|月曜の夜まで", "2026-11-30"),
        ("下周一之前|下週一以前|周一前|월요일 전까지|before Monday|月曜前まで|until next week|来週まで|到下周"
         "|다음 주까지|今週いっぱい"
         "|이번 주까지", "2026-11-29"),
        ("until the end of the month|到月底|月末まで|今月いっぱい|来月まで|到下个月|이번 달 말까지"
         "|다음 달까지", "2026-11-30"),
        ("until January|until the new year|年末まで|到年底|到明年|연말까지|내년까지", "2026-12-31"),
        ("until Thursday 24 December|12月24日(木)まで|到12月24日（周四）|12월 24일 목요일까지", "2026-12-24"),
    ],
)  # fmt: skip
def test_a_pause_until_a_date_holds_through_that_day(texts: str, when: str) -> None:
    for text in texts.split("|"):
        assert local(read(text)) == f"{when} 23:59", text


def test_whether_the_month_comes_first_is_the_languages_habit_and_never_guessed() -> None:
    assert local(read("5/12", "ja")) == "2027-05-12 23:59"
    assert read("5/12", "en") is None


@pytest.mark.parametrize("text", ["forever", "until I say so", "ずっと", "계속", "一直", "until further notice"])
def test_a_pause_may_have_no_end(text: str) -> None:
    assert read(text) == Pause(None)


@pytest.mark.parametrize(
    "text",
    ["", "-3", "1.5", "1,5", "-3 days", "1.5 weeks", "½ week", "3 hours", "3月", "7 8", "soon", "2 x 3 days", "Friday",
     "31 February", "until 5", "32일까지", "until 0th", "13/13", "next week", "7 to 9 days", "1e3", "0x7", "a", "week",
     "1個半月", "3m",
     "24 Foo"],
)  # fmt: skip
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    assert read(text) is None


@given(st.text(max_size=60), st.sampled_from(["en", "ja"]), st.sampled_from([SEOUL, "UTC", "America/New_York"]))
def test_whatever_is_written_it_is_read_or_refused(text: str, language: str, zone: str) -> None:
    read_pause(text, NOW, zone, language)


@given(st.dates(), st.sampled_from(["before {}", "until {}", "{}前", "{}까지", "{} 전까지"]))
def test_a_pause_up_to_any_day_of_the_calendar_is_read(day: date, form: str) -> None:
    assert read(form.format(day.isoformat())) is not None


def test_the_first_day_of_the_calendar_has_none_before_it() -> None:
    assert read("before 0001-01-01") == read("until 0001-01-01")


@given(
    st.integers(0, 9999),
    st.integers(0, 9999),
    st.sampled_from("-.,/~:x+ "),
    st.sampled_from(["", " days", "週間", "달"]),
)
def test_two_numbers_are_never_read_as_one_of_them(first: int, second: int, between: str, unit: str) -> None:
    found = read(f"{first}{between}{second}{unit}")
    lengths = {Pause(NOW + number * days * DAY) for number in (first, second) for days in (1, 7, 30)}
    assert found is None or (between == "/" and found not in lengths)


@given(
    st.dates(date(2027, 1, 1), date(2099, 1, 1)),
    st.sampled_from(["{}-{}-{}", "{}/{}/{}", "{}年{}月{}日", "{}년 {}월 {}일"]),
)
def test_every_date_is_read_as_itself(day: date, form: str) -> None:
    assert local(read(form.format(day.year, day.month, day.day))) == f"{day} 23:59"
