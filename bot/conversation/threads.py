"""The topics of a chat: in which one a message stands, and whether it is a subscription of its own. Pure."""

from telegram import Message
from telegram.constants import ChatType

_GENERAL = 1
"""The topic that every forum has: Telegram refuses messages that name it, and takes those that name none."""


def topic_of(message: Message) -> int | None:
    """The topic to answer in; ``None`` = the chat itself. A reply in a group that is no forum has a thread, too, and
    stands in no topic."""
    if not message.is_topic_message or message.message_thread_id == _GENERAL:
        return None
    return message.message_thread_id


def subscribed_topic(message: Message) -> int:
    """The topic whose settings count, 0 = the chat's own: those of a forum are each for other readers, while in a
    private chat all belong to one."""
    return 0 if message.chat.type == ChatType.PRIVATE else topic_of(message) or 0
