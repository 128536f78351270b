"""What became of documents and links that were sent in Telegram: told to whoever sent them, once they have been read.

sent -> inbox, and a row -> read, refused or lost: into the row -> joined to a story -> into the outbox, the row ends
"""

import logging

from bot.conversation import refusals
from bot.desk.context import Desk
from bot.render.escape import Html, bold, escape, joined, lines, link
from bot.render.texts import Texts
from bot.render.words import Words
from digests.errors import SourceError
from digests.model import Item, Part, Story, Subscriber
from digests.sources.drops.inbox import marks
from digests.store.sending.changes import REPLY
from digests.store.sending.submissions import Submission

log = logging.getLogger(__name__)

_JOINING = 60
"""Seconds in which an item is joined to a story; then it is told without."""
_AWAY = 30
"""Seconds after which a file that is nowhere any more was taken away by somebody."""
_NAME = 200
_PROBLEM = 600
_PARTS = 3


class Receipts:
    """Writes an answer for each; what cannot be written now is written at a later round."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(self) -> int:
        """Answer whatever has ended; how many answers went into the outbox."""
        store, now = self._desk.store, self._desk.clock()
        if store.submissions.waiting(now - _AWAY):
            self._lose(now)
        return sum(self._answer(each, now) for each in store.submissions.ended())

    def _answer(self, each: Submission, now: int) -> bool:
        """Whether its answer is written; one that cannot be told in full is told in short, and stops no other."""
        store = self._desk.store
        reader = store.subscribers.by_chat(each.chat_id, each.thread_id) or store.subscribers.by_chat(each.chat_id)
        try:
            items = store.items.many(each.items)
            if any(item.story_id is None for item in items) and now - each.ended < _JOINING:
                return False
            part = self._part(each, items, reader)
        except Exception:
            log.exception("what became of %s cannot be told in full", each.name)
            part = self._part(each, [], reader)
        with store.db.write():
            store.outbox.add(
                part,
                now,
                chat_id=each.chat_id,
                thread_id=each.thread_id,
                lane=REPLY,
                subscriber_id=reader.id if reader is not None else None,
            )
            store.submissions.remove(each.id)
        return True

    def _lose(self, now: int) -> None:
        try:
            there = marks(self._desk.settings.inbox)
        except (OSError, SourceError) as error:
            log.info("whether files still wait cannot be told: %s", error)
            return
        self._desk.store.submissions.lose(there, now - _AWAY, now)

    def _part(self, each: Submission, items: list[Item], reader: Subscriber | None) -> Part:
        texts = self._desk.text(reader.preferences.language if reader else "en")
        words = Words(texts, self._desk.catalogue)
        name = each.name[:_NAME]
        if each.outcome == "lost":
            return Part(text=escape(texts("drop.lost", name=name)))
        if each.outcome == "refused":
            if reason := refusals.reason(each.problem, texts):
                return Part(text=escape(texts("drop.refused", name=name, reason=reason)))
            refused = texts("drop.refused.english", name=name, problem=each.problem[:_PROBLEM])
            advice = texts("drop.advice", advice=each.advice[:_PROBLEM]) if each.advice else ""
            return Part(text=lines(escape(refused), escape(advice)))
        told = [self._told(item, words) for item in items]
        head = texts.count("drop.read", each.entries, name=name, added=each.added)
        if each.entries == 1:
            head = texts("drop.new" if each.added else "drop.known", name=name)
        more = texts.count("drop.more", each.entries - len(told)) if each.entries > len(told) > 0 else ""
        return Part(text=lines(escape(head), *told, escape(more), *_partly(each.problem, texts)))

    def _told(self, item: Item, words: Words) -> Html:
        """The item's title, what it was taken for, and the story that it stands in."""
        story = next(iter(self._desk.store.stories.of_items([item.id])), None)
        facts = [
            words.between(item.reading.grade, item.reading.countries),
            *(words.sector(name) for name in item.sectors),
        ]
        facts += [words.mechanism(name) for name in item.mechanisms]
        return lines(
            bold(link(item.entry.url, item.title) if item.entry.url else escape(item.title)),
            joined(" · ", [escape(fact) for fact in facts]),
            escape(_story(story, words)) if story else "",
        )


def _partly(problem: str, texts: Texts) -> list[Html]:
    """What of a document could not be read: its parts, each with the reason."""
    parts = [part for part in problem.split("\n") if part]
    if not parts:
        return []
    named = [f"• {refusals.reason_of_part(part[:_PROBLEM], texts)}" for part in parts[:_PARTS]]
    more = texts.count("drop.more", len(parts) - len(named)) if len(parts) > len(named) else ""
    return [escape(line) for line in (texts("drop.partly"), *named, more)]


def _story(story: Story, words: Words) -> str:
    others = len(story.items) - 1
    if others:
        return words.texts.count("drop.story", others, story=story.id)
    return words.texts("drop.story.alone", story=story.id)
