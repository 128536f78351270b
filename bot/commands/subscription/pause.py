"""/pause [how long]: no digests for a while; the settings stay. ``/pause 2 weeks``, ``/pause 24 December``."""

from datetime import datetime

from bot.conversation.listing import nothing_comes, notice
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.pausing import read_pause
from digests.instants import zone_of
from digests.model import Part

_DAY = 86_400
_DAYS = (1, 3, 7, 14, 30)
_MAX_DAYS = 366


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(_choose(ask, ask.texts("pause.ask")))
    wanted = read_pause(ask.arguments, ask.now, ask.zone, ask.preferences.language)
    if wanted is None:
        example = datetime.fromtimestamp(ask.now + _DAYS[-1] * _DAY, zone_of(ask.zone)).date().isoformat()
        return said(_choose(ask, ask.texts("pause.unclear", text=ask.arguments[:40], date=example)))
    if wanted.until is not None and not 0 < wanted.until - ask.now <= _MAX_DAYS * _DAY:
        return said(_choose(ask, ask.texts("pause.range", most=_MAX_DAYS)))
    return said(paused(ask, wanted.until))


def _choose(ask: Ask, text: str) -> Part:
    buttons = tuple((ask.texts.count("days", days), f"pause:{days}") for days in _DAYS)
    return notice(text, buttons[:3], (*buttons[3:], (ask.texts("pause.open"), "pause:0")))


def paused(ask: Ask, until: int | None) -> Part:
    """Nothing is sent until then, or until the reader resumes."""
    if not ask.subscriber.subscribed:
        return nothing_comes(ask)
    ask.desk.store.subscribers.set_state(ask.subscriber.id, "paused", reason="reader", paused_until=until)
    text = ask.texts("pause.until", day=ask.words.day(until, ask.zone)) if until else ask.texts("pause.forever")
    return notice(text, ((ask.texts("button.resume"), "resume"),))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    if not arguments:
        return instead(_choose(ask, ask.texts("pause.ask")))
    days = int(arguments[0])
    return instead(paused(ask, ask.now + days * _DAY if days else None))


COMMAND = Command("pause", "yours", order=10, answer=answer, rights=CHANGE)
PRESSES = {"pause": Press(press, form=r"(0|1|3|7|14|30)?", rights=CHANGE)}
