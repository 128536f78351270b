"""/merge <story> <story>: two stories are one event; the first keeps its number."""

from bot.conversation.editing import changed, first_story, usage
from bot.conversation.listing import notice
from bot.conversation.story_view import named
from bot.desk.access import EDIT
from bot.desk.request import Ask, Command, Reply, said


def answer(ask: Ask) -> Reply:
    into, rest, wrong = first_story(ask)
    if wrong or into is None or len(rest) != 1:
        return wrong or usage(ask, "merge")
    other = named(ask, rest[0])
    if other is None:
        return said(notice(ask.texts("story.missing", number=rest[0].lstrip("#"))))
    if other.id == into.id:
        return said(notice(ask.texts("merge.same", number=into.id)))
    change = ask.desk.store.edits.merge(into, other, user_id=ask.user_id, now=ask.now)
    reports = ask.words.number(len(into.items) + len(other.items))
    return changed(ask, ask.texts("merge.done", number=into.id, other=other.id, reports=reports), change)


COMMAND = Command("merge", "admin", order=3, answer=answer, rights=EDIT)
