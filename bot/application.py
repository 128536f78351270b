"""The composition root: the desk, the commands and the way to Telegram, joined."""

import asyncio
import logging
from typing import Any

from telegram import Chat, Update
from telegram.constants import ChatType
from telegram.error import Forbidden, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, JobQueue
from telegram.request import BaseRequest

from bot.commands.wiring import handlers
from bot.conversation.threads import subscribed_topic, topic_of
from bot.delivery.limiter import Paced
from bot.delivery.pace.pacer import Pace, Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.transport import AiohttpRequest
from bot.desk.context import Context, Desk, Server
from bot.render.texts import Texts, closest_language
from config.settings import Settings

log = logging.getLogger(__name__)

App = Application[Any, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Context]]

_UNPACED = Pace(per_second=10_000, chat_seconds=0.0, group_per_minute=600_000)
_CONNECTIONS = 256
"""More than updates in work and messages on their way can hold, chats that hang among them."""
_NO_TOKEN = "0:terminal"  # noqa: S105 - what the terminal chat is called by: nobody is asked


def build_application(desk: Desk, request: BaseRequest | None = None, *, send_queue: SendQueue | None = None) -> App:
    """The application with every handler; not initialized, and nothing polled.

    The terminal chat lends a ``request`` that answers its calls in process, where nobody counts them; the service
    lends the ``send_queue`` that its sender uses.
    """
    settings = desk.settings
    token = settings.token.get_secret_value() if settings.token else _NO_TOKEN
    root = str(settings.api_url).rstrip("/")
    if send_queue is None:
        send_queue = SendQueue(Pacer(pace(settings) if request is None else _UNPACED))
    builder: Any = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .request(request or AiohttpRequest(_CONNECTIONS))
        .get_updates_request(request or AiohttpRequest(4))
        .rate_limiter(Paced(send_queue))
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .job_queue(JobQueue())
    )
    application: App = builder.build()
    application.bot_data["desk"] = desk
    application.bot_data["server"] = Server()
    application.add_handlers(handlers(desk))
    application.add_error_handler(_failed)
    return application


def pace(settings: Settings) -> Pace:
    """The limits as the operator set them."""
    return Pace(
        per_second=settings.messages_per_second,
        chat_seconds=settings.chat_seconds,
        group_per_minute=settings.group_messages_per_minute,
        paid_per_second=settings.paid_messages_per_second,
    )


async def _failed(update: object, context: Context) -> None:
    """A command that failed: said in the log with its subject, and to the reader in their language."""
    error = context.error
    chat = update.effective_chat if isinstance(update, Update) else None
    subject = f"update {update.update_id} of chat {chat.id if chat else '-'}" if isinstance(update, Update) else "job"
    if isinstance(error, Forbidden):
        log.info("%s: %s", subject, error)
    elif isinstance(error, TelegramError):
        log.error("%s: %s", subject, error)
    else:
        log.error("%s failed", subject, exc_info=error)
    if chat is not None and isinstance(update, Update):
        await _apologize(update, chat, context, ours=not isinstance(error, TelegramError))


async def _apologize(update: Update, chat: Chat, context: Context, *, ours: bool) -> None:
    """A press is answered in any case; a message where the fault is ``ours``, and not Telegram's refusal of it."""
    message = update.effective_message
    texts = await asyncio.to_thread(_texts_for, update, chat.id, context.desk)
    try:
        if update.callback_query is not None:
            await update.callback_query.answer(texts("error.ours"))
        elif ours and message is not None and chat.type != ChatType.CHANNEL:
            await context.bot.send_message(chat.id, texts("error.ours"), message_thread_id=topic_of(message))
    except TelegramError as second:
        log.error("update %d of chat %d: not even the apology arrived: %s", update.update_id, chat.id, second)


def _texts_for(update: Update, chat_id: int, desk: Desk) -> Texts:
    """In the language of the chat, or of who wrote where we do not know it."""
    user, message = update.effective_user, update.effective_message
    given = closest_language(user.language_code if user else None, desk.texts)
    topic = subscribed_topic(message) if message else 0
    subscriber = desk.store.subscribers.by_chat(chat_id, topic)
    return desk.text(subscriber.preferences.language if subscriber else given)
