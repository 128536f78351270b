"""/feeds: how the feeds are, the unwell ones first; /feeds <name>: one of them, with what can be done about it."""

from bot.conversation.feed_doctor import card, feed_list, keyed, matching
from bot.conversation.listing import PAGE, notice
from bot.desk.access import EDIT
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.subjects import fingerprint
from digests.model import Part
from digests.store.news.feeds import StoredFeed

_ACTS = "poll|pause|resume|remove|gone|alternate|back"


def answer(ask: Ask) -> Reply:
    wanted = ask.arguments.strip()
    return said(matching(ask, wanted) if wanted else feed_list(ask, 1))


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    return instead(feed_list(ask, int(arguments[0])))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """``feed:0123456789ab`` shows it; ``feed:0123456789ab:pause`` … does something to it."""
    key, *rest = arguments
    stored = keyed(ask, key)
    if stored is None:
        return Reply(toast=ask.texts("press.gone"))
    if not rest:
        return instead(card(ask, stored))
    if rest[0] == "remove":
        return instead(_sure(ask, stored))
    toast = _act(ask, stored, rest[0])
    again = keyed(ask, key)
    return instead(card(ask, again or stored), toast=toast)


def _act(ask: Ask, stored: StoredFeed, what: str) -> str:
    """Do it and record it; what the press is answered with."""
    feeds, url, texts = ask.desk.store.feeds, stored.feed.url, ask.texts
    with ask.desk.store.db.write():
        if what in ("poll", "alternate"):
            feeds.ask_soon(url, alternates=what == "alternate")
        elif what == "pause":
            feeds.disable(url)
        elif what == "resume":
            feeds.enable(url)
        elif what == "gone":
            feeds.remove(url)
        elif stored.origin == "removed":
            feeds.add(stored.feed)
        after = feeds.get(url)
        was, became = (_told(each) for each in (stored, after))
        act = {"gone": "remove"}.get(what, what)
        ask.desk.store.audit.note(
            "feeds", f"{act} {stored.feed.shown}", user_id=ask.user_id, now=ask.now, before=was, after=became
        )
    return texts("feeds.next.soon") if what in ("poll", "alternate", "resume", "back") else texts("feeds.next.never")


def _told(stored: StoredFeed | None) -> str:
    if stored is None or stored.origin == "removed":
        return "removed"
    return f"{'on' if stored.feed.enabled else 'off'} {stored.origin}"


def _sure(ask: Ask, stored: StoredFeed) -> Part:
    key = fingerprint(stored.feed.url)
    rows = ((ask.texts("feeds.button.gone"), f"feed:{key}:gone"), (ask.texts("button.back"), f"feed:{key}"))
    return notice(ask.texts("feeds.sure", name=stored.feed.name), rows)


COMMAND = Command("feeds", "admin", order=7, answer=answer, rights=EDIT)
PRESSES = {
    "feeds": Press(turn, form=PAGE, rights=EDIT),
    "feed": Press(press, form=rf"[0-9a-f]{{12}}(:({_ACTS}))?", rights=EDIT),
}
