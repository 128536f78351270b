"""/pause [days]: no digests for a while; the settings stay."""

import re

from bot.asking import Ask, Command, Press, Reply, instead, said
from bot.commands.listing import notice
from digests.model import Part

_DAY = 86_400
_DAYS = (1, 3, 7, 14, 30)
_MAX_DAYS = 365


def answer(ask: Ask) -> Reply:
    number = re.search(r"\d+", ask.arguments)
    if number is None:
        return said(_choose(ask))
    days = int(number.group()[:6])
    if not 1 <= days <= _MAX_DAYS:
        return said(notice(ask.texts("pause.range", most=_MAX_DAYS), *_choose(ask).buttons))
    return said(_paused(ask, days))


def _choose(ask: Ask) -> Part:
    buttons = tuple((ask.texts.count("days", days), f"pause:{days}") for days in _DAYS)
    return notice(ask.texts("pause.ask"), buttons[:3], (*buttons[3:], (ask.texts("pause.open"), "pause:0")))


def _paused(ask: Ask, days: int) -> Part:
    until = ask.now + days * _DAY if days else None
    ask.desk.store.subscribers.set_state(ask.subscriber.id, "paused", reason="reader", paused_until=until)
    day = ask.words.day(until, ask.zone) if until else ""
    text = ask.texts("pause.until", day=day) if until else ask.texts("pause.forever")
    return notice(text, ((ask.texts("button.resume"), "resume"),))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    return instead(_paused(ask, int(arguments[0])) if arguments else _choose(ask))


COMMAND = Command("pause", "yours", answer=answer, changes=("group",))
PRESSES = {"pause": Press(press, changes=True)}
