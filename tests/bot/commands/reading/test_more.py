"""What a digest left out, brought by its button."""

import re

from bot.desk.context import Desk
from digests.editions.publish import Publisher
from digests.model import Part
from digests.store import Store
from tests.bot.archive import NOW, tell_story
from tests.bot.visitor import Visitor, buttons, labelled, shown

_THINGS = (
    *("anchors", "beacons", "canals", "drones", "engines", "ferries"),
    *("gliders", "harbours", "islands", "jetties", "kites", "lamps"),
)


def fill(store: Store) -> None:
    for place, thing in enumerate(_THINGS):
        title = f"Three countries share {thing} from spring"
        told = {"en": (title, f"China, Japan and South Korea agreed to share {thing} at sea.")}
        tell_story(store, NOW + place, thing, told, "trilateral", ("transport",), ("CN", "JP", "KR"))


def things(texts: list[str]) -> list[str]:
    return re.findall(r"share (\w+) from", "\n".join(texts))


async def test_a_digest_ends_with_the_way_to_the_others_and_none_comes_twice(reader: Visitor, desk: Desk) -> None:
    fill(desk.store)
    await reader.say("/settings")
    first = await reader.say("/today")
    assert "chosen from 15" in shown(first)[0]
    assert "And 8 more stories." in shown(first)[0]
    _, data, number = labelled(first, "➕ 8 more stories")
    second = shown(await reader.press(data, number))
    assert second[0].startswith("What else there is")
    told = [*things(shown(first)), *things(second)]
    assert len(told) == len(set(told)) == len(_THINGS)


async def test_what_a_scheduled_digest_told_is_not_among_the_others(reader: Visitor, desk: Desk) -> None:
    fill(desk.store)
    await reader.say("/schedule 15:30")
    me = desk.store.subscribers.by_chat(7)
    assert me is not None
    assert me.next_due is not None
    Publisher(desk.store, lambda digest, _: (Part("; ".join(s.headline for s in digest.stories)),)).publish(
        me.next_due + 60
    )
    sent = [str(row["body"]) for row in desk.store.db.query("SELECT body FROM bodies")]
    rest = await reader.press(f"more:{NOW - 86_400}:0:1", 5)
    told = [*things(sent), *things(shown(rest))]
    assert len(told) == len(set(told)) == len(_THINGS)


async def test_pages_follow_in_place_and_the_end_says_so(reader: Visitor, desk: Desk) -> None:
    fill(desk.store)
    calls = await reader.press(f"more:{NOW - 86_400}:2:1", 5)
    _, data, number = labelled(calls, "Next")
    second = await reader.press(data, number)
    assert "editMessageText" in [call.method for call in second]
    assert len([label for label, _, _ in buttons(second) if label.isdigit()]) == 5
    assert "nothing else" in shown(await reader.press(f"more:{NOW - 86_400}:40:1", 5))[0]


async def test_a_brief_reader_gets_five_lines_and_a_full_one_twelve_stories(reader: Visitor, desk: Desk) -> None:
    fill(desk.store)
    for length, stories in (("brief", 5), ("full", 12)):
        calls = await reader.say("/settings")
        page = await reader.press(*labelled(calls, "Length")[1:])
        await reader.press(*labelled(page, length.capitalize())[1:])
        text = shown(await reader.say("/today"))[0]
        assert len(re.findall(r"\d+\. (?:Three|One|半導体)", text)) == stories
