"""What the commands of editors share: the numbers they are given, the answer with its way back, and taking back."""

from bot.conversation.listing import notice
from bot.conversation.story_view import named
from bot.desk.request import Ask, Reply, said
from digests.model import Part, Story
from digests.store.editing.audit import Change


def usage(ask: Ask, command: str) -> Reply:
    """How the command is written."""
    return said(notice(ask.texts(f"help.of.{command}")))


def first_story(ask: Ask) -> tuple[Story | None, list[str], Reply | None]:
    """The story that the first word names, the other words, and what is answered where there is none."""
    first, *rest = ask.arguments.replace(",", " ").split() or [""]
    story = named(ask, first)
    if story is not None or not first.lstrip("#").isdecimal():
        return story, rest, None
    return None, rest, said(notice(ask.texts("story.missing", number=first.lstrip("#"))))


def changed(ask: Ask, text: str, change_id: int) -> Reply:
    """What was done, with the button that takes it back."""
    return said(notice(text, ((ask.texts("edit.undo"), f"undo:{change_id}"),)))


def taken_back(ask: Ask, change: Change | None) -> Part:
    """Take ``change`` back, and say so; or why not."""
    if change is None:
        return notice(ask.texts("edit.undo.none"))
    became = ask.desk.store.edits.undo(change, user_id=ask.user_id, now=ask.now)
    key = {"undone": "edit.undo.done", "before": "edit.undo.before", "moved": "edit.undo.moved"}[became]
    return notice(ask.texts(key, command=change.command))
