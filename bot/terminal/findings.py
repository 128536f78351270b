"""What a search found, for a terminal: a story each, its reports beneath, the words bold in every language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.text import Text

from digests.model import Item
from digests.store.news.search import Found

_INDENT = "      "


def printed(found: Sequence[Found], items: Mapping[int, Item], members: Mapping[int, Sequence[Item]]) -> Iterator[Text]:
    """One text a story; ``members`` are the reports of each story."""
    for each in found:
        best = each.hits[0]
        item = items[best.item_id]
        text = Text(f"#{item.id}  {item.title}\n{_INDENT}")
        text.append_text(_marked(best.snippet, best.marks))
        text.append(f"\n{_INDENT}{item.entry.url or item.entry.feed}")
        marked = {hit.item_id: _marked(hit.title.text, hit.title.marks) for hit in each.hits[1:]}
        for other in _others(item, marked, members.get(each.story_id or 0, ())):
            text.append(f"\n{_INDENT}+ [{other.language}] {other.entry.outlet}: ")
            text.append_text(marked.get(other.id, Text(other.title)))
        yield text


def _others(item: Item, found: Iterable[int], members: Sequence[Item]) -> list[Item]:
    """The other reports that were found, then one of each language that none of these is in."""
    wanted = set(found)
    others = [each for each in members if each.id in wanted]
    spoken = {item.language, *(each.language for each in others)}
    for each in members:
        if each.language not in spoken:
            others.append(each)
            spoken.add(each.language)
    return others


def _marked(text: str, marks: Iterable[tuple[int, int]]) -> Text:
    made = Text(text)
    for start, end in marks:
        made.stylize("bold", start, end)
    return made
