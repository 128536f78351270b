"""What makes two entries one: fingerprints, and the rewrites of one article under new addresses. Pure.

An entry is known when any of its ``keys`` is. The first is its identity under the feed's policy: the guid, else link
and title, else the content. Link and title stand second even where there is a guid, so that a feed which gives out
new guids for old articles repeats none of them.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from digests.model import Entry

Policy: TypeAlias = Literal["guid", "link"]
"""What a feed's entries are known by first: its guids, or link and title where its guids are bad."""

_MARKER = (
    r"속보|긴급|단독|종합(?:\s?\d+보)?|상보|\d+보|업데이트|수정|재송|재송고|1보|2보|3보|"
    r"速報|続報|詳報|更新|追記|訂正|再送|号外|独自|"
    r"快讯|快訊|突发|突發|最新|即时|即時|滚动|更正|独家|獨家|直击|直擊|持续更新|持續更新|刚刚|剛剛|速报|"
    r"breaking(?:\snews)?|brief|update(?:d|\s?\d+)?|urgent|exclusive|just\sin|developing|lead|\d(?:st|nd|rd)\s?ld|\d?ld|correct(?:ed|ion)|rolling|roundup|wrap\s?up|wrapup\s?\d*"
)
_OPEN, _CLOSE = r"[\[\(（［【〔<＜‹〈《「『]", r"[\]\)）］】〕>＞›〉》」』]"
_MARKED = re.compile(rf"{_OPEN}\s*(?:{_MARKER})\s*(?:[·・,/\s]\s*(?:{_MARKER})\s*)*{_CLOSE}", re.I)
_LED = re.compile(rf"^(?:(?:{_MARKER})\s*(?:[:：|｜丨!！／/》＞]|-\s|—))+\s*", re.I)
_TRAILED = re.compile(rf"\s*[-–—|]\s*(?:{_MARKER})$", re.I)
_NUMBERED = re.compile(r"^(?:update|wrapup)\s?\d+\s?-\s?", re.I)
_SHORTEST = 10
"""East Asian letters, or twice as many others, that a title needs before it alone may join two addresses."""


def keys(entry: Entry, policy: Policy = "guid") -> tuple[str, ...]:
    """Fingerprints, strongest first; never empty, each a short ASCII string that may be a database key."""
    found: list[str] = []
    if entry.guid and policy == "guid":
        found.append(_key("g", entry.feed, entry.guid))
    if entry.url:
        found.append(_key("l", *_place(entry), _unmarked(entry.title)))
    if not found:
        where = "" if entry.source == "drop" else entry.feed  # a file is the same under another name
        found.append(_key("c", where, entry.title, entry.lead, entry.text))
    return tuple(found)


def _place(entry: Entry) -> tuple[str, ...]:
    """The address without its scheme; a site's front page says nothing without the day."""
    page, query, fragment = _parts(entry.url)
    address = f"{page}?{query}#{fragment}"
    return (address,) if _is_page(page, query, fragment) else (address, str((entry.published or 0) // 86400))


def names_page(url: str | None) -> bool:
    """Whether an address is that of a page, not of a site's front page or of nothing."""
    return _is_page(*_parts(url))


def _is_page(page: str, query: str, fragment: str) -> bool:
    return bool("/" in page or query or fragment)


def _parts(url: str | None) -> tuple[str, str, str]:
    """(host and path, query, fragment) of an absolute address; ``urlsplit`` takes four times as long."""
    rest, _, fragment = (url or "").partition("#")
    rest, _, query = rest.partition("?")
    return rest.partition("//")[2].removeprefix("www.").rstrip("/"), query, fragment


def keys_of(entries: Sequence[Entry], policy: Policy = "guid") -> list[tuple[str, ...]]:
    """The fingerprints of one document's entries. Where two of them share link and title but not the guid, link and
    title tell nothing and are left out."""
    all_keys = [keys(entry, policy) for entry in entries]
    if policy != "guid":
        return all_keys
    guids: dict[str, set[str]] = {}
    for entry, found in zip(entries, all_keys, strict=True):
        if entry.guid and len(found) > 1:
            guids.setdefault(found[-1], set()).add(entry.guid)
    return [tuple(key for key in found if len(guids.get(key, ())) < 2) or found for found in all_keys]


def policy_of(entries: Sequence[Entry]) -> tuple[Policy, str]:
    """The policy that one document calls for, and why it is not ``guid`` (``""`` where it is).

    A guid that stands at two entries with different links or titles names neither.
    """
    places: dict[str, set[tuple[str | None, str]]] = {}
    for entry in entries:
        if entry.guid:
            places.setdefault(entry.guid, set()).add((entry.url, _unmarked(entry.title)))
    repeated = sum(1 for found in places.values() if len(found) > 1)
    if repeated:
        return "link", f"{repeated} guids stand at several entries; entries are known by link and title"
    return "guid", ""


def changed_guids(entries: Sequence[Entry], known: Mapping[str, int]) -> str:
    """Why the feed's guids are not to be trusted any more; ``""`` where they are.

    ``known`` maps the fingerprints met before to anything. Half of what link and title know (and at least three)
    standing under guids never seen means that the guids are made anew.
    """
    votes: Counter[str] = Counter()
    for entry in entries:
        found = keys(entry)
        if entry.guid and len(found) > 1 and found[1] in known:
            votes["kept" if found[0] in known else "changed"] += 1
    if votes["changed"] >= 3 and votes["changed"] >= votes["kept"]:
        return f"{votes['changed']} guids changed while link and title stayed; entries are known by link and title"
    return ""


def rewrite_key(entry: Entry) -> str | None:
    """One key for an article and its rewrites under new addresses (``[속보]``, ``UPDATE 1-``): site and core title.
    Two items with one key and close dates are one article; ``None`` where the title is too short to tell.
    """
    core = core_title(entry.title)
    site = (urlsplit(entry.url).hostname or "").removeprefix("www.") if entry.url else entry.publisher
    return _key("r", site, core) if tells(core) else None


def tells(*words: str) -> bool:
    """Whether ``words`` are enough for those who share them to be one article: ``[포토]`` and ``人事`` recur."""
    return sum(2 if letter > "\u2e80" else 1 for letter in "".join(words) if letter.isalnum()) >= 2 * _SHORTEST


def core_title(title: str) -> str:
    """The title without the markers of a rewrite, folded: NFKC, case, spacing and punctuation aside."""
    folded = unicodedata.normalize("NFKC", _unmarked(title)).casefold()
    return "".join(letter for letter in folded if letter.isalnum()) or folded


def is_marked(title: str) -> bool:
    """Whether a title says that it is a flash, an update or a wrap-up."""
    return _unmarked(title) != " ".join(title.split())


def _unmarked(title: str) -> str:
    """The title as written, but for markers and spacing; a title that is nothing else stays."""
    core = _LED.sub("", _MARKED.sub(" ", title).strip())
    core = _NUMBERED.sub("", core)
    return " ".join(_TRAILED.sub("", core).split()) or title.strip()


def _key(kind: str, *parts: str) -> str:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()
    return f"{kind}:{digest}"
