"""/today: a digest of the last day, now, whatever was sent already."""

from bot.conversation.digest_on_demand import digest_now
from bot.desk.request import Ask, Command, Reply, said


def answer(ask: Ask) -> Reply:
    return said(*digest_now(ask, hours=24, kind="daily"))


COMMAND = Command("today", "reading", order=1, answer=answer)
