"""When a feed is polled next and what its answer means: pure.

``PollState`` is what is remembered of one feed between polls. ``conditional_headers`` says how to ask; ``unchanged``,
``changed`` and ``failed`` fold an answer into the state; ``next_poll`` says when to ask again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Self, cast

from pydantic import TypeAdapter

from digests.sources.feeds.freshness import LONGEST_RETRY_AFTER, freshness
from digests.sources.feeds.silence import rhythm

MINUTE, HOUR, DAY = 60, 3600, 86_400
SHORTEST, LONGEST = 2 * MINUTE, DAY
VALIDATORS_KEPT = 8 * DAY
"""Servers that answer 304 for ever are found out after this long (Miniflux and NetNewsWire do likewise)."""
SET_ASIDE_AFTER = 14 * DAY
SET_ASIDE_FAILURES = 5
"""At least so many failures in that time: a machine that was off for two weeks is no fault of the feed's."""
PAUSE = 7 * DAY
"""A feed that has not been read for so long comes back as if it were new: stored, not pushed."""
FARTHEST = LONGEST_RETRY_AFTER + 2 * DAY
"""No poll is further ahead than this: the longest Retry-After, jitter and skipped days."""
_MOVED_AFTER = 2
_BACK_HOME_AFTER = 3
_JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Instead:
    """What we remember of a feed's alternates; few feeds have any. Times are epoch seconds, 0 = never."""

    sites: tuple[str, ...] = ()
    """Where the feed's entries led while it was well: what an alternate's must lead to."""
    address: str | None = None
    """The alternate that is read in the feed's place."""
    home_at: int = 0
    """When the first address is looked at again …"""
    home_wait: int = 0
    """… and how many seconds that was put off."""
    try_at: int = 0
    """When alternates are tried again, none having been good …"""
    tries: int = 0
    """… so many times."""


_NOTHING = Instead()


@dataclass(frozen=True, slots=True)
class PollState:
    """What we remember of one feed. Times are epoch seconds, 0 = never."""

    etag: str | None = None
    last_modified: str | None = None
    validators_since: int = 0
    body_hash: str | None = None
    last_poll: int = 0
    last_read: int = 0
    """The last poll that answered with entries, changed or not."""
    failures: int = 0
    """In a row."""
    failing_since: int = 0
    not_before: int = 0
    """What the server asked for: Retry-After, max-age, Expires."""
    ttl: int = 0
    """Seconds, from the document."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day, UTC."""
    skip_days: tuple[int, ...] = ()
    """ISO weekdays, 1 = Monday."""
    oldest: int = 0
    """Publication time of the oldest of the entries that tell the rhythm …"""
    counted: int = 0
    """… and how many those are."""
    newest: int = 0
    gap: int = 0
    """The median gap between them."""
    lull: int = 0
    """The longest."""
    spoke: int = 0
    """When it last held something new to us, after the first time that it was read."""
    empty: int = 0
    """Since when its document holds no entry."""
    told: int = 0
    """When the admins were told of its silence, or it was met silent; 0 = it speaks."""
    instead: Instead = _NOTHING
    """What is read in its place, or was looked at in vain."""
    address: str | None = None
    """Where it is fetched since it moved; the catalogue's URL stays its name."""
    moving_to: str | None = None
    moving_seen: int = 0
    ended: int = 0
    """When it answered 410."""
    set_aside: int = 0
    """When we gave it up."""

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The inverse of :meth:`to_json`; fields that it does not know are ignored.

        Raises:
            ValueError: a field holds what it cannot.
        """
        return cast(Self, _state.validate_json(text or "{}"))

    def to_json(self) -> str:
        """What differs from a feed never met, as JSON."""
        own = {}
        for name, default in _DEFAULTS:
            value = getattr(self, name)
            if value is not default and value != default:
                own[name] = value
        return _encode(own)

    @property
    def resting(self) -> bool:
        """True where it is not polled any more: ended, or set aside."""
        return bool(self.ended or self.set_aside)


_DEFAULTS = tuple((each.name, each.default) for each in fields(PollState))
_encode = json.JSONEncoder(default=asdict).encode
_state = TypeAdapter(PollState)


def body_hash(body: bytes) -> str:
    """A fingerprint of a document: equal = nothing to parse."""
    return blake2b(body, digest_size=16).hexdigest()


def conditional_headers(state: PollState, now: int) -> dict[str, str]:
    """The validators exactly as the server gave them; none once they are older than ``VALIDATORS_KEPT``."""
    if now - state.validators_since >= VALIDATORS_KEPT:
        return {}
    headers = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in headers.items() if value}


def pushable(state: PollState, now: int) -> bool:
    """False at first sight and after a pause: what the feed holds then is old, stored and never pushed.

    Of a feed that was seen empty a while ago and had been read before, everything is new.
    """
    seen = max(state.last_read, state.last_poll if state.empty and not state.failures else 0)
    return bool(state.last_read) and now - seen < PAUSE


def unchanged(state: PollState, *, now: int, headers: Mapping[str, str]) -> PollState:
    """After a 304, or a body that we had already: read, unless it is empty still."""
    return replace(
        state,
        last_poll=now,
        last_read=state.last_read if state.empty else now,
        failures=0,
        failing_since=0,
        not_before=now + freshness(headers, now),
    )


def fetched(state: PollState, *, now: int, headers: Mapping[str, str], digest: str) -> PollState:
    """After a 200: its validators and the body's fingerprint; ``headers`` have lower-case names."""
    return replace(
        unchanged(state, now=now, headers=headers),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        validators_since=now,
        body_hash=digest,
    )


