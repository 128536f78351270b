"""/follow <sector|mechanism|country|words>: its stories first in the digest."""

from bot.asking import Ask, Command, Press, Reply
from bot.commands.keeping import keep, pressed


def answer(ask: Ask) -> Reply:
    return keep(ask, "follow")


COMMAND = Command("follow", "yours", answer=answer, changes=("group",))
PRESSES = {"follow": Press(pressed("follow"), changes=True)}
