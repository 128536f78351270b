"""A reply -> calls of the Bot API, in the chat and topic it was asked in."""

import contextlib
import logging
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    KeyboardButtonRequestChat,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.delivery.outcomes import ChatLost, Reword, outcome_of
from bot.desk.context import Server
from bot.desk.keyboards import Keyboards
from bot.desk.request import Reply
from bot.render.escape import visible
from bot.render.texts import Texts
from digests.model import Part, Subscriber

log = logging.getLogger(__name__)

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True, slots=True)
class Where:
    """The chat a reply goes to; ``message_id`` of the message whose button was pressed, ``quoting`` of the one that
    asked (groups only, so that a reply is seen to be one)."""

    bot: Bot
    chat_id: int
    thread_id: int | None
    keyboards: Keyboards
    server: Server
    subscriber: Subscriber
    texts: Texts
    message_id: int | None = None
    quoting: int | None = None

    @property
    def quiet(self) -> bool:
        return self.subscriber.kind != "private"


async def show(reply: Reply, where: Where) -> None:
    """Show every part of ``reply``; where its topic was deleted meanwhile, in the chat itself."""
    try:
        await _show(reply, where)
    except BadRequest as error:
        if where.thread_id is None or outcome_of(error) != ChatLost("gone", "topic deleted", topic=True):
            raise
        await _show(reply, replace(where, thread_id=None))


async def _show(reply: Reply, where: Where) -> None:
    """What the parser refuses is shown as plain text rather than not at all."""
    parts = tuple(each for part in reply.parts for each in _known_forms(part, where.server))
    if reply.shown == "instead" and where.message_id is not None and parts:
        await _edit(parts[0], where, where.message_id)
        parts = parts[1:]
    for place, part in enumerate(parts):
        await _send(part, where, reply if place == len(parts) - 1 else Reply())
    if reply.document is not None:
        name, content = reply.document
        await where.bot.send_document(
            where.chat_id, InputFile(BytesIO(content), name), message_thread_id=where.thread_id
        )


async def _send(part: Part, where: Where, reply: Reply) -> None:
    markup = where.keyboards.markup(part.buttons, where.subscriber) or _phone_keyboard(reply, where.texts)
    if part.mode == "rich":
        await _send_rich(part, where, markup)
        return
    if part.photo is not None:
        await where.bot.send_photo(
            where.chat_id,
            Path(part.photo),
            caption=part.text,
            parse_mode=ParseMode.HTML if part.mode == "html" else None,
            reply_markup=markup,
            message_thread_id=where.thread_id,
            disable_notification=where.quiet,
        )
        return
    quoting = ReplyParameters(where.quoting, allow_sending_without_reply=True) if where.quoting else None
    text, mode = (part.text, ParseMode.HTML) if part.mode == "html" else (part.text, None)
    for attempt in ((text, mode), (visible(text), None)):
        try:
            await where.bot.send_message(
                where.chat_id,
                attempt[0],
                parse_mode=attempt[1],
                link_preview_options=_preview(part),
                reply_markup=markup,
                message_thread_id=where.thread_id,
                disable_notification=where.quiet,
                reply_parameters=quoting,
            )
        except BadRequest as error:
            if "parse entities" not in str(error) or attempt[1] is None:
                raise
            log.error("markup refused, sent as plain text: %s", error)
        else:
            return


def _known_forms(part: Part, server: Server) -> tuple[Part, ...]:
    """The part, or what is sent in place of a rich one to a server that knows none."""
    return part.fallback if part.mode == "rich" and not server.rich else (part,)


async def _send_rich(part: Part, where: Where, markup: Markup | None) -> None:
    """One rich message, or its classic form where the server refuses it."""
    quoting = {"message_id": where.quoting, "allow_sending_without_reply": True} if where.quoting else None
    values = {
        "chat_id": where.chat_id,
        "message_thread_id": where.thread_id,
        "rich_message": {"html": part.text},
        "disable_notification": where.quiet or None,
        "reply_parameters": quoting,
        "reply_markup": markup.to_dict() if markup else None,
    }
    try:
        await where.bot.do_api_request(
            "sendRichMessage", api_kwargs={name: value for name, value in values.items() if value is not None}
        )
    except TelegramError as error:
        outcome = outcome_of(error, rich=True)
        if not isinstance(outcome, Reword):
            raise
        log.info("chat %s: %s, sent in classic form", where.chat_id, outcome.reason)
        where.server.rich = where.server.rich and not outcome.server
        for classic in part.fallback:
            await _send(classic, where, Reply())


async def _edit(part: Part, where: Where, message_id: int) -> None:
    if part.mode == "rich" or part.photo is not None:  # a message cannot be edited from one kind to another
        await drop_buttons(where)
        await _send(part, where, Reply())
        return
    try:
        await where.bot.edit_message_text(
            part.text,
            where.chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_preview(part),
            reply_markup=where.keyboards.markup(part.buttons, where.subscriber),
        )
    except BadRequest as error:
        if "not modified" in str(error).lower():
            return
        log.info("chat %s: message %s cannot be edited (%s), sent anew", where.chat_id, message_id, error)
        await _send(part, where, Reply())


async def drop_buttons(where: Where) -> None:
    """Take the buttons off the message they were pressed on; one that is gone needs none."""
    with contextlib.suppress(BadRequest):
        await where.bot.edit_message_reply_markup(where.chat_id, where.message_id)


def _preview(part: Part) -> LinkPreviewOptions:
    if part.preview is None:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=part.preview, prefer_small_media=True)


def _phone_keyboard(reply: Reply, texts: Texts) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if reply.keyboard == "none":
        return ReplyKeyboardRemove()
    if reply.keyboard == "location":
        button = KeyboardButton(texts("button.location"), request_location=True)
    elif reply.keyboard == "channel":
        wanted = KeyboardButtonRequestChat(request_id=1, chat_is_channel=True, bot_is_member=True)
        button = KeyboardButton(texts("button.channel"), request_chat=wanted)
    else:
        return None
    return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
