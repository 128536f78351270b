"""Times and days are read as people write them, and a number that is no time is never taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phrases.timetable import read_schedule
from digests.model import Schedule

EVERY, WORK, WEEKEND = 127, 31, 96


def read(text: str) -> tuple[list[str], int] | None:
    found = read_schedule(text, Schedule(minutes=(450,), weekdays=EVERY))
    return None if isinstance(found, str) else ([f"{at // 60}:{at % 60:02d}" for at in found.minutes], found.weekdays)


@pytest.mark.parametrize(
    ("texts", "times"),
    [
        ("7|07:00|7am|7 a.m.|7:00 AM|AM 7:00|7 in the morning|at seven|７：００|0700|7 o'clock", "7:00"),
        ("朝7時|午前7時|七時|早上七點|上午7点|七点整|아침 7시|오전 일곱 시|아침 7시에", "7:00"),
        ("7:30|7.30|0730|7時半|7時30分|朝7時半|七點半|7点30|7시 반|일곱시 반|오전 7시 30분", "7:30"),
        ("6pm|18:00|1800|18.00|夕方6時|午後6時|下午六點|傍晚6点|오후 6시|저녁 여섯 시|PM 6시", "18:00"),
        ("18:00|6 in the evening", "18:00"),
        ("20:00|8 at night|晚上8點|夜8時|밤 8시", "20:00"),
        ("noon|12 noon|12pm|正午|中午|中午12点|정오|낮 12시|昼の12時", "12:00"),
        ("13:00|1pm|中午1点|昼1時|낮 1시|午後1時", "13:00"),
        ("midnight|12 midnight|12am|0:00|24:00|零點|자정|밤 12시|夜12時|24時|真夜中", "0:00"),
        ("1:00|夜1時|深夜1時|凌晨1点|새벽 1시", "1:00"),
        ("7am 6pm|7 and 18|7時、18時|朝7時 夕方6時|7点和18点|早上7点晚上6点|0700 1800", "7:00 18:00"),
        ("아침 7시와 저녁 6시|07:00, 18:00", "7:00 18:00"),
        ("18:15|下午六點一刻|오후 6시 15분", "18:15"),
        ("half past seven|seven thirty|7h30", "7:30"),
        ("quarter to eight", "7:45"),
        ("19h|evenings at 7|夜の7時|晚上7點鐘|저녁 7시에 보내줘|夜7時にお願いします", "19:00"),
        ("朝晩8時|每天早晚8点|아침저녁 8시", "8:00 20:00"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_in_five_languages(texts: str, times: str) -> None:
    for text in texts.split("|"):
        assert read(text) == (times.split(), EVERY), text


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ("every day|daily|everyday|毎日|每天|天天|매일|Mon-Sun", EVERY),
        ("weekdays|workdays|working days|Mon-Fri|Monday to Friday|Mon–Fri|平日|工作日|평일|月〜金|月曜から金曜まで"
         "|周一到周五|星期一至星期五|週一至週五|월~금|월요일부터 금요일까지", WORK),
        ("weekend|weekends|on weekends|週末|周末|土日|주말|토요일 일요일|Sat, Sun|Saturdays and Sundays", WEEKEND),
        ("Monday Friday|Mon, Fri|every Monday and Friday|月・金|月曜と金曜|周一、五|周一五|월 금", 17),
        ("星期一和星期五|월요일과 금요일", 17),
        ("月水金|月・水・金|周一三五|周一、三、五|월수금|월 수 금|Mon Wed Fri", 21),
        ("Sat-Mon|토~월|土〜月|周六到周一", 97),
        ("Sunday|Sun|日曜日|星期天|周日|일요일|礼拜天", 64),
    ],
)  # fmt: skip
def test_days_are_read_by_name_group_and_range(texts: str, days: int) -> None:
    for text in texts.split("|"):
        assert read(f"{text} 9:00") == (["9:00"], days), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07:30 18:00 workdays", (["7:30", "18:00"], WORK)),
        ("毎朝6時", (["6:00"], EVERY)),
        ("매일 아침 7시", (["7:00"], EVERY)),
        ("every morning at 7", (["7:00"], EVERY)),
        ("周一三点", (["3:00"], 1)),
        ("周一二十点", (["20:00"], 1)),
        ("月曜日と木曜日の19時半", (["19:30"], 9)),
        ("월요일과 목요일 저녁 7시 반", (["19:30"], 9)),
        ("weekends", (["7:30"], WEEKEND)),
        ("平日は7時", (["7:00"], WORK)),
    ],
)
def test_times_and_days_stand_together_in_any_order(text: str, expected: tuple[list[str], int]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ("every day except Sunday|every day but Sunday|daily excluding Sundays|除了周日每天|周日除外，每天"
         "|星期天以外每天|日曜以外毎日"
         "|日曜日を除く毎日|日曜は除いて|일요일 빼고 매일|일요일 제외하고|일요일 말고", 63),
        ("weekdays except Wednesday", 27),
        ("except weekends|not on weekends|土日以外|周末除外|週末不要|주말 빼고|주말은 제외", WORK),
        ("except Monday and Friday|月曜と金曜以外|除了周一和周五|월요일과 금요일 빼고", 110),
        ("平日のみ|平日だけ|只在工作日|평일만|평일에만|weekdays only|only on weekdays", WORK),
        ("每週一三五|每周一、三、五|毎週月・水・金|毎週月水金|월수금", 21),
        ("双休日|주말마다|土日だけ|只要周末", WEEKEND),
    ],
)  # fmt: skip
def test_days_are_left_out_or_the_only_ones(texts: str, days: int) -> None:
    for text in texts.split("|"):
        assert read(f"{text} 9:00") == (["9:00"], days), text


@given(st.integers(1, 126), st.sampled_from(["except {}", "{} 以外", "除了 {}", "{} 빼고", "{} を除く"]))
def test_what_is_left_out_and_what_is_left_are_all_days(out: int, form: str) -> None:
    named = [day for index, day in enumerate(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]) if out >> index & 1]
    assert read(f"{form.format(' '.join(named))} 9:00") == (["9:00"], EVERY & ~out)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "25:00", "7:75", "24:30", "7.5", "-7", "7-9", "7 to 9", "13 am", "朝15時", "1 2 3 4 5 6 7", "730",
     "every 2 days", "every 2 hours", "2주마다 월요일", "3日 9時", "日本 9時", "not Monday 7", "7 x", "1e1", "07:30:15",
     "every day except Mon-Sun 7", "12345", "7:3", "一百点", "09:30 off"],
)  # fmt: skip
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    assert read(text) is None


def test_different_times_for_different_days_are_refused_as_such() -> None:
    for text in [
        "7:00 weekdays 9:00 weekends",
        "weekdays at 7, weekends at 9",
        "工作日7点，周末9点",
        "평일 7시 주말 9시",
        "平日7時、週末9時",
        "7 Monday 8 Tuesday",
        "月曜7時と18時、火曜9時",
        "weekdays 7:00 Saturday 9:00 Sunday 10:00",
        "7 Mon, Fri and 8 Tue",
    ]:
        assert read_schedule(text, Schedule()) == "schedule.apart", text
    assert read_schedule("weekdays 7 mañana", Schedule()) == "schedule.unclear"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every morning at 7 and every evening at 6", (["7:00", "18:00"], EVERY)),
        ("毎朝7時と毎晩8時", (["7:00", "20:00"], EVERY)),
        ("weekdays 7:00, weekends 7:00", (["7:00"], EVERY)),
        ("7:00 weekdays 18:00", (["7:00", "18:00"], WORK)),
        ("Mon, Fri 7 18", (["7:00", "18:00"], 17)),
    ],
)
def test_times_that_hold_on_all_days_may_be_told_in_pieces(text: str, expected: tuple[list[str], int]) -> None:
    assert read(text) == expected


@given(st.text(max_size=60))
def test_whatever_is_written_it_is_read_or_refused(text: str) -> None:
    found = read_schedule(text, Schedule())
    assert isinstance(found, str) or all(0 <= minute < 24 * 60 for minute in found.minutes)


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(
        ["{}:{:02d}", "{}.{:02d}", "{:02d}{:02d}", "{}時{}分", "{}시 {}분", "{}点{}分", "{}:{:02d} weekdays"]
    ),
)
def test_every_minute_of_the_day_is_read_as_itself(hour: int, minute: int, form: str) -> None:
    found = read(form.format(hour, minute))
    assert found is not None
    assert found[0] == [f"{hour}:{minute:02d}"]


@given(st.integers(0, 99_999), st.integers(0, 99_999), st.sampled_from("-.~:/x+"))
def test_of_two_numbers_none_is_left_out(first: int, second: int, between: str) -> None:
    found = read(f"{first}{between}{second}")
    assert found is None or (between in ".:" and found[0] == [f"{first}:{second:02d}"])
