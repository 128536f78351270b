"""The usual news that stands in for an archive that is still small."""

from collections.abc import Sequence
from pathlib import Path

from digests.intake.background import background
from digests.intake.joining import Joiner
from digests.intake.understanding import Analyser
from digests.model import Entry, Reading
from digests.store import open_store
from tests.digests.evaluate.labelled import ScriptedReader
from tests.digests.stories.press import DAY, HOUR, MONDAY

TOLD = (
    (
        "中日韩卫生部长会议聚焦老龄化",
        "会议9日在长崎举行。中方介绍了社区养老经验，三方同意就认知障碍防治加强交流。",
        "CN",
    ),
    (
        "認知症の早期診断、3カ国で指針づくり　保健相会合",
        "日中韓の保健相は9日、長崎市で会合を開き、認知症の早期診断の指針を2年で作ることで一致した。",
        "JP",
    ),
)
"""One meeting, told by the first two outlets that a new archive hears from."""


def test_the_background_speaks_the_five_languages_and_has_ids_of_its_own() -> None:
    usual = background(ScriptedReader({}))
    assert len({clue.id for clue in usual}) == len(usual) > 200
    assert all(clue.id < 0 for clue in usual)


def test_what_is_usual_is_read_once_and_only_where_the_archive_is_small(tmp_path: Path) -> None:
    read: list[int] = []

    class Counting(ScriptedReader):
        def read(self, entries: Sequence[Entry]) -> list[Reading]:
            read.append(len(entries))
            return super().read(entries)

    store = open_store(tmp_path / "test.db")
    joiner = Joiner(store, background=lambda: background(Counting({})))
    joiner.join([], MONDAY)
    assert read == []
    [reading] = ScriptedReader({}).read([Entry("feed", "f", "Paper", "JP", "A title")])
    for hour in range(2):
        entry = Entry("feed", "f", "Paper", "JP", "A title")
        stored = store.items.add(entry, reading, published=MONDAY + hour * HOUR, first_seen=MONDAY, pushable=True)
        joiner.join([stored], MONDAY + DAY)
    assert len(read) == 1
    store.close()


def test_the_first_reports_of_a_new_archive_join_across_languages(tmp_path: Path, model_analyser: Analyser) -> None:
    store = open_store(tmp_path / "test.db")
    joiner = Joiner(store, background=lambda: background(model_analyser))
    for hour, (title, lead, country) in enumerate(TOLD):
        entry = Entry("feed", f"f{hour}", "Paper", country, title, lead)
        published = MONDAY + 7 * DAY + hour * HOUR
        [reading] = model_analyser.read([entry])
        joiner.join(
            [store.items.add(entry, reading, published=published, first_seen=published, pushable=True)], published
        )
    assert [len(story.items) for story in store.stories.since(0)] == [2]
    store.close()
