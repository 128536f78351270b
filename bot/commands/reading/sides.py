"""/sides <number>: what each country's media say about a story, beside each other."""

from bot.commands.reading.story import missing
from bot.conversation.listing import NUMBER
from bot.conversation.story_view import named, speaker
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.render import cards
from digests.editions.sides import sides_of
from digests.model import Part, Story


def answer(ask: Ask) -> Reply:
    story = named(ask, ask.arguments)
    return said(*(_parts(ask, story) if story else missing(ask, "sides")))


def _parts(ask: Ask, story: Story) -> tuple[Part, ...]:
    sides = sides_of(story, speaker(story, ask.preferences).title)
    return cards.sides(sides, ask.texts, ask.desk.catalogue, zone=ask.zone, now=ask.now)


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    story = named(ask, arguments[0])
    return instead(*_parts(ask, story)) if story else Reply(toast=ask.texts("story.missing", number=arguments[0]))


COMMAND = Command("sides", "reading", order=8, answer=answer)
PRESSES = {"sides": Press(turn, form=NUMBER)}
