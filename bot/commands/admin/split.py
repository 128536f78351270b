"""/split <story> <reports>: these reports are of another event; /split <story> lists its reports with their numbers."""

from bot.conversation.editing import changed, first_story, usage
from bot.conversation.listing import notice
from bot.desk.access import EDIT
from bot.desk.request import Ask, Command, Reply, said
from bot.render.escape import shortened
from digests.model import Part, Story

_LISTED = 40
_TITLE = 90


def answer(ask: Ask) -> Reply:
    story, rest, wrong = first_story(ask)
    if wrong or story is None:
        return wrong or usage(ask, "split")
    wanted = [int(word.lstrip("#")) for word in rest if word.lstrip("#").isascii() and word.lstrip("#").isdecimal()]
    known = {item.id for item in story.items}
    if not rest or len(wanted) < len(rest) or not known.issuperset(wanted):
        return said(_reports(ask, story))
    split = ask.desk.store.edits.split(story, wanted, user_id=ask.user_id, now=ask.now)
    if split is None:
        return said(notice(ask.texts("split.all", number=story.id)))
    change, new_id = split
    apart = len(set(wanted))
    kept = ask.words.number(len(known) - apart)
    text = ask.texts("split.done", number=story.id, kept=kept, other=new_id, apart=ask.words.number(apart))
    return changed(ask, text, change)


def _reports(ask: Ask, story: Story) -> Part:
    """Each report with its number, the first ones where there are many."""
    said_of = [ask.texts("split.which", number=story.id)]
    for item in story.items[:_LISTED]:
        said_of.append(f"{item.id} · {item.entry.publisher}: {shortened(item.title, _TITLE)}")
    return notice("\n".join(said_of))


COMMAND = Command("split", "admin", order=4, answer=answer, rights=EDIT)
