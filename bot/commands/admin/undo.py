"""/undo: takes back the last change to a story; the button under each change takes back that one."""

from bot.conversation.editing import taken_back
from bot.desk.access import EDIT
from bot.desk.request import Ask, Command, Press, Reply, instead, said


def answer(ask: Ask) -> Reply:
    return said(taken_back(ask, ask.desk.store.audit.undoable()))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    return instead(taken_back(ask, ask.desk.store.audit.get(int(arguments[0]))))


COMMAND = Command("undo", "admin", order=6, answer=answer, rights=EDIT)
PRESSES = {"undo": Press(press, form="[0-9]{1,15}", rights=EDIT)}
