"""The table of outcomes, row by row."""

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.outcomes import ChatLost, ChatMoved, Later, Outcome, Refused, Reword, Unknown, outcome_of, pause
from bot.delivery.transport import NotSent


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RetryAfter(17), Later("429", halt=17)),
        (NotSent("no connection"), Later("not sent: no connection")),
        (
            NetworkError("Internal Server Error: try again later"),
            Unknown("unknown: Internal Server Error: try again later"),
        ),
        (NetworkError("Bad Gateway (502). Parsing failed"), Unknown("unknown: Bad Gateway (502). Parsing failed")),
        (
            NetworkError("ServerDisconnectedError: Server disconnected"),
            Unknown("unknown: ServerDisconnectedError: Server disconnected"),
        ),
        (NetworkError("Too Many Requests (429)"), Later("429", halt=1)),
        (TimedOut("no answer in time"), Unknown("unknown: no answer in time")),
        (InvalidToken("Unauthorized"), Later("the token is refused: Unauthorized", halt=60)),
        (ChatMigrated(-100123), ChatMoved(-100123)),
        (Forbidden("Forbidden: bot was blocked by the user"), ChatLost("blocked", "bot was blocked by the user")),
        (
            Forbidden("Forbidden: bot was kicked from the supergroup chat"),
            ChatLost("blocked", "bot was kicked from the supergroup chat"),
        ),
        (
            Forbidden("Forbidden: bot is not a member of the channel chat"),
            ChatLost("blocked", "bot is not a member of the channel chat"),
        ),
        (Forbidden("Forbidden: user is deactivated"), ChatLost("gone", "user is deactivated")),
        (Forbidden("Forbidden: the group chat was deleted"), ChatLost("gone", "the group chat was deleted")),
        (BadRequest("Chat not found"), ChatLost("gone", "Chat not found")),
        (BadRequest("Topic_closed"), ChatLost("blocked", "topic closed", topic=True)),
        (BadRequest("Message thread not found"), ChatLost("gone", "topic deleted", topic=True)),
        (BadRequest("Not enough rights to send text messages to the chat"), ChatLost("blocked", "no right to post")),
        (BadRequest("Chat_write_forbidden"), ChatLost("blocked", "no right to post")),
        (BadRequest("Need administrator rights in the channel chat"), ChatLost("blocked", "no right to post")),
        (BadRequest("Chat_admin_required"), ChatLost("blocked", "no right to post")),
        (BadRequest("Channel_private"), ChatLost("blocked", "no right to post")),
        (BadRequest("User_is_blocked"), ChatLost("blocked", "User_is_blocked")),
        (BadRequest("Input_user_deactivated"), ChatLost("gone", "Input_user_deactivated")),
        (
            BadRequest("Not enough rights to send photos to the chat"),
            Reword("Not enough rights to send photos to the chat", ours=False),
        ),
        (BadRequest("Chat_send_photos_forbidden"), Reword("Chat_send_photos_forbidden", ours=False)),
        (BadRequest("Chat_send_plain_forbidden"), ChatLost("blocked", "no right to post")),
        (BadRequest("Media_caption_too_long"), Reword("Media_caption_too_long")),
        (BadRequest("Message_too_long"), Reword("Message_too_long")),
        (BadRequest("Can't parse entities: unclosed start tag"), Reword("Can't parse entities: unclosed start tag")),
        (BadRequest("Message is too long"), Reword("Message is too long")),
        (BadRequest("Button_data_invalid"), Refused("Button_data_invalid")),
        (TelegramError("Invalid server response"), Unknown("unknown: Invalid server response")),
    ],
)
def test_every_answer_has_its_outcome(error: TelegramError, expected: Outcome) -> None:
    assert outcome_of(error) == expected


def test_a_server_that_knows_no_rich_messages_gets_the_classic_form() -> None:
    assert outcome_of(EndPointNotFound("Endpoint 'sendRichMessage' not found"), rich=True) == Reword(
        "this server knows no rich messages", server=True
    )
    assert outcome_of(BadRequest("Can't parse rich message: …"), rich=True) == Reword("Can't parse rich message: …")


def test_pauses_double_up_to_a_minute() -> None:
    assert [pause(attempt) for attempt in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]
