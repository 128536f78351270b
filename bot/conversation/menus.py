"""The command menus that Telegram shows, and the lines of /help: both from the one list of commands."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from bot.desk.access import Allowed, Request, may
from bot.desk.context import Desk
from bot.desk.request import Command
from bot.phrases.names import topic_command
from bot.render.escape import shortened
from bot.render.words import Words
from config.catalogue import Catalogue
from config.languages import LANGUAGES
from config.settings import Settings

Audience: TypeAlias = Literal["private", "group", "group admins", "editor", "admin"]

MAX_COMMANDS = 100
_MAX_DESCRIPTION = 256


def _telegram_languages() -> dict[str, str]:
    """Telegram's two-letter code -> the language whose menus it shows; none for English, which also serves every
    language that we do not have. Of two scripts the first is shown: readers of traditional Chinese get theirs once
    they have chosen it, as their own chat's menu."""
    codes = {code.split("-")[0]: code for code in reversed(LANGUAGES)}
    return {"" if code == "en" else code: language for code, language in codes.items() if len(code) == 2}


def topic_commands(catalogue: Catalogue) -> dict[str, str]:
    """Command -> the sector or mechanism it shows, sectors first."""
    names = [sector.id for sector in catalogue.sectors] + [mechanism.id for mechanism in catalogue.mechanisms]
    return {topic_command(name): name for name in names}


_ASKING: dict[Audience, Request] = {
    "private": Request("private"),
    "group": Request("group", chat_admin=False),
    "group admins": Request("group", chat_admin=True),
    "editor": Request("private", editor=True),
    "admin": Request("private", operator=True),
}


def audience_of(user_id: int, settings: Settings) -> Audience:
    """To whom somebody belongs in their own chat with the bot."""
    if user_id in settings.admins:
        return "admin"
    return "editor" if user_id in settings.editors else "private"


def offered(commands: Sequence[Command], audience: Audience) -> list[Command]:
    """The commands that ``audience`` can use."""
    return [command for command in commands if may(_ASKING[audience], command.rights) == Allowed()]


def menu(commands: Sequence[Command], words: Words, audience: Audience) -> list[BotCommand]:
    """The menu for ``audience``: our commands, then every sector's and mechanism's own, within Telegram's 100."""
    entries = [(command.name, words.texts(f"command.{command.name}")) for command in offered(commands, audience)]
    taken = {name for name, _ in entries}
    entries += [(n, words.tag(topic)) for n, topic in topic_commands(words.catalogue).items() if n not in taken]
    return [BotCommand(name, shortened(text, _MAX_DESCRIPTION)) for name, text in entries[:MAX_COMMANDS]]


async def set_menus(bot: Bot, desk: Desk, commands: Sequence[Command]) -> None:
    """Tell Telegram the menus of every language and scope, the bot's descriptions, and the menus of who runs it."""
    scopes: dict[Audience, BotCommandScope] = {
        "private": BotCommandScopeAllPrivateChats(),
        "group": BotCommandScopeAllGroupChats(),
        "group admins": BotCommandScopeAllChatAdministrators(),
    }
    for code, language in _telegram_languages().items():
        words = Words(desk.text(language), desk.catalogue)
        for audience, scope in scopes.items():
            await bot.set_my_commands(menu(commands, words, audience), scope=scope, language_code=code or None)
        await bot.set_my_description(words.texts("bot.description"), language_code=code or None)
        await bot.set_my_short_description(words.texts("bot.short"), language_code=code or None)
    for staff in dict.fromkeys((*desk.settings.admins, *desk.settings.editors)):
        subscriber = desk.store.subscribers.by_chat(staff)
        if subscriber is not None:
            words = Words(desk.text(subscriber.preferences.language), desk.catalogue)
            await bot.set_my_commands(
                menu(commands, words, audience_of(staff, desk.settings)), scope=BotCommandScopeChat(staff)
            )