def parsed(
    state: PollState,
    *,
    ttl: int | None,
    skip_hours: Iterable[int],
    skip_days: Iterable[int],
    published: Sequence[int],
    added: int = 0,
    now: int,
) -> PollState:
    """After parsing a document with entries: what it asks for itself (``ttl`` in seconds), the rhythm of its entries,
    and whether ``added`` of them were new to us."""
    found = rhythm(published, now)
    spoke = now if added and (state.counted or not found.newest) else state.spoke
    return replace(
        state,
        last_read=now,
        ttl=min(ttl or 0, LONGEST),
        skip_hours=tuple(sorted({hour % 24 for hour in skip_hours})),
        skip_days=tuple(sorted({day for day in skip_days if 1 <= day <= 7})),
        oldest=found.oldest,
        counted=found.counted,
        newest=found.newest,
        gap=found.gap,
        lull=found.lull,
        spoke=spoke,
        empty=0,
    )


def emptied(state: PollState, *, read: int, now: int) -> PollState:
    """After a document that holds no entry: answered, and last read at ``read``. The rhythm that it had stays known."""
    return replace(state, empty=state.empty or now, last_read=read)


def failed(state: PollState, *, now: int, retry_after: int | None = None, cut_off: bool = False) -> PollState:
    """After no good answer: counted, and set aside after two weeks of nothing else.

    ``cut_off``: no other feed answers either, so that the fault may be ours: nothing is set aside.
    """
    since = state.failing_since or now
    failures = state.failures + 1
    give_up = now - since >= SET_ASIDE_AFTER and failures >= SET_ASIDE_FAILURES and not cut_off
    return replace(
        state,
        last_poll=now,
        failures=failures,
        failing_since=since,
        not_before=now + min(retry_after or 0, LONGEST_RETRY_AFTER),
        address=None if failures >= _BACK_HOME_AFTER else state.address,
        set_aside=now if give_up else 0,
    )


def gone(state: PollState, *, now: int) -> PollState:
    """After 410."""
    return replace(state, last_poll=now, ended=now)


def moved(state: PollState, target: str | None) -> PollState:
    """Note where a permanent redirect led; seen twice in a row, the feed is fetched there from now on."""
    if target is None:
        return replace(state, moving_to=None, moving_seen=0) if state.moving_to else state
    seen = state.moving_seen + 1 if target == state.moving_to else 1
    if seen < _MOVED_AFTER:
        return replace(state, moving_to=target, moving_seen=seen)
    return replace(state, address=target, moving_to=None, moving_seen=0)


def next_poll(state: PollState, *, interval: int | None, default: int, now: int, jitter: float) -> int:
    """Epoch seconds of the next poll.

    Args:
        interval: the operator's own for this feed, or ``None`` = adaptive.
        default: seconds, where the feed shows no rhythm yet.
        jitter: 0-1, drawn by the caller; spreads polls over a tenth of the interval, always later.
    """
    seconds = max(interval or _rhythm(state, default, now), state.ttl)
    if state.failures:
        seconds = min(max(seconds, 5 * MINUTE) * 2 ** min(state.failures - 1, 12), LONGEST)
    seconds = min(max(seconds, SHORTEST), LONGEST)
    at = max(now + seconds, state.not_before) + int(seconds * _JITTER * jitter)
    return _skipping(at, state)


def _rhythm(state: PollState, default: int, now: int) -> int:
    """Half the mean gap between entries, the present silence counted as a gap: a feed that falls silent slows down."""
    if state.counted < 2:
        return default
    return (now - state.oldest) // state.counted // 2


def _skipping(at: int, state: PollState) -> int:
    """The first moment from ``at`` on outside skipHours and skipDays; ``at`` itself where they leave nothing."""
    if len(state.skip_hours) >= 24 or len(state.skip_days) >= 7:
        return at
    moment = datetime.fromtimestamp(at, UTC)
    for _ in range(8 * 24):
        if moment.hour not in state.skip_hours and moment.isoweekday() not in state.skip_days:
            return max(at, int(moment.timestamp()))
        moment = moment.replace(minute=0, second=0) + timedelta(hours=1)
    return at
