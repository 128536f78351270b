"""A broadcast as its admin sees it: the draft with its audience, then how far it is, then what became of it."""

from collections.abc import Sequence
from math import ceil

from bot.render.escape import bold, escape, italic, lines
from bot.render.words import Words
from config.languages import LANGUAGES
from digests.editions.broadcasting import Standing
from digests.model import COUNTRIES, Part
from digests.store.people.audiences import Audience
from digests.store.sending.broadcasts import Broadcast, BroadcastState

Button = tuple[str, str]

DAYS = (7, 30, 90)
HOURS = (1, 3, 6, 12, 24)
_DAY = 86_400
_BUTTONS: dict[BroadcastState, tuple[str, ...]] = {
    "scheduled": ("cancel",),
    "filling": ("pause", "cancel"),
    "running": ("pause", "cancel"),
    "paused": ("resume", "cancel"),
    "done": ("recall",),
    "cancelled": ("recall",),
}
_REASONS = 6


def draft(broadcast: Broadcast, count: int, words: Words, *, rate: float, now: int) -> Part:
    """Who gets it, how many they are and how long it takes, with what can be changed."""
    texts, number = words.texts, broadcast.id
    text = lines(
        _title(broadcast, words),
        texts("broadcast.to", who=audience(broadcast.audience, words, now)),
        texts.count("broadcast.readers", count) + " · " + _takes(count / rate, words),
        italic(texts("broadcast.above")),
    )
    choices = tuple((texts(f"broadcast.by.{what}"), f"bc:{number}:{what}") for what in _CHOICES)
    rows = (
        choices[:2],
        choices[2:],
        ((texts("broadcast.go"), f"bc:{number}:go"), (texts("broadcast.when"), f"bc:{number}:when")),
        ((texts("broadcast.drop"), f"bc:{number}:drop"),),
    )
    return Part(text=text, buttons=rows)


_CHOICES = ("languages", "sectors", "countries", "activity")


def options(broadcast: Broadcast, what: str, words: Words) -> Part:
    """The choices of one kind, the chosen ones marked."""
    number, wanted = broadcast.id, broadcast.audience
    given: list[tuple[str, str, bool]]
    if what == "languages":
        given = [(code, words.language(code), code in wanted.languages) for code in LANGUAGES]
    elif what == "sectors":
        given = [(each.id, words.sector(each.id), each.id in wanted.sectors) for each in words.catalogue.sectors]
    elif what == "countries":
        given = [(code, words.countries([code]), code in wanted.countries) for code in COUNTRIES]
    else:
        given = [(str(days), words.texts.count("broadcast.days", days), False) for days in DAYS]
        given.append(("0", words.texts("broadcast.ever"), wanted.active_since is None))
    buttons = [(f"{'✅ ' if on else ''}{label}", f"bc:{number}:{what}:{value}") for value, label, on in given]
    return Part(text=_title(broadcast, words), buttons=(*_pairs(buttons), (_back(broadcast, words),)))


def times(broadcast: Broadcast, words: Words) -> Part:
    """When it may start."""
    buttons = [(words.texts.count("broadcast.hours", hours), f"bc:{broadcast.id}:at:{hours}") for hours in HOURS]
    return Part(text=_title(broadcast, words), buttons=(*_pairs(buttons), (_back(broadcast, words),)))


def progress(broadcast: Broadcast, standing: Standing, words: Words, *, rate: float, zone: str, now: int) -> Part:
    """How far it is; once it has ended, the report."""
    texts = words.texts
    total = texts("broadcast.progress", sent=words.number(standing.sent), total=words.number(standing.total))
    failed = sum(standing.failed.values())
    text = lines(
        _title(broadcast, words),
        texts("broadcast.to", who=audience(broadcast.audience, words, now)),
        _when(broadcast, words, zone, now) or total,
        _bar(standing) if broadcast.state in ("filling", "running", "paused") else "",
        _takes(standing.waiting / rate, words) if broadcast.state == "running" else "",
        texts("broadcast.failed", number=words.number(failed)) if failed else "",
        *(f"  {words.number(number)} × {reason}" for reason, number in list(standing.failed.items())[:_REASONS]),
        texts("broadcast.unsent", number=words.number(standing.cancelled)) if standing.cancelled else "",
        texts("broadcast.left", number=words.number(standing.left)) if standing.left else "",
        texts("broadcast.recalled", number=words.number(standing.recalled)) if standing.recalled else "",
    )
    buttons = tuple(
        (texts(f"broadcast.do.{what}"), f"bc:{broadcast.id}:{what}") for what in _BUTTONS.get(broadcast.state, ())
    )
    return Part(text=text, buttons=(buttons,) if buttons else ())


def sure(broadcast: Broadcast, what: str, words: Words) -> Part:
    """Asks once more before what cannot be undone."""
    texts = words.texts
    yes = (texts(f"broadcast.do.{what}"), f"bc:{broadcast.id}:{what}:yes")
    return Part(
        text=lines(_title(broadcast, words), texts("broadcast.sure")), buttons=((yes, _back(broadcast, words)),)
    )


def audience(wanted: Audience, words: Words, now: int) -> str:
    """Whom it is for, in a line."""
    said = [words.language(code) for code in wanted.languages]
    said += [words.sector(name) for name in wanted.sectors]
    said += [words.country(code) for code in wanted.countries]
    if wanted.active_since is not None:
        said.append(words.texts.count("broadcast.days", max(1, round((now - wanted.active_since) / _DAY))))
    return words.listed(said) if said else words.texts("broadcast.everyone")


def _when(broadcast: Broadcast, words: Words, zone: str, now: int) -> str:
    if broadcast.state != "scheduled" or broadcast.scheduled is None:
        return ""
    return words.texts("broadcast.at", when=words.stamp(broadcast.scheduled, zone, now=now))


def _title(broadcast: Broadcast, words: Words) -> str:
    state = words.texts(f"broadcast.state.{broadcast.state}")
    return bold(words.texts("broadcast.title", number=broadcast.id, state=state))


def _takes(seconds: float, words: Words) -> str:
    return words.texts.count("broadcast.minutes", max(1, ceil(seconds / 60)))


def _bar(standing: Standing) -> str:
    done = round(20 * standing.ended / standing.total) if standing.total else 0
    return escape("▓" * done + "░" * (20 - done))


def _back(broadcast: Broadcast, words: Words) -> Button:
    return (words.texts("broadcast.back"), f"bc:{broadcast.id}")


def _pairs(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
