"""After the story of a day each panel of the dashboard has data: what it asks for is exported."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.service.health.metrics import Figures, exposition
from bot.service.health.vitals import Sign
from tests.conftest import REPOSITORY
from tests.loopback import answer
from tests.story_of_a_day.test_story_of_a_day import HOUR, JAPANESE, LONDON, MIDNIGHT, Day, day, feed

__all__ = ["day"]

pytestmark = pytest.mark.slow

DASHBOARD: dict[str, Any] = json.loads(
    (REPOSITORY / "docs" / "grafana" / "trilateral.json").read_text(encoding="utf-8")
)
ASKED = {
    (panel["title"], name)
    for panel in DASHBOARD["panels"]
    for target in panel["targets"]
    for name in re.findall(r"\b(?:trilateral|process|python)_\w+", target["expr"])
}


async def test_every_panel_has_data_after_the_story_of_a_day(day: Day) -> None:
    day.feeds.routes["/ja"] = answer(feed("ja", 2, *JAPANESE, MIDNIGHT + 8 * HOUR))
    await day.say(LONDON, "/start", "en")
    await day.say(LONDON, "/schedule 07:30", "en")
    await day.chores.feeds()
    (day.assembly.settings.inbox / "note.txt").write_text("A note\n\nThe three met in Jeju on Tuesday, it was said.\n")
    await day.chores.drops()
    await day.until(8)
    day.vitals.watch(Sign)
    for sign in Sign:
        day.vitals.beat(sign)
    day.vitals.ran("tick", 0.01, good=True)
    settings, store = day.assembly.settings, day.assembly.store
    figures = Figures(
        settings, store, lambda: day.now[0], day.vitals, day.sender, lambda: day.updates.handled, lambda: {"info": 3}
    )
    text = exposition(figures)()[0].decode()
    exported = {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}
    assert len(DASHBOARD["panels"]) > 15
    assert sorted(asked for asked in ASKED if asked[1] not in exported) == []


def test_no_metric_is_exported_that_no_panel_shows() -> None:
    """A figure that nobody looks at is one that nobody misses when it is wrong."""
    source = (REPOSITORY / "bot" / "service" / "health" / "metrics.py").read_text(encoding="utf-8")
    made = set(re.findall(r'yield _(?:gauge|counter)\(\s*"(\w+)"', source))
    shown = {name.removeprefix("trilateral_").removesuffix("_total") for _, name in ASKED}
    assert made - shown == set()


def test_panels_stand_beside_each_other_and_have_numbers_of_their_own() -> None:
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in DASHBOARD["panels"]]
    ids = sorted(panel["id"] for panel in DASHBOARD["panels"])
    assert len(set(places)) == len(places)
    assert all(one < other for one, other in pairwise(ids))
