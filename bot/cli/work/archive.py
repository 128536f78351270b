"""What an archive without items says of itself: nothing is wrong, it wants to be filled."""

from bot.cli.work.terminal import tell
from bot.render.texts import Texts
from bot.service.assembly import Assembly


def say_if_empty(opened: Assembly, texts: Texts) -> bool:
    """Say how an archive is filled, where this one holds nothing; whether it does hold nothing."""
    if opened.store.items.count():
        return False
    tell(texts("terminal.empty", folder=opened.settings.inbox))
    return True
