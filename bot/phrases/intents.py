"""What a reader wants who writes without a command: ``send me the news at 8 am`` -> ``/schedule 8 am``.

``intents.toml`` holds the words and the ways; a text of which a single word is left over is a search.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from bot.desk.request import Ask
from bot.phrases.languages import meant
from bot.phrases.pausing import read_pause
from bot.phrases.quiet_hours import read_quiet_hours
from bot.phrases.spoken import in_digits
from bot.phrases.subjects import bare, find, is_specific, is_word
from bot.phrases.timetable import read_schedule
from bot.phrases.timezones import search
from bot.phrases.vocabulary import Classes, Covering, coverings, data, is_silent, known, plain
from digests.language.fold import fold

_LONGEST = 80
"""Characters; whoever writes more tells something."""
_MOST_TRIED = 200
"""Readings of one text: what a person writes has a handful."""
_POLITE = frozenset({"please", "show", "what", "list", "thanks", "hello"})
"""Classes that may stand in every request."""
_ABOUT = frozenset({"about", "lookup"})
"""Classes beside which words can only be what to look for."""
_VERB_LAST = re.compile("[\u3040-\u30ff\uac00-\ud7a3]")
"""In Japanese and Korean what is wanted stands before the verb: 구독 경제 is a thing, 경제 구독 a wish."""
_ASKING = frozenset({"what", "show", "list"})
_QUERY = re.compile(r"""["“”„「」『』《》]|(?:^|\s)-\w|\b[a-z]+:[^\s\d]|\bOR\b|^/""")
"""Signs of a query: who writes them searches."""
_CLOCK = re.compile(r"\d\s?(?::\d|[时点시]|[ap]\.?m\b)|\bat \d{1,2}\b")
_PARTICLE = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])[をはがの的]$|(?<=[\uac00-\ud7a3])[을를은는의]$")
_QUESTION = re.compile(r"[吗嗎么麼][?？]?$")
_IS_THERE = re.compile(r"^有(?=..)")
"""Only in a question: 有氢能的新消息吗, but 有色金属."""
_EDGE = ("small", "please", "show", "about", "news")
"""Latin words of these classes are no part of what is named beside them."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What is wanted: a command with its arguments, or something that is only said (a greeting)."""

    command: str = ""
    arguments: str = ""
    kind: str = ""
    """``hello``, ``thanks``, ``fine`` or ``sorry``."""
    certain: bool = True
    """Not where the words may as well be looked for as they are: ``fishery news``."""


@dataclass(frozen=True, slots=True)
class _Way:
    classes: Classes
    slot: str
    command: str
    kind: str
    place: int


def recognise(ask: Ask, commands: Sequence[str]) -> Intent | None:
    """What ``ask`` wants of ``commands``; ``None`` where it is to be searched for."""
    text = ask.arguments
    if len(text) > _LONGEST or _QUERY.search(fold(text)):
        return None
    if is_silent(text):
        return Intent(kind="fine")
    if described := _described(ask, commands):
        return Intent(described)
    if is_word(text, ask.desk) and not known(text):  # a term of the news that only looks like a request: 対話AI
        return None
    for way, rest in _candidates(text):
        if way.kind:
            return None if is_word(text, ask.desk) else Intent(kind=way.kind)
        if way.command not in commands:
            continue
        arguments = _SLOTS[way.slot](rest, ask) if way.slot else ""
        if arguments is not None and not _is_name(text, ask):
            certain = way.command != "search" or bool(way.classes & _ABOUT)
            return Intent(way.command, arguments, certain=certain)
    return None


def _described(ask: Ask, commands: Sequence[str]) -> str | None:
    """The command whose description in the menu was written down."""
    wanted = plain(ask.arguments)
    return next(
        (
            name
            for texts in ask.desk.texts.values()
            for name in commands
            if plain(texts.sentence(f"command.{name}") or "") == wanted
        ),
        None,
    )


def _is_name(text: str, ask: Ask) -> bool:
    """``Kyodo News`` is a publisher."""
    return find(text, ask.desk).kind != "keyword"


def _candidates(text: str) -> list[tuple[_Way, str]]:
    """Ways that fit, with what fills their slot: those first that have none, then those whose slot is read by rules,
    and of them those that understand most words and leave the slot whole."""
    fitting = [(way, covering) for covering in coverings(text, _possible) for way in _fitting(covering)]
    fitting.sort(key=lambda pair: _rank(*pair))
    return list(dict.fromkeys((way, covering.rest) for way, covering in fitting))[:_MOST_TRIED]


