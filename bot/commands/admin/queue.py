"""/queue: what waits to be sent, by lane and age, what waits to be read, and what could not be sent lately."""

from bot.desk.access import OPERATE
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.render.escape import bold, escape, lines
from digests.model import Part
from digests.store.sending.deliveries import Waiting

_LANES = ("reply", "alert", "digest", "broadcast")
_DAY = 86_400
_FAILED = 10


def answer(ask: Ask) -> Reply:
    return said(_part(ask))


def again(ask: Ask, _: tuple[str, ...]) -> Reply:
    return instead(_part(ask))


def _part(ask: Ask) -> Part:
    store, texts, words = ask.desk.store, ask.texts, ask.words
    waiting = store.deliveries.waiting(ask.now)
    failed = store.deliveries.failed(ask.now - _DAY, _FAILED)
    documents, due = store.submissions.unread(), len(store.feeds.due(ask.now))
    text = lines(
        bold(texts("queue.title", number=words.number(sum(each.number for each in waiting)))),
        *(escape(_lane(ask, each)) for each in waiting),
        escape(texts("queue.sources", documents=words.number(documents), feeds=words.number(due))),
        bold(texts("queue.failed")) if failed else escape(texts("queue.well")),
        *(
            escape(f"{words.stamp(row['updated'], ask.zone, now=ask.now)} {row['chat_id']}: {row['reason']}")
            for row in failed
        ),
    )
    return Part(text=text, buttons=(((texts("queue.again"), "queue"), (texts("admin.panel"), "admin")),))


def _lane(ask: Ask, waiting: Waiting) -> str:
    number = ask.words.number
    return ask.texts(
        "queue.lane",
        lane=ask.texts(f"stats.lane.{_LANES[waiting.lane]}"),
        number=number(waiting.number),
        fresh=number(waiting.fresh),
        old=number(waiting.old),
        span=ask.words.span(max(0, waiting.oldest)),
    )


COMMAND = Command("queue", "admin", order=8, answer=answer, rights=OPERATE)
PRESSES = {"queue": Press(again, rights=OPERATE)}
"""The answer again, with the figures of now."""
