"""``@bot hydrogen`` in any chat: story cards to send there."""

import asyncio
from collections.abc import Sequence

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode

from bot.commands.reading import search
from bot.conversation.questions import whole
from bot.conversation.story_view import shown
from bot.desk.access import Allowed, Request, may
from bot.desk.context import Context, Desk
from bot.phrases.filters import widest
from bot.phrases.timezones import home
from bot.render import cards
from bot.render.escape import shortened, visible
from bot.render.texts import closest_language
from bot.render.words import Words
from digests.errors import QueryError
from digests.model import Preferences, Story

_RESULTS = 10
_CACHE_SECONDS = 120
_TITLE, _DESCRIPTION = 100, 160


async def answer(update: Update, context: Context) -> None:
    """The stories that match, or the newest for nothing written; in the language of who asks."""
    query = update.inline_query
    if query is None:
        return
    desk = context.desk
    asking = Request("private", operator=query.from_user.id in desk.settings.admins)
    if may(asking, search.COMMAND.rights) != Allowed():
        await query.answer([], cache_time=0, is_personal=True)
        return
    preferences = await asyncio.to_thread(_preferences, desk, query.from_user.id, query.from_user.language_code)
    results = await asyncio.to_thread(_results, desk, whole(query.query).strip(), preferences)
    button = InlineQueryResultsButton(desk.text(preferences.language)("inline.more"), start_parameter="inline")
    await query.answer(results, cache_time=_CACHE_SECONDS, is_personal=True, button=button)


def _preferences(desk: Desk, user_id: int, code: str | None) -> Preferences:
    subscriber = desk.store.subscribers.by_chat(user_id)
    return subscriber.preferences if subscriber else Preferences(language=closest_language(code, desk.texts))


def _results(desk: Desk, text: str, preferences: Preferences) -> list[InlineQueryResultArticle]:
    return [_article(desk, story, preferences) for story in _stories(desk, text)]


def _stories(desk: Desk, text: str) -> Sequence[Story]:
    if not text:
        return desk.store.stories.page(limit=_RESULTS)
    try:
        found = desk.store.search.stories(widest(text, desk, desk.clock()), limit=_RESULTS, now=desk.clock())
    except QueryError:
        return []
    return desk.store.stories.many([each.story_id for each in found.stories if each.story_id is not None])


def _article(desk: Desk, story: Story, preferences: Preferences) -> InlineQueryResultArticle:
    words = Words(desk.text(preferences.language), desk.catalogue)
    told = shown(story, preferences)
    parts = cards.story(told, words.texts, desk.catalogue, zone=home(preferences.language), now=desk.clock())
    quoted = " ".join(quote.text for quote in told.quotes)
    return InlineQueryResultArticle(
        id=str(story.id),
        title=shortened(told.headline, _TITLE),
        description=shortened(quoted or visible(words.countries(told.reporting)), _DESCRIPTION),
        input_message_content=InputTextMessageContent(
            parts[0].text, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
    )
