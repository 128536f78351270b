"""/why <number, link or publisher>: why a story reaches this reader, and the words and the meaning in it that decided;
or what keeps it back, step by step. /why <number> <chat id>: the same for any subscriber, to those who run the bot."""

import re
from collections import Counter
from dataclasses import replace

from bot.commands.reading.story import missing
from bot.conversation.fate import fate
from bot.conversation.listing import NUMBER, notice
from bot.conversation.sources_asked import at_link, is_link, of_publisher, unmet
from bot.conversation.story_view import named, shown, speaker
from bot.desk.access import REFUSALS, Refused, Request, Rights, may
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.subjects import find
from bot.render import cards
from digests.editions.compose import Candidate, followed, merits, once, telling_words, worth
from digests.model import Part, Story
from digests.stories.together import bonds

_MAX_WORDS = 8
_OF_ANOTHER = re.compile(r"#?(?P<story>[0-9]{1,15}) (?P<chat>-?[0-9]{1,15})")
_SEES_READERS = Rights(operators=True, private=True)
"""What another chose and was sent is shown to who runs the bot, and not in front of others."""
_OF_TIME = ("standing", "before", "none")
"""It fits what they chose, and no digest was made that could have told it."""


def answer(ask: Ask) -> Reply:
    if (of_another := _OF_ANOTHER.fullmatch(ask.arguments)) is not None:
        return _of_another(ask, of_another["story"], int(of_another["chat"]))
    story = named(ask, ask.arguments)
    if story is not None:
        return said(_part(ask, story))
    if is_link(ask.arguments):
        found = at_link(ask, ask.arguments)
        return said(_part(ask, found) if found else unmet(ask, ask.arguments))
    asked = find(ask.arguments, ask.desk) if ask.arguments and not ask.arguments.isdigit() else None
    if asked is None or asked.kind in ("sector", "mechanism", "country"):
        return said(*missing(ask, "why"))
    return said(of_publisher(ask, asked.value))


def _part(ask: Ask, story: Story) -> Part:
    told = shown(story, ask.preferences, reasons=tuple(reasons(ask, story)))
    told = ask.desk.writings.story(told, ask.preferences)
    became = fate(ask, story, told)
    if became.kept and became.kept not in _OF_TIME:
        return cards.why_not(told, ask.texts, ask.desk.catalogue, (*became.choices, *became.became))
    sectors = speaker(story, ask.preferences).reading.sectors
    words = tuple(telling_words(story).items())[:_MAX_WORDS]
    weighed = cards.Weighed(worth(story).value, words, sectors, shared(ask, story))
    return cards.why(told, ask.texts, ask.desk.catalogue, evidence(ask, story), weighed, became.became)


def _of_another(ask: Ask, number: str, chat_id: int) -> Reply:
    """For each subscription of a chat, told in the words of whoever asks; however they asked, only if they may."""
    asking = Request(
        "private" if ask.chat_kind == "private" else "group", operator=ask.user_id in ask.desk.settings.admins
    )
    verdict = may(asking, _SEES_READERS)
    if isinstance(verdict, Refused):
        return said(notice(ask.texts(REFUSALS[verdict.why])))
    story, readers = named(ask, number), ask.desk.store.subscribers.of_chat(chat_id)
    if story is None:
        return said(*missing(ask.with_arguments(number), "why"))
    if not readers:
        return said(notice(ask.texts("stats.nobody", chat=chat_id)))
    return said(*(_part(replace(ask, subscriber=reader), story) for reader in readers))


def reasons(ask: Ask, story: Story) -> list[str]:
    """The reader's own choices that this story meets, then what a digest says of it."""
    chosen = ask.preferences
    follows = ask.desk.store.interests.follows(ask.subscriber.id)
    candidate = Candidate.of(story, ask.now)
    found = followed(follows, candidate)
    found += [f"sector:{name}" for name in story.sectors if name in chosen.sectors]
    found += merits(candidate, chosen)
    return list(once(found))


def evidence(ask: Ask, story: Story) -> tuple[str, ...]:
    """Words of the source that this reader gets, strongest tag first."""
    reading = speaker(story, ask.preferences).reading
    tags = sorted((*reading.sectors, *reading.mechanisms), key=lambda tag: -tag.weight)
    words = [each.words for tag in tags for each in tag.evidence] + [each.words for each in reading.why_grade]
    return tuple(dict.fromkeys(words))[:_MAX_WORDS]


def shared(ask: Ask, story: Story) -> tuple[str, ...] | None:
    """Words of the source that this reader gets which other reports hold as well, those of most reports first; ``None``
    where it is the only one. What each report shares, with weights, ``export stories`` tells."""
    found = bonds(speaker(story, ask.preferences), story.items)
    words = Counter(word for bond in found for word in bond.words)
    return tuple(word for word, _ in words.most_common(_MAX_WORDS)) if found else None


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    story = named(ask, arguments[0])
    return instead(_part(ask, story)) if story else Reply(toast=ask.texts("story.missing", number=arguments[0]))


COMMAND = Command("why", "reading", order=9, answer=answer)
PRESSES = {"why": Press(turn, form=NUMBER)}
