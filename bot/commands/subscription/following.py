"""/following: what is followed and what is muted, each with the button that ends it."""

from bot.conversation.listing import PAGE
from bot.conversation.story_view import speaker
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.subjects import Subject, fingerprint, label
from bot.render.classic import Button
from bot.render.escape import bold, lines, shortened
from digests.model import Follow, Part

_PER_PAGE = 20
_LABEL = 40


def answer(ask: Ask) -> Reply:
    return said(_part(ask, 1))


def _part(ask: Ask, number: int) -> Part:
    follows = ask.desk.store.interests.follows(ask.subscriber.id)
    topics = (ask.texts("button.topics"), "topics")
    voted = _voted(ask)
    undo: tuple[Button, ...] = ((ask.texts("button.unvote"), "unvote"),) if voted else ()
    if not follows:
        text = lines(bold(ask.texts("following.title")), ask.texts("following.none"), *voted)
        return Part(text=text, buttons=(undo, (topics,)))
    number = max(1, min(number, (len(follows) + _PER_PAGE - 1) // _PER_PAGE))
    shown = follows[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    followed = [f"🔔 {_name(ask, follow)}" for follow in shown if follow.mode == "follow"]
    muted = [f"🔇 {_muted(ask, follow)}" for follow in shown if follow.mode == "mute"]
    text = lines(
        bold(ask.texts("following.title")),
        ask.texts("following.followed") if followed else "",
        *followed,
        ask.texts("following.muted") if muted else "",
        *muted,
        *voted,
        ask.texts("following.hint"),
    )
    rows: list[tuple[Button, ...]] = [
        ((shortened(f"✖ {_name(ask, follow)}", _LABEL), f"end:{fingerprint(_whole(follow))}:{number}"),)
        for follow in shown
    ]
    turning = [(ask.texts("button.back"), f"ends:{number - 1}")] if number > 1 else []
    if len(follows) > number * _PER_PAGE:
        turning.append((ask.texts("button.next"), f"ends:{number + 1}"))
    return Part(text=text, buttons=(*rows, tuple(turning), undo, (topics,)))


def _voted(ask: Ask) -> list[str]:
    """What the reader's votes lean to and away from, the strongest first."""
    leanings = ask.desk.store.readers.leanings([ask.subscriber.id]).get(ask.subscriber.id, {})
    ranked = sorted(leanings.items(), key=lambda pair: -abs(pair[1]))[:_PER_PAGE]
    named = [f"{'👍' if votes > 0 else '👎'} {_subject(ask, name)}" for name, votes in ranked]
    return [ask.texts("following.voted"), *named] if named else []


def _subject(ask: Ask, name: str) -> str:
    kind, _, value = name.partition(":")
    return label(Subject("sector" if kind == "sector" else "mechanism", value), ask.words)


def unvote(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """Take every vote back."""
    interests = ask.desk.store.interests
    for story_id in interests.votes(ask.subscriber.id):
        interests.vote(ask.subscriber.id, story_id, 0, ask.now)
    return instead(_part(ask, 1), toast=ask.texts("vote.back"))


def _whole(follow: Follow) -> str:
    return f"{follow.kind}/{follow.value}"


def _name(ask: Ask, follow: Follow) -> str:
    if follow.kind != "story":
        return label(Subject(follow.kind, follow.value), ask.words)
    story = ask.desk.store.stories.get(int(follow.value))
    return f"📄 {speaker(story, ask.preferences).title}" if story else f"📄 {follow.value}"


def _muted(ask: Ask, follow: Follow) -> str:
    """A muted country with how far that goes."""
    name = _name(ask, follow)
    return ask.texts("following.muted.country", name=name) if follow.kind == "country" else name


def end(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    """Take one off the list; the list is drawn anew."""
    mark, number = arguments
    for follow in ask.desk.store.interests.follows(ask.subscriber.id):
        if fingerprint(_whole(follow)) == mark:
            ask.desk.store.interests.unfollow(ask.subscriber.id, follow.kind, follow.value)
            return instead(_part(ask, int(number)), toast=ask.texts("unfollow.done", name=_name(ask, follow))[:180])
    return instead(_part(ask, int(number)))


def turn(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    return instead(_part(ask, int(arguments[0])))


COMMAND = Command("following", "yours", order=4, answer=answer)
PRESSES = {
    "end": Press(end, form=rf"[0-9a-f]{{12}}:{PAGE}", rights=CHANGE),
    "ends": Press(turn, form=PAGE),
    "unvote": Press(unvote, rights=CHANGE),
}
