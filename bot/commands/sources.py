"""/sources: whom we read, by country."""

from bot.asking import Ask, Command, Press, Reply, instead, said
from bot.render.classic import Button
from bot.render.escape import bold, lines, link
from bot.render.words import flag
from digests.model import COUNTRIES, Part

_PER_PAGE = 25


def answer(ask: Ask) -> Reply:
    return said(_part(ask, "", 1))


def _part(ask: Ask, country: str, number: int) -> Part:
    """The countries with how many sources each has, or the sources of one."""
    feeds = [feed for feed in ask.desk.catalogue.feeds if feed.enabled]
    countries = list(dict.fromkeys(feed.country for feed in feeds))
    countries.sort(key=lambda code: (code not in COUNTRIES, -sum(feed.country == code for feed in feeds)))
    if not country:
        counted = [
            f"{flag(code)} {ask.words.country(code)} · {ask.words.number(sum(f.country == code for f in feeds))}"
            for code in countries
        ]
        buttons: list[Button] = [(f"{flag(code)} {ask.words.country(code)}", f"from:{code}:1") for code in countries]
        rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
        title = ask.texts.count("sources.title", len(feeds))
        return Part(text=lines(bold(title), *counted, ask.texts("sources.drops")), buttons=rows)
    mine = [feed for feed in feeds if feed.country == country]
    shown = mine[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    turning: list[Button] = []
    if number > 1:
        turning.append((ask.texts("button.back"), f"from:{country}:{number - 1}"))
    if len(mine) > number * _PER_PAGE:
        turning.append((ask.texts("button.next"), f"from:{country}:{number + 1}"))
    title = f"{flag(country)} {ask.words.country(country)}"
    every = ((ask.texts("button.sources"), "from"),)
    return Part(
        text=lines(bold(title), *(link(feed.url, feed.name) for feed in shown)), buttons=(tuple(turning), every)
    )


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    if not arguments:
        return instead(_part(ask, "", 1))
    return instead(_part(ask, arguments[0], int(arguments[1])))


COMMAND = Command("sources", "about", answer=answer)
PRESSES = {"from": Press(turn)}
