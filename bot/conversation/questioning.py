"""What is asked before plain words change or end something: one question for each command that does."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.conversation.choices.fields import current, fields
from bot.desk.request import Ask
from bot.phrases.intents import Intent
from bot.phrases.languages import meant, several
from bot.phrases.pausing import read_pause
from bot.phrases.quiet_hours import read_quiet_hours
from bot.phrases.subjects import label
from bot.phrases.subjects import several as subjects
from bot.phrases.timetable import read_schedule
from bot.phrases.timezones import search
from digests.model import Schedule


def question(ask: Ask, intent: Intent) -> str | None:
    """What to ask before ``intent`` is done; ``None`` where its command changes nothing, or asks by itself."""
    asks = _AT_ONCE.get(intent.command) if not intent.arguments else _WITH.get(intent.command)
    return asks(ask, intent.arguments) if asks else None


def _stop(ask: Ask, _: str) -> str | None:
    return ask.texts("ask.stop") if ask.subscriber.subscribed else None


def _resume(ask: Ask, _: str) -> str | None:
    return ask.texts("ask.resume") if ask.subscriber.known else None


def _start(ask: Ask, _: str) -> str | None:
    """Whoever had stopped begins again with it."""
    return ask.texts("ask.resume") if ask.subscriber.known and ask.subscriber.state != "active" else None


def _pause(ask: Ask, text: str) -> str | None:
    pause = read_pause(text, ask.now, ask.zone, ask.preferences.language)
    if pause is None or not ask.subscriber.subscribed:
        return None
    if pause.until is None:
        return ask.texts("ask.pause.open")
    return ask.texts("ask.pause", day=ask.words.day(pause.until, ask.zone)) if pause.until > ask.now else None


def _schedule(ask: Ask, text: str) -> str | None:
    wanted = read_schedule(text, ask.subscriber.schedule)
    if not isinstance(wanted, Schedule):
        return None
    times = ask.words.listed([ask.words.minute(minutes) for minutes in wanted.minutes])
    return ask.texts("ask.schedule", times=times, days=ask.words.weekdays(wanted.weekdays))


def _quiet(ask: Ask, text: str) -> str | None:
    schedule = replace(ask.subscriber.schedule, quiet=read_quiet_hours(text))
    return ask.texts(
        "ask.quiet", hours=current(fields()["quiet"], replace(ask.subscriber, schedule=schedule), ask.words)
    )


def _timezone(ask: Ask, text: str) -> str | None:
    found = search(text, now=ask.now, language=ask.preferences.language)
    return ask.texts("ask.timezone", zone=ask.words.zone(found.zones[0], ask.now)) if found.sure else None


def _language(ask: Ask, text: str) -> str | None:
    codes = meant(text, ask.desk.texts)
    return ask.texts("ask.language", language=ask.words.language(codes[0])) if len(codes) == 1 else None


def _reads(ask: Ask, text: str) -> str | None:
    codes = [code for _, named in several(text, ask.desk.texts) for code in named]
    return ask.texts("ask.reads", languages=ask.words.listed([ask.words.language(code) for code in codes]))


def _named(key: str) -> Callable[[Ask, str], str | None]:
    def ask_about(ask: Ask, text: str) -> str | None:
        names = [label(subject, ask.words) for subject in subjects(text, ask.desk)]
        return ask.texts(key, names=ask.words.listed(names))

    return ask_about


_AT_ONCE: Mapping[str, Callable[[Ask, str], str | None]] = {"stop": _stop, "resume": _resume, "start": _start}
"""Commands that change something though nothing is said beside them."""
_WITH: Mapping[str, Callable[[Ask, str], str | None]] = {
    "pause": _pause,
    "schedule": _schedule,
    "quiet": _quiet,
    "timezone": _timezone,
    "language": _language,
    "reads": _reads,
    "follow": _named("ask.follow"),
    "mute": _named("ask.mute"),
    "unfollow": _named("ask.unfollow"),
}
"""Commands that change something by what is said."""
