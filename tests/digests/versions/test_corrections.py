"""Who was told what turned out wrong is told so, once."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from digests.editions.publish import Publisher
from digests.intake.entries import Intake
from digests.intake.joining import Joiner
from digests.intake.repeats import Repeats
from digests.intake.understanding import Analyser
from digests.model import Digest, Entry, Part, Preferences
from digests.store import open_store
from digests.stories.corrections import changes
from tests.digests.sample_news import NOON, add_reader

HOUR, DAY = 3600, 86_400
TOLD = "한중일 3국은 해양 관측에 10억 엔을 내기로 합의했다. 외교부 김민수 장관은 서울에서 이를 발표했다."
ARTICLE = Entry(
    source="feed",
    feed="https://x.example/rss",
    publisher="관측신문",
    country="KR",
    title="한중일, 해양 관측 비용 합의",
    lead=TOLD,
    url="https://x.example/1",
    guid="1",
    published=NOON - 2 * HOUR,
)


class Desk:
    """Intake, joiner and publisher over one store, with two readers: one is due daily, one was away at first."""

    def __init__(self, path: Path, reader: Analyser) -> None:
        self.store = open_store(path / "t.db")
        self.intake = Intake(self.store, reader, Joiner(self.store), Repeats(self.store))
        self.told: list[tuple[str, ...]] = []
        add_reader(self.store, 7, preferences=Preferences(language="ko", grade="none"))
        add_reader(self.store, 8, preferences=Preferences(language="ko", grade="none"), due=NOON + DAY)
        self.publisher = Publisher(self.store, self._render)

    def take(self, *entries: Entry, now: int) -> None:
        self.intake.take(entries, now=now, pushable=True)

    def publish(self, now: int) -> list[tuple[str, ...]]:
        """What each digest that is made now tells: its headlines, those that correct marked with a star."""
        self.told.clear()
        self.publisher.publish(now)
        return sorted(self.told)

    def _render(self, digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
        self.told.append(tuple(f"{'*' * story.corrected}{story.quotes[0].text}" for story in digest.stories))
        return (Part("digest"),)


@pytest.fixture
def desk(tmp_path: Path, model_analyser: Analyser) -> Desk:
    return Desk(tmp_path, model_analyser)


def test_who_was_told_the_old_number_is_told_the_new_one_as_a_correction_and_once(desk: Desk) -> None:
    desk.take(ARTICLE, now=NOON - HOUR)
    assert desk.publish(NOON) == [("한중일 3국은 해양 관측에 10억 엔을 내기로 합의했다.",)]
    desk.take(replace(ARTICLE, lead=TOLD.replace("10억", "100억")), now=NOON + HOUR)
    said = "한중일 3국은 해양 관측에 100억 엔을 내기로 합의했다."
    assert desk.publish(NOON + DAY) == [(), (f"*{said}",)]  # it is not for who was told nothing
    assert set(desk.publish(NOON + 2 * DAY)) == {()}


def test_what_was_only_added_to_is_told_to_nobody_again(desk: Desk) -> None:
    desk.take(ARTICLE, now=NOON - HOUR)
    desk.publish(NOON)
    desk.take(replace(ARTICLE, lead=f"{TOLD} 관측선은 내년 여름 부산을 떠난다."), now=NOON + HOUR)
    assert () in desk.publish(NOON + DAY)


@pytest.mark.parametrize(
    ("told", "said", "corrected"),
    [
        ("三か国は海洋観測に十億円を出す。", "三か国は海洋観測に百億円を出す。", True),
        ("三か国は海洋観測に10億円を出す。", "三か国は海洋観測に１０億円を拠出する。", False),
        ("林芳正外相は釜山で声明に署名した。", "岩屋毅外相は釜山で声明に署名した。", True),
        ("会議は来年3月に釜山で開かれる。", "会議は来年3月に神戸で開かれる。", True),
        ("王毅外长在首尔签署了声明。", "李强总理在首尔签署了声明。", True),
        ("会谈由北京的王毅主持，各方发言。", "会谈由北京的李强主持，各方发言。", True),
        ("会谈由三方代表主持，各方发言。", "会谈由三方官员主持，各方发言。", False),
        ("회의는 내년 봄에 부산에서 열린다.", "회의는 내년 봄에 제주에서 열린다.", True),
        ("김민수 외교부 장관은 부산에서 서명했다.", "박지훈 외교부 장관은 부산에서 서명했다.", True),
        ("세 나라를 대표해 김민수가 서명했다.", "세 나라를 대표해 박지훈이 서명했다.", True),
        ("三国将投入3.1亿元。", "三国将投入3.4亿元。", True),
        ("三國將投入3.1億元。", "三国将投入3.1亿元。", False),
        ("김민수 장관은 서명했다고 밝혔다.", "박지훈 장관은 서명했다고 밝혔다.", True),
        ("김민수 장관은 서명했다고 밝혔다.", "김민수 장관은 서명했다고 말했다.", False),
        ("The three will spend 3.1 % of it in Busan.", "The three will spend 3.4 % of it in Busan.", True),
        ("Minister Ivanov signed it in Busan on Friday.", "Minister Petrov signed it in Busan on Friday.", True),
        ("The ministers signed it in Busan.", "The ministers have signed it in Busan.", False),
        ("Ten ships take part.", "Shanghai will host the next meeting of the twelve ports.", False),
    ],
)
def test_a_correction_is_another_number_or_name_in_the_same_sentence(told: str, said: str, corrected: bool) -> None:
    assert bool(changes([told], [said])) is corrected


def test_what_is_still_said_is_no_correction_whatever_else_is_said() -> None:
    told: Sequence[str] = ["The port of Busan handles 31 ships a day."]
    assert not changes(told, [*told, "The port of Kobe handles 47 ships a day."])