def _rank(way: _Way, covering: Covering) -> tuple[int, ...]:
    free = way.slot == "words"
    length = len(covering.rest) if free else -len(covering.rest)
    return (bool(way.slot) + free, -len(way.classes), length, way.place)


def _fitting(covering: Covering) -> Iterator[_Way]:
    """The ways of the classes as they are, then of those without what is only polite."""
    for classes in dict.fromkeys((covering.classes, covering.classes - _POLITE)):
        if covering.classes & _ASKING and any(way.kind for way in _ways().get(classes, ())):
            continue  # 可以 is all right, 可以帮我什么 is not
        for way in _ways().get(classes, ()):
            if bool(way.slot) == bool(covering.rest) and (way.slot != "words" or _is_whole(covering)):
                yield way


def _is_whole(covering: Covering) -> bool:
    """Whether what is left can be what a verb wants."""
    return not covering.cut and not (covering.last and _VERB_LAST.search(covering.text))


@lru_cache(4096)
def _possible(classes: Classes) -> bool:
    """Whether there is a way that holds all of them and perhaps others."""
    return any(classes - _POLITE <= way for way in _ways())


@cache
def _ways() -> Mapping[Classes, tuple[_Way, ...]]:
    ways: dict[Classes, list[_Way]] = {}
    for place, entry in enumerate(data()["asks"]):
        for written in entry["ways"]:
            for classes, slot in _spelt_out(written):
                way = _Way(classes, slot, entry.get("command", ""), entry.get("kind", ""), place)
                ways.setdefault(classes, []).append(way)
    return {classes: tuple(several) for classes, several in ways.items()}


def _spelt_out(way: str) -> Iterator[tuple[Classes, str]]:
    """``stop send? <words>`` -> with and without ``send``."""
    parts = way.split()
    slot = next((part.strip("<>") for part in parts if part.startswith("<")), "")
    choices = [(part.rstrip("?"), "") if part.endswith("?") else (part,) for part in parts if not part.startswith("<")]
    for chosen in product(*choices):
        yield frozenset(filter(None, chosen)), slot
        if slot == "words":  # what is named may be a topic, which is sooner understood
            yield frozenset(filter(None, chosen)), "topic"


def _topic(text: str, ask: Ask) -> str | None:
    named = _trimmed(text)
    return named if named and find(named, ask.desk).kind != "keyword" else None


def _words(text: str, ask: Ask) -> str | None:
    named = _trimmed(_IS_THERE.sub("", text) if _QUESTION.search(ask.arguments) else text)
    return named if is_specific(bare(named)) else None


def _place(text: str, ask: Ask) -> str | None:
    found = search(text, now=ask.now, language=ask.preferences.language)
    return text if found.exact and found.zones else None


def _language(text: str, ask: Ask) -> str | None:
    return text if meant(text, ask.desk.texts) else None


def _time(text: str, ask: Ask) -> str | None:
    return text if not isinstance(read_schedule(text, ask.subscriber.schedule), str) else None


def _clock(text: str, ask: Ask) -> str | None:
    """A time that can be nothing else: a bare number or day is looked for."""
    return _time(text, ask) if _CLOCK.search(in_digits(fold(text))) else None


def _days(text: str, ask: Ask) -> str | None:
    """Days without a time, to be left out."""
    if re.search(r"\d", in_digits(fold(text))):
        return None
    return _time(f"except {text}", ask)


def _length(text: str, ask: Ask) -> str | None:
    return text if read_pause(text, ask.now, ask.zone, ask.preferences.language) else None


def _hours(text: str, ask: Ask) -> str | None:
    return text if read_quiet_hours(text) else None


def _trimmed(text: str) -> str:
    """What is named, without articles and particles around it."""
    words = text.strip(" ?？!！.。…,，、~〜").split(" ")
    while len(words) > 1 and set(known(words[0])) & set(_EDGE):
        words.pop(0)
    while len(words) > 1 and words[-1].isascii() and set(known(words[-1])) & set(_EDGE):
        words.pop()
    return _PARTICLE.sub("", " ".join(words))


_SLOTS: Mapping[str, Callable[[str, Ask], str | None]] = {
    "topic": _topic,
    "words": _words,
    "place": _place,
    "language": _language,
    "time": _time,
    "clock": _clock,
    "days": _days,
    "length": _length,
    "hours": _hours,
}
"""How what stands in a slot is read: what the command gets for it, or ``None`` where it is none."""
