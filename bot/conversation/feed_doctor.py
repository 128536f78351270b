"""How each feed is, for those who look after them: the list with the unwell ones first, and a card for each."""

from collections import Counter
from typing import Literal, TypeAlias

from bot.conversation.listing import notice
from bot.desk.request import Ask
from bot.phrases.subjects import fingerprint
from bot.render.classic import Button
from bot.render.escape import shortened
from digests.model import Part
from digests.sources.feeds.silence import last_word, standing
from digests.store.news.feeds import FeedResult, StoredFeed

State: TypeAlias = Literal[
    "ended", "set aside", "failing", "empty", "silent", "not asked", "living", "paused", "removed"
]
STATES: tuple[State, ...] = (
    "ended", "set aside", "failing", "empty", "silent", "not asked", "living", "paused", "removed",
)  # fmt: skip
"""In the order of the list: what wants somebody's eye first."""
_SIGN: dict[State, str] = {
    "ended": "⛔", "set aside": "⛔", "failing": "🔴", "empty": "🟠", "silent": "🟠", "not asked": "⚪", "living": "🟢",
    "paused": "⏸", "removed": "🗑",
}  # fmt: skip
_CURED: tuple[State, ...] = ("ended", "set aside", "failing", "empty", "silent", "removed")
_PER_PAGE = 10
_RESULTS = 5
_NAME, _DETAIL = 40, 120


def state_of(stored: StoredFeed, now: int) -> State:
    """How it is, by what is remembered of it."""
    if stored.origin == "removed":
        return "removed"
    return standing(stored.state, now) if stored.feed.enabled else "paused"


def called(state: State, ask: Ask) -> str:
    return ask.texts(f"feeds.state.{state.replace(' ', '_')}")


def feed_list(ask: Ask, number: int) -> Part:
    """One page: how many are in which state, and a button for each feed."""
    listed = [(state_of(stored, ask.now), stored) for stored in ask.desk.store.feeds.listed()]
    counted = Counter(state for state, _ in listed)
    lines = [ask.texts("feeds.title", number=ask.words.number(len(listed)))]
    lines += [f"{_SIGN[s]} {called(s, ask)}: {ask.words.number(counted[s])}" for s in STATES if counted[s]]
    listed.sort(key=lambda each: (STATES.index(each[0]), each[1].feed.name))
    start = (number - 1) * _PER_PAGE
    turning: list[Button] = []
    if number > 1:
        turning.append((ask.texts("button.back"), f"feeds:{number - 1}"))
    if len(listed) > start + _PER_PAGE:
        turning.append((ask.texts("button.next"), f"feeds:{number + 1}"))
    return notice("\n".join(lines), *_rows(listed[start : start + _PER_PAGE]), tuple(turning))


def matching(ask: Ask, wanted: str) -> Part:
    """The feeds whose name or address holds ``wanted``: the card of one, or the first of several."""
    sought = wanted.casefold()
    listed = ask.desk.store.feeds.listed()
    found = [each for each in listed if sought in each.feed.name.casefold() or sought in each.feed.shown.casefold()]
    if not found:
        return notice(ask.texts("feeds.none", name=wanted), ((ask.texts("feeds.all"), "feeds:1"),))
    if len(found) == 1:
        return card(ask, found[0])
    rows = _rows([(state_of(each, ask.now), each) for each in found[: 2 * _PER_PAGE]])
    return notice(ask.texts("feeds.title", number=ask.words.number(len(found))), *rows)


def keyed(ask: Ask, key: str) -> StoredFeed | None:
    """The feed of a button, removed or not."""
    url = next((url for url in ask.desk.store.feeds.urls() if fingerprint(url) == key), None)
    return ask.desk.store.feeds.get(url) if url else None


def card(ask: Ask, stored: StoredFeed) -> Part:
    """One feed: its last results, rhythm, silence and next poll, what is wrong, what to do, and the buttons."""
    words, texts, feed = ask.words, ask.texts, stored.feed
    state = state_of(stored, ask.now)
    country = words.countries([feed.country]) if len(feed.country) == 2 else feed.country
    lines = [f"{_SIGN[state]} {feed.name} ({country}): {called(state, ask)}", feed.shown]
    if stored.address != feed.url:
        lines.append(texts("feeds.read_at", address=stored.address))
    lines += [*_rhythm(ask, stored), *_next_poll(ask, stored, state), ""]
    results = ask.desk.store.feeds.results(feed.url)[:_RESULTS]
    lines += [_result(ask, each) for each in results] or [texts("feeds.never")]
    if feed.off and not feed.enabled:
        lines += ["", feed.off]
    if state in _CURED:
        lines += ["", texts(f"feeds.do.{state.replace(' ', '_')}")]
    return notice("\n".join(lines), *_buttons(ask, stored, state))


def _rhythm(ask: Ask, stored: StoredFeed) -> list[str]:
    lines = []
    if stored.state.gap:
        lines.append(ask.texts("feeds.gap", span=ask.words.span(stored.state.gap)))
    if last := last_word(stored.state):
        lines.append(ask.texts("feeds.silence", span=ask.words.span(max(0, ask.now - last))))
    return lines


def _next_poll(ask: Ask, stored: StoredFeed, state: State) -> list[str]:
    if state in ("ended", "set aside", "paused", "removed"):
        return [ask.texts("feeds.next.never")]
    if stored.next_poll <= ask.now:
        return [ask.texts("feeds.next.soon")]
    return [ask.texts("feeds.next", when=ask.words.stamp(stored.next_poll, ask.zone, now=ask.now))]


def _result(ask: Ask, result: FeedResult) -> str:
    when = ask.words.stamp(result.at, ask.zone, now=ask.now)
    outcome = ask.texts(f"feeds.outcome.{result.outcome.replace(' ', '_')}")
    counts = f" {result.entries} (+{result.added})" if result.entries else ""
    detail = f" – {shortened(result.detail, _DETAIL)}" if result.detail else ""
    return f"{when} {outcome}{counts}{detail}"


def _buttons(ask: Ask, stored: StoredFeed, state: State) -> list[tuple[Button, ...]]:
    key, texts = fingerprint(stored.feed.url), ask.texts
    back: tuple[Button, ...] = ((texts("feeds.all"), "feeds:1"),)
    if state == "removed":
        return [((texts("feeds.button.back"), f"feed:{key}:back"),), back]
    if state in ("paused", "ended", "set aside"):
        first: list[Button] = [(texts("feeds.button.resume"), f"feed:{key}:resume")]
    else:
        poll = (texts("feeds.button.poll"), f"feed:{key}:poll")
        first = [poll, (texts("feeds.button.pause"), f"feed:{key}:pause")]
    second: list[Button] = [(texts("feeds.button.remove"), f"feed:{key}:remove")]
    if stored.feed.alternates and state in ("failing", "empty", "silent"):
        second.insert(0, (texts("feeds.button.alternate"), f"feed:{key}:alternate"))
    return [tuple(first), tuple(second), back]


def _rows(listed: list[tuple[State, StoredFeed]]) -> list[tuple[Button, ...]]:
    return [
        ((f"{_SIGN[state]} {shortened(each.feed.name, _NAME)}", f"feed:{fingerprint(each.feed.url)}"),)
        for state, each in listed
    ]
