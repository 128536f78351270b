"""/admin: a panel of what operators and editors may do, and the record of what was changed by hand."""

from bot.conversation.listing import notice
from bot.desk.access import EDIT, OPERATE, Allowed, Request, Rights, may
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.render.classic import Button
from bot.render.escape import shortened
from digests.model import Part
from digests.store.editing.audit import Change

_PANEL: tuple[tuple[tuple[str, str, Rights], ...], ...] = (
    (("admin.feeds", "feeds:1", EDIT), ("admin.changes", "changes", EDIT)),
    (("admin.stats", "do:stats", OPERATE), ("admin.queue", "queue", OPERATE)),
    (("admin.broadcast", "do:broadcast", OPERATE),),
)
"""(text, action, whose it is) in rows."""
_CHANGES = 8
_LONG = 120
_ACTS = ("merge", "split", "retag")
"""What can be taken back."""


def answer(ask: Ask) -> Reply:
    return said(_panel(ask))


def shown(ask: Ask, _: tuple[str, ...]) -> Reply:
    return instead(_panel(ask))


def _panel(ask: Ask) -> Part:
    """The buttons of whoever asks."""
    staff = ask.desk.settings
    asking = Request("private", operator=ask.user_id in staff.admins, editor=ask.user_id in staff.editors)
    rows = [
        tuple((ask.texts(key), action) for key, action, rights in row if may(asking, rights) == Allowed())
        for row in _PANEL
    ]
    return notice(ask.texts("admin.title"), *(row for row in rows if row))


def changes(ask: Ask, _: tuple[str, ...]) -> Reply:
    """The last changes, and a button for each that can be taken back."""
    latest = ask.desk.store.audit.latest(_CHANGES)
    told = "\n\n".join(_told(ask, change) for change in latest) or ask.texts("admin.changes.none")
    rows: list[tuple[Button, ...]] = [
        ((f"{ask.texts('edit.undo')}: {shortened(change.command, 40)}", f"undo:{change.id}"),)
        for change in latest
        if change.act in _ACTS and change.undone is None
    ]
    return instead(notice(told, *rows, ((ask.texts("admin.panel"), "admin"),)))


def _told(ask: Ask, change: Change) -> str:
    """Who, when, what, before and after."""
    undone = f" ({ask.texts('admin.undone')})" if change.undone is not None else ""
    head = f"{ask.words.stamp(change.at, ask.zone, now=ask.now)} · {change.user_id or '–'} · {change.command}{undone}"
    before, after = (shortened(text, _LONG) for text in (change.before, change.after))
    return f"{head}\n{before} → {after}"


COMMAND = Command("admin", "admin", order=0, answer=answer, rights=EDIT)
PRESSES = {"admin": Press(shown, rights=EDIT), "changes": Press(changes, rights=EDIT)}
