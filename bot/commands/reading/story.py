"""/story <number>: one story on its own, with what can be done about it; votes and following by its buttons."""

from bot.conversation.listing import NUMBER, notice
from bot.conversation.standing import told_in_vain
from bot.conversation.story_view import named, shown
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.subjects import Subject
from bot.render import cards
from digests.model import Part, Story


def answer(ask: Ask) -> Reply:
    story = named(ask, ask.arguments)
    return said(*(card(ask, story) if story else missing(ask, "story")))


def missing(ask: Ask, command: str) -> tuple[Part, ...]:
    """What is shown where no story, or one that we do not have, was named."""
    said_so = ask.texts("story.missing", number=ask.arguments) if ask.arguments.isdigit() else ask.texts("story.which")
    form = ask.texts("story.form", command=command)
    return (notice(f"{said_so}\n{form}", ((ask.texts("button.latest"), "latest"),)),)


def card(ask: Ask, story: Story) -> tuple[Part, ...]:
    """The story's page as this subscriber gets it."""
    interests = ask.desk.store.interests
    followed = Subject("story", str(story.id)).follow() in interests.follows(ask.subscriber.id)
    return cards.story(
        ask.desk.writings.story(shown(story, ask.preferences, glossing=ask.desk.glosses), ask.preferences),
        ask.texts,
        ask.desk.catalogue,
        zone=ask.zone,
        now=ask.now,
        vote=interests.votes(ask.subscriber.id).get(story.id, 0),
        followed="follow" if followed else "",
    )


def open_story(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """A number under a digest or a list: the story below it."""
    story = named(ask, arguments[0])
    return said(*card(ask, story)) if story else Reply(toast=ask.texts("story.missing", number=arguments[0]))


def back_to_story(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """From a story's sides or reasons: the story in their place."""
    story = named(ask, arguments[0])
    return instead(*card(ask, story)) if story else Reply(toast=ask.texts("story.missing", number=arguments[0]))


def vote(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """More or less like this; pressing again takes it back."""
    number, value = arguments
    story = named(ask, number)
    if story is None:
        return Reply(toast=ask.texts("story.missing", number=number))
    ask.desk.store.interests.vote(ask.subscriber.id, story.id, int(value), ask.now)
    toast = {"1": "vote.more", "-1": "vote.less", "0": "vote.back"}[value]
    return instead(*card(ask, story), toast=ask.texts(toast))


def follow(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """Send word when the story goes on, or no longer."""
    number, mode = arguments
    story = named(ask, number)
    if story is None:
        return Reply(toast=ask.texts("story.missing", number=number))
    subject = Subject("story", str(story.id))
    if mode == "on":
        ask.desk.store.interests.follow(ask.subscriber.id, subject.follow(), ask.now)
    else:
        ask.desk.store.interests.unfollow(ask.subscriber.id, "story", subject.value)
    toast = ask.texts(f"story.follow.{mode}")
    vain = told_in_vain(ask, ask.subscriber) if mode == "on" else ""
    return instead(*card(ask, story), toast=f"{toast} {vain}" if vain else toast)


COMMAND = Command("story", "reading", order=7, answer=answer)
PRESSES = {
    "story": Press(open_story, form=NUMBER),
    "card": Press(back_to_story, form=NUMBER),
    "vote": Press(vote, form=rf"{NUMBER}:(-1|0|1)", rights=CHANGE),
    "watch": Press(follow, form=rf"{NUMBER}:(on|off)", rights=CHANGE),
}
