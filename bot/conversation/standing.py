"""What a subscriber can expect: whether digests come and when the next does, in words, with the button that changes
it. Whatever promises a digest says it in these words, so that nothing is promised that will not come."""

from bot.desk.request import Ask
from bot.render.classic import Button
from bot.render.words import ASSUMED, CHOSEN
from digests.model import Subscriber


def begun(subscriber: Subscriber) -> bool:
    """Digests were set up at some time."""
    return subscriber.known or subscriber.state != "active"


def is_held(ask: Ask, subscriber: Subscriber) -> bool:
    """Whether digests that were set up do not come, since not all of the settings can be read; what is saved next makes
    them whole."""
    return subscriber.known and subscriber.state == "active" and ask.desk.store.aside.holds("subscriber", subscriber.id)


def comes(ask: Ask, subscriber: Subscriber) -> bool:
    """Whether a digest will come of itself."""
    return subscriber.state == "active" and subscriber.next_due is not None and not is_held(ask, subscriber)


def standing(ask: Ask, subscriber: Subscriber) -> str:
    """When the next digest comes, or why none does."""
    if is_held(ask, subscriber):
        return ask.texts("settings.state.aside")
    if subscriber.state == "paused" and subscriber.paused_until is not None:
        day = ask.words.day(subscriber.paused_until, subscriber.schedule.zone)
        return ask.texts("settings.state.paused.until", day=day)
    if subscriber.state != "active":
        return ask.texts(f"settings.state.{subscriber.state}")
    if subscriber.next_due is None:
        return ask.texts("settings.state.new")
    zone = subscriber.schedule.zone
    when = ask.words.stamp(subscriber.next_due, CHOSEN if zone == ASSUMED else zone, now=ask.now)
    return ask.texts("coming.next", when=when, zone=ask.words.zone(zone, ask.now))


def way_on(ask: Ask, subscriber: Subscriber) -> tuple[Button, ...]:
    """What to press so that digests come; nothing where they do."""
    if comes(ask, subscriber):
        return ()
    if not begun(subscriber):
        return ((ask.texts("start.begin"), "hello:language"),)
    return ((ask.texts("button.resume"), "resume"),)


def told_in_vain(ask: Ask, subscriber: Subscriber) -> str:
    """A line for an answer about what comes in digests, where none comes; else nothing."""
    return "" if comes(ask, subscriber) else standing(ask, subscriber)
