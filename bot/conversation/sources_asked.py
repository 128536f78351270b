"""What we have of a link or a publisher that a reader asks about, and what came of it for them."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from bot.conversation.fate import fate
from bot.conversation.listing import notice
from bot.conversation.story_view import shown
from bot.desk.request import Ask
from bot.phrases.subjects import Subject
from digests.language.fold import fold
from digests.model import Part, Story

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_WEEK = 7 * 86_400
_MOST = 200
"""Stories of a publisher that are looked at."""
_LABELS = {
    "scope": "settings.grade",
    "countries": "settings.countries",
    "sectors": "settings.sectors",
    "length": "settings.length",
    "publishers": "why.kept.mute",
    "before": "why.kept.old",
    "standing": "why.kept.none",
}
"""What kept a story back -> how it is called; the others have a text of their own."""


def is_link(text: str) -> bool:
    """Whether ``text`` is an address; what only begins like one (``https://[news``) is none."""
    try:
        return _LINK.fullmatch(text.strip()) is not None and bool(urlsplit(text.strip()).netloc)
    except ValueError:
        return False


def at_link(ask: Ask, url: str) -> Story | None:
    """The story of the report at that address, with or without what only counts clicks."""
    store = ask.desk.store
    for address in _forms(url.strip()):
        for story in store.stories.of_items(store.items.at(address)):
            return story
    return None


def _forms(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    for query in dict.fromkeys((parts.query, "")):
        for path in dict.fromkeys((parts.path, parts.path.rstrip("/"), f"{parts.path.rstrip('/')}/")):
            for scheme in ("https", "http"):
                yield urlunsplit((scheme, parts.netloc.lower(), path, query, ""))


def unmet(ask: Ask, url: str) -> Part:
    """An address that we have no report of: whether we read its publisher at all."""
    host = urlsplit(url.strip()).netloc.lower()
    publisher = ask.desk.store.outlets.at(host)
    known = _read(ask, publisher) if publisher else ask.texts("why.source.unknown", name=host[:60])
    return notice(f"{ask.texts('why.link')}\n{known}", ((ask.texts("button.sources"), "do:sources"),))


def of_publisher(ask: Ask, name: str) -> Part:
    """Whether we read a publisher, and what of it came to this reader in a week."""
    known = next((each for each in ask.desk.store.outlets.names() if fold(each) == fold(name)), None)
    if known is None:
        text = ask.texts("why.source.unknown", name=name[:60])
        return notice(text, ((ask.texts("button.sources"), "do:sources"),))
    lines = [_read(ask, known)]
    if Subject("publisher", known).mute() in ask.desk.store.interests.follows(ask.subscriber.id):
        lines.append(ask.texts("why.source.muted"))
    ids = ask.desk.store.outlets.stories(known, ask.now - _WEEK)[:_MOST]
    fates = [fate(ask, story, shown(story, ask.preferences)) for story in ask.desk.store.stories.many(ids)]
    had = sum(ask.desk.store.interests.had(ask.subscriber.id, number) is not None for number in ids)
    lines.append(ask.texts.count("why.source.week", len(ids), had=ask.words.number(had)))
    if waiting := sum(not each.kept for each in fates) - had:
        lines.append(ask.texts.count("why.source.waiting", waiting))
    kept = Counter(each.kept for each in fates if each.kept)
    if kept:
        lines.append(ask.texts("why.kept", counts=" · ".join(_counted(ask, *each) for each in kept.most_common())))
    return notice(
        "\n".join(lines), ((ask.texts("button.sources"), "do:sources"), (ask.texts("button.settings"), "settings"))
    )


def _counted(ask: Ask, kept: str, number: int) -> str:
    label = ask.texts(_LABELS[kept]) if kept in _LABELS else ask.texts(f"why.kept.{kept}")
    return f"{label} {ask.words.number(number)}"


def _read(ask: Ask, publisher: str) -> str:
    last = max((each.last for each in ask.desk.store.outlets.since(0) if each.name == publisher), default=0)
    return ask.texts("why.source.read", name=publisher, when=ask.words.stamp(last, ask.zone, now=ask.now))
