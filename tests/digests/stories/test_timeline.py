"""Which earlier story a story continues: by what both are about, whatever the day."""

from digests.model import Item
from digests.stories.clues import Clues, clues
from digests.stories.timeline import predecessors
from tests.digests.stories.press import DAY, MONDAY, item, vector

BEGUN = item(1, "日中韓、FTA交渉の再開で合意", "12日、ソウルで署名した。", "ja", MONDAY, vector(0.2, 0, 0, 1))
ELSEWHERE = item(2, "ノルウェーの漁港で祭り", "サケの料理が並んだ。", "ja", MONDAY, vector(0, 1))
USUAL = [clues(item(100 + n, f"别的新闻{n}", "", "zh-Hans", MONDAY, vector(*[0] * n, 1))) for n in range(4, 8)]


def later(number: int, title: str, lead: str, at: bytes) -> Item:
    return item(number, title, lead, "zh-Hans", MONDAY + 10 * DAY, at)


def found(*reports: Item) -> int | None:
    leads: dict[int, Clues] = {71: clues(BEGUN), 72: clues(ELSEWHERE)}
    return predecessors({80: [clues(one) for one in reports]}, {80: leads}, USUAL).get(80)


def test_a_story_continues_the_one_on_the_same_matter() -> None:
    assert found(later(3, "中日韩自贸协定谈判重启 三方交换清单", "", vector(0.2, 0.1, 0, 1))) == 71


def test_that_another_day_is_named_does_not_part_a_matter() -> None:
    assert found(later(3, "中日韩自贸协定谈判重启 三方交换清单", "25日在釜山举行。", vector(0.2, 0.1, 0, 1))) == 71


def test_a_story_of_several_reports_is_compared_as_one() -> None:
    reports = [
        later(3, "中日韩自贸协定谈判重启 三方交换清单", "", vector(0.2, 0.1, 0, 1)),
        later(4, "三国自贸谈判交换清单", "", vector(0.2, 0.1, 0.1, 1)),
    ]
    assert found(*reports) == 71


def test_what_is_about_something_else_continues_nothing() -> None:
    assert found(later(3, "中日韩气象部门交换沙尘数据", "", vector(0, 0.4, 1))) is None


def test_without_earlier_stories_nothing_is_continued() -> None:
    report = clues(later(3, "中日韩自贸协定谈判重启", "", vector(0.2, 0, 0, 1)))
    assert predecessors({80: [report]}, {80: {}}) == {}
    assert predecessors({}, {}) == {}
