"""/start: three taps to the first digest (language, topics, hour; a fourth where nobody can tell by whose clock), a
sample of it at once; deep links go straight to a topic (``ai``) or a story (``story_12``)."""

from dataclasses import replace

from bot.commands.reading import story as stories
from bot.commands.reading import topic as topics
from bot.conversation import set_up
from bot.conversation.choices.fields import fields
from bot.conversation.choices.schedule import HOURS
from bot.conversation.coming import coming
from bot.conversation.digest_on_demand import digest_now
from bot.conversation.listing import notice
from bot.conversation.menus import topic_commands
from bot.conversation.saving import begin, save
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.timezones import home
from config.languages import LANGUAGES
from digests.instants import is_zone

_DAY_HOURS = 24
_STORY = "story_"
_FORM = "|".join(
    (
        *("language", "hours", "where", f"in:{set_up.ZONE}", "topic:[A-Za-z0-9+-]{1,40}"),
        *(f"topics:{code}" for code in LANGUAGES),
        *(f"at:{minutes}" for minutes in HOURS),
    )
)


def answer(ask: Ask) -> Reply:
    payload = ask.arguments
    if payload.startswith(_STORY):
        return stories.answer(replace(ask, arguments=payload.removeprefix(_STORY)))
    topic = _topic(ask)
    if topic is not None:
        shown = topics.of(ask, topic)
        return shown if _knows_us(ask) else said(*shown.parts, set_up.languages(ask))
    if ask.chat_kind == "group":
        return said(notice(ask.texts("start.group"), ((ask.texts("start.begin"), "hello:language"),)))
    if _knows_us(ask):
        return _again(ask)
    return said(set_up.languages(ask), keyboard="none")


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
    rows = (
        ((ask.texts("button.today"), "do:today"), (ask.texts("button.latest"), "latest")),
        ((ask.texts("button.settings"), "settings"), (ask.texts("start.anew"), "hello:language")),
    )
    return said(coming(ask, saved, ask.texts("start.again"), *rows))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """``hello:language``, ``hello:topics:ko``, ``hello:topic:ai``, ``hello:hours``, ``hello:where``,
    ``hello:in:Europe/Paris``, ``hello:at:450``."""
    step, *values = arguments
    if step == "language":
        return instead(set_up.languages(ask))
    if step == "topics":
        return _chose_language(ask, values[0])
    if step == "topic":
        if values[0] not in fields()["sectors"].values(ask.words):  # it was on the list once
            return instead(set_up.topics(ask))
        saved = save(ask, fields()["sectors"].choose(ask.subscriber, values[0]))
        return instead(set_up.topics(replace(ask, subscriber=saved)))
    if step == "hours":
        return instead(set_up.when(ask))
    if step == "where":
        return instead(set_up.where(ask))
    if step == "in":
        return _chose_zone(ask, values[0])
    return _chose_hour(ask, int(values[0]))


def _chose_language(ask: Ask, language: str) -> Reply:
    """The zone follows the language as long as nobody chose one."""
    changed = fields()["language"].choose(ask.subscriber, language)
    saved = save(ask, changed)
    if not saved.known and saved.schedule.zone == home(ask.preferences.language):
        zoned = replace(saved.schedule, zone=home(saved.preferences.language))
        saved = ask.desk.store.subscribers.save_schedule(saved.id, zoned, None)
    now = ask.speaking(saved)
    return instead(set_up.topics(now), menu_language=saved.preferences.language)


def _chose_zone(ask: Ask, zone: str) -> Reply:
    if not is_zone(zone):
        return instead(set_up.where(ask))
    saved = save(ask, replace(ask.subscriber, schedule=replace(ask.subscriber.schedule, zone=set_up.chosen(zone))))
    return instead(set_up.hours(ask.speaking(saved)))


def _chose_hour(ask: Ask, minutes: int) -> Reply:
    """Done: said in one message, and a real digest below it at once."""
    schedule = replace(ask.subscriber.schedule, minutes=(minutes,))
    saved = begin(ask, replace(ask.subscriber, schedule=schedule))
    text = ask.texts("start.done", times=ask.words.minute(minutes), days=ask.words.weekdays(schedule.weekdays))
    row = ((ask.texts("button.settings"), "settings"), (ask.texts("button.help"), "do:help"))
    done = coming(ask, saved, text, row, after=ask.texts("start.first"))
    return instead(done, *digest_now(replace(ask, subscriber=saved), hours=_DAY_HOURS, kind="daily"))


COMMAND = Command("start", "about", order=1, answer=answer, leads=leads)
PRESSES = {"hello": Press(press, form=_FORM, rights=CHANGE)}
