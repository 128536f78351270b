"""What Telegram checks beyond types: lengths, buttons, commands, and the markup by its own parser (``tdjson``)."""

import json
import re
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from typing import Any

from tdjson import td_execute

from tests.fake_telegram.rules import Refused, Upload


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEXT, _CAPTION, _RICH, _BLOCKS, _DEPTH, _COLUMNS, _MEDIA = 4096, 1024, 32_768, 500, 16, 20, 50
_BLOCK = _words(
    "h1 h2 h3 h4 h5 h6 p pre footer hr ul ol li blockquote aside img video audio figure figcaption tg-map tg-collage "
    "tg-slideshow table caption tr th td details summary"
)
_INLINE = _words(
    "a b strong i em u ins s strike del code mark sub sup span tg-spoiler tg-reference tg-emoji tg-time tg-math br "
    "cite input"
)
_ENTITIES = _words("lt gt amp quot apos nbsp hellip mdash ndash lsquo rsquo ldquo rdquo")
_VOID = _words("hr img br input")


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def check(method: str, values: Mapping[str, Any]) -> None:
    """Raises:
    Refused: 400 with the words Telegram uses.
    """
    if "text" in values and method in {"sendMessage", "editMessageText"}:
        _length(parsed(values["text"], values.get("parse_mode")), _TEXT, "message")
    if "caption" in values:
        _length(parsed(values["caption"], values.get("parse_mode")), _CAPTION, "message caption")
    if "rich_message" in values:
        _rich(values["rich_message"])
    if isinstance(values.get("reply_markup"), dict):
        _keyboard(values["reply_markup"])
    if method == "setMyCommands":
        _commands(values["commands"])
    if method == "answerInlineQuery" and len(values["results"]) > 50:
        raise Refused(400, "Bad Request: RESULTS_TOO_MUCH")
    if method == "answerCallbackQuery" and len(values.get("text", "")) > 200:
        raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
    for upload in values.values():
        if isinstance(upload, Upload) and upload.size == 0:
            raise Refused(400, "Bad Request: file must be non-empty")


def _length(text: str, limit: int, what: str) -> None:
    if not text.strip() and what == "message":
        raise Refused(400, "Bad Request: message text is empty")
    if units(text) > limit:
        raise Refused(400, f"Bad Request: {what} is too long")


def parsed(text: str, mode: str | None) -> str:
    """The text after entity parsing.

    Raises:
        Refused: "can't parse entities", with the parser's reason.
    """
    if mode is None:
        return text
    if mode.upper() != "HTML":
        raise Refused(400, "Bad Request: this product speaks HTML only")
    return _by_telegram(text)


@cache
def _quiet() -> None:
    td_execute(json.dumps({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}).encode())


def _by_telegram(text: str) -> str:
    _quiet()
    call = {"@type": "parseTextEntities", "text": text, "parse_mode": {"@type": "textParseModeHTML"}}
    answer = json.loads(td_execute(json.dumps(call).encode()) or b"{}")
    if answer["@type"] == "error":
        reason = str(answer["message"]).removeprefix("Can't parse entities: ")
        raise Refused(400, f"Bad Request: can't parse entities: {reason}")
    if len(answer["entities"]) > 100:
        raise Refused(400, "Bad Request: more than 100 entities: Telegram would drop the rest")
    return str(answer["text"])


def _keyboard(markup: Mapping[str, Any]) -> None:
    rows = markup.get("inline_keyboard", [])
    if sum(len(row) for row in rows) > 100:
        raise Refused(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        actions = set(button) - {"text", "icon_custom_emoji_id", "style"}
        if len(actions) != 1:
            raise Refused(400, "Bad Request: inline keyboard button must have exactly one action")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        if "url" in button and not re.match(r"(https?|tg)://\S+$", button["url"]):
            raise Refused(400, "Bad Request: BUTTON_URL_INVALID")


def _commands(commands: list[Mapping[str, str]]) -> None:
    if len(commands) > 100:
        raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")


class _Blocks(HTMLParser):
    """Counts what a rich message is limited by, and refuses tags that it does not have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.blocks = self.media = self.text = self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _BLOCK | _INLINE:
            raise Refused(400, f'Bad Request: can\'t parse rich message: unsupported start tag "{tag}"')
        self.blocks += tag in _BLOCK
        self.media += tag in {"img", "video", "audio"}
        self.cells = 0 if tag == "tr" else self.cells + (tag in {"td", "th"})
        if self.cells > _COLUMNS:
            raise Refused(400, "Bad Request: rich message has too many table columns")
        if tag not in _VOID:
            self.open.append(tag)
        if len(self.open) > _DEPTH:
            raise Refused(400, "Bad Request: rich message is nested too deep")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            raise Refused(400, f'Bad Request: can\'t parse rich message: unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        self.text += units(data)

    def handle_entityref(self, name: str) -> None:
        if name not in _ENTITIES:
            raise Refused(400, f'Bad Request: can\'t parse rich message: unsupported entity "&{name};"')
        self.text += 1

    def handle_charref(self, name: str) -> None:
        self.text += 1


def _rich(message: Mapping[str, Any]) -> None:
    if len({"html", "markdown"} & set(message)) != 1:
        raise Refused(400, "Bad Request: exactly one of html and markdown must be specified")
    if "html" not in message:
        return
    blocks = _Blocks()
    blocks.feed(message["html"])
    blocks.close()
    if blocks.open:
        raise Refused(400, f'Bad Request: can\'t parse rich message: tag "{blocks.open[-1]}" is not closed')
    if not blocks.text:
        raise Refused(400, "Bad Request: message text is empty")
    if blocks.text > _RICH or blocks.blocks > _BLOCKS or blocks.media > _MEDIA:
        raise Refused(400, "Bad Request: rich message is too long")
