"""A new trilateral story about what a reader follows, pushed at once where they asked for it.

stories that changed -> who follows them -> not quiet, fewer than N this hour, not seen -> one message a reader

What is not pushed (quiet hours, too many this hour) stays unseen and stands in the next digest.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from digests.editions.compose import EditionMaker, Glossing, reports, unglossed
from digests.model import COUNTRIES, Digest, DigestStory, Edition, Follow, Part, Preferences, Section, Story, Subscriber
from digests.schedule import is_quiet, local_date
from digests.store import Store
from digests.store.sending.changes import ALERT
from digests.store.sending.editions import Publication

log = logging.getLogger(__name__)

_NOTE = "alerts.looked"
_DAY = 86_400
_HOUR = 3600
_SETTLED = 120
"""Seconds by which each look reaches back before the last one: what changed at a moment may be stored a little
later."""
_NOBODY = ("-",)
"""No sector has this name, so only what is followed fits."""

Renderer = Callable[[Digest, Preferences], tuple[Part, ...]]


class Alerts:
    """Looks at what changed since it looked last; off the event loop."""

    def __init__(self, store: Store, render: Renderer, *, an_hour: int, glossing: Glossing = unglossed) -> None:
        self._store = store
        self._glossing = glossing
        self._render = render
        self._an_hour = an_hour

    def publish(self, now: int) -> int:
        """Alert everyone whom what changed since the last look concerns; how many were alerted."""
        noted = self._store.notes.get(_NOTE) or ""
        looked = min(now, int(noted)) if noted.isdecimal() else now  # a clock that stepped back looks from there
        stories = [each for each in self._store.stories.since(looked - _SETTLED) if _is_news(each, now)]
        written = self._alert(stories, now) if stories else 0
        if noted != str(now):
            self._store.notes.set(_NOTE, str(now))
        return written

    def _alert(self, stories: Sequence[Story], now: int) -> int:
        followers = self._store.readers.followers(_followed(stories))
        readers = [each for each in self._store.subscribers.many(list(followers)) if _asks(each, now)]
        if not readers:
            return 0
        ids = [reader.id for reader in readers]
        seen = self._store.readers.seen(ids, [story.id for story in stories])
        had = self._store.readers.alerted(ids, now - _HOUR)
        maker = EditionMaker(stories, now, self._glossing)
        written = 0
        for reader in readers:
            if had.get(reader.id, 0) < self._an_hour:
                try:
                    digest = _composed(maker, reader, followers[reader.id], seen.get(reader.id, {}), now)
                    parts = self._render(digest, reader.preferences) if digest.stories else ()
                except Exception:
                    log.exception("no alert for reader %d", reader.id)
                    continue
                if digest.stories:
                    written += self._send(reader, digest, parts, stories, now)
        return written

    def _send(
        self, reader: Subscriber, digest: Digest, parts: Sequence[Part], stories: Sequence[Story], now: int
    ) -> int:
        counts = {story.id: reports(story) for story in stories}
        outbox = self._store.outbox
        with self._store.db.write():
            publication = Publication(
                Edition(reader.id, local_date(reader.schedule, now), f"a{now}"),
                reader.chat_id,
                reader.thread_id,
                ALERT,
                tuple(outbox.add_body(part, now) for part in parts),
                {story.story_id: counts[story.story_id] for story in digest.stories},
                reader.settings_version,
                reader.next_due,
            )
            return self._store.editions.publish([publication], now)


def _is_news(story: Story, now: int) -> bool:
    return (
        story.grade == "trilateral" and any(item.pushable for item in story.items) and story.last_seen > now - 2 * _DAY
    )


def _asks(reader: Subscriber, now: int) -> bool:
    """Whoever never set up digests, or stopped them, gets no alerts either."""
    return reader.subscribed and reader.preferences.alerts and not is_quiet(reader.schedule, now)


def _followed(stories: Sequence[Story]) -> list[tuple[str, str | None]]:
    """(kind, value) of whatever a follower of these stories may follow; keywords are looked at one reader at a time."""
    keys: dict[tuple[str, str | None], None] = {("keyword", None): None}
    for story in stories:
        keys |= dict.fromkeys(("sector", sector) for sector in story.sectors)
        keys |= dict.fromkeys(("mechanism", mechanism) for mechanism in story.mechanisms)
        keys |= dict.fromkeys(("country", country) for country in COUNTRIES)
        keys |= dict.fromkeys(("publisher", item.entry.publisher) for item in story.items)
        keys |= dict.fromkeys(("story", str(number)) for number in (story.id, story.follows) if number is not None)
    return list(keys)


def _composed(
    maker: EditionMaker, reader: Subscriber, follows: Sequence[Follow], seen: dict[int, int], now: int
) -> Digest:
    """A digest of what is followed alone; a story that merely grew is news only to those who follow that story."""
    wants = replace(reader.preferences, sectors=_NOBODY, grade="trilateral")
    digest = maker.compose(wants, zone=reader.schedule.zone, since=now - _DAY, seen=seen, follows=follows)
    watched = {follow.value for follow in follows if follow.kind == "story" and follow.mode == "follow"}

    def is_new(story: DigestStory) -> bool:
        return not story.grown_by or str(story.story_id) in watched

    sections = (Section(each.sector, tuple(filter(is_new, each.stories))) for each in digest.sections)
    return replace(digest, sections=tuple(section for section in sections if section.stories))
