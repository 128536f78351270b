"""/broadcast <text>, or as the answer to a message: one message to many, previewed, counted, confirmed and watched."""

import asyncio
from dataclasses import replace

from telegram import Message, MessageEntity, Update

from bot.conversation import broadcast_panel as drawn
from bot.conversation.answering import destination
from bot.conversation.listing import notice
from bot.conversation.questions import asked, whole
from bot.conversation.replies import show
from bot.desk.access import OPERATE
from bot.desk.context import Context
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from digests.editions.broadcasting import Broadcasting
from digests.model import Part
from digests.store.people.audiences import Audience
from digests.store.sending.bodies import Body, Copy
from digests.store.sending.broadcasts import Broadcast

_HOUR, _DAY = 3600, 86_400
_FORM = (
    r"[0-9]{1,15}(:(languages|sectors|countries)(:[A-Za-z0-9+-]{1,40})?|:activity(:[0-9]{1,3})?|:at:[0-9]{1,3}"
    r"|:(when|go|drop|pause|resume|cancel|recall)(:yes)?)?"
)


async def callback(update: Update, context: Context) -> None:
    """Show the message exactly as it will look, and below it the draft."""
    message = update.effective_message
    if message is None:
        return
    ask = await asyncio.to_thread(asked, context.desk, message)
    where = destination(ask, message, context)
    body = _body(message)
    if body is None:
        await show(usage(ask), where)
        return
    if isinstance(body, Copy):
        await context.bot.copy_message(
            message.chat.id, body.chat_id, body.message_id, message_thread_id=where.thread_id
        )
    else:
        await show(said(body), where)
    await show(said(await asyncio.to_thread(_drafted, ask, body)), where)


def usage(ask: Ask) -> Reply:
    return said(notice(ask.texts("broadcast.usage")))


def _body(message: Message) -> Body | None:
    """What follows the command, with its formatting; or the message that is answered."""
    text = _words(message)
    if text:
        return Part(text=text)
    answered = message.reply_to_message
    if answered is None or answered.forum_topic_created is not None:
        return None
    if answered.text is not None:
        return Part(text=answered.text_html)
    return Copy(message.chat.id, answered.message_id)


def _words(message: Message) -> str:
    """What follows the command, as HTML. Formatting may begin at the command or within it: the words are cut out first,
    with what of each entity lies upon them (Telegram counts in UTF-16)."""
    text = whole(message.text or "")
    words = "".join(text.split(maxsplit=1)[1:]).rstrip()
    if not words:
        return ""
    start, most = _units(text[: text.rindex(words)]), _units(words)
    entities = []
    for entity in message.entities:
        first, last = max(entity.offset - start, 0), min(entity.offset + entity.length - start, most)
        if first < last:
            entities.append(MessageEntity.de_json(entity.to_dict() | {"offset": first, "length": last - first}))
    return Message(message.message_id, message.date, message.chat, text=words, entities=entities).text_html


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _drafted(ask: Ask, body: Body) -> Part:
    store = ask.desk.store
    body_id = store.outbox.add_body(body, ask.now)
    return _draft(ask, store.broadcasts.draft(ask.user_id, ask.subscriber.chat_id, body_id, ask.now))


def _draft(ask: Ask, broadcast: Broadcast) -> Part:
    count = Broadcasting(ask.desk.store).count(broadcast)
    return drawn.draft(broadcast, count, ask.words, rate=rate(ask), now=ask.now)


def rate(ask: Ask) -> float:
    """Messages a second of a broadcast."""
    return ask.desk.settings.paid_messages_per_second or ask.desk.settings.messages_per_second


# ------------------------------------------------------------------ buttons


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """``bc:12`` shows it; ``bc:12:languages:ja``, ``bc:12:at:3``, ``bc:12:go``, ``bc:12:pause`` … change it."""
    number, *rest = arguments
    try:
        broadcast = ask.desk.store.broadcasts.get(int(number))
    except LookupError:
        return Reply(toast=ask.texts("press.gone"))
    if not rest:
        return instead(_shown(ask, broadcast))
    what, *values = rest
    if broadcast.state == "draft":
        return _change(ask, broadcast, what, values)
    return _steer(ask, broadcast, what, confirmed=bool(values))


