"""When another address of the same publisher's is read in a feed's place, and when no more: pure.

    trouble (it fails, is empty or silent) -> wanted -> unfit -> adopted -> … -> home is fit again -> returned
                                                          \\-> tried in vain, later again

An alternate counts once it was seen to parse, to hold something new, and to be the same publisher's.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from digests.model import Entry, Feed
from digests.sources.feeds.polling import DAY, HOUR, Instead, PollState
from digests.sources.feeds.silence import quiet, rhythm, silent

_PATIENCE = 3
"""Failures in a row after which a server's passing trouble is none."""
_PASSING = frozenset({408, 425, 429})
_IN_VAIN = 3
"""Searches without an alternate that would do, after which the admins are told."""
_SECOND_LEVEL = frozenset(
    {"ac", "co", "com", "edu", "gen", "go", "gov", "gr", "idv", "mil", "ne", "net", "or", "org", "pe", "re"}
)
"""What may stand before a country's domain: ``co.jp``, ``gov.cn``, ``or.kr``, ``idv.tw``."""
_TENANTS = ("feedburner.com", "github.io", "gitlab.io", "blogspot.com", "wordpress.com", "substack.com", "medium.com")
"""Houses with many tenants: their name says nothing of a publisher."""
_SITES = 3
_OFTEN = 0.25


@dataclass(frozen=True, slots=True)
class Seen:
    """What an alternate's document shows of it."""

    address: str
    title: str
    entries: tuple[Entry, ...]


def wanted(feed: Feed, state: PollState, now: int) -> bool:
    """Whether a feed in trouble is to be replaced now: it has alternates, and they were not tried a moment ago."""
    return bool(feed.alternates) and now >= state.instead.try_at


def passing(status: int | None, failures: int) -> bool:
    """Whether a failure may be over by the next poll: the server is there, and says that it is busy or broken."""
    busy = status is not None and (status >= 500 or status in _PASSING)
    return busy and failures < _PATIENCE


def candidates(feed: Feed, state: PollState) -> tuple[str, ...]:
    """The addresses to try in the place of the one that is read now, the first before all alternates."""
    now_read = in_use(feed, state) or state.address or feed.url
    return tuple(each for each in dict.fromkeys((feed.url, *feed.alternates)) if each != now_read)


def in_use(feed: Feed, state: PollState) -> str | None:
    """The alternate that is read, as long as the catalogue names it."""
    return state.instead.address if state.instead.address in feed.alternates else None


def unfit(seen: Seen, feed: Feed, state: PollState, *, newer_than: int, now: int) -> str:
    """Why this document cannot stand in for the feed's own; ``""`` where it can.

    ``newer_than``: what the silent feed said last; 0 where it fails, so that anything fresh is welcome.
    """
    if not any(entry.title for entry in seen.entries):
        return "holds no items"
    found = rhythm([entry.published for entry in seen.entries if entry.published is not None], now)
    if not found.newest and seen.address == feed.url:
        return ""
    if not found.newest:
        return "dates none of its items, so that nobody can tell how fresh they are"
    if quiet(found.newest, found.gap, found.lull, now):
        return f"has had nothing new since {_day(found.newest)} itself"
    if found.newest <= newer_than:
        return f"holds nothing newer than {_day(newer_than)} either"
    return "" if seen.address == feed.url else _stranger(seen, feed, state)


def _stranger(seen: Seen, feed: Feed, state: PollState) -> str:
    """Why it is not the same publisher's. Where the feed's entries led decides, once it was read; before that its
    host, its name, or where the entries lead."""
    leads = sites_of(seen.entries)
    if state.instead.sites:
        known = set(state.instead.sites).intersection(leads[:1])
        return "" if known else f"is another publisher's: it leads to {leads[0] if leads else 'no site'}"
    own, other = site(feed.url), site(seen.address)
    if (own == other and not _rented(own)) or _named(feed.name, seen.title):
        return ""
    ours = {own, other} if _rented(own) else {own}  # of a rented address the catalogue's word for the other is taken
    told = any(leads[:1] == (each,) and not _rented(each) for each in ours)
    return "" if told else "does not show whose it is: neither its host, its title nor its links"


def _named(name: str, title: str) -> bool:
    """Whether the document calls itself as we call its publisher: ``Example Gazette · World`` is the Gazette's."""
    own = _plain(name.partition(" · ")[0])
    return (len(own) >= 4 or not own.isascii()) and own in _plain(title)


def sites_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The sites that the entries lead to, the commonest first; what a few lead to is left out."""
    counted = Counter(site(entry.url) for entry in entries if entry.url)
    enough = _OFTEN * counted.total()
    return tuple(name for name, times in counted.most_common(_SITES) if times >= enough)


def site(url: str) -> str:
    """The part of a host's name that one owner has: ``news.example.co.kr`` -> ``example.co.kr``."""
    host = (urlsplit(url).hostname or "").lower()
    if _is_number(host) or _rented(host):
        return host
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if short else -2 :])


def _rented(host: str) -> bool:
    return host.endswith(_TENANTS)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def adopted(state: PollState, address: str, feed: Feed, now: int) -> PollState:
    """The state in which ``address`` is read from now on: nothing is remembered of how the last one answered."""
    home, sites = address == feed.url, state.instead.sites
    return replace(
        state,
        etag=None, last_modified=None, validators_since=0, body_hash=None, not_before=0, ttl=0,
        failures=0, failing_since=0, address=None, moving_to=None, moving_seen=0, empty=0, told=0,
        instead=Instead(sites, try_at=now + DAY) if home else Instead(sites, address, now + HOUR, HOUR),
    )  # fmt: skip


def home_later(state: PollState, now: int) -> PollState:
    """The first address is no better yet: it is looked at again after twice as long, up to a day."""
    wait = min(2 * state.instead.home_wait or HOUR, DAY)
    return replace(state, instead=replace(state.instead, home_at=now + wait, home_wait=wait))


def in_vain(state: PollState, now: int) -> PollState:
    """No alternate would do: they are tried again in an hour, then after twice as long, up to a day."""
    tries = state.instead.tries
    later = now + min(HOUR << tries, DAY)
    return replace(state, instead=replace(state.instead, try_at=later, tries=min(tries + 1, 20)))


def to_be_told(state: PollState) -> bool:
    """Whether the admins hear now that no alternate would do."""
    return state.instead.tries == _IN_VAIN


def well(state: PollState, entries: Sequence[Entry], feed: Feed, now: int) -> PollState:
    """After a document that speaks: the trouble is over, and where its entries lead is remembered."""
    if not feed.alternates or silent(state, now):
        return state
    held = state.instead
    sites = held.sites if held.address else sites_of(entries) or held.sites
    if (sites, 0) == (held.sites, held.tries):
        return state
    return replace(state, instead=replace(held, sites=sites, tries=0))


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d")
