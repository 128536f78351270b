"""Who may use what, decided from plain facts."""

from dataclasses import replace

import pytest

from bot.desk.access import CHANGE, EDIT, OPERATE, READ, SETTINGS, Allowed, Refused, Request, Rights, may

_PRIVATE = Rights(private=True)
_HOME = Request("private")
_MEMBER = Request("group", chat_admin=False)
_ADMIN = Request("group", chat_admin=True)
_READER = Request("channel", chat_admin=False)
_MADE_UP = replace(_HOME, signed=False)
_ELSEWHERE = replace(_HOME, own=False)


@pytest.mark.parametrize(
    ("who", "rights", "why"),
    [
        (_HOME, READ, None),
        (_HOME, SETTINGS, None),
        (_HOME, CHANGE, None),
        (_HOME, OPERATE, "operators"),
        (_HOME, _PRIVATE, None),
        (replace(_HOME, operator=True), OPERATE, None),
        (_HOME, EDIT, "operators"),
        (replace(_HOME, operator=True), EDIT, None),
        (replace(_HOME, editor=True), EDIT, None),
        (replace(_MEMBER, editor=True), EDIT, None),
        (replace(_HOME, editor=True), OPERATE, "operators"),
        (_MADE_UP, READ, None),
        (_MADE_UP, CHANGE, "unsigned"),
        (replace(_ADMIN, signed=False), CHANGE, "unsigned"),
        (_MEMBER, READ, None),
        (_MEMBER, SETTINGS, "admins"),
        (_MEMBER, CHANGE, "admins"),
        (replace(_MEMBER, operator=True), CHANGE, "admins"),
        (_ADMIN, CHANGE, None),
        (_ADMIN, OPERATE, "operators"),
        (_ADMIN, _PRIVATE, "private"),
        (_READER, READ, "channel"),
        (_READER, CHANGE, "admins"),
        (replace(_READER, chat_admin=True), READ, None),
        (replace(_READER, chat_admin=True), CHANGE, None),
        (_ELSEWHERE, READ, "admins"),
        (_ELSEWHERE, CHANGE, "admins"),
        (replace(_ELSEWHERE, chat_admin=True), CHANGE, None),
    ],
)
def test_it_allows_what_belongs_to_them_and_says_why_not(who: Request, rights: Rights, why: str | None) -> None:
    verdict = may(who, rights)
    assert verdict == (Allowed() if why is None else verdict)
    assert (verdict.why if isinstance(verdict, Refused) else None) == why


@pytest.mark.parametrize("rights", [READ, SETTINGS, CHANGE, OPERATE, EDIT, _PRIVATE])
@pytest.mark.parametrize("place", ["private", "group", "channel"])
def test_it_takes_nobody_for_an_admin_before_telegram_was_asked(place: str, rights: Rights) -> None:
    request = Request("private" if place == "private" else "group" if place == "group" else "channel")
    assert may(request, rights) == may(replace(request, chat_admin=False), rights)
