"""/week: the week in review."""

from bot.conversation.digest_on_demand import digest_now
from bot.desk.request import Ask, Command, Reply, said


def answer(ask: Ask) -> Reply:
    return said(*digest_now(ask, hours=7 * 24, kind="weekly"))


COMMAND = Command("week", "reading", order=2, answer=answer)
