"""/sources: whom we read, by country, and how many more are in the catalogue."""

from bot.conversation.listing import PAGE
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.render.classic import Button
from bot.render.escape import Html, bold, lines, link
from bot.render.words import flag
from digests.model import COUNTRIES, Part, SourceLink
from digests.store.news.outlets import Outlet

_PER_PAGE = 25
_DAYS = 30
"""An outlet that brought nothing for so many days does not count as read, whatever the catalogue says."""


def answer(ask: Ask) -> Reply:
    return said(_part(ask, "", 1))


def _part(ask: Ask, country: str, number: int) -> Part:
    outlets = _read(ask)
    return (
        _one(ask, [each for each in outlets if each.country == country], country, number)
        if country
        else _all(ask, outlets)
    )


def _read(ask: Ask) -> list[Outlet]:
    """A dropped document that names nobody comes from no outlet."""
    outlets = ask.desk.store.outlets.since(ask.now - _DAYS * 86_400)
    return [each for each in outlets if SourceLink(each.name, each.country, None, each.feed, each.last).outlet]


def _all(ask: Ask, outlets: list[Outlet]) -> Part:
    """The countries with how many outlets of each we read."""
    countries = list(dict.fromkeys(each.country for each in outlets))
    counts = {code: sum(each.country == code for each in outlets) for code in countries}
    countries.sort(key=lambda code: (code not in COUNTRIES, -counts[code]))
    counted = [f"{flag(code)} {ask.words.country(code)} · {ask.words.number(counts[code])}" for code in countries]
    buttons: list[Button] = [(f"{flag(code)} {ask.words.country(code)}", f"from:{code}:1") for code in countries]
    title = ask.texts.count("sources.title", len(outlets), days=_DAYS)
    return Part(
        text=lines(bold(title), *counted, _more(ask, outlets, ""), ask.texts("sources.drops")),
        buttons=tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)),
    )


def _one(ask: Ask, outlets: list[Outlet], country: str, number: int) -> Part:
    """The outlets of one country that we read, the latest first."""
    shown = outlets[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    turning: list[Button] = []
    if number > 1:
        turning.append((ask.texts("button.back"), f"from:{country}:{number - 1}"))
    if len(outlets) > number * _PER_PAGE:
        turning.append((ask.texts("button.next"), f"from:{country}:{number + 1}"))
    title = f"{flag(country)} {ask.words.country(country)}"
    names: list[Html] = [link(each.feed if each.feed.startswith("http") else None, each.name) for each in shown]
    every = ((ask.texts("button.sources"), "from"),)
    return Part(text=lines(bold(title), *names, _more(ask, outlets, country)), buttons=(tuple(turning), every))


def _more(ask: Ask, outlets: list[Outlet], country: str) -> str:
    """How many feeds there are beside these ``outlets``, of one country or of all."""
    read = {each.name for each in outlets}
    feeds = [stored.feed for stored in ask.desk.store.feeds.polled()]
    more = sum(feed.country == (country or feed.country) and feed.name not in read for feed in feeds)
    return ask.texts.count("sources.more", more) if more else ""


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    if not arguments:
        return instead(_part(ask, "", 1))
    return instead(_part(ask, arguments[0], int(arguments[1])))


COMMAND = Command("sources", "about", order=3, answer=answer)
PRESSES = {"from": Press(turn, form=rf"([A-Za-z]{{0,3}}:{PAGE})?")}
