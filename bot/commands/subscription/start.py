"""/start: three taps to the first digest (language, topics, hour), a sample of it at once; deep links go straight to
a topic (``ai``) or a story (``story_12``)."""

from dataclasses import replace

from bot.commands.reading import story as stories
from bot.commands.reading import topic as topics
from bot.conversation.choices.fields import fields
from bot.conversation.choices.schedule import HOURS
from bot.conversation.digest_on_demand import digest_now
from bot.conversation.listing import notice
from bot.conversation.menus import topic_commands
from bot.conversation.saving import begin, save
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.timezones import home
from bot.render.classic import Button
from bot.render.escape import bold, lines, paragraphs
from bot.render.words import language_in
from config.languages import LANGUAGES
from digests.model import Part

_DAY_HOURS = 24
_STORY = "story_"
_FORM = rf"language|hours|topic:[A-Za-z0-9+-]{{1,40}}|topics:({'|'.join(LANGUAGES)})|at:({'|'.join(map(str, HOURS))})"


def answer(ask: Ask) -> Reply:
    payload = ask.arguments
    if payload.startswith(_STORY):
        return stories.answer(replace(ask, arguments=payload.removeprefix(_STORY)))
    topic = _topic(ask)
    if topic is not None:
        shown = topics.of(ask, topic)
        return shown if _knows_us(ask) else said(*shown.parts, _languages(ask))
    if ask.chat_kind == "group":
        return said(notice(ask.texts("start.group"), ((ask.texts("start.begin"), "hello:language"),)))
    if _knows_us(ask):
        return _again(ask)
    return said(_languages(ask), keyboard="none")


def leads(ask: Ask) -> Command | None:
    """The command that a deep link leads to."""
    if ask.arguments.startswith(_STORY):
        return stories.COMMAND
    return topics.COMMAND if _topic(ask) else None


def _topic(ask: Ask) -> str | None:
    """The sector or mechanism that a deep link names."""
    return topic_commands(ask.desk.catalogue).get(ask.arguments.lower().replace("-", "_"))


def _knows_us(ask: Ask) -> bool:
    return ask.subscriber.known


def _again(ask: Ask) -> Reply:
    """Someone comes back: what was stopped begins again, nothing that was set is asked again."""
    saved = begin(ask, ask.subscriber)
    when = ask.words.stamp(saved.next_due, ask.zone, now=ask.now) if saved.next_due else ""
    rows = (
        ((ask.texts("button.today"), "do:today"), (ask.texts("button.latest"), "latest")),
        ((ask.texts("button.settings"), "settings"), (ask.texts("start.anew"), "hello:language")),
    )
    return said(notice(ask.texts("start.again", when=when), *rows))


def _languages(ask: Ask) -> Part:
    """First tap: the language that Telegram named is marked, and each stands in its own words."""
    field = fields()["language"]
    buttons: list[Button] = []
    for code in field.values(ask.words):
        own = language_in(ask.desk.text(code), code)
        mark = "✅ " if code == ask.preferences.language else ""
        buttons.append((f"{mark}{own}", f"hello:topics:{code}"))
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    text = paragraphs(bold(ask.texts("start.title")), ask.texts("start.what"), ask.texts("start.language"))
    return Part(text=text, buttons=rows)


def _topics(ask: Ask) -> Part:
    """Second tap: everything, or some sectors first."""
    field = fields()["sectors"]
    chosen = ask.preferences.sectors
    buttons: list[Button] = [
        (f"{'✅ ' if value in chosen else ''}{field.label(value, ask.words)}", f"hello:topic:{value}")
        for value in field.values(ask.words)
        if value != "all"
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    go = ask.texts.count("start.some", len(chosen)) if chosen else ask.texts("start.all")
    text = lines(bold(ask.texts("settings.sectors")), ask.texts("start.topics"))
    return Part(text=text, buttons=(((go, "hello:hours"),), *rows, ((go, "hello:hours"),)))


def _hours(ask: Ask) -> Part:
    """Third tap."""
    field = fields()["times"]
    buttons = [(field.label(value, ask.words), f"hello:at:{value}") for value in field.values(ask.words)]
    rows = [tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)]
    zone = ask.words.zone(ask.zone, ask.now)
    text = lines(bold(ask.texts("settings.times")), ask.texts("start.hours", zone=zone))
    return Part(text=text, buttons=(*rows, ((ask.texts("settings.zone"), "zones"),)))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """``hello:language``, ``hello:topics:ko``, ``hello:topic:ai``, ``hello:hours``, ``hello:at:450``."""
    step, *values = arguments
    if step == "language":
        return instead(_languages(ask))
    if step == "topics":
        return _chose_language(ask, values[0])
    if step == "topic":
        if values[0] not in fields()["sectors"].values(ask.words):  # it was on the list once
            return instead(_topics(ask))
        saved = save(ask, fields()["sectors"].choose(ask.subscriber, values[0]))
        return instead(_topics(replace(ask, subscriber=saved)))
    if step == "hours":
        return instead(_hours(ask))
    return _chose_hour(ask, int(values[0]))


def _chose_language(ask: Ask, language: str) -> Reply:
    """The zone follows the language as long as nobody chose one."""
    changed = fields()["language"].choose(ask.subscriber, language)
    saved = save(ask, changed)
    if not saved.known and saved.schedule.zone == home(ask.preferences.language):
        zoned = replace(saved.schedule, zone=home(saved.preferences.language))
        saved = ask.desk.store.subscribers.save_schedule(saved.id, zoned, None)
    now = ask.speaking(saved)
    return instead(_topics(now), menu_language=saved.preferences.language)


def _chose_hour(ask: Ask, minutes: int) -> Reply:
    """Done: said in one message, and a real digest below it at once."""
    schedule = replace(ask.subscriber.schedule, minutes=(minutes,))
    saved = begin(ask, replace(ask.subscriber, schedule=schedule))
    text = ask.texts("start.done", time=ask.words.minute(minutes), zone=ask.words.zone(saved.schedule.zone, ask.now))
    rows = (((ask.texts("button.settings"), "settings"), (ask.texts("button.help"), "do:help")),)
    return instead(notice(text, *rows), *digest_now(replace(ask, subscriber=saved), hours=_DAY_HOURS, kind="daily"))


COMMAND = Command("start", "about", order=1, answer=answer, leads=leads)
PRESSES = {"hello": Press(press, form=_FORM, rights=CHANGE)}
