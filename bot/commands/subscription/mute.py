"""/mute <sector|mechanism|country|words>: nothing of it in digests and alerts."""

from bot.conversation.follow_list import KEY, keep, pressed
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply


def answer(ask: Ask) -> Reply:
    return keep(ask, "mute")


COMMAND = Command("mute", "yours", order=3, answer=answer, rights=CHANGE)
PRESSES = {"mute": Press(pressed("mute"), form=KEY, rights=CHANGE)}
