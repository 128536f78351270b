"""Is Telegram down, or is it one chat?"""

from bot.delivery.pace.reachability import Reachability


def test_four_silences_of_several_chats_are_telegrams() -> None:
    reachability = Reachability()
    for chat in (1, 2, 1, 2):
        reachability.unheard(chat, began=1.0)
    assert reachability.down


def test_a_silence_in_which_others_were_answered_is_the_chats_own() -> None:
    reachability = Reachability()
    reachability.heard(5.0)
    for chat in (1, 2, 3, 4, 5):
        reachability.unheard(chat, began=1.0)
    assert not reachability.down


def test_one_chat_alone_tells_it_only_with_the_polls() -> None:
    reachability = Reachability()
    for _ in range(4):
        reachability.unheard(7, began=1.0)
    assert not reachability.down
    reachability.polled(answered=False)
    assert reachability.down


def test_an_answer_ends_it() -> None:
    reachability = Reachability()
    for chat in (1, 2, 3, 4):
        reachability.unheard(chat, began=1.0)
    reachability.heard(2.0)
    assert not reachability.down
