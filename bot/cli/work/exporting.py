"""What ``trilateral export`` does: items, stories, feeds and subscribers as records."""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.cli.work.moments import parse_window
from bot.cli.work.terminal import assembled, interruptible, starts_file, tell
from bot.render.legible import for_people
from bot.service.assembly import Assembly, clock
from bot.terminal.forms import Exported, RecordFormat
from digests.editions.export import Record, feed_record, item_record, story_record, write_records
from digests.model import Item

_TOGETHER = 500


def export(what: Exported, form: RecordFormat, start: str | None, end: str | None) -> None:
    """One record a line, on stdout."""
    since, until = parse_window(start, end, clock())
    if form is RecordFormat.csv and starts_file(sys.stdout):
        sys.stdout.write("\ufeff")
    with interruptible("Stopped; what was written ends with a whole or a broken line."), assembled() as opened:
        records = _records(opened, what, since or 0, until or 2**62)
        if not write_records(records, for_people(sys.stdout), form.value):
            tell(f"There are no {what.value}" + (" in that time." if start or end else " yet."))


def _records(opened: Assembly, what: Exported, start: int, end: int) -> Iterator[Record]:
    store = opened.store
    match what:
        case Exported.items:
            return item_records(opened, store.items.every(start=start, end=end))
        case Exported.stories:
            return map(story_record, store.stories.every(start=start, end=end))
        case Exported.feeds:
            return map(feed_record, (stored.feed for stored in store.feeds.listed()))
        case Exported.subscribers:
            return store.personal_data.export_all()


def item_records(opened: Assembly, items: Iterable[Item]) -> Iterator[Record]:
    """Each item with its story, whose tags it carries; a few hundred at a time."""
    iterator = iter(items)
    while batch := list(islice(iterator, _TOGETHER)):
        stories = {story.id: story for story in opened.store.stories.of_items(item.id for item in batch)}
        yield from (item_record(item, stories.get(item.story_id or 0)) for item in batch)
