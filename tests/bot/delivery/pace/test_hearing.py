"""Is Telegram down, or is it one chat?"""

from bot.delivery.pace.hearing import Hearing


def test_four_silences_of_several_chats_are_telegrams() -> None:
    hearing = Hearing()
    for chat in (1, 2, 1, 2):
        hearing.unheard(chat, began=1.0)
    assert hearing.down


def test_a_silence_in_which_others_were_answered_is_the_chats_own() -> None:
    hearing = Hearing()
    hearing.heard(5.0)
    for chat in (1, 2, 3, 4, 5):
        hearing.unheard(chat, began=1.0)
    assert not hearing.down


def test_one_chat_alone_tells_it_only_with_the_polls() -> None:
    hearing = Hearing()
    for _ in range(4):
        hearing.unheard(7, began=1.0)
    assert not hearing.down
    hearing.polled(answered=False)
    assert hearing.down


def test_an_answer_ends_it() -> None:
    hearing = Hearing()
    for chat in (1, 2, 3, 4):
        hearing.unheard(chat, began=1.0)
    hearing.heard(2.0)
    assert not hearing.down
