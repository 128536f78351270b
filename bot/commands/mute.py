"""/mute <sector|mechanism|country|words>: nothing of it in digests and alerts."""

from bot.access import CHANGE
from bot.asking import Ask, Command, Press, Reply
from bot.commands.keeping import KEY, keep, pressed


def answer(ask: Ask) -> Reply:
    return keep(ask, "mute")


COMMAND = Command("mute", "yours", answer=answer, rights=CHANGE)
PRESSES = {"mute": Press(pressed("mute"), form=KEY, rights=CHANGE)}
