"""By which of its fingerprints each entry of one document is known: those that it shares with no other entry. Pure.

A guid that stands at two articles names neither, and costs the feed's other guids nothing; nor does a link that is
everybody's, or a title that recurs. What is shared is left out, and the rest is asked for in the order of ``keys``.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from zlib import crc32

from digests.model import Entry
from digests.stories.identity import Policy, content_key, core_title, keys


def keys_of(entries: Sequence[Entry], policy: Policy = "guid") -> list[tuple[str, ...]]:
    """The fingerprints of one document's entries, strongest first."""
    bad = repeated_guids(entries) if policy == "guid" else ()
    trusted = [replace(entry, guid=None) if entry.guid in bad else entry for entry in entries] if bad else entries
    named = [keys(entry, policy) for entry in trusted]
    counts = Counter(key for found in named for key in found)
    if len(counts) == sum(counts.values()):
        return named
    holders: dict[str, set[object]] = {}
    for entry, found in zip(trusted, named, strict=True):
        for key in found:
            if counts[key] > 1:
                holders.setdefault(key, set()).add(_told_apart_by(key, entry, policy))
    return [
        tuple(key for key in found if len(holders.get(key, ())) < 2) or (content_key(entry),)
        for entry, found in zip(entries, named, strict=True)
    ]


def _told_apart_by(key: str, entry: Entry, policy: Policy) -> object:
    """What must be the same for two entries with this fingerprint to be one article that stands there twice."""
    guid = entry.guid if policy == "guid" else None
    match key[0]:
        case "g":
            return guid  # two revisions of one guid, or two parts of one page: nobody can say
        case "l" if guid:
            return guid
        case "u":
            return core_title(entry.title)
        case _:
            return entry.published, wording(entry)


def repeated_guids(entries: Sequence[Entry]) -> frozenset[str]:
    """Guids that stand at entries with different links or titles."""
    places: dict[str, set[tuple[str | None, str]]] = {}
    for entry in entries:
        if entry.guid:
            places.setdefault(entry.guid, set()).add((entry.url, core_title(entry.title)))
    return frozenset(guid for guid, found in places.items() if len(found) > 1)


def remark_on(entries: Sequence[Entry]) -> str:
    """What the operator should know of the guids of one document; ``""`` where they are well."""
    repeated = len(repeated_guids(entries))
    if not repeated:
        return ""
    return f"{repeated} guids stand at several entries; entries under them are known by link and title"


def changed_guids(entries: Sequence[Entry], known: Collection[str]) -> str:
    """Why the feed's guids are not to be trusted any more; ``""`` where they are.

    ``known`` holds the fingerprints met before. Half of what link and title know (and at least three) standing under
    guids never seen means that the guids are made anew.
    """
    votes: Counter[str] = Counter()
    for entry in entries:
        found = keys(entry) if entry.guid else ()
        if found and found[-1][0] == "l" and found[-1] in known:
            votes["kept" if any(key in known for key in found[:-1]) else "changed"] += 1
    if votes["changed"] >= 3 and votes["changed"] >= votes["kept"]:
        return f"{votes['changed']} guids changed while link and title stayed; entries are known by link and title"
    return ""


def wording(entry: Entry) -> int:
    """A number (63 bits) for the words of an entry as its source gave them: another number, other words. The upper half
    is that of title and lead, which a feed gives, the lower that of the text, which may come from the article's page.
    """
    return (teaser(entry) << 32) | crc32(entry.text.encode("utf-8", "replace"))


def teaser(entry: Entry) -> int:
    """The half of :func:`wording` that is a feed's own."""
    return crc32(f"{entry.title}\n{entry.lead}".encode("utf-8", "replace")) >> 1
