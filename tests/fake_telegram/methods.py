"""What each method answers once nothing speaks against it; messages are remembered so that edits can be judged."""

import itertools
import time
from collections.abc import Callable
from typing import Any

from tests.fake_telegram.rules import Refused, Upload
from tests.fake_telegram.updates import Updates

Admit = Callable[[int, int], None]
_CONTENT = ("text", "caption", "rich_message", "reply_markup")


class Methods:
    def __init__(self, bot: dict[str, Any], updates: Updates) -> None:
        self.bot = bot
        self.updates = updates
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        """(chat, message id) -> the values it was sent or last edited with."""
        self.deleted: list[tuple[int, int]] = []
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        """(scope as JSON-like text, language) -> commands."""
        self.files: dict[str, bytes] = {}
        """Path -> content, for getFile and downloads."""
        self.members: dict[tuple[int, int], str] = {}
        """(chat, user) -> status; ``member`` where nothing is said."""
        self._ids = itertools.count(1000)

    def answer(self, method: str, values: dict[str, Any], admit: Admit) -> Any:
        """The ``result`` of a call.

        Raises:
            Refused: the chat, or the message it speaks of, does not allow it.
        """
        if method.startswith(("send", "copy", "forward")) and method != "sendMediaGroup":
            admit(int(values["chat_id"]), int(values.get("message_thread_id", 0)))
        name = "_" + "".join(f"_{c.lower()}" if c.isupper() else c for c in method)
        known: Callable[[dict[str, Any]], Any] | None = getattr(self, name, None)
        return known(values) if known else True

    def button(self, chat_id: int, place: int) -> tuple[str, int]:
        """(callback data, message) of a button under the last message of a chat that has any; or ("", 0)."""
        for (chat, message_id), values in sorted(self.messages.items(), reverse=True):
            rows = (values.get("reply_markup") or {}).get("inline_keyboard") if chat == chat_id else None
            found = [button["callback_data"] for row in rows or () for button in row if "callback_data" in button]
            if found:
                return found[place % len(found)], message_id
        return "", 0

    # ------------------------------------------------------------------ messages

    def _new(self, values: dict[str, Any], **body: Any) -> dict[str, Any]:
        chat_id = int(values["chat_id"])
        message_id = next(self._ids)
        self.messages[chat_id, message_id] = {key: values[key] for key in _CONTENT if key in values}
        kind = "private" if chat_id > 0 else "supergroup"
        message = {"message_id": message_id, "date": int(time.time()), "chat": {"id": chat_id, "type": kind}}
        return message | {"from": self.bot} | body

    def _send_message(self, values: dict[str, Any]) -> dict[str, Any]:
        return self._new(values, text=values["text"])

    def _send_rich_message(self, values: dict[str, Any]) -> dict[str, Any]:
        return self._new(values)

    def _send_photo(self, values: dict[str, Any]) -> dict[str, Any]:
        photo = [{"file_id": "photo", "file_unique_id": "p", "width": 90, "height": 90}]
        return self._new(values, photo=photo, caption=values.get("caption", ""))

    def _send_document(self, values: dict[str, Any]) -> dict[str, Any]:
        given = values["document"]
        name = given.name if isinstance(given, Upload) else "file"
        document = {"file_id": "document", "file_unique_id": "d", "file_name": name}
        return self._new(values, document=document, caption=values.get("caption", ""))

    def _copy_message(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"message_id": self._new(values)["message_id"]}

    def _forward_message(self, values: dict[str, Any]) -> dict[str, Any]:
        return self._new(values, text="forwarded")

    def _edit(self, values: dict[str, Any]) -> dict[str, Any] | bool:
        if "inline_message_id" in values:
            return True
        key = int(values["chat_id"]), int(values["message_id"])
        if key not in self.messages:
            raise Refused(400, "Bad Request: message to edit not found")
        content = {name: values[name] for name in _CONTENT if name in values}
        if content == self.messages[key]:
            raise Refused(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
                "same as a current content and reply markup of the message",
            )
        self.messages[key] = content
        kind = "private" if key[0] > 0 else "supergroup"
        message = {"message_id": key[1], "date": int(time.time()), "chat": {"id": key[0], "type": kind}}
        return message | {"from": self.bot, "text": values.get("text", "")}

    _edit_message_text = _edit_message_caption = _edit_message_reply_markup = _edit

    def _delete_message(self, values: dict[str, Any]) -> bool:
        key = int(values["chat_id"]), int(values["message_id"])
        if self.messages.pop(key, None) is None:
            raise Refused(400, "Bad Request: message to delete not found")
        self.deleted.append(key)
        return True

    def _delete_messages(self, values: dict[str, Any]) -> bool:
        if not 1 <= len(values["message_ids"]) <= 100:
            raise Refused(400, "Bad Request: message identifiers are not specified")
        for message_id in values["message_ids"]:
            if self.messages.pop((int(values["chat_id"]), message_id), None) is not None:
                self.deleted.append((int(values["chat_id"]), message_id))
        return True

    # ------------------------------------------------------------------ the bot and its chats

    def _get_me(self, values: dict[str, Any]) -> dict[str, Any]:
        return self.bot | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }

    def _set_webhook(self, values: dict[str, Any]) -> bool:
        self.updates.webhook = values if values["url"] else None
        return True

    def _delete_webhook(self, values: dict[str, Any]) -> bool:
        self.updates.webhook = None
        return True

    def _get_webhook_info(self, values: dict[str, Any]) -> dict[str, Any]:
        url = self.updates.webhook["url"] if self.updates.webhook else ""
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self.updates.waiting)}

    def _set_my_commands(self, values: dict[str, Any]) -> bool:
        self.commands[str(values.get("scope")), values.get("language_code", "")] = values["commands"]
        return True

    def _get_my_commands(self, values: dict[str, Any]) -> list[dict[str, str]]:
        return self.commands.get((str(values.get("scope")), values.get("language_code", "")), [])

    def _get_chat(self, values: dict[str, Any]) -> dict[str, Any]:
        name = str(values["chat_id"])
        if not name.removeprefix("-").isascii() or not name.removeprefix("-").isdigit() or len(name) > 18:
            raise Refused(400, "Bad Request: chat not found")
        chat_id = int(name)
        kind = {"type": "private", "first_name": "Reader"} if chat_id > 0 else {"type": "supergroup", "title": "Group"}
        accepted = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        )
        return {"id": chat_id, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted} | kind

    def _get_chat_member(self, values: dict[str, Any]) -> dict[str, Any]:
        key = int(values["chat_id"]), int(values["user_id"])
        user = {"id": key[1], "is_bot": False, "first_name": "Reader"}
        status = self.members.get(key, "member")
        extra = {"is_anonymous": False} if status == "creator" else {}
        return {"status": status, "user": user} | extra

    def _get_file(self, values: dict[str, Any]) -> dict[str, Any]:
        path = values["file_id"]
        if path not in self.files:
            raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        return {"file_id": path, "file_unique_id": path, "file_size": len(self.files[path]), "file_path": path}
