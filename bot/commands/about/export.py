"""/export: everything that is held of this chat, as a file."""

import json

from bot.conversation.listing import notice
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Reply, said


def answer(ask: Ask) -> Reply:
    held = ask.desk.store.personal_data.export(ask.subscriber.id)
    content = json.dumps(held, ensure_ascii=False, indent=2).encode()
    text = notice(ask.texts("export.done"), ((ask.texts("button.forget"), "do:forget"),))
    return said(text, document=("trilateral-my-data.json", content))


COMMAND = Command("export", "about", order=5, answer=answer, rights=CHANGE)
