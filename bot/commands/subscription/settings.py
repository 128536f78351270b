"""/settings: one message that edits itself; every choice is two taps away."""

from bot.conversation.choices.field import Field
from bot.conversation.choices.fields import current, fields
from bot.conversation.saving import save
from bot.conversation.standing import standing, way_on
from bot.desk.access import CHANGE, SETTINGS
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.render.classic import Button
from bot.render.escape import bold, escape, joined, lines, paragraphs
from bot.render.words import language_in
from digests.model import Part, Subscriber

_COLUMNS = 2


def answer(ask: Ask) -> Reply:
    return said(overview(ask, ask.subscriber))


def overview(ask: Ask, subscriber: Subscriber) -> Part:
    """Everything that is set, and a button for each."""
    texts, words = ask.texts, ask.words
    rows = [
        joined(texts("list.colon"), [bold(texts(f"settings.{name}")), current(field, subscriber, words)])
        for name, field in _fields(ask).items()
    ]
    zone = joined(texts("list.colon"), [bold(texts("settings.zone")), words.zone(subscriber.schedule.zone, ask.now)])
    title = texts("settings.title.channel", name=subscriber.title) if _elsewhere(ask) else texts("settings.title")
    buttons: list[Button] = [(texts(f"settings.{name}"), f"set:{name}") for name in _fields(ask)]
    buttons.append((texts("settings.zone"), "zones"))
    buttons += way_on(ask, subscriber) or ((texts("button.pause"), "pause"),)
    return Part(
        text=paragraphs(lines(bold(title), standing(ask, subscriber)), lines(*rows, zone)),
        buttons=tuple(tuple(buttons[at : at + _COLUMNS]) for at in range(0, len(buttons), _COLUMNS)),
    )


def _fields(ask: Ask) -> dict[str, Field]:
    """What can be set here: whether to be shown what a language model writes, only where there is one."""
    return {name: field for name, field in fields().items() if name != "machine" or ask.desk.writings.model}


def _elsewhere(ask: Ask) -> bool:
    return ask.subscriber.kind == "channel"


def page(ask: Ask, subscriber: Subscriber, field: Field) -> Part:
    """The choices of one field, what is chosen marked in front."""
    chosen = field.chosen(subscriber)
    marked = [
        (_marked(ask, field, value, chosen), f"pick:{field.name}:{value}") for value in _offered(ask, field, chosen)
    ]
    rows = [tuple(marked[at : at + field.columns]) for at in range(0, len(marked), field.columns)]
    undrawn = field.name == "pictures" and not ask.desk.charts
    about = ask.texts("charts.missing") if undrawn else ask.texts(f"settings.about.{field.name}")
    text = lines(bold(ask.texts(f"settings.{field.name}")), escape(about))
    return Part(text=text, buttons=(*rows, ((ask.texts("button.done"), "settings:back"),)))


def _offered(ask: Ask, field: Field, chosen: tuple[str, ...]) -> list[str]:
    """The choices on buttons, and what was chosen in words of the reader's own (``/quiet 22:30-6:15``)."""
    values = list(field.values(ask.words))
    return [*values, *(value for value in chosen if value not in values)]


def _marked(ask: Ask, field: Field, value: str, chosen: tuple[str, ...]) -> str:
    own = field.name == "language"  # whoever cannot read this page finds their language all the same
    label = language_in(ask.desk.text(value), value) if own else field.label(value, ask.words)
    on = value in chosen or (value == "all" and not chosen)
    return f"✅ {label}" if on else label


def open_settings(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """``settings`` under a digest: a message of its own; ``settings:back``: in place of a page."""
    part = overview(ask, ask.subscriber)
    return instead(part) if arguments == ("back",) else said(part)


def open_page(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    field = fields().get(arguments[0])
    return instead(page(ask, ask.subscriber, field) if field else overview(ask, ask.subscriber))


def pick(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """Choose, save, draw the page again in the language that now holds."""
    field = fields().get(arguments[0])
    if field is None or arguments[1] not in _offered(ask, field, field.chosen(ask.subscriber)):
        return open_page(ask, arguments)
    saved = save(ask, field.choose(ask.subscriber, arguments[1]))
    if field.name != "language":
        return instead(page(ask, saved, field), toast=_toast(ask, saved, field))
    now = ask.speaking(saved) if not _elsewhere(ask) else ask
    return instead(page(now, saved, field), toast=_toast(now, saved, field), menu_language=saved.preferences.language)


def _toast(ask: Ask, saved: Subscriber, field: Field) -> str:
    return ask.texts("settings.saved" if field.single or saved != ask.subscriber else "settings.kept")


COMMAND = Command("settings", "yours", order=5, answer=answer, rights=SETTINGS)
PRESSES = {
    "settings": Press(open_settings, form="(back)?", rights=SETTINGS),
    "set": Press(open_page, form="[a-z]{1,20}", rights=SETTINGS),
    "pick": Press(pick, form="[a-z]{1,20}:[A-Za-z0-9+-]{1,40}", rights=CHANGE, stale=open_page),
}
