"""/mute <sector|mechanism|country|words>: nothing of it in digests and alerts."""

from bot.asking import Ask, Command, Press, Reply
from bot.commands.keeping import keep, pressed


def answer(ask: Ask) -> Reply:
    return keep(ask, "mute")


COMMAND = Command("mute", "yours", answer=answer, changes=("group",))
PRESSES = {"mute": Press(pressed("mute"), changes=True)}
