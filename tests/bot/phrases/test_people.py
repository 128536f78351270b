"""What people write to such a bot, 60 phrases a language, gets the right answer: ``people.tsv``.

Its columns: language, ``fit`` or ``blind`` (12 a language were not looked at while the words were gathered), the way of
the answer, the command that would have said the same, the phrase. ``says`` = the command's own answer, ``asks`` = first
a question, and the button does what the command does, ``does`` = the command as it was typed does it, ``kind`` = a
kind line, ``shows`` = offers that topic, ``nothing`` = nothing found, and nothing to follow, ``filters`` = the filters
that there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from bot.commands import COMMANDS, PLAIN_WORDS, PRESSES
from bot.desk.context import Desk
from bot.desk.request import Ask, Reply
from bot.phrases.subjects import find
from bot.phrases.timezones import home
from bot.render.escape import visible
from bot.render.words import Words
from config.languages import LANGUAGES
from digests import schedule as schedules
from tests.bot.archive import NOW, a_desk

KINDS = ("plain.hello", "plain.thanks", "plain.fine", "plain.sorry")
_CHATS = count(1000)


@dataclass(frozen=True)
class Phrase:
    language: str
    part: str
    way: str
    command: str
    text: str


PHRASES = [
    Phrase(*line.split("\t"))
    for line in Path(__file__).with_name("people.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = a_desk(tmp_path_factory.mktemp("people"))
    yield desk
    desk.store.close()


class Reader:
    """A person who gets digests, or has paused them."""

    def __init__(self, desk: Desk, language: str) -> None:
        self.desk, self.chat = desk, next(_CHATS)
        subscribers = desk.store.subscribers
        made = subscribers.ensure(self.chat, 0, "private", language, NOW, title="", zone=home(language))
        subscribers.set_state(made.id, "active")
        subscribers.save_schedule(made.id, made.schedule, schedules.next_due(made.schedule, NOW))

    def ask(self, text: str) -> Ask:
        subscriber = self.desk.store.subscribers.by_chat(self.chat)
        assert subscriber is not None
        words = Words(self.desk.text(subscriber.preferences.language), self.desk.catalogue)
        return Ask(self.desk, subscriber, words, NOW, text, user_id=self.chat)

    def say(self, text: str) -> Reply:
        if not text.startswith("/") or not text[1:2].isascii():
            return PLAIN_WORDS(self.ask(" ".join(text.split())))
        name, _, arguments = text[1:].partition(" ")
        command = next(command for command in COMMANDS if command.name == name)
        assert command.answer is not None
        return command.answer(replace(self.ask(arguments), command=name))

    def press(self, action: str) -> Reply:
        verb, *arguments = action.split(":")
        return PRESSES[verb].answer(self.ask(""), tuple(arguments))

    def pause(self) -> None:
        self.desk.store.subscribers.set_state(self.ask("").subscriber.id, "paused", reason="reader", paused_until=None)

    def state(self) -> object:
        subscriber = self.ask("").subscriber
        follows = self.desk.store.interests.follows(subscriber.id)
        kept = (subscriber.preferences, subscriber.schedule, subscriber.state, subscriber.paused_until)
        return (*kept, sorted((follow.kind, follow.value, follow.mode) for follow in follows))


def right(phrase: Phrase, desk: Desk) -> bool:
    one, other = Reader(desk, phrase.language), Reader(desk, phrase.language)
    if phrase.command == "/resume":
        one.pause()
        other.pause()
    before = one.state()
    reply = one.say(phrase.text)
    text = "\n".join(visible(part.text) for part in reply.parts)
    buttons = [action for part in reply.parts for row in part.buttons for _, action in row]
    if phrase.way == "kind":
        return text in {one.ask("").texts(key) for key in KINDS} and one.state() == before
    if phrase.way == "nothing":
        nothing = one.ask("").texts("search.nothing", query=phrase.text)
        return nothing in text and not any(action.startswith("follow:") for action in buttons)
    if phrase.way == "filters":
        return all(f"{name}:" in text for name in ("lang", "country", "sector", "mechanism", "grade", "from", "to"))
    if phrase.way == "asks":
        done = [action for action in buttons if action.startswith(("yes:", "do:"))]
        if one.state() != before or len(done) != 1:
            return False
        one.press(done[0])
        other.say(phrase.command)
        return one.state() == other.state()
    wanted = other.say(phrase.command)
    if phrase.way == "shows":
        key = find(phrase.command.partition(" ")[2], desk).key
        return any(action.startswith((f"topic:{key}:", f"follow:{key}")) for action in buttons)
    if reply.document and wanted.document:  # holds the chat's own number
        reply, wanted = replace(reply, document=None), replace(wanted, document=None)
    return one.state() == other.state() and (phrase.way == "does" or reply == wanted)


@pytest.fixture(scope="module")
def wrong(desk: Desk) -> list[Phrase]:
    return [phrase for phrase in PHRASES if not right(phrase, desk)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nineteen_in_twenty_phrases_of_each_language_get_the_right_answer(language: str, wrong: list[Phrase]) -> None:
    assert sum(phrase.language == language for phrase in PHRASES) == 60
    failed = [phrase.text for phrase in wrong if phrase.language == language]
    assert len(failed) <= 3, failed


def test_phrases_that_were_not_looked_at_are_understood_as_well(wrong: list[Phrase]) -> None:
    assert sum(phrase.part == "blind" for phrase in PHRASES) == 60
    assert sum(phrase.part == "blind" for phrase in wrong) <= 3
