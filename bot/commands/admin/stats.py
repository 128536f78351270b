"""/stats: readers, news, what waits to be sent and since when, why something was not, and the language model;
/stats <chat id>: what became of the last messages for one chat."""

import re

from bot.conversation.model_account import model_account
from bot.desk.access import OPERATE
from bot.desk.request import Ask, Command, Reply, said
from bot.render.escape import bold, escape, lines
from bot.render.texts import Texts
from bot.render.words import Words
from digests.model import Part

_LANES = ("reply", "alert", "digest", "broadcast")
_WAITING = ("pending", "sending", "held")
_CHAT = re.compile("-?[0-9]{1,15}")
_REASONS = 8
_ROWS = 15


def answer(ask: Ask) -> Reply:
    chat = ask.arguments.strip()
    if _CHAT.fullmatch(chat):
        return said(_chat(ask, int(chat)))
    store, texts, words = ask.desk.store, ask.texts, ask.words
    readers = store.audiences.counts()
    standing = store.deliveries.standing(ask.now)
    sent = sum(number for _, state, _, number, _ in standing if state == "sent")
    text = lines(
        bold(texts("stats.readers", number=words.number(sum(readers.values())))),
        *(f"  {words.number(number)} {_called(state, texts)}" for state, number in sorted(readers.items())),
        bold(texts("stats.news", number=words.number(store.items.count()))),
        bold(texts("stats.sent", number=words.number(sent))),
        texts("stats.again", number=words.number(store.deliveries.unknowns())),
        *_waiting(standing, words),
        *_refused(standing, words),
        *model_account(ask),
    )
    return said(Part(text=text))


def _chat(ask: Ask, chat_id: int) -> Part:
    """Why was it not sent? The last rows for every subscription of a chat, newest first."""
    store, words, zone = ask.desk.store, ask.words, ask.zone
    said_of: list[str] = []
    for reader in store.subscribers.of_chat(chat_id):
        said_of.append(bold(f"{reader.chat_id}/{reader.thread_id}: {_called(reader.state, ask.texts)}"))
        for row in store.deliveries.of_subscriber(reader.id, _ROWS):
            when = words.stamp(row["updated"], zone, now=ask.now)
            state = _became(row["state"], ask.texts)
            said_of.append(f"{when} {row['edition'] or '–'} {row['part'] + 1}: {state} {row['reason']}".rstrip())
    return Part(text=lines(*said_of) if said_of else escape(ask.texts("stats.nobody", chat=chat_id)))


def _called(state: str, texts: Texts) -> str:
    """A reader's state in words; one that no version of ours knows, as it stands in its row."""
    return texts(f"stats.state.{state}") if f"stats.state.{state}" in texts.keys else state


def _became(state: str, texts: Texts) -> str:
    """What became of a message, in words."""
    name = state.replace(" ", "_")
    return texts(f"stats.row.{name}") if f"stats.row.{name}" in texts.keys else state


def _waiting(standing: list[tuple[int, str, str, int, int]], words: Words) -> list[str]:
    """One line a lane: how many wait, the oldest for how long."""
    said_of = []
    for lane, name in enumerate(_LANES):
        rows = [(number, age) for at, state, _, number, age in standing if at == lane and state in _WAITING]
        if rows:
            minutes = max(age for _, age in rows) // 60
            number = words.number(sum(number for number, _ in rows))
            lane_name = words.texts(f"stats.lane.{name}")
            said_of.append(words.texts("stats.waiting", lane=lane_name, number=number, minutes=words.number(minutes)))
    return said_of


def _refused(standing: list[tuple[int, str, str, int, int]], words: Words) -> list[str]:
    reasons: dict[str, int] = {}
    for _, state, reason, number, _ in standing:
        if state == "given up" or reason.startswith("reworded"):
            reasons[reason] = reasons.get(reason, 0) + number
    if not reasons:
        return []
    first = sorted(reasons.items(), key=lambda item: -item[1])[:_REASONS]
    return [bold(words.texts("stats.refused")), *(f"  {words.number(number)} × {reason}" for reason, number in first)]


COMMAND = Command("stats", "admin", order=2, answer=answer, rights=OPERATE)
