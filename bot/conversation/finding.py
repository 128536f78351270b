"""What the index found -> what a reader is shown: each story in their language, and which of its reports beneath it."""

from collections.abc import Iterable, Mapping

from bot.conversation.story_view import shown, speaker
from bot.desk.context import Desk
from bot.render.findings import Finding, Quoted
from digests.model import Item, Preferences, Story
from digests.store.news.search import Found, FoundStories, Hit

_BENEATH = 2
"""Reports under a story."""


def presented(found: FoundStories, desk: Desk, preferences: Preferences) -> list[Finding]:
    """Each story as this reader gets it."""
    wanted = [each.story_id for each in found.stories if each.story_id is not None]
    current = desk.store.stories.current(wanted)
    stories = {story.id: story for story in desk.store.stories.many(wanted)}
    single = [each.hits[0].item_id for each in found.stories]
    items = {item.id: item for item in desk.store.items.many(single)}
    made = [
        _finding(each, stories.get(current.get(each.story_id or 0, 0)), items, preferences) for each in found.stories
    ]
    return [finding for finding in made if finding]


def _finding(found: Found, story: Story | None, items: Mapping[int, Item], preferences: Preferences) -> Finding | None:
    best = found.hits[0]
    reports = {item.id: item for item in story.items} if story else {}
    if story is None or best.item_id not in reports:
        item = items.get(best.item_id)
        return Finding(Quoted(item, best.snippet, best.marks)) if item else None
    head = speaker(story, preferences)
    hits = {hit.item_id: hit for hit in found.hits if hit.item_id in reports}
    quoted = hits.get(head.id, best)
    beneath = _beneath(head, reports[quoted.item_id], [reports[each] for each in hits], story.items)
    return Finding(
        Quoted(reports[quoted.item_id], quoted.snippet, quoted.marks),
        shown(story, preferences),
        tuple(_titled(item, hits.get(item.id)) for item in beneath),
    )


def _titled(item: Item, hit: Hit | None) -> Quoted:
    """A report by its title; by a piece of it where only that holds the words."""
    if hit is None:
        return Quoted(item, item.title)
    return Quoted(item, hit.title.text, hit.title.marks) if hit.title.marks else Quoted(item, hit.snippet, hit.marks)


def _beneath(head: Item, best: Item, found: Iterable[Item], every: Iterable[Item]) -> list[Item]:
    """The best report where it has not the headline; then those of other languages, what was found first."""
    chosen = [] if best.id == head.id else [best]
    spoken = {head.language, *(item.language for item in chosen)}
    for item in (*found, *every):
        if len(chosen) < _BENEATH and item.language not in spoken and item.id not in (head.id, best.id):
            chosen.append(item)
            spoken.add(item.language)
    return chosen
