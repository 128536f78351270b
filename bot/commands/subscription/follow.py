"""/follow <sector|mechanism|country|words>: its stories first in the digest."""

from bot.conversation.follow_list import KEY, keep, pressed
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply


def answer(ask: Ask) -> Reply:
    return keep(ask, "follow")


COMMAND = Command("follow", "yours", order=1, answer=answer, rights=CHANGE)
PRESSES = {"follow": Press(pressed("follow"), form=KEY, rights=CHANGE)}
