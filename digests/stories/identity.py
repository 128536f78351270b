"""What makes two entries one: fingerprints, and the rewrites of one article under new addresses. Pure.

An entry is known when any of its ``keys`` is; which of them count depends on the document (``naming``). Strongest
first: the guid; the date with link and title; link and title; the link; and where there is none of these, the content.
Link and title stand behind the guid, so that a feed which gives out new guids for old articles repeats none of them.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from digests.model import Entry

Policy: TypeAlias = Literal["guid", "link"]
"""What a feed's entries are known by first: its guids, or link and title where its guids are bad."""

_MARKER = (
    r"속보|긴급|단독|종합(?:\s?\d{1,3}보)?|상보|\d{1,3}보|업데이트|수정|재송|재송고|1보|2보|3보|"
    r"速報|続報|詳報|更新|追記|訂正|再送|号外|独自|"
    r"快讯|快訊|突发|突發|最新|即时|即時|滚动|更正|独家|獨家|直击|直擊|持续更新|持續更新|刚刚|剛剛|速报|"
    r"breaking(?:\snews)?|brief|update(?:d|\s?\d{1,3})?|urgent|exclusive|just\sin|developing|lead|\d(?:st|nd|rd)\s?ld|\d?ld|correct(?:ed|ion)|rolling|roundup|wrap\s?up|wrapup\s?\d{0,3}"
)
_OPEN, _CLOSE = r"[\[\(（［【〔<＜‹〈《「『]", r"[\]\)）］】〕>＞›〉》」』]"
_MARKED = re.compile(
    rf"{_OPEN}\s{{0,3}}(?:{_MARKER})\s{{0,3}}(?:[·・,/\s]\s{{0,3}}(?:{_MARKER})\s{{0,3}}){{0,9}}{_CLOSE}", re.I
)
_LED = re.compile(rf"^(?:(?:{_MARKER})\s{{0,3}}(?:[:：|｜丨!！／/》＞]|-\s|—))+\s{{0,3}}", re.I)
_TRAILED = re.compile(rf"[-–—|]\s{{0,3}}(?:{_MARKER})$", re.I)
_NUMBERED = re.compile(r"^(?:update|wrapup)\s?\d+\s?-\s?", re.I)
_REVISION = re.compile(
    r"(?<=.{6})(?:#(?:rev(?:ision)?|v)?[-=]?\d{1,4}|[?&;](?:rev|revision|version|v)=\d{1,4}|(?<=\d)(?:[-_.@/]v|@)\d{1,3})$"
)
"""How the end of a guid counts an article's revisions."""
_SESSION = re.compile(r";jsessionid=[^?#/]*|[?&](?:jsessionid|phpsessid|session_?id)=[^&#]*", re.I)
"""What a server writes into addresses to know a visitor again."""
_TITLES = 4_096
"""Titles whose form without markers is remembered: those of a document, each asked for again and again while it is
taken in."""
_SHORTEST = 10
"""East Asian letters, or twice as many others, that a title needs before it alone may join two addresses."""


def keys(entry: Entry, policy: Policy = "guid") -> tuple[str, ...]:
    """Fingerprints, strongest first; never empty, each a short ASCII string that may be a database key. The letter
    before the colon says of what: ``g`` guid, ``d`` dated title, ``l`` link and title, ``u`` link, ``c`` content."""
    if entry.guid and policy == "guid":
        named = [_key("g", _whose(entry), guid) for guid in _forms(entry.guid)]
        return (*named, *([_key("l", *_place(entry), unmarked(entry.title))] if entry.url else []))
    found: list[str] = []
    if entry.url:
        place, title = _place(entry), unmarked(entry.title)
        found += [_key("d", *place, title, str(entry.published))] if entry.published is not None else []
        found += [_key("l", *place, title), *([_key("u", *place)] if names_page(entry.url) else [])]
    else:
        found.append(content_key(entry))
        if entry.published is not None or tells(core_title(entry.title)):
            found.append(_key("d", _whose(entry), entry.title, str(entry.published)))
    return tuple(found)


def content_key(entry: Entry) -> str:
    """The fingerprint of what an entry says, for one that has no other name."""
    where = "" if entry.source == "drop" else entry.feed  # a file is the same under another name
    return _key("c", where, entry.title, entry.lead, entry.text)


def _whose(entry: Entry) -> str:
    return entry.publisher if entry.source == "drop" else entry.feed


def without_revision(guid: str) -> str:
    """A guid without the revision or the session that it ends in."""
    return _REVISION.sub("", _SESSION.sub("", guid))


def _forms(guid: str) -> tuple[str, ...]:
    """A guid as given and, where that is another, without what changes while the article stays: the revision that
    it ends in (``…#0``, ``…#1``), the scheme of an address, its last slash."""
    plain = re.sub(r"^http://", "https://", without_revision(guid)).rstrip("/")
    return (guid, plain) if plain and plain != guid else (guid,)


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


def rewrite_key(entry: Entry) -> str | None:
    """One key for an article and its rewrites under new addresses (``[속보]``, ``UPDATE 1-``): site and core title.
    Two items with one key and close dates are one article; ``None`` where the title is too short to tell.
    """
    core = core_title(entry.title)
    site = (urlsplit(entry.url).hostname or "").removeprefix("www.") if entry.url else entry.publisher
    return _key("r", site, core) if tells(core) else None


def tells(*words: str) -> bool:
    """Whether ``words`` are enough for those who share them to be one article: ``[포토]`` and ``人事`` recur."""
    told = 0
    for letter in filter(str.isalnum, "".join(words)):
        told += 2 if letter > "\u2e80" else 1
        if told >= 2 * _SHORTEST:
            return True
    return False


@lru_cache(maxsize=_TITLES)
def core_title(title: str) -> str:
    """The title without the markers of a rewrite, folded: NFKC, case, spacing and punctuation aside."""
    folded = unicodedata.normalize("NFKC", unmarked(title)).casefold()
    return "".join(filter(str.isalnum, folded)) or folded


def is_marked(title: str) -> bool:
    """Whether a title says that it is a flash, an update or a wrap-up."""
    return unmarked(title) != " ".join(title.split())


@lru_cache(maxsize=_TITLES)
def unmarked(title: str) -> str:
    """The title as written, but for markers and spacing; a title that is nothing else stays."""
    core = _LED.sub("", _MARKED.sub(" ", title).strip())
    core = _NUMBERED.sub("", core)
    return " ".join(_TRAILED.sub("", core).split()) or title.strip()


def _key(kind: str, *parts: str) -> str:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()
    return f"{kind}:{digest}"
