"""Changed settings -> the store, with the time at which the next digest is due under them."""

from dataclasses import replace

from bot.desk.request import Ask
from digests import schedule as schedules
from digests.model import Subscriber


def save(ask: Ask, changed: Subscriber) -> Subscriber:
    """Store what differs from ``ask.subscriber``; the time of the next digest changes only for those who get
    digests."""
    subscribers = ask.desk.store.subscribers
    saved = ask.subscriber
    if changed.preferences != saved.preferences:
        saved = subscribers.save_preferences(saved.id, changed.preferences)
    if changed.schedule != ask.subscriber.schedule:
        due = schedules.next_due(changed.schedule, ask.now) if saved.subscribed else None
        saved = subscribers.save_schedule(saved.id, changed.schedule, due)
    return saved


def begin(ask: Ask, changed: Subscriber) -> Subscriber:
    """Start (or start again) to send: active, and due at the next slot of ``changed``'s schedule."""
    subscribers = ask.desk.store.subscribers
    save(ask, changed)
    subscribers.set_state(ask.subscriber.id, "active")
    due = schedules.next_due(changed.schedule, ask.now)
    return replace(subscribers.save_schedule(ask.subscriber.id, changed.schedule, due), state="active")
