"""/today: a digest of the last day, now, whatever was sent already; and what any digest left out."""

from bot.conversation.digest_on_demand import digest_now
from bot.conversation.listing import PER_PAGE, notice, told_list
from bot.desk.request import Ask, Command, Press, Reply, instead, said

_FIRST = "1"


def answer(ask: Ask) -> Reply:
    return said(*digest_now(ask, hours=24, kind="daily"))


def more(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """The button under a digest: the first page below it, the others in place of each other."""
    since, told, page = arguments
    stories = ask.desk.prepared.rest(
        ask.desk.store,
        ask.subscriber,
        since=int(since),
        told=int(told),
        page=int(page),
        size=PER_PAGE,
        now=ask.now,
    )
    if not stories:
        return said(notice(ask.texts("more.nothing"), ((ask.texts("button.latest"), "latest"),)))
    parts = told_list(ask, ask.texts("more.title"), stories, int(page), f"more:{since}:{told}:{{page}}")
    return said(*parts) if page == _FIRST else instead(*parts)


COMMAND = Command("today", "reading", order=1, answer=answer)
PRESSES = {"more": Press(more, form="[0-9]{1,11}:[0-9]{1,2}:[1-9][0-9]?")}
