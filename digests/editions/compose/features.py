"""A story -> the features by which its worth is told: numbers with names. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log2

import regex

from digests.editions.compose.agreement import may_head, tells_of
from digests.editions.compose.present import reported_by, sources
from digests.editions.compose.signs import signs_in
from digests.model import COUNTRIES, GRADES, Item, SourceLink, Story

BETWEEN = ("trilateral", "bilateral")
_MOST = 8
"""Reports of a story whose words are looked at."""
_QUOTED = regex.compile(r"[“”\"「『‘’]")
_DIGIT = regex.compile(r"\d")
_MARKED = regex.compile(r"^\s*[\[【［〔(（<〈]")


def features(story: Story) -> dict[str, float]:
    """Name -> value; what is not there is 0."""
    return {**_coverage(story), **_about(story), **_words(story)}


def between(story: Story) -> float:
    """The share of its reports that are about two or three of the countries."""
    return sum(item.reading.grade in BETWEEN for item in story.items) / len(story.items)


def _coverage(story: Story) -> dict[str, float]:
    """Who reports it: how many newsrooms, from where, and whether on another's country. Of what is between the
    countries those alone that are near the leading report: a report of another matter that was joined wrongly is no
    second newsroom. Of other news all, since a great event has many sides."""
    links = _links(story)
    newsrooms = {(link.publisher, link.country) for link in links}
    countries = {country for _, country in newsrooms}
    about = set(story.countries)
    abroad = {name for name, country in newsrooms if country in COUNTRIES and about and country not in about}
    return {
        "newsrooms": log2(len(newsrooms)),
        "reports": log2(len(links)),
        "sides": _sides(countries),
        "beyond": float(bool(countries.difference(COUNTRIES))),
        "lands": log2(max(1, len(countries))),
        "neighbour": float(bool(abroad)),
        "follow_up": float(story.follows is not None),
    }


def _links(story: Story) -> Sequence[SourceLink]:
    if story.grade not in BETWEEN or len(story.items) == 1:
        return sources(story)
    near = (item for item in story.items if item.id == story.lead_id or may_head(story.lead, item))
    return reported_by(near)


def confirmed_by(story: Story) -> frozenset[str]:
    """The countries of newsrooms whose reports tell the event of the one that stands for the story."""
    telling = (item for item in story.items if item.id == story.lead_id or tells_of(story.lead, item))
    return frozenset(link.country for link in reported_by(telling))


def _sides(countries: set[str]) -> float:
    """Whether a second and a third of the three countries' media report it."""
    told = len(countries.intersection(COUNTRIES))
    return float(told > 1) + float(told > 2)


def _about(story: Story) -> dict[str, float]:
    found = {f"grade:{grade}": float(story.grade == grade) for grade in GRADES}
    found["partly_between"] = 0.0 if story.grade in BETWEEN else between(story)
    return found | {"mechanism": float(bool(story.mechanisms)), "no_sector": float(not story.sectors)}


def _words(story: Story) -> dict[str, float]:
    """The share of its reports that show each sign, the leading one counted twice."""
    items = [story.lead, *sorted(story.items, key=lambda item: item.id != story.lead_id)[:_MOST]]
    shown: Counter[str] = Counter()
    for item in items:
        shown.update(_of(item))
    return {name: count / len(items) for name, count in shown.items()}


def _of(item: Item) -> Mapping[str, int]:
    title = item.title
    found = {f"sign:{name}": 1 for name in signs_in(title, item.entry.lead)}
    return found | {
        "form:quoted": int(_QUOTED.search(title) is not None),
        "form:question": int("?" in title or "？" in title),
        "form:figure": int(_DIGIT.search(title) is not None),
        "form:marked": int(_MARKED.match(title) is not None),
        "form:bare": int(not item.entry.lead),
    }
