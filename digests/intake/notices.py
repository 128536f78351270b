"""What the admins should be told of a feed, from what was remembered of it before a poll and after it: pure."""

from dataclasses import replace

from digests.intake.report import Notice
from digests.model import Feed
from digests.sources.feeds import alternates, silence
from digests.sources.feeds.polling import PollState


def notice_of(feed: Feed, before: PollState, after: PollState, now: int) -> Notice | None:
    """The one thing that is new and theirs to know: it ended, was given up, moved, has no stand-in, or fell silent."""
    if after.ended and not before.ended:
        return Notice("ended", feed.name, feed.url)
    if after.set_aside and not before.set_aside:
        return Notice("aside", feed.name, feed.url)
    if after.address and after.address != before.address:
        return Notice("moved", feed.name, feed.url, after.address)
    if after.failures and after.instead.tries != before.instead.tries and alternates.to_be_told(after):
        return Notice("alone", feed.name, feed.url)
    if _dead(after, now) and not before.told and (before.newest or before.empty):
        return Notice("silent", feed.name, feed.url)
    return None


def told(before: PollState, after: PollState, now: int) -> PollState:
    """Remember that its silence was told, or was there when it was met, until it speaks: that is said once."""
    if after.failures:
        return after
    met_silent = not before.last_poll and silence.standing(after, now) in ("silent", "empty")
    dead = met_silent or _dead(after, now)
    return after if bool(after.told) == dead or (after.empty and after.told) else replace(after, told=now * dead)


def _dead(state: PollState, now: int) -> bool:
    """Silent or empty for so long that it is no week-end and no holiday."""
    if silence.standing(state, now) not in ("silent", "empty"):
        return False
    return now - (silence.last_word(state) or state.empty) > silence.DEAD
