"""Whose a 429 is: the chat's first, the token's when the next call for another chat is refused as well."""

from bot.delivery.pace.refusals import Refusals


def test_the_first_is_its_chats() -> None:
    assert Refusals().refused(7, 0.0, 20) == "chat"


def test_another_chats_makes_it_the_tokens() -> None:
    refusals = Refusals()
    refusals.refused(7, 0.0, 20)
    assert refusals.refused(8, 0.1, 20) == "token"


def test_the_same_chats_again_does_not() -> None:
    refusals = Refusals()
    refusals.refused(7, 0.0, 20)
    assert refusals.refused(7, 0.1, 20) == "chat"


def test_a_message_that_passed_in_between_clears_it() -> None:
    refusals = Refusals()
    refusals.refused(7, 1.0, 20)
    refusals.passed(1.1)
    assert refusals.refused(8, 1.2, 20) == "chat"


def test_a_message_that_was_on_its_way_already_clears_nothing() -> None:
    refusals = Refusals()
    refusals.refused(7, 1.0, 20)
    refusals.passed(0.9)
    assert refusals.refused(8, 1.2, 20) == "token"


def test_one_that_comes_after_the_wait_is_another() -> None:
    refusals = Refusals()
    refusals.refused(7, 0.0, 20)
    assert refusals.refused(8, 20.5, 20) == "chat"
