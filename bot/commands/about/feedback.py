"""/feedback <text>: a word to the people who run this bot; a few a day, so that nobody floods them."""

import unicodedata

from bot.conversation.listing import notice
from bot.desk.request import Ask, Command, Reply, said

_MAX = 1500
"""Characters: with the chat's title in front it is one message still, if every one were an emoji."""
_A_DAY = 5
_DAY = 86_400
_LOST = "\ufffd"
"""Stands where a NUL or half a character stood: a symbol to Unicode, and nothing to read."""
_SEEN = "LNPS"
"""Of Unicode's categories, those of which something is seen: letters, numbers, punctuation, symbols."""


def answer(ask: Ask) -> Reply:
    text = ask.arguments
    if not any(unicodedata.category(sign)[0] in _SEEN and sign != _LOST for sign in text):
        return said(notice(ask.texts("feedback.usage")))
    if len(text) > _MAX:
        return said(notice(ask.texts("feedback.long", limit=_MAX)))
    feedback = ask.desk.store.feedback
    if feedback.count_since(ask.subscriber.id, ask.now - _DAY, user_id=ask.user_id) >= _A_DAY:
        return said(notice(ask.texts("feedback.often", number=_A_DAY), ((ask.texts("button.help"), "do:help"),)))
    feedback.add(ask.subscriber.id, text, ask.now, user_id=ask.user_id)
    thanks = ask.texts("feedback.done" if ask.desk.settings.admins else "feedback.kept")
    return said(notice(thanks, ((ask.texts("button.help"), "do:help"),)), feedback=text)


COMMAND = Command("feedback", "about", order=4, answer=answer)
