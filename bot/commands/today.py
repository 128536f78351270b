"""/today: a digest of the last day, now, whatever was sent already."""

from bot.asking import Ask, Command, Reply, said
from bot.digest_now import digest_now


def answer(ask: Ask) -> Reply:
    return said(*digest_now(ask, hours=24, kind="daily"))


COMMAND = Command("today", "reading", answer=answer)
