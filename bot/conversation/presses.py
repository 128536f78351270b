"""What a button's data say, whether the press may act, what it does, and the end of the waiting on the button."""

import logging
import re

from telegram import CallbackQuery, Message
from telegram.error import BadRequest

from bot.conversation.admission import admitted, chat_kind_of, pressed
from bot.desk.access import REFUSALS, Refused
from bot.desk.context import Context, Desk
from bot.desk.keyboards import Forged, Keyboards, Pressed
from bot.desk.request import Ask, Press, Presses, Reply
from bot.render.texts import Texts

_log = logging.getLogger(__name__)
_OF_A_STORY = ("story", "card", "sides", "why")
_TOAST = 200
"""Characters that Telegram takes."""


def read(data: str, presses: Presses, desk: Desk) -> tuple[Pressed, Press] | None:
    """What a button's data say; ``None`` where no button that we make today says so."""
    try:
        what = Keyboards.of(desk.settings).read(data)
    except Forged:
        return None
    press = presses.get(what.verb)
    if press is None or not all(what.arguments) or not re.fullmatch(press.form, ":".join(what.arguments)):
        return None
    return None if press.leads and press.leads(what.arguments) is None else (what, press)


async def may_press(
    press: Press, what: Pressed, ask: Ask, query: CallbackQuery, message: Message, texts: Texts, context: Context
) -> bool:
    """Whether the press may act: it needs its own rights and those of the command that it does. Who may not is told
    so in ``texts``, which are theirs; a channel's reader is led to a chat where they may."""
    chat_id, user_id = ask.subscriber.chat_id, ask.user_id
    request = pressed(query, message, what, chat_id, context.desk)
    led = press.leads(what.arguments) if press.leads else None
    for rights in (press.rights, led.rights) if led else (press.rights,):
        verdict = await admitted(request, rights, chat_id, user_id, context)
        if verdict == Refused("channel"):
            await close(query, texts(REFUSALS["channel"]), url=_link(what, context))
            return False
        if isinstance(verdict, Refused):
            mine = ask.texts if chat_kind_of(message) == "private" else texts
            await close(query, mine(REFUSALS[verdict.why]))
            return False
    return True


def _link(what: Pressed, context: Context) -> str:
    """What a button in a channel shows, in the reader's own chat with the bot."""
    story = f"story_{what.arguments[0]}" if what.verb in _OF_A_STORY and what.arguments else "channel"
    return f"https://t.me/{context.bot.username}?start={story}"


def act(press: Press, ask: Ask, pressed: Pressed) -> Reply:
    if press.stale is not None and pressed.version != ask.subscriber.settings_version:
        reply = press.stale(ask, pressed.arguments)
        return Reply(parts=reply.parts, shown=reply.shown, toast=ask.texts("press.old"))
    return press.answer(ask, pressed.arguments)


async def close(query: CallbackQuery, toast: str, *, url: str | None = None) -> None:
    """End the button's waiting; a press that is too old to be answered needs no answer."""
    try:
        await query.answer(toast[:_TOAST] or None, url=url)
    except BadRequest as error:
        _log.info("press of %s not answered: %s", query.from_user.id, error)
