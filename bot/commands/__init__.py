"""Every command in one list: handlers, /help and Telegram's menus are made from it.

A command is one file here (its ``COMMAND``, and the ``PRESSES`` of its buttons), one line in the list, its texts in the
locale files, and one test.
"""

from bot.commands.about import about, export, feedback, forget, help, sources
from bot.commands.admin import broadcast, stats
from bot.commands.groups import channel
from bot.commands.reading import latest, search, sides, story, today, topic, topics, trends, week, why
from bot.commands.subscription import (
    follow,
    following,
    language,
    mute,
    pause,
    reads,
    resume,
    schedule,
    settings,
    start,
    stop,
    timezone,
    unfollow,
)
from bot.desk.request import Ask, Command, Press, Presses, Reply


def _all() -> tuple[Command, ...]:
    return COMMANDS


def _named(arguments: tuple[str, ...]) -> Command | None:
    """The command of a button that does what a command does: ``do:today``."""
    return next((command for command in COMMANDS if command.name == arguments[0]), None)


def _do(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    command = _named(arguments)
    return command.answer(ask) if command and command.answer else Reply(toast=ask.texts("press.unknown"))


COMMANDS: tuple[Command, ...] = (
    today.COMMAND,
    week.COMMAND,
    latest.COMMAND,
    topic.COMMAND,
    topics.COMMAND,
    search.COMMAND,
    story.COMMAND,
    sides.COMMAND,
    why.COMMAND,
    trends.COMMAND,
    follow.COMMAND,
    unfollow.COMMAND,
    mute.COMMAND,
    following.COMMAND,
    settings.COMMAND,
    schedule.COMMAND,
    timezone.COMMAND,
    language.COMMAND,
    reads.COMMAND,
    pause.COMMAND,
    resume.COMMAND,
    stop.COMMAND,
    channel.COMMAND,
    start.COMMAND,
    help.make(_all),
    sources.COMMAND,
    feedback.COMMAND,
    export.COMMAND,
    forget.COMMAND,
    about.COMMAND,
    broadcast.COMMAND,
    stats.COMMAND,
)

PRESSES: Presses = {
    **broadcast.PRESSES,
    **follow.PRESSES,
    **following.PRESSES,
    **forget.PRESSES,
    **latest.PRESSES,
    **mute.PRESSES,
    **pause.PRESSES,
    **resume.PRESSES,
    **search.PRESSES,
    **settings.PRESSES,
    **sides.PRESSES,
    **sources.PRESSES,
    **start.PRESSES,
    **story.PRESSES,
    **timezone.PRESSES,
    **topic.PRESSES,
    **topics.PRESSES,
    **unfollow.PRESSES,
    **why.PRESSES,
    **help.presses(_all),
    "do": Press(_do, form="[a-z]{1,32}", leads=_named),
}
"""What each verb on a button does."""
