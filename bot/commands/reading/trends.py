"""/trends: what there is more of than usual, about whom, and how wide."""

from bot.desk.pictures import trends_picture
from bot.desk.request import Ask, Command, Reply, said
from bot.render.trending import trending


def answer(ask: Ask) -> Reply:
    found = ask.desk.prepared.trends(ask.desk.store, ask.now)
    picture = trends_picture(ask.desk, ask.preferences, ask.now)
    undrawn = not ask.desk.charts and ask.preferences.pictures != "off"
    words = trending(found, ask.texts, ask.desk.catalogue, note=ask.texts("charts.missing") if undrawn else "")
    return said(picture, words) if picture else said(words)


COMMAND = Command("trends", "reading", order=10, answer=answer)
