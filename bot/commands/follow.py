"""/follow <sector|mechanism|country|words>: its stories first in the digest."""

from bot.access import CHANGE
from bot.asking import Ask, Command, Press, Reply
from bot.commands.keeping import KEY, keep, pressed


def answer(ask: Ask) -> Reply:
    return keep(ask, "follow")


COMMAND = Command("follow", "yours", answer=answer, rights=CHANGE)
PRESSES = {"follow": Press(pressed("follow"), form=KEY, rights=CHANGE)}
