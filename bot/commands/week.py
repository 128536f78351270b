"""/week: the week in review."""

from bot.asking import Ask, Command, Reply, said
from bot.digest_now import digest_now


def answer(ask: Ask) -> Reply:
    return said(*digest_now(ask, hours=7 * 24, kind="weekly"))


COMMAND = Command("week", "reading", answer=answer)
