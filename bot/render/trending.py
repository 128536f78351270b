"""Trends in words and bars: what a phone shows at a glance, every bar with its number."""

from collections.abc import Sequence

from bot.render.classic import Button
from bot.render.escape import Html, bold, lines, paragraphs
from bot.render.texts import Texts
from bot.render.words import Words, flag
from config.catalogue import Catalogue
from digests.editions.trends import Trend, Trends
from digests.model import COUNTRIES, GRADES, Part

_BAR = 10
_RISING = 4


def trending(trends: Trends, texts: Texts, catalogue: Catalogue, *, note: str = "") -> Part:
    """The last seven days beside the weeks before, a note below them; buttons open the topics that are named."""
    words = Words(texts, catalogue)
    shown = trends.most
    if not trends.totals[-1]:
        return Part(text=lines(bold(texts("trends.title")), texts("trends.nothing")), buttons=((_latest(texts),),))
    rising = trends.rising[:_RISING]
    usual = trends.usual
    total = "trends.first" if usual is None else "trends.total"
    text = paragraphs(
        lines(
            bold(texts("trends.title")),
            texts.count(total, trends.totals[-1], before=words.number(round(usual or 0))),
        ),
        _titled(texts("trends.rising"), [_risen(line, words) for line in rising]),
        _titled(texts("trends.most"), [_bar(line, shown[0].now, words) for line in shown]),
        _titled(texts("trends.countries"), [_countries(trends, words)]),
        _titled(texts("trends.grades"), [_grades(trends, words)]),
        note,
    )
    named = list(dict.fromkeys([*(line.name for line in rising), *(line.name for line in shown)]))[:6]
    buttons: list[Button] = [(words.tag(name), f"topic:{_kind(name, catalogue)}{name}:1") for name in named]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Part(text=text, buttons=(*rows, ((texts("button.week"), "do:week"), _latest(texts))))


def _titled(title: str, rows: Sequence[str]) -> Html:
    return lines(bold(title), *rows) if any(rows) else Html("")


def _risen(line: Trend, words: Words) -> str:
    usual = words.number(round(line.usual, 1))
    return words.texts("trends.risen", name=_name(line.name, words), n=line.now, usual=usual)


def _bar(line: Trend, most: int, words: Words) -> str:
    filled = max(1, round(_BAR * line.now / most))
    return f"{'▇' * filled} {words.number(line.now)} {_name(line.name, words)}"


def _countries(trends: Trends, words: Words) -> str:
    return " · ".join(
        f"{flag(code)} {words.country(code)} {words.number(trends.countries[code])}" for code in COUNTRIES
    )


def _grades(trends: Trends, words: Words) -> str:
    told = [(grade, trends.grades.get(grade, 0)) for grade in GRADES if grade != "none"]
    return " · ".join(f"{words.texts(f'grade.{grade}')} {words.number(count)}" for grade, count in told if count)


def _name(name: str, words: Words) -> str:
    return words.sector(name) if words.catalogue.sector(name) else words.mechanism(name)


def _kind(name: str, catalogue: Catalogue) -> str:
    return "s" if catalogue.sector(name) else "m"


def _latest(texts: Texts) -> Button:
    return texts("button.latest"), "latest"
