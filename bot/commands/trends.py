"""/trends: what there is more of than usual, about whom, and how wide."""

from bot.asking import Ask, Command, Reply, said
from bot.pictures import trends_picture
from bot.render.trending import trending
from digests.trends import WEEK, WEEKS, trends


def answer(ask: Ask) -> Reply:
    heads = ask.desk.store.stories.heads(ask.now - WEEKS * WEEK, ask.now + 1)
    found = trends(heads, ask.now)
    picture = trends_picture(ask.desk, ask.preferences, ask.now, found)
    words = trending(found, ask.texts, ask.desk.catalogue)
    return said(picture, words) if picture else said(words)


COMMAND = Command("trends", "reading", answer=answer)
