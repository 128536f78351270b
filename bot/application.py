"""The composition root: the desk, the commands and Telegram joined to one application."""

import logging
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot
from telegram.request import BaseRequest

from bot.commands.wiring import handlers
from bot.context import Context, Desk
from bot.texts import closest_language

log = logging.getLogger(__name__)

App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]

_NO_TOKEN = "0:no-token"  # noqa: S105 — a placeholder: the terminal chat never reaches Telegram


def build_application(desk: Desk, request: BaseRequest | None = None) -> App:
    """The application with every handler; not initialized, and nothing polled. ``request`` answers its calls."""
    token = desk.settings.token.get_secret_value() if desk.settings.token else _NO_TOKEN
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{str(desk.settings.api_url).rstrip('/')}/bot")
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .concurrent_updates(False)
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    application: App = builder.build()
    application.bot_data["desk"] = desk
    application.add_handlers(handlers(desk))
    application.add_error_handler(_failed)
    return application


async def _failed(update: object, context: Context) -> None:
    """A command that failed is logged with who asked; the reader is told that it was us."""
    log.error("update %s failed", update.update_id if isinstance(update, Update) else update, exc_info=context.error)
    if isinstance(update, Update) and update.effective_chat is not None:
        language = update.effective_user.language_code if update.effective_user else None
        texts = context.desk.text(closest_language(language, context.desk.texts))
        await context.bot.send_message(update.effective_chat.id, texts("error.ours"))
