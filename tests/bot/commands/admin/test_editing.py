"""Editors put stories right in Telegram: /merge, /split, /retag, and the way back."""

import pytest

from bot.desk.context import Desk
from config.languages import LANGUAGES
from digests.model import Story
from tests.bot.visitor import labelled, shown, visiting
from tests.fake_telegram import FakeTelegram

EDITOR = "7"


def story(desk: Desk, number: int) -> Story:
    found = desk.store.stories.get(number)
    assert found is not None
    return found


async def test_two_stories_become_one_and_two_again(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        calls = await editor.say("/merge 1 3")
        assert shown(calls) == ["Story 3 is part of story 1 now. Reports: 8."]
        assert (story(desk, 3).id, len(story(desk, 1).items)) == (1, 8)
        assert shown(await editor.say("/merge 1 3")) == ["That is one story already: 1."]
        _, data, message = labelled(calls, "Undo")
        assert shown(await editor.press(data, message)) == ["Taken back: /merge 1 3. All is as it was before."]
        assert (len(story(desk, 1).items), len(story(desk, 3).items)) == (5, 3)
        assert shown(await editor.press(data, message)) == ["Taken back already: /merge 1 3."]
        assert [change.user_id for change in desk.store.audit.latest(9)] == [7, 7]


async def test_reports_are_listed_by_number_and_taken_out(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        (listed,) = shown(await editor.say("/split 1"))
        first = story(desk, 1).items[0]
        assert f"{first.id} · Sample Wire: Three neighbours" in listed
        assert shown(await editor.say("/split 1 999")) == [listed]
        assert shown(await editor.say(f"/split 1 {first.id}")) == ["Story 5 is new. Reports: 1; story 1 keeps 4."]
        assert [item.id for item in story(desk, 5).items] == [first.id]
        assert shown(await editor.say("/undo"))[0].startswith("Taken back: /split 1")
        assert len(story(desk, 1).items) == 5
        assert desk.store.stories.get(5) is None
        assert shown(await editor.say("/undo")) == ["There is nothing to take back."]
        every = " ".join(str(item.id) for item in story(desk, 1).items)
        assert "would be left without reports" in shown(await editor.say(f"/split 1 {every}"))[0]


@pytest.mark.parametrize(
    ("asked", "sectors"),
    [
        ("trade", ("trade",)),
        ("supply_chain energy", ("supply-chain", "energy")),
        ("半導体、エネルギー", ("semiconductors", "energy")),
        ("Energy, 반도체, energy", ("energy", "semiconductors")),
    ],
)
async def test_a_story_is_about_what_an_editor_says(
    desk: Desk, fake_telegram: FakeTelegram, asked: str, sectors: tuple[str, ...]
) -> None:
    before = story(desk, 4).sectors
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        assert "It stays so" in shown(await editor.say(f"/retag 4 {asked}"))[0]
        assert story(desk, 4).sectors == sectors
        await editor.say("/undo")
        assert story(desk, 4).sectors == before


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/merge 1 99", "There is no story 99."),
        ("/merge 99 1", "There is no story 99."),
        ("/merge 1", "/merge 12 14 –"),
        ("/merge", "/merge 12 14 –"),
        ("/merge 1 2 3", "/merge 12 14 –"),
        ("/split x", "/split 12 lists"),
        ("/split 99", "There is no story 99."),
        ("/retag 4", "Story 4 is about: "),
        ("/retag 4 nonsense", "There is no topic “nonsense”."),
        ("/retag ² energy", "/retag 12 energy"),
    ],
)
async def test_whoever_writes_it_wrong_is_told_how(
    desk: Desk, fake_telegram: FakeTelegram, said: str, answer: str
) -> None:
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        assert shown(await editor.say(said))[0].startswith(answer)
    assert desk.store.audit.latest(1) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_speaks_the_editors_language(desk: Desk, fake_telegram: FakeTelegram, language: str) -> None:
    async with visiting(desk, fake_telegram, editors=EDITOR, language=language.lower()) as editor:
        texts = desk.text(language)
        assert shown(await editor.say("/merge 1 2")) == [texts("merge.done", number=1, other=2, reports="7")]
        assert shown(await editor.say("/undo")) == [texts("edit.undo.done", command="/merge 1 2")]
        assert f"/retag – {texts('command.retag')}" in shown(await editor.say("/help"))[0]
        assert texts("command.broadcast") not in shown(await editor.say("/help"))[0]


async def test_plain_words_are_never_an_editors_command(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram, editors=EDITOR) as editor:
        for words in ("undo", "merge 1 2", "split 1", "undo that"):
            await editor.say(words)
    assert desk.store.audit.latest(1) == []
