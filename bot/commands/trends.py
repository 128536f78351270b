"""/trends: what there is more of than usual, about whom, and how wide."""

from bot.asking import Ask, Command, Reply, said
from bot.render.trending import trending
from digests.trends import WEEK, WEEKS, trends


def answer(ask: Ask) -> Reply:
    heads = ask.desk.store.stories.heads(ask.now - WEEKS * WEEK, ask.now + 1)
    return said(trending(trends(heads, ask.now), ask.texts, ask.desk.catalogue))


COMMAND = Command("trends", "reading", answer=answer)