def _change(ask: Ask, broadcast: Broadcast, what: str, values: list[str]) -> Reply:
    if what in ("languages", "sectors", "countries", "activity"):
        if values:
            ask.desk.store.broadcasts.choose(
                broadcast.id, _chosen(broadcast.audience, what, values[0], ask.now), ask.now
            )
            broadcast = ask.desk.store.broadcasts.get(broadcast.id)
        if what == "activity" and values:
            return instead(_draft(ask, broadcast))
        return instead(drawn.options(broadcast, what, ask.words))
    if what == "when":
        return instead(drawn.times(broadcast, ask.words))
    if what == "drop":
        ask.desk.store.broadcasts.change_state(broadcast.id, ["draft"], "dropped", ask.now)
        return instead(notice(ask.texts("broadcast.dropped")))
    if what in ("go", "at"):
        return _start(ask, broadcast, ask.now + int(values[0]) * _HOUR if what == "at" else None)
    return Reply(toast=ask.texts("press.unknown"))


def _start(ask: Ask, broadcast: Broadcast, at: int | None) -> Reply:
    """Once: whoever is second, or starts the same words again, is told who was first."""
    store = ask.desk.store
    with store.db.write():
        twin = store.broadcasts.twin(broadcast, ask.now)
        if twin is not None:
            state = ask.texts(f"broadcast.state.{twin.state}")
            return Reply(
                parts=(_draft(ask, broadcast), notice(ask.texts("broadcast.twin", number=twin.id, state=state))),
                shown="instead",
            )
        if not store.broadcasts.start(broadcast.id, at, ask.now):
            return _second(ask, broadcast)
    return instead(_shown(ask, store.broadcasts.get(broadcast.id)))


def _steer(ask: Ask, broadcast: Broadcast, what: str, *, confirmed: bool) -> Reply:
    broadcasting = Broadcasting(ask.desk.store)
    if what in ("cancel", "recall") and not confirmed:
        return instead(drawn.sure(broadcast, what, ask.words))
    acts = {
        "pause": broadcasting.pause,
        "resume": broadcasting.resume,
        "cancel": broadcasting.cancel,
        "recall": broadcasting.recall,
    }
    if what not in acts or not acts[what](broadcast.id, ask.now):
        return _second(ask, broadcast)
    return instead(_shown(ask, ask.desk.store.broadcasts.get(broadcast.id)))


def _second(ask: Ask, broadcast: Broadcast) -> Reply:
    now = ask.desk.store.broadcasts.get(broadcast.id)
    state = ask.texts(f"broadcast.state.{now.state}")
    return Reply(parts=(_shown(ask, now),), shown="instead", toast=ask.texts("broadcast.already", state=state))


def _shown(ask: Ask, broadcast: Broadcast) -> Part:
    if broadcast.state == "draft":
        return _draft(ask, broadcast)
    standing = Broadcasting(ask.desk.store).standing(broadcast)
    return drawn.progress(broadcast, standing, ask.words, rate=rate(ask), zone=ask.zone, now=ask.now)


def _chosen(wanted: Audience, what: str, value: str, now: int) -> Audience:
    if what == "activity":
        days = int(value)
        return replace(wanted, active_since=now - days * _DAY if days else None)
    if what == "languages":
        return replace(wanted, languages=_toggled(wanted.languages, value))
    if what == "sectors":
        return replace(wanted, sectors=_toggled(wanted.sectors, value))
    return replace(wanted, countries=_toggled(wanted.countries, value))


def _toggled(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(each for each in chosen if each != value) if value in chosen else (*chosen, value)


COMMAND = Command("broadcast", "admin", order=1, callback=callback, answer=usage, rights=OPERATE)
PRESSES = {"bc": Press(press, form=_FORM, rights=OPERATE)}
