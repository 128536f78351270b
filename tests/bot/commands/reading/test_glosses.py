"""Whoever cannot read a headline is told what it mentions: in a digest, due or on request, and on a story's page."""

import pytest

from bot.desk.context import Desk
from bot.desk.due_messages import digest_renderer
from digests.editions.publish import Publisher
from digests.store import Store
from tests.bot.archive import NOW, tell_story
from tests.bot.visitor import Visitor, labelled, shown

_LINE = "The headline mentions Samsung, Toyota, investment, hydrogen, Busan and 3 trillion won."


@pytest.fixture
def number(desk: Desk) -> int:
    """A story that one Korean report tells."""
    told = {"ko": ("삼성·도요타, 부산 수소에 3조원 투자", "삼성과 도요타가 부산에 3조원을 투자한다.")}
    tell_story(desk.store, NOW, "plant", told, "trilateral", ("energy",), ("CN", "JP", "KR"))
    return _newest(desk.store)


def _newest(store: Store) -> int:
    return max(story.id for story in store.stories.since(0))


async def test_a_digest_on_request_and_the_storys_page_say_it_once(reader: Visitor, number: int) -> None:
    assert "\n".join(shown(await reader.say("/today"))).count(_LINE) == 1
    assert "\n".join(shown(await reader.say(f"/story {number}"))).count(_LINE) == 1


async def test_a_digest_that_is_due_says_it(reader: Visitor, desk: Desk, number: int) -> None:
    await reader.say("/schedule 15:30")
    me = desk.store.subscribers.by_chat(7)
    assert me is not None
    assert me.next_due is not None
    Publisher(desk.store, digest_renderer(desk), desk.glosses).publish(me.next_due + 60)
    sent = [str(row["body"]) for row in desk.store.db.query("SELECT body FROM bodies")]
    assert any(_LINE in body for body in sent)


async def test_whoever_also_reads_korean_is_told_nothing_twice(reader: Visitor, number: int) -> None:
    await reader.say("/reads ko")
    assert "Samsung, Toyota" not in "\n".join(shown(await reader.say("/today")))
    assert "Samsung, Toyota" not in "\n".join(shown(await reader.say(f"/story {number}")))


async def test_the_line_can_be_switched_off_and_on_and_export_says_so(reader: Visitor, desk: Desk, number: int) -> None:
    page = await reader.press(*labelled(await reader.say("/settings"), desk.text("en")("settings.gloss"))[1:])
    assert "Telegram translates messages itself" in shown(page)[0]
    page = await reader.press(*labelled(page, "Off")[1:])
    assert _LINE not in "\n".join(shown(await reader.say("/today")))
    assert _LINE not in "\n".join(shown(await reader.say(f"/story {number}")))
    me = desk.store.subscribers.by_chat(7)
    assert me is not None
    assert desk.store.personal_data.export(me.id)["preferences"]["gloss"] is False
    await reader.press(*labelled(page, "On")[1:])
    assert _LINE in "\n".join(shown(await reader.say("/today")))
