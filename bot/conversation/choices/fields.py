"""Every field of the settings, in the order of their page, and what of it is chosen."""

from dataclasses import replace

from bot.conversation.choices.field import Field
from bot.conversation.choices.preferences import countries, reads, sectors, single, switch
from bot.conversation.choices.schedule import days, quiet, times, weekly
from bot.render.words import Words
from config.languages import LANGUAGES
from digests.model import LENGTHS, Subscriber


def fields() -> dict[str, Field]:
    """Every field by its name, in the order of the settings page."""
    listed = (
        sectors(),
        countries(),
        single("grade", ("trilateral", "bilateral", "national")),
        replace(single("language", LANGUAGES), label=lambda value, words: words.language(value)),
        reads(),
        switch("gloss"),
        times(),
        days(),
        weekly(),
        quiet(),
        single("length", LENGTHS),
        single("format", ("rich", "classic")),
        single("pictures", ("light", "dark", "off")),
        switch("machine"),
        switch("alerts"),
        single("empty", ("line", "silence")),
    )
    return {field.name: field for field in listed}


def current(field: Field, subscriber: Subscriber, words: Words) -> str:
    """What is chosen, in a few words: ``Japan, Korea``, ``all``, ``07:30``."""
    chosen = field.chosen(subscriber)
    if not chosen:
        return words.texts(f"settings.none.{field.name}")
    if field.name == "days":
        return words.weekdays(subscriber.schedule.weekdays)
    if len(chosen) > 3 and field.name == "sectors":
        return words.texts.count("settings.chosen", len(chosen))
    return words.listed([field.label(value, words) for value in chosen])
